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

/// <summary>A department's pages behind its form link: the list of its items, each item's form, check-your-answers, the receipt.</summary>
static class FormDoor
{
    const string Root = "/{town}/{cycle}/{department}/{code}";

    public static void MapFormDoor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage(Root, (FormPath path, Form form, ProbeForm probe, TimeProvider time) => form.ShowAsync(path, visit =>
            RequestRules.IsProbing(visit.Cycle.Settings, visit.Head, time.GetUtcNow()) ? probe.PageAsync(visit) : form.TasksAsync(visit)));
        endpoints.MapPage(Root + "/items/{item}", (FormPath path, string item, bool? saved, Form form) => form.ShowAsync(path, visit => form.ItemAsync(visit, item, saved == true)));
        endpoints.MapPost(Root + "/items/{item}", (FormPath path, string item, HttpContext context, Form form) => form.ShowAsync(path, visit => form.SaveAsync(visit, item, context.Request)));
        endpoints.MapPage(Root + "/check", (FormPath path, Form form) => form.ShowAsync(path, visit => form.CheckAsync(visit)));
        endpoints.MapPost(Root + "/check", (FormPath path, HttpContext context, Form form) => form.ShowAsync(path, visit => form.SubmitAsync(visit, context.Request)));
        endpoints.MapPage(Root + "/receipt", (FormPath path, Form form) => form.ShowAsync(path, visit => Task.FromResult(Form.Receipt(visit))));
    }
}

/// <summary>The four parts of a form link's path.</summary>
readonly record struct FormPath(string Town, string Cycle, string Department, string Code)
{
    public static ValueTask<FormPath> BindAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        return ValueTask.FromResult(new FormPath(Part("town"), Part("cycle"), Part("department"), Part("code")));

        string Part(string name) => (string)values[name]!;
    }
}

/// <summary>A confirmation by the superior as the department typed it.</summary>
public sealed record TypedGiven(string Post, string Day)
{
    /// <summary>Why it can't be taken, or null when it can.</summary>
    public string? WhyNot(DateOnly today) =>
        Post.Length is 0 or > 60 ? "確認した方の職を、60文字以内で入力してください。"
        : Read() is not { } given ? "所属長の確認を受けた日を入力してください。"
        : given.Day > today ? "所属長の確認を受けた日は、今日までの日にしてください。"
        : null;

    public GivenConfirmation? Read() => DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(Post, day) : null;
}

/// <summary>Answers the pages of a form visit.</summary>
sealed class Form(FormVisits visits, Streams streams, SaveAnswers save, SubmitAnswers submit, Clerks clerks, Parts parts, TimeProvider time, IHttpContextAccessor http)
{
    CancellationToken Cancellation => http.HttpContext!.RequestAborted;

    public async Task<IResult> ShowAsync(FormPath path, Func<FormVisit, Task<IResult>> page)
    {
        var (visit, refusal) = await visits.OpenAsync(path.Town, path.Cycle, path.Department, path.Code, Cancellation);
        return visit is null ? refusal! : await page(visit with { Clerk = await clerks.KnownAsync(http.HttpContext!, visit) });
    }

