using ReformFlow.App.Changes;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Requests;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Mail;

/// <summary>Finds the kind, the reader and the values of a request's mail.</summary>
public sealed class RequestMail(CycleFinder cycles, Streams streams, DecideChange changes, SiteSettings site, TimeProvider time)
{
    /// <summary>Which text a step's mail uses, as the request stands.</summary>
    public static MailKind KindOf(StartedCycle cycle, RequestHead head, Step step) => step.Kind switch
    {
        StepKind.Request => head switch
        {
            { TakenAt: not null } => MailKind.RequestTakenOver,
            _ when head.IsAskingFinals() => MailKind.RequestFinals,
            { IsDeclined: true } => MailKind.RequestDeclined,
            { ExtendedAt: not null, MailedAt: not null } when head.ExtendedAt == head.ChangedAt => MailKind.RequestExtended,
            { Round: > 1 } => MailKind.RequestAgain,
            _ => MailKind.Request,
        },
        StepKind.Remind when head.IsComplete() => MailKind.ReminderComplete,
        StepKind.Remind => StepKey.NumberOf(step.Key) <= 0 ? MailKind.ReminderBefore : MailKind.ReminderAfter,
        StepKind.Receipt => RequestRules.AwaitsConfirmation(cycle.Settings, head) ? MailKind.ReceiptToConfirm : MailKind.Receipt,
        StepKind.Escalate => MailKind.Escalation,
        StepKind.Confirm => MailKind.Confirmation,
        StepKind.RemindConfirm => MailKind.ConfirmationReminder,
        StepKind.Decision => MailKind.ChangeDecided,
        _ => Enum.Parse<MailKind>(step.Kind.ToString()),
    };

    /// <summary>Who reads a step's mail: a person's number, and the post that it addresses.</summary>
    public static (string? Person, string Post) ReaderOf(Municipality town, Department department, RequestHead head, Step step) => step.Kind switch
    {
        StepKind.NoticeRefused or StepKind.NoticeInDoubt or StepKind.NoticeProbe or StepKind.NoticeFinals or StepKind.NoticeProposal => (town.Office.Person, town.Office.Name),
        StepKind.Confirm or StepKind.RemindConfirm => (department.SuperiorPerson, department.SuperiorPost ?? ""),
        StepKind.Escalate when StepKey.NumberOf(step.Key) == (int)EscalationLevel.Bureau && town.LeadOf(department) is { } lead => (lead.Person, $"{lead.Name}　{lead.Post}"),
        StepKind.Escalate => (department.SuperiorPerson, department.SuperiorPost ?? ""),
        StepKind.Receipt or StepKind.Decision => (head.Person ?? department.Person, department.Post),
        _ when head.Person is null && town.CollectorOf(department) is { } collector => (collector.Person, collector.Post),
        _ => (head.Person ?? department.Person, department.Post),
    };

