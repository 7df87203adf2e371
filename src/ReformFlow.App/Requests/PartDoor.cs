using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Answers;
using ReformFlow.App.Log;
using ReformFlow.App.Web;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Where a supporting department gives its part to another one's item, and where that one asks for it again.</summary>
static class PartDoor
{
    const string Root = "/{town}/{cycle}/{department}/{code}/parts/{item}";

    public static void MapPartDoor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage(Root, (FormPath path, string item, bool? saved, Form form, PartForm parts) => form.ShowAsync(path, visit => parts.ShowAsync(visit, item, saved == true)));
        endpoints.MapPost(Root, (FormPath path, string item, HttpContext context, Form form, PartForm parts) => form.ShowAsync(path, visit => parts.SaveAsync(visit, item, context.Request)));
        const string given = "/{town}/{cycle}/{department}/{code}/items/{item}/parts/{giver}";
        endpoints.MapPage(given, (FormPath path, string item, string giver, Form form, PartForm parts) => form.ShowAsync(path, visit => parts.ProposeReturnAsync(visit, item, giver)));
        endpoints.MapPost(given, (FormPath path, string item, string giver, HttpContext context, Form form, PartForm parts) => form.ShowAsync(path, visit => parts.ReturnAsync(visit, item, giver, context.Request)));
    }
}

/// <summary>Answers the pages of a part.</summary>
sealed class PartForm(Streams streams, SaveAnswers save, Parts parts, ReturnPart returning, Clerks clerks, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(FormVisit visit, string itemKey, bool saved)
    {
        if (Find(visit, itemKey) is not ({ } item, { } field)) return Results.NotFound();
        var appends = await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation);
        return await PageAsync(visit, item, field, AnswerHistory.Now(appends)[new(item.Key!, field.Name)], new(appends.Count), notice: saved ? "保存しました。" : null);
    }

    public async Task<IResult> SaveAsync(FormVisit visit, string itemKey, HttpRequest request)
    {
        if (Find(visit, itemKey) is not ({ } item, { } field)) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        var autosaves = request.Headers.ContainsKey("X-Autosave");
        if (!autosaves) visit = await clerks.NamedAsync(request.HttpContext, visit, form);
        var older = form.ContainsKey($"version.{field.Name}") ? new Dictionary<string, int> { [field.Name] = Number(form[$"version.{field.Name}"]) } : [];
        var drawnFrom = new DrawnFrom(Number(form["version"]), older);
        var typed = new AnswerValue(AnswerText.Clean(form[field.Name].ToString()));
        var use = form[$"use.{field.Name}"].ToString();
        var outcome = await save.RunAsync(visit.Cycle, visit.Department.Key, item, use == "mine" ? drawnFrom with { Older = null } : drawnFrom,
            use == "theirs" || !form.ContainsKey(field.Name) ? new Dictionary<string, AnswerValue>() : new() { [field.Name] = typed }, visit.By, Cancellation);

        if (autosaves) return Form.Autosaved(outcome, time.GetUtcNow());
        if (outcome.Closed is { } closed)
            return Failures.Message(StatusCodes.Status409Conflict, "入力を受け付けていません", ClosedWords.Of(closed), "入力中の内容を残すときは、一つ前の画面に戻って控えてください。");
        if (outcome.Refusals.Count == 0 && outcome.Conflicts.Count == 0)
            return Results.Redirect(form["next"] == "list" ? visit.Path : $"{visit.Path}/parts/{item.Key}?saved=true");
        var conflict = outcome.Conflicts.Count > 0 ? outcome.Conflicts[0] : null;
        // Until somebody chooses, it stays drawn from what it was drawn from first; so it is asked again, never taken.
        var redrawn = conflict is null ? drawnFrom : new(outcome.Version, new Dictionary<string, int> { [field.Name] = drawnFrom.Of(field.Name) });
        return await PageAsync(visit, item, field, typed, redrawn, refusal: outcome.Refusals.GetValueOrDefault(field.Name), conflict: conflict);
    }

    public Task<IResult> ProposeReturnAsync(FormVisit visit, string itemKey, string giver) =>
        ReturnPageAsync(visit, itemKey, giver, "", ConfirmAnswers.Proposed(visit.Cycle.Settings, time.GetUtcNow()), null);

    public async Task<IResult> ReturnAsync(FormVisit visit, string itemKey, string giver, HttpRequest request)
    {
        if (await GivenAsync(visit, itemKey, giver) is not ({ } item, { } part)) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        DateOnly? due = DateOnly.TryParseExact(form["due"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var reason = AnswerText.Clean(form["reason"].ToString()).Trim();
        var refusal = RequestRules.WhyClosed(visit.Cycle.Settings, visit.Head, time.GetUtcNow()) is { } closed
            ? ClosedWords.Of(closed)
            : await returning.RunAsync(visit.Cycle, visit.Department.Key, item, giver, Number(form["round"]), reason, due, visit.By, Cancellation);
        return refusal is null
            ? Failures.Message(StatusCodes.Status200OK, "もう一度お願いしました", ($"{visit.Path}/items/{item.Key}", "項目の画面へ戻る"), $"{part.Department}に、理由と期限をメールでお知らせします。書き直して提出されると、項目の画面に表示されます。")
            : await ReturnPageAsync(visit, itemKey, giver, reason, due, refusal);
    }

    async Task<IResult> ReturnPageAsync(FormVisit visit, string itemKey, string giver, string reason, DateOnly? due, string? refusal)
    {
        if (await GivenAsync(visit, itemKey, giver) is not ({ } item, { } part)) return Results.NotFound();
        return new RazorComponentResult<ReturnPartPage>(new { Visit = visit, Item = item, Part = part, Now = time.GetUtcNow(), Reason = reason, DueDay = due, Refusal = refusal })
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    async Task<(PlanItem? Item, GivenPart? Part)> GivenAsync(FormVisit visit, string itemKey, string giver) =>
        visit.Cycle.ItemsOf(visit.Department.Key).FirstOrDefault(i => i.Key == itemKey) is { } item
            ? (item, (await parts.OfAsync(visit.Cycle, item, Cancellation)).FirstOrDefault(p => p.Key == giver))
            : default;

    async Task<IResult> PageAsync(FormVisit visit, PlanItem item, FormField field, AnswerValue value, DrawnFrom drawnFrom, string? notice = null, string? refusal = null, AnswerConflict? conflict = null)
    {
        var appends = await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation);
        return new RazorComponentResult<PartPage>(new
        {
            Visit = visit, Item = item, Field = field, Value = value, DrawnFrom = drawnFrom, Notice = notice, Refusal = refusal, Conflict = conflict,
            Again = AskedAgain.Of(visit, appends, time.GetUtcNow()), Edits = AnswerHistory.OfficeEdits(appends),
        })
        {
            StatusCode = refusal is null && conflict is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    static (PlanItem? Item, FormField? Field) Find(FormVisit visit, string key) =>
        (visit.Cycle.PartsOf(visit.Department.Key).FirstOrDefault(i => i.Key == key), FormFields.Part(visit.Cycle.Template));

    // What is no number comes from no page of ours; it counts as drawn from nothing, and every difference is asked.
    static int Number(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