    public async Task<IResult> TasksAsync(FormVisit visit)
    {
        var appends = await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation);
        return new RazorComponentResult<TaskList>(new { Visit = visit, Sheet = AnswerHistory.Now(appends), Now = time.GetUtcNow(), Again = AskedAgain.Of(visit, appends, time.GetUtcNow()) });
    }

    public async Task<IResult> ItemAsync(FormVisit visit, string itemKey, bool saved)
    {
        if (Item(visit, itemKey) is not { } item) return Results.NotFound();
        var appends = await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation);
        // Mails are recorded in the same stream; what is said here is when words were kept.
        var last = appends.LastOrDefault(a => a.Events.Any(e => e is AnswerChanged));
        return await PageAsync(visit, item, AnswerHistory.Now(appends), appends.Count, notice: !saved ? null : last is null ? "まだ入力がありません。" : $"{Clock(last.At)} に保存しました。", edits: AnswerHistory.OfficeEdits(appends));
    }

    public async Task<IResult> SaveAsync(FormVisit visit, string itemKey, HttpRequest request)
    {
        if (Item(visit, itemKey) is not { } item) return Results.NotFound();
        var form = await request.ReadFormAsync(Cancellation);
        // A name that is half typed is nobody's: what is saved by itself is the post's, or theirs who gave a name before.
        if (!request.Headers.ContainsKey("X-Autosave")) visit = await clerks.NamedAsync(request.HttpContext, visit, form);
        var posted = PostedItem.Of(visit.Cycle, visit.Department.Key, item, form);
        if (form["take"].ToString() is { Length: > 0 } giver) return await TakeAsync(visit, item, posted, giver, form["take.into"].ToString());
        var outcome = await save.RunAsync(visit.Cycle, visit.Department.Key, item, posted.Seen, posted.Chosen, visit.By, Cancellation);

        if (request.Headers.ContainsKey("X-Autosave")) return Autosaved(outcome, time.GetUtcNow());
        if (outcome.Closed is not null)
            return Failures.Message(StatusCodes.Status409Conflict, "入力を受け付けていません", ClosedWords.Of(outcome.Closed.Value),
                "入力中の内容を残すときは、一つ前の画面に戻って控えてください。", WhomToAsk(visit));
        if (outcome.Refusals.Count == 0 && outcome.Conflicts.Count == 0)
            return Results.Redirect(form["next"] == "list" ? visit.Path : $"{visit.Path}/items/{item.Key}?saved=true");

        var (sheet, drawnFrom) = posted.Again(await SheetAsync(visit), outcome);
        return await PageAsync(visit, item, sheet, drawnFrom, outcome,
            outcome.Saved ? "重なっていない項目は保存しました。" : null, StatusCodes.Status409Conflict);
    }

    // Nothing is saved yet: the text stands in the form for its writer to work on.
    async Task<IResult> TakeAsync(FormVisit visit, PlanItem item, PostedItem posted, string giver, string into)
    {
        var given = (await parts.OfAsync(visit.Cycle, item, Cancellation)).FirstOrDefault(p => p.Key == giver && p.Text.Length > 0);
        var field = FormFields.Of(visit.Cycle.Template, visit.Cycle.Plan, item, visit.Cycle.Settings.Period)
            .FirstOrDefault(f => f.Name == into && f.Template.Kind == FieldKind.Text && RequestRules.IsAsked(visit.Head, item.Key!, f.Name));
        var sheet = (await SheetAsync(visit)).With(posted.Values.Select(p => new AnswerChanged(item.Key!, p.Key, p.Value)));
        if (given is null || field is null) return await PageAsync(visit, item, sheet, posted.DrawnFrom, notice: "取り込む文章がありません。");
        var before = sheet[new(item.Key!, field.Name)].Text;
        return await PageAsync(visit, item, sheet.With([new AnswerChanged(item.Key!, field.Name, new(before.Length == 0 ? given.Text : $"{before}\n{given.Text}"))]), posted.DrawnFrom,
            notice: $"{given.Department}の文章を「{field.Label}」に入れました。まだ保存していません。");
    }

    public async Task<IResult> CheckAsync(FormVisit visit, string? problem = null, TypedGiven? given = null)
    {
        var appends = await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation);
        return new RazorComponentResult<CheckAnswers>(new { Visit = visit, Sheet = AnswerHistory.Now(appends), Version = appends.Count, Now = time.GetUtcNow(), Problem = problem, Given = given, Edits = AnswerHistory.OfficeEdits(appends) })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    public async Task<IResult> SubmitAsync(FormVisit visit, HttpRequest request)
    {
        var form = await request.ReadFormAsync(Cancellation);
        visit = await clerks.NamedAsync(request.HttpContext, visit, form);
        _ = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen);
        TypedGiven? typed = visit.Cycle.Settings.NeedsConfirmation && form["confirmation"] == "given" ? new(AnswerText.Clean(form["given.post"].ToString()).Trim(), form["given.day"].ToString()) : null;
        if (typed?.WhyNot(TokyoTime.DayOf(time.GetUtcNow())) is { } wrong) return await CheckAsync(visit, wrong, typed);
        return await submit.RunAsync(visit.Cycle, visit.Department.Key, seen, visit.By, Cancellation, given: typed?.Read()) switch
        {
            SubmitOutcome.Submitted => Results.Redirect($"{visit.Path}/receipt"),
            SubmitOutcome.Incomplete => await CheckAsync(visit, "必須の項目に、まだ入力のないものがあります。入力してから提出してください。", typed),
            SubmitOutcome.Changed => await CheckAsync(visit, "この画面を開いた後に、回答が変更されました。内容を確認して、もう一度提出してください。", typed),
            SubmitOutcome.Unconfirmed => await CheckAsync(visit, "所属長の確認を受けた方の職と日を入力してください。"),
            _ => Failures.Message(StatusCodes.Status409Conflict, "提出を受け付けていません", ClosedWords.Of(RequestRules.WhyClosed(visit.Cycle.Settings, visit.Head, time.GetUtcNow()) ?? Closed.Locked), WhomToAsk(visit)),
        };
    }

    public static IResult Receipt(FormVisit visit) => visit.Head.LastSubmission is null
        ? Results.Redirect(visit.Path)
        : new RazorComponentResult<ReceiptPage>(new { Visit = visit });

    async Task<IResult> PageAsync(FormVisit visit, PlanItem item, AnswerSheet sheet, DrawnFrom drawnFrom, SaveOutcome? outcome = null, string? notice = null, int status = StatusCodes.Status200OK, IReadOnlyList<OfficeEdit>? edits = null) =>
        new RazorComponentResult<ItemForm>(new
        {
            Visit = visit, Item = item, Sheet = sheet, DrawnFrom = drawnFrom, Notice = notice, Now = time.GetUtcNow(), Edits = edits ?? [], Parts = await parts.OfAsync(visit.Cycle, item, Cancellation),
            Again = visit.Head.Round == 1 ? null : AskedAgain.Of(visit, await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation), time.GetUtcNow()),
            Refusals = outcome?.Refusals ?? new Dictionary<string, string>(),
            Conflicts = (outcome?.Conflicts ?? []).ToDictionary(c => c.Field.Field),
        })
        { StatusCode = status };

    internal static IResult Autosaved(SaveOutcome outcome, DateTimeOffset now) => outcome switch
    {
        { Closed: { } closed } => Results.Json(new { message = ClosedWords.Of(closed) }, statusCode: StatusCodes.Status409Conflict),
        { Refusals.Count: > 0 } => Results.Json(new { message = "保存できない入力があります。「保存する」を押して、ご確認ください。" }, statusCode: StatusCodes.Status409Conflict),
        { Conflicts.Count: > 0 } => Results.Json(new { message = "ほかの方が同じ欄を変更しました。「保存する」を押すと、両方の内容を見て選べます。", version = outcome.Version, behind = outcome.Behind }, statusCode: StatusCodes.Status409Conflict),
        _ => Results.Json(new { version = outcome.Version, behind = outcome.Behind, saved = Clock(now) }),
    };

    async Task<AnswerSheet> SheetAsync(FormVisit visit) => AnswerHistory.Now(await streams.ReadAsync(visit.Cycle.StreamOf(visit.Department.Key), Cancellation));

    static string WhomToAsk(FormVisit visit) => $"変更が必要なときは、{visit.Cycle.Municipality.Office.Name}（内線 {visit.Cycle.Municipality.Office.Extension}）へご連絡ください。";

    static PlanItem? Item(FormVisit visit, string key) => visit.Cycle.ItemsOf(visit.Department.Key).FirstOrDefault(i => i.Key == key);

    static string Clock(DateTimeOffset moment) => TokyoTime.TimeOf(moment).ToString("HH:mm", CultureInfo.InvariantCulture);
}
