using ReformFlow.App.Changes;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Reviews;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Mail;

/// <summary>Writes the mail of a step from the log and the municipality's texts; the same step always gives the same mail.</summary>
public sealed class MailWriter(CycleFinder cycles, DecideChange changes, Archive archive, IPeople people, SiteSettings site, TimeProvider time)
{
    /// <summary>The mail that a request's step sends.</summary>
    /// <param name="also">The department's requests in other cycles that this mail of the day speaks for.</param>
    public async Task<(OutgoingMail Mail, string To)> OfRequestAsync(StartedCycle cycle, string department, RequestHead head, PerformStep step, IReadOnlyList<OtherRequest> also, CancellationToken cancellation)
    {
        var (settings, post) = (cycle.Settings, cycle.Municipality.Department(department));
        var writing = await BeginAsync(cycle, cancellation);
        if (step.Kind == StepKind.NoticeRefused)
        {
            writing.Values["department"] = post.Name;
            writing.Values["post"] = post.Post;
            writing.Values["reason"] = "宛先に受け付けられませんでした。くわしくは、\n　　　事務局の画面の「経過」にあります。";
            return (Write(writing, step, MailKind.NoticeRefused, writing.Office), cycle.Municipality.Office.Person);
        }

        if (step.Kind == StepKind.NoticeProposal)
        {
            writing.Values["department"] = post.Name;
            writing.Values["proposals"] = ChangeLines.Open(await changes.OfAsync(cycle, department, cancellation), cycle.Plan);
            writing.Values["deskAddress"] += "/changes";
            return (Write(writing, step, MailKind.NoticeProposal, writing.Office), cycle.Municipality.Office.Person);
        }

        var items = cycle.ItemsOf(department).Where(i => head.ReturnedItems.Count == 0 || head.ReturnedItems.Any(r => r.Item == i.Key)).Select(Line).ToList();
        foreach (var other in also)
            items.AddRange(await OtherLinesAsync(other, department, cancellation));
        var address = new FormAddress(settings.Town, settings.Key, department);
        var code = FormLink.Code(site.Key.Span, address, head.Generation);
        MailValues.AddRequest(writing.Values, settings, head, post, items, Link(address, code), code, $"{site.FormAddress}/?town={settings.Town}", time.GetUtcNow());
        if (head.ReturnedItems.Count > 0)
            writing.Values["reason"] = string.Join('\n', head.ReturnedItems.Where(r => r.Reason.Length > 0).Select(r => $"・{ItemName(cycle.Plan, r.Item)}　{r.Reason}"));
        if (head.LastSubmission is { } last)
        {
            writing.Values["receipt"] = Receipt.Number(settings.Key, department, last.Round);
            writing.Values["submittedAt"] = JapaneseDate.Moment(last.At);
        }
        if (step.Kind == StepKind.Decision) writing.Values["decisions"] = ChangeLines.Decisions(await changes.OfAsync(cycle, department, cancellation), cycle.Plan);
        var number = head.Person ?? post.Person ?? throw new InvalidOperationException($"{department} has no person to mail; the import should have refused it.");
        return (Write(writing, step, KindOf(step, head), await FindAsync(settings.Town, number, post.Post, cancellation)), number);
    }

    /// <summary>The notice that a cycle's step sends to the office.</summary>
    public async Task<OutgoingMail> OfCycleAsync(RunningCycle cycle, PerformStep step, CancellationToken cancellation)
    {
        var writing = await BeginAsync(cycle, cancellation);
        writing.Values["owed"] = Owed(cycle);
        writing.Values["waiting"] = string.Join('\n', ReviewWords.Waiting(RunningCycleGates.Of(cycle)).Select(w => $"・{w}"));
        var reviews = step.Kind == StepKind.NoticeReview ? CyclePolicy.ToPrepare(cycle.Head, time.GetUtcNow()) : CyclePolicy.ToConclude(cycle.Head, time.GetUtcNow());
        writing.Values["reviews"] = string.Join('\n', reviews.Select(r => $"・{r.Step.Name}　{JapaneseDate.DayWithWeekday(r.Step.Day!.Value)}"));
        writing.Values["publicAddress"] = site.ReportPage(cycle.Settings.Town, cycle.Settings.Key);
        return Write(writing, step, Enum.Parse<MailKind>(step.Kind.ToString()), writing.Office);
    }