    /// <summary>Adds the values that a step's mail knows beside those of every mail.</summary>
    /// <param name="also">The department's requests in other cycles that this mail of the day speaks for.</param>
    public async Task AddValuesAsync(Dictionary<string, string> values, StartedCycle cycle, string key, RequestHead head, Step step, IReadOnlyList<OtherRequest> also, CancellationToken cancellation)
    {
        var (settings, town) = (cycle.Settings, cycle.Municipality);
        var department = town.Department(key);
        var (items, count) = Owed(cycle, key, head);
        foreach (var other in also)
        {
            var (others, more) = await OtherOwedAsync(other, key, cancellation);
            items.AddRange(others);
            count += more;
        }

        var purpose = step.Kind is StepKind.Confirm or StepKind.RemindConfirm ? LinkPurpose.Confirmation : LinkPurpose.Form;
        var address = new FormAddress(settings.Town, settings.Key, key);
        var code = FormLink.Code(site.Key.Span, address, purpose == LinkPurpose.Form ? head.Generation : head.Round, purpose);
        MailValues.AddRequest(values, settings, head, department, items, count, Link(address, code, purpose), code, $"{site.FormAddress}/?town={settings.Town}", time.GetUtcNow());
        values["requestDay"] = JapaneseDate.DayWithWeekday(settings.Dates.RequestDay);
        values["superior"] = ReaderOf(town, department, head, step).Post;
        values["via"] = head.Person is null && step.Kind is not (StepKind.Receipt or StepKind.Decision) && town.CollectorOf(department) is { } collector ? $"\n（{collector.Name}を通じてお送りしています。）" : "";
        if (head.LastSubmission is { } last)
        {
            values["receipt"] = Receipt.Number(settings.Key, key, last.Round);
            values["submittedAt"] = JapaneseDate.Moment(last.At);
        }
        if (step.Kind == StepKind.Request && head.Person is not null && HandedOver(await streams.ReadAsync(cycle.StreamOf(key), cancellation)) is { Length: > 0 } handed)
            values["via"] = $"\n（担当の引継ぎによりお送りしています。\n　{handed}）";
        // Reasons are texts, which no head keeps.
        if (KindOf(cycle, head, step) is MailKind.RequestAgain or MailKind.RequestExtended or MailKind.RequestDeclined or MailKind.Withdrawal or MailKind.NoticeProbe)
            values["reason"] = Reason(cycle, key, await streams.ReadAsync(cycle.StreamOf(key), cancellation));
        if (KindOf(cycle, head, step) == MailKind.RequestTakenOver) values["reason"] = await FormerAsync(cycle, head, cancellation);
        if (step.Kind == StepKind.Escalate) AddEvidence(values, head);
        if (step.Kind == StepKind.Decision) values["decisions"] = ChangeLines.Decisions(await changes.OfAsync(cycle, key, cancellation), cycle.Plan);
        if (step.Kind == StepKind.NoticeProposal)
        {
            values["proposals"] = ChangeLines.Open(await changes.OfAsync(cycle, key, cancellation), cycle.Plan);
            values["deskAddress"] += "/changes";
        }
        if (step.Kind == StepKind.NoticeFinals)
        {
            values["figures"] = FinalLines.Of(cycle, head, await streams.ReadAsync(cycle.StreamOf(key), cancellation));
            values["deskAddress"] += $"/requests/{key}";
        }
        if (step.Kind == StepKind.NoticeRefused)
        {
            values["reason"] = "宛先に受け付けられませんでした。くわしくは、\n　　　　事務局の画面の「経過」にあります。";
            values["mail"] = StepKey.KindOf(head.LastRefusal!.Key) is { } kind
                ? $"{MailNames.Of(kind)}（{ReaderOf(town, department, head, new PerformStep(kind, head.LastRefusal.Key)).Post}　宛て）" : MailNames.Of(null);
        }
        if (step.Kind == StepKind.NoticeInDoubt)
        {
            values["mail"] = MailNames.Of(StepKey.KindOf(head.LastRefusal!.Key));
            values["reason"] = "メールサーバーの返事が届きませんでした。";
            values["deskAddress"] += $"/requests/{key}";
        }
    }

    // Where the items came from, and what the office had returned of them.
    async Task<string> FormerAsync(StartedCycle cycle, RequestHead head, CancellationToken cancellation)
    {
        var former = (await cycles.FormerAsync(cycle.Head, cancellation)).SelectMany(f => f.Departments).ToList();
        return string.Join('\n', head.Taken.Where(t => t.Items.Count > 0)
            .Select(t => $"・{former.LastOrDefault(d => d.Key == t.From)?.Name ?? t.From}から　{string.Join("、", cycle.Plan.Items.Where(i => t.Items.Contains(i.Key!)).Select(i => i.No))}")
            .Concat(head.ReturnedItems.SelectMany(r => r.Reasons?.Values.Prepend(r.Reason) ?? [r.Reason], (r, reason) => (r.Item, Reason: reason)).Where(r => r.Reason.Length > 0).Select(r => $"・{ItemName(cycle.Plan, r.Item)}　{r.Reason}")));
    }

    // Whether the address that the one before had is still good; empty where this mail has another cause than the handover.
    static string HandedOver(IReadOnlyList<Append> appends)
    {
        var generation = 1;
        var words = "";
        foreach (var fact in appends.SelectMany(a => a.Events))
            switch (fact)
            {
                case HandedOver handed:
                    words = handed.Generation > generation ? "前のアドレスは使えなくなりました。" : "これまでのアドレスも使えます。";
                    generation = handed.Generation;
                    break;
                case PostChanged changed: (words, generation) = ("", changed.Generation); break;
                case Returned or ConfirmationDeclined or Extended or ResendAsked or FinalsAsked or TookOver: words = ""; break;
            }
        return words;
    }

