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

/// <summary>Where a supporting department gives its part to another one's item.</summary>
static class PartDoor
{
    const string Root = "/{town}/{cycle}/{department}/{code}/parts/{item}";

    public static void MapPartDoor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage(Root, (FormPath path, string item, bool? saved, Form form, PartForm parts) => form.ShowAsync(path, visit => parts.ShowAsync(visit, item, saved == true)));
        endpoints.MapPost(Root, (FormPath path, string item, HttpContext context, Form form, PartForm parts) => form.ShowAsync(path, visit => parts.SaveAsync(visit, item, context.Request)));
    }
}

/// <summary>Answers the page of a part.</summary>
sealed class PartForm(Streams streams, SaveAnswers save, Clerks clerks, TimeProvider time, IHttpContextAccessor http)
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

    async Task<IResult> PageAsync(FormVisit visit, PlanItem item, FormField field, AnswerValue value, DrawnFrom drawnFrom, string? notice = null, string? refusal = null, AnswerConflict? conflict = null) =>
        new RazorComponentResult<PartPage>(new
        {
            Visit = visit, Item = item, Field = field, Value = value, DrawnFrom = drawnFrom, Notice = notice, Refusal = refusal, Conflict = conflict,
            Again = visit.Head.Round == 1 ? null : AskedAgain.Of(visit, await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation), time.GetUtcNow()),
        })
        {
            StatusCode = refusal is null && conflict is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };

    static (PlanItem? Item, FormField? Field) Find(FormVisit visit, string key) =>
        (visit.Cycle.PartsOf(visit.Department.Key).FirstOrDefault(i => i.Key == key), FormFields.Part(visit.Cycle.Template));

    // What is no number comes from no page of ours; it counts as drawn from nothing, and every difference is asked.
    static int Number(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
