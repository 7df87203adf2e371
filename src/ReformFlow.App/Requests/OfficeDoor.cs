using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ReformFlow.App.Access;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>The office's decisions about one request, a page for each: return, extension, withdrawal, delivery, escalation, writing on behalf. A page that is nothing but a form is opened to those who may post it.</summary>
static class OfficeDoor
{
    public static void MapOfficeDoor(this IEndpointRouteBuilder endpoints)
    {
        var desk = endpoints.MapGroup("/{town}/desk/{cycle}").ForDesk();
        desk.MapPost("/accept", (string town, string cycle, HttpRequest request, OfficeDesk office) => office.AcceptAsync(town, cycle, request));

        var one = desk.MapGroup("/requests/{department}");
        Page("/return", (office, opened) => office.ProposeReturnAsync(opened)).RequireRole(Role.Edit);
        Post("/return", (office, opened, form) => office.ReturnAsync(opened, form));
        Page("/extend", (_, opened) => OfficeDesk.ExtendPage(opened)).RequireRole(Role.Edit);
        Post("/extend", (office, opened, form) => office.ExtendAsync(opened, form));
        Page("/withdraw", (_, opened) => OfficeDesk.WithdrawPage(opened)).RequireRole(Role.Edit);
        Post("/withdraw", (office, opened, form) => office.WithdrawAsync(opened, form));
        Page("/delivery", (_, opened) => OfficeDesk.DeliveryPage(opened));
        Post("/undelivered", (office, opened, form) => office.MarkUndeliveredAsync(opened, form));
        Post("/resend", (office, opened, form) => office.ResendAsync(opened, form));
        Post("/channel", (office, opened, form) => office.ChangeChannelAsync(opened, form));
        Page("/hand", (office, opened) => office.HandPageAsync(opened));
        Post("/hand", (office, opened, form) => office.RecordByHandAsync(opened, form));
        Page("/escalation", (office, opened) => office.EscalationPageAsync(opened));
        Post("/escalation", (office, opened, form) => office.ReleaseEscalationAsync(opened, form));
        Post("/confirm", (office, opened, form) => office.ConfirmAsync(opened, form));
        Post("/submit", (office, opened, form) => office.SubmitAsync(opened, form));
        one.MapPage("/rounds/{round:int}", (RequestPath path, int round, OfficeDesk office) => office.ShowAsync(path, opened => OfficeDesk.RoundPage(opened, round)));
        one.MapPage("/items/{item}", (RequestPath path, string item, bool? saved, OfficeDesk office) => office.ShowAsync(path, opened => OfficeDesk.ItemPage(opened, item, saved == true))).RequireRole(Role.Edit);
        one.MapPost("/items/{item}", (RequestPath path, string item, HttpRequest request, OfficeDesk office) => office.ShowAsync(path, opened => office.SaveAsync(opened, item, request)));

        IEndpointConventionBuilder Page(string address, Func<OfficeDesk, OpenedRequest, Task<IResult>> page) =>
            one.MapPage(address, (RequestPath path, OfficeDesk office) => office.ShowAsync(path, opened => page(office, opened)));

        void Post(string address, Func<OfficeDesk, OpenedRequest, IFormCollection, Task<IResult>> post) =>
            one.MapPost(address, (RequestPath path, HttpRequest request, OfficeDesk office) =>
                office.ShowAsync(path, async opened => await post(office, opened, await request.ReadFormAsync(request.HttpContext.RequestAborted))));
    }
}

/// <summary>The three parts of the path of a request at the desk.</summary>
readonly record struct RequestPath(string Town, string Cycle, string Department)
{
    public static ValueTask<RequestPath> BindAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        return ValueTask.FromResult(new RequestPath((string)values["town"]!, (string)values["cycle"]!, (string)values["department"]!));
    }
}

/// <summary>A department's request as the desk has opened it.</summary>
public sealed record OpenedRequest(StartedCycle Cycle, Department Department, RequestHead Head, IReadOnlyList<Append> Appends, DateTimeOffset Now)
{
    /// <summary>The path of the request's page, under which its decisions lie.</summary>
    public string Path => $"/{Cycle.Settings.Town}/desk/{Cycle.Settings.Key}/requests/{Department.Key}";
}