    /// <summary>The address of a link.</summary>
    public string Link(FormAddress address, string code, LinkPurpose purpose = LinkPurpose.Form) =>
        $"{site.FormAddress}/{address.Town}/{address.Cycle}/{address.Department}/{code}{(purpose == LinkPurpose.Confirmation ? "/confirm" : "")}";

    /// <summary>What shows that an escalation is fair: when the request reached the department, how often it was reminded, when it last saved.</summary>
    public static void AddEvidence(Dictionary<string, string> values, RequestHead head)
    {
        values["requestedAt"] = head.RequestedAt is { } requested ? JapaneseDate.Moment(requested) : "";
        var reminders = head.Steps.Where(s => StepKey.KindOf(s.Key) == StepKind.Remind && s.Value.Outcome == nameof(ReminderSent) && s.Value.ClaimedAt >= head.RequestedAt)
            .Select(s => s.Value.ClaimedAt).Order().Select(at => JapaneseDate.Day(TokyoTime.DayOf(at))).ToList();
        values["remindedAt"] = reminders.Count == 0 ? "なし" : $"{reminders.Count}回（{string.Join("、", reminders)}）";
        values["savedAt"] = head.SavedAt is { } saved ? JapaneseDate.Moment(saved) : "なし";
    }

    static string Reason(StartedCycle cycle, string department, IReadOnlyList<Append> appends) =>
        appends.SelectMany(a => a.Events).LastOrDefault(e => e is Returned or Extended or ConfirmationDeclined or Withdrawn or ProbeAnswered) switch
        {
            Returned returned => ReturnReasons(cycle, department, returned),
            Extended extended => extended.Reason,
            ConfirmationDeclined declined => declined.Reason,
            Withdrawn withdrawn => withdrawn.Reason,
            ProbeAnswered answered => answered.Note,
            _ => "",
        };

    static string ReturnReasons(StartedCycle cycle, string department, Returned returned) => string.Join('\n',
        new[] { returned.Writer is { } writer ? $"（{cycle.Municipality.Departments.FirstOrDefault(d => d.Key == writer)?.Name ?? writer}からのお願いです。）" : "", returned.Reason }.Where(r => r.Length > 0)
            .Concat(returned.Items.SelectMany(i => (string[])[$"・{ItemName(cycle.Plan, i.Item)}", .. ReturnWords.Of(cycle, department, i).Split('\n').Select(l => $"　{l}")]))
            .Where(line => line.Trim('　').Length > 0));

    // The lines have a heading among them, which is no item.
    static (List<string> Lines, int Count) Owed(StartedCycle cycle, string department, RequestHead head)
    {
        var items = cycle.ItemsOf(department).Where(IsAsked).Select(Line).ToList();
        var parts = cycle.PartsOf(department).Where(IsAsked).Select(Line).ToList();
        var count = items.Count + parts.Count;
        if (parts.Count > 0) items.AddRange([.. items.Count > 0 ? [""] : Array.Empty<string>(), "関係課として記入をお願いする項目", .. parts]);
        return (items, count);

        bool IsAsked(PlanItem item) => head.ReturnedItems.Count == 0 || head.ReturnedItems.Any(r => r.Item == item.Key);
    }

    async Task<(IEnumerable<string> Lines, int Count)> OtherOwedAsync(OtherRequest other, string department, CancellationToken cancellation)
    {
        var cycle = (await cycles.StartedAsync(other.Cycle.Town, other.Cycle.Key, cancellation))!;
        var address = new FormAddress(other.Cycle.Town, other.Cycle.Key, department);
        var (items, count) = Owed(cycle, department, other.Head);
        return ([
            "",
            $"{MailValues.YearWords(other.Cycle.Period)}　{cycle.Plan.About.Title}",
            $"提出期限　{JapaneseDate.DayAndHour(RequestRules.DueDay(other.Cycle, other.Head), other.Cycle.Hours.DueAt)}",
            .. items,
            Link(address, FormLink.Code(site.Key.Span, address, other.Head.Generation)),
        ], count);
    }

    static string ItemName(Plan plan, string key) => plan.Items.FirstOrDefault(i => i.Key == key) is { } item ? $"{item.No} {item.Title}" : key;

    internal static string Line(PlanItem item) => $"・{item.No}　{item.Title}";
}