    /// <summary>The form link that a department's mails carry.</summary>
    public string Link(FormAddress address, string code) => $"{site.FormAddress}/{address.Town}/{address.Cycle}/{address.Department}/{code}";

    sealed record Writing(MailTexts Texts, Dictionary<string, string> Values, (string Name, string Address) Office);

    async Task<Writing> BeginAsync(StartedCycle cycle, CancellationToken cancellation)
    {
        var town = cycle.Settings.Town;
        var office = await cycles.OfficeAsync(town, cancellation);
        var texts = await archive.MailTextsAsync(town, office.MailTexts!, cancellation);
        var sender = await FindAsync(town, cycle.Municipality.Office.Person, cycle.Municipality.Office.Name, cancellation);
        var values = MailValues.OfCycle(cycle.Settings, cycle.Plan, cycle.Municipality, sender.Address);
        values["deskAddress"] = site.DeskPage(town, cycle.Settings.Key);
        return new(texts, values, sender);
    }

    OutgoingMail Write(Writing writing, PerformStep step, MailKind kind, (string Name, string Address) to)
    {
        var text = writing.Texts.Fill(kind, writing.Values);
        var domain = writing.Office.Address[(writing.Office.Address.IndexOf('@') + 1)..];
        return new(step.Key, StepKey.MessageId(step.Key, domain), time.GetUtcNow(), writing.Office.Name, writing.Office.Address, to.Name, to.Address, text.Subject, text.Body);
    }

    async Task<IEnumerable<string>> OtherLinesAsync(OtherRequest other, string department, CancellationToken cancellation)
    {
        var cycle = await cycles.StartedAsync(other.Cycle.Town, other.Cycle.Key, cancellation);
        var address = new FormAddress(other.Cycle.Town, other.Cycle.Key, department);
        return [
            "",
            $"{MailValues.YearWords(other.Cycle.Period)}　{cycle!.Plan.About.Title}",
            $"提出期限　{JapaneseDate.DayAndHour(RequestRules.DueDay(other.Cycle, other.Head), other.Cycle.Hours.DueAt)}",
            .. cycle.ItemsOf(department).Select(Line),
            Link(address, FormLink.Code(site.Key.Span, address, other.Head.Generation)),
        ];
    }

    static string Owed(RunningCycle cycle)
    {
        var lines = CyclePolicy.Missing(cycle.Settings.Requests.Select(r => cycle.Requests[r.Department]))
            .Select(h => h.Stream["request~".Length..])
            .SelectMany(d => new[] { $"■{cycle.Municipality.Department(d).Name}" }.Concat(cycle.ItemsOf(d).Select(Line)))
            .ToList();
        return lines.Count == 0 ? "ありません。すべての所属から提出されています。" : string.Join('\n', lines);
    }

    static MailKind KindOf(PerformStep step, RequestHead head) => step.Kind switch
    {
        StepKind.Decision => MailKind.ChangeDecided,
        StepKind.Receipt => MailKind.Receipt,
        StepKind.Request => head.ReturnedItems.Count > 0 ? MailKind.RequestAgain : MailKind.Request,
        _ => int.Parse(step.Key.Split('~')[^1]) <= 0 ? MailKind.ReminderBefore : MailKind.ReminderAfter,
    };

    async Task<(string Name, string Address)> FindAsync(string town, string number, string name, CancellationToken cancellation) =>
        await people.FindAsync(town, number, cancellation) is { } person
            ? (person.Name ?? name, person.Address)
            : throw new MailRefusedException($"宛先の担当者（番号 {number}）が登録されていません");

    static string ItemName(Plan plan, string key) => plan.Items.FirstOrDefault(i => i.Key == key) is { } item ? $"{item.No} {item.Title}" : key;

    static string Line(PlanItem item) => $"・{item.No}　{item.Title}";
}