/// <summary>What the office chose to return, as it typed it.</summary>
/// <param name="Reasons">What was typed as reasons of items and fields, also where nothing of them is chosen; a field is empty for the item's own.</param>
public sealed record TypedReturn(IReadOnlyList<ReturnedItem> Items, IReadOnlyDictionary<ItemField, string> Reasons, string Reason, DateOnly? DueDay)
{
    /// <summary>True where a field is chosen by itself.</summary>
    public bool Has(string item, string field) => Items.Any(i => i.Item == item && i.Fields.Contains(field));

    /// <summary>True where all of an item is chosen.</summary>
    public bool HasAll(string item) => Items.Any(i => i.Item == item && i.Fields.Count == 0);
}

/// <summary>A mail that is to be handed over by hand.</summary>
public sealed record HandMail(HandStep Step, WrittenMail Mail);

/// <summary>Answers the pages of the office's decisions.</summary>
sealed class OfficeDesk(
    CycleFinder cycles, Streams streams, OfficeDecisions decisions, EditOnBehalf edit, MailWriter mails, Desk desk, DeskVisitor visitor, TimeProvider time, IHttpContextAccessor http)
{
    /// <summary>Business days that a return proposes until its due day.</summary>
    const int ReturnDueAfter = 5;

    const int MaxReason = 1000;

    /// <summary>The longest reason of a single field, in characters.</summary>
    public const int MaxFieldReason = 300;

    string By => visitor.By;

    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(RequestPath path, Func<OpenedRequest, Task<IResult>> page)
    {
        if (await cycles.StartedAsync(path.Town, path.Cycle, Cancellation) is not { } started || !started.Asks(path.Department)) return Results.NotFound();
        var head = await cycles.RequestAsync(started, path.Department, Cancellation);
        var appends = await streams.ReadAsync(started.StreamOf(path.Department), Cancellation);
        return await page(new(started, started.Municipality.Department(path.Department), head, appends, time.GetUtcNow()));
    }

    public async Task<IResult> AcceptAsync(string town, string cycle, HttpRequest request)
    {
        if (await cycles.FindAsync(town, cycle, Cancellation) is not { } running) return Results.NotFound();
        var chosen = (await request.ReadFormAsync(Cancellation))["department"].OfType<string>().Where(running.Asks).Distinct().ToList();
        if (chosen.Count == 0) return await desk.CycleAsync(town, cycle, "確認済みにする所属を選んでください。");
        var refused = new List<string>();
        foreach (var department in chosen)
            if (await decisions.AcceptAsync(running, department, By, Cancellation) is { } refusal) refused.Add($"{running.Municipality.Department(department).Name}　{refusal}");
        if (refused.Count == 0) return Results.Redirect($"/{town}/desk/{cycle}#requests");
        var others = chosen.Count - refused.Count;
        return await desk.CycleAsync(town, cycle, string.Join('\n', (string[])[.. refused, .. others > 0 ? [$"ほかの{others}所属は、確認済みにしました。"] : Array.Empty<string>()]));
    }

    /// <summary>The page as it opens; another page, such as a review's comment, may have chosen items and their reasons in its address already.</summary>
    public Task<IResult> ProposeReturnAsync(OpenedRequest opened)
    {
        var chosen = new FormCollection(http.HttpContext!.Request.Query.ToDictionary(q => q.Key, q => q.Value));
        var typed = ReadReturn(opened.Cycle, opened.Department.Key, chosen);
        return ReturnPage(opened, typed with { DueDay = typed.DueDay ?? opened.Cycle.Settings.Calendar.Add(TokyoTime.DayOf(opened.Now), ReturnDueAfter) }, null);
    }

    public async Task<IResult> ReturnAsync(OpenedRequest opened, IFormCollection form)
    {
        var (cycle, department) = (opened.Cycle, opened.Department.Key);
        var typed = ReadReturn(cycle, department, form);
        var stray = cycle.Plan.Items.FirstOrDefault(i => typed.Reasons.Any(r => r.Key.Item == i.Key && r.Value.Length > 0
            && typed.Items.All(t => t.Item != i.Key || r.Key.Field.Length > 0 && t.Fields.Count > 0 && !t.Fields.Contains(r.Key.Field))));
        var refusal = TooLong([typed.Reason, .. typed.Reasons.Where(r => r.Key.Field.Length == 0).Select(r => r.Value)])
            ?? typed.Reasons.Where(r => r.Key.Field.Length > 0).Select(r => AnswerText.Refusal(r.Value, MaxFieldReason)).FirstOrDefault(r => r is not null)
            ?? (stray is null ? null : $"「{stray.No}　{stray.Title}」に理由がありますが、直してほしい欄が選ばれていません。欄を選ぶか、理由を消してください。")
            ?? (typed.DueDay is { } day
                ? await decisions.ReturnAsync(cycle, department, typed.Items, typed.Reason, day, By, Cancellation)
                : "新しい提出期限を入力してください。");
        return refusal is null ? Done(opened) : await ReturnPage(opened, typed, refusal);
    }

    public static Task<IResult> ExtendPage(OpenedRequest opened, IFormCollection? typed = null, string? refusal = null) => Page<ExtendPage>(opened, typed, refusal);

    public async Task<IResult> ExtendAsync(OpenedRequest opened, IFormCollection form)
    {
        var reason = Words(form, "reason");
        var refusal = TooLong([reason]) ?? (Day(form, "dueDay") is { } day
            ? await decisions.ExtendAsync(opened.Cycle, opened.Department.Key, day, reason, By, Cancellation)
            : "新しい提出期限を入力してください。");
        return refusal is null ? Done(opened) : await ExtendPage(opened, form, refusal);
    }

    public static Task<IResult> WithdrawPage(OpenedRequest opened, IFormCollection? typed = null, string? refusal = null) => Page<WithdrawPage>(opened, typed, refusal);

    public async Task<IResult> WithdrawAsync(OpenedRequest opened, IFormCollection form)
    {
        var reason = Words(form, "reason");
        var refusal = TooLong([reason]) ?? await decisions.WithdrawAsync(opened.Cycle, opened.Department.Key, reason, By, Cancellation);
        return refusal is null ? Done(opened) : await WithdrawPage(opened, form, refusal);
    }

    public static Task<IResult> DeliveryPage(OpenedRequest opened, IFormCollection? typed = null, string? refusal = null) => Page<DeliveryPage>(opened, typed, refusal);

    public Task<IResult> MarkUndeliveredAsync(OpenedRequest opened, IFormCollection form) =>
        DeliverAsync(opened, form, reason => decisions.MarkUndeliveredAsync(opened.Cycle, opened.Department.Key, reason, By, Cancellation));

    public Task<IResult> ResendAsync(OpenedRequest opened, IFormCollection form) =>
        DeliverAsync(opened, form, reason => decisions.ResendAsync(opened.Cycle, opened.Department.Key, reason, By, Cancellation));

    public Task<IResult> ChangeChannelAsync(OpenedRequest opened, IFormCollection form) =>
        DeliverAsync(opened, form, async _ => form["channel"].ToString() switch
        {
            "mail" when opened.Department.Person is null => "メールアドレスが登録されていません。組織のファイルにアドレスを加えて取り込んでから、変更してください。",
            "mail" => await decisions.ChangeChannelAsync(opened.Cycle, opened.Department.Key, Channel.Mail, By, Cancellation),
            "byHand" => await decisions.ChangeChannelAsync(opened.Cycle, opened.Department.Key, Channel.ByHand, By, Cancellation),
            _ => "連絡の方法を選んでください。",
        });

    public async Task<IResult> HandPageAsync(OpenedRequest opened, string? refusal = null)
    {
        var others = await OthersAsync(opened);
        var due = new List<HandMail>();
        try
        {
            foreach (var step in RequestPolicy.Next(opened.Cycle.Settings, opened.Head, others, opened.Now).Due.OfType<HandStep>())
            {
                var also = RequestPolicy.IsChase(step) ? RequestPolicy.ToList(others, step.Key, opened.Now, opened.Head.Person).ToList() : [];
                due.Add(new(step, await mails.WriteAsync(opened.Cycle, opened.Department.Key, opened.Head, step, also, Cancellation)));
            }
        }
        catch (MailRefusedException e)
        {
            refusal ??= e.Message;
        }
        return new RazorComponentResult<HandPage>(new { Request = opened, Mails = due, Refusal = refusal }) { StatusCode = Status(refusal) };
    }

    public async Task<IResult> RecordByHandAsync(OpenedRequest opened, IFormCollection form) =>
        await decisions.RecordByHandAsync(opened.Cycle, opened.Department.Key, form["key"].ToString(), await OthersAsync(opened), By, Cancellation) is { } refusal
            ? await HandPageAsync(opened, refusal)
            : Done(opened);

    public async Task<IResult> EscalationPageAsync(OpenedRequest opened, string? refusal = null)
    {
        var key = RequestPolicy.WaitingEscalation(opened.Cycle.Settings, opened.Head, opened.Now);
        WrittenMail? mail = null;
        try
        {
            if (key is not null) mail = await mails.WriteAsync(opened.Cycle, opened.Department.Key, opened.Head, new PerformStep(StepKind.Escalate, key), [], Cancellation);
        }
        catch (MailRefusedException e)
        {
            refusal ??= e.Message;
        }
        return new RazorComponentResult<EscalationPage>(new { Request = opened, Key = key, Mail = mail, Refusal = refusal }) { StatusCode = Status(refusal) };
    }

    public async Task<IResult> ReleaseEscalationAsync(OpenedRequest opened, IFormCollection form) =>
        await decisions.ReleaseEscalationAsync(opened.Cycle, opened.Department.Key, form["key"].ToString(), By, Cancellation) is { } refusal
            ? await EscalationPageAsync(opened, refusal)
            : Done(opened);

    public async Task<IResult> ConfirmAsync(OpenedRequest opened, IFormCollection form)
    {
        var post = Words(form, "post");
        var refusal = TooLong([post]) ?? (Day(form, "day") is { } day
            ? await decisions.ConfirmOutsideAsync(opened.Cycle, opened.Department.Key, post, day, By, Cancellation)
            : "確認を受けた日を入力してください。");
        return refusal is null ? Done(opened) : await AgainAsync(opened, refusal);
    }

    public async Task<IResult> SubmitAsync(OpenedRequest opened, IFormCollection form)
    {
        _ = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen);
        return await edit.SubmitAsync(opened.Cycle, opened.Department.Key, seen, Words(form, "onWord"), By, Cancellation) is { } refusal
            ? await AgainAsync(opened, refusal)
            : Done(opened);
    }

    public static Task<IResult> RoundPage(OpenedRequest opened, int round) => Task.FromResult<IResult>(AnswerHistory.Rounds(opened.Appends).FirstOrDefault(r => r.Round == round) is { } handedIn
        ? new RazorComponentResult<RoundPage>(new { Request = opened, Round = handedIn })
        : Results.NotFound());

    public static Task<IResult> ItemPage(OpenedRequest opened, string itemKey, bool saved) => Task.FromResult(Item(opened, itemKey) is { } item
        ? ItemPage(opened, item, AnswerHistory.Now(opened.Appends), opened.Appends.Count, notice: saved ? "保存しました。" : null)
        : Results.NotFound());

    public async Task<IResult> SaveAsync(OpenedRequest opened, string itemKey, HttpRequest request)
    {
        if (Item(opened, itemKey) is not { } item) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        var posted = PostedItem.Of(opened.Cycle, opened.Department.Key, item, form);
        var onWord = Words(form, "onWord");
        var outcome = EditOnBehalf.WhyNot(onWord) is { } unsaid
            ? new SaveOutcome(opened.Head.Version, false, [], new Dictionary<string, string> { ["onWord"] = unsaid }, null)
            : await edit.SaveAsync(opened.Cycle, opened.Department.Key, item, posted.Seen, posted.Chosen, onWord, By, Cancellation);
        if (outcome.Closed is { } closed) return await AgainAsync(opened, ClosedWords.Of(closed));
        if (outcome.Refusals.Count == 0 && outcome.Conflicts.Count == 0) return Results.Redirect($"{opened.Path}/items/{item.Key}?saved=true");
        var now = AnswerHistory.Now(await streams.ReadAsync(opened.Cycle.StreamOf(opened.Department.Key), Cancellation));
        var (sheet, drawnFrom) = posted.Again(now, outcome);
        return ItemPage(opened, item, sheet, drawnFrom, outcome, onWord, outcome.Saved ? "重なっていない項目は保存しました。" : null);
    }

    static IResult ItemPage(OpenedRequest opened, PlanItem item, AnswerSheet sheet, DrawnFrom drawnFrom, SaveOutcome? outcome = null, string onWord = "", string? notice = null) =>
        new RazorComponentResult<OnBehalfForm>(new
        {
            Request = opened, Item = item, Sheet = sheet, DrawnFrom = drawnFrom, OnWord = onWord, Notice = notice,
            Refusals = outcome?.Refusals ?? new Dictionary<string, string>(),
            Conflicts = (outcome?.Conflicts ?? []).ToDictionary(c => c.Field.Field),
        })
        { StatusCode = outcome is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };

    static Task<IResult> ReturnPage(OpenedRequest opened, TypedReturn typed, string? refusal) =>
        Task.FromResult<IResult>(new RazorComponentResult<ReturnPage>(new { Request = opened, Typed = typed, Refusal = refusal }) { StatusCode = Status(refusal) });

    static TypedReturn ReadReturn(StartedCycle cycle, string department, IFormCollection form)
    {
        var items = new List<ReturnedItem>();
        var reasons = new Dictionary<ItemField, string>();
        foreach (var item in cycle.ItemsOf(department).Concat(cycle.PartsOf(department)))
        {
            var reason = reasons[new(item.Key!, "")] = Words(form, $"reason.{item.Key}");
            var fields = cycle.FieldsOf(department, item).Select(f => f.Name).ToList();
            foreach (var field in fields) reasons[new(item.Key!, field)] = Words(form, $"reason.{item.Key}.{field}");
            var isAll = form.ContainsKey($"item.{item.Key}");
            var chosen = fields.Where(f => form.ContainsKey($"field.{item.Key}.{f}")).ToList();
            if (!isAll && chosen.Count == 0) continue;
            var own = fields.Where(f => (isAll || chosen.Contains(f)) && reasons[new(item.Key!, f)].Length > 0).ToDictionary(f => f, f => reasons[new(item.Key!, f)]);
            items.Add(new(item.Key!, isAll ? [] : chosen, reason) { Reasons = own.Count > 0 ? own : null });
        }
        return new(items, reasons, Words(form, "reason"), Day(form, "dueDay"));
    }

    static async Task<IResult> DeliverAsync(OpenedRequest opened, IFormCollection form, Func<string, Task<string?>> decide)
    {
        var reason = Words(form, "reason");
        return (TooLong([reason]) ?? await decide(reason)) is { } refusal ? await DeliveryPage(opened, form, refusal) : Done(opened);
    }

    Task<IReadOnlyList<OtherRequest>> OthersAsync(OpenedRequest opened) =>
        cycles.OthersAsync(opened.Cycle.Settings.Town, opened.Cycle.Settings.Key, opened.Department.Key, Cancellation);

    Task<IResult> AgainAsync(OpenedRequest opened, string refusal) =>
        desk.RequestAsync(opened.Cycle.Settings.Town, opened.Cycle.Settings.Key, opened.Department.Key, refusal);

    static Task<IResult> Page<TPage>(OpenedRequest opened, IFormCollection? typed, string? refusal) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        Task.FromResult<IResult>(new RazorComponentResult<TPage>(new { Request = opened, Typed = typed, Refusal = refusal }) { StatusCode = Status(refusal) });

    static IResult Done(OpenedRequest opened) => Results.Redirect(opened.Path);

    static int Status(string? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;

    static PlanItem? Item(OpenedRequest opened, string key) => opened.Cycle.ItemsOf(opened.Department.Key).Concat(opened.Cycle.PartsOf(opened.Department.Key)).FirstOrDefault(i => i.Key == key);

    static string Words(IFormCollection form, string name) => AnswerText.Clean(form[name].ToString()).Trim();

    static string? TooLong(IEnumerable<string> texts) => texts.Select(t => AnswerText.Refusal(t, MaxReason)).FirstOrDefault(r => r is not null);

    static DateOnly? Day(IFormCollection form, string name) =>
        DateOnly.TryParseExact(form[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
