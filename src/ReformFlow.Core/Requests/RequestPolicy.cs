using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Requests;

/// <summary>A department's request in another open cycle of the town.</summary>
public sealed record OtherRequest(CycleSettings Cycle, RequestHead Head);

/// <summary>Answers what is to be done for one request, from its facts alone: probe, request, chase, receipt, confirmation, final figures, lock.</summary>
public static class RequestPolicy
{
    /// <summary>Final figures are due this many business days after they are asked for, and may come as many later.</summary>
    public const int FinalsDueAfter = 5;

    /// <summary>Business days after a submission on which its superior is reminded of confirming it.</summary>
    public static readonly IReadOnlyList<int> ConfirmationReminders = [2, 5];

    /// <summary>The steps that are due now and the moment to look again.</summary>
    /// <param name="others">The same department's requests in the town's other open cycles: one mail a day says all that is owed.</param>
    public static Decision Next(CycleSettings cycle, RequestHead head, IReadOnlyList<OtherRequest> others, DateTimeOffset now)
    {
        var decision = Agenda.Decide(RequestAgenda.Of(cycle, head, now), head.Steps, now);

        // A mail that is overdue waits for the next hour at which mails leave: nobody is written to on a Sunday night.
        if (decision.Due.Any(IsHeld) && RequestAgenda.NextMailHour(cycle, now) is var opens && opens > now) decision = Hold(decision, opens);
        if (decision.Due.OfType<PerformStep>().FirstOrDefault(IsChase) is { } mail && SaidElsewhere(cycle, head, mail, others, now) is { } key)
            decision = decision with { Due = [.. decision.Due.Select(s => s == mail ? new SkipStep(s.Kind, s.Key, "Another cycle's mail of the day says it too.", key) : s)] };
        return RequestRules.ChannelOf(cycle, head) == Channel.ByHand ? ByHand(decision) : decision;
    }

    /// <summary>The others that a department's mail of the day lists: whose request or reminder is due now, or was recorded as said by this very mail.</summary>
    /// <param name="key">The key of the mail.</param>
    /// <param name="person">To whom the mail goes: <see cref="RequestHead.Person"/>; what another person answers is not listed.</param>
    public static IEnumerable<OtherRequest> ToList(IReadOnlyList<OtherRequest> others, string key, DateTimeOffset now, string? person = null) =>
        others.Where(o => o.Head.Person == person && IsMailed(o) && (o.Head.SaidBy == key || DueMail(o.Cycle, o.Head, now) is not null));

    /// <summary>True for a mail that takes the department's one place of the day.</summary>
    public static bool IsChase(Step step) => step.Kind is StepKind.Probe or StepKind.Request or StepKind.Remind;

    // Receipts and the like answer somebody who is at work.
    static bool IsHeld(Step step) => IsChase(step) || step.Kind is StepKind.Escalate or StepKind.RemindConfirm;

    static Decision Hold(Decision decision, DateTimeOffset opens) => new(
        [.. decision.Due.Where(s => !IsHeld(s))],
        decision.LookAgainAt is { } at && at < opens ? at : opens);

    // What goes to the department or the post above it is handed over; the office itself is told as ever.
    static Decision ByHand(Decision decision) => decision with
    {
        Due = [.. decision.Due.Select(s => s switch
        {
            // Whoever submitted has seen the receipt on the page.
            PerformStep { Kind: StepKind.Receipt } => new SkipStep(s.Kind, s.Key, "A department that is reached by hand sees its receipt on the page."),
            PerformStep when IsByHand(s.Kind) => new HandStep(s.Kind, s.Key),
            _ => s,
        })],
    };

    static bool IsByHand(StepKind kind) => kind is StepKind.Probe or StepKind.Request or StepKind.Remind or StepKind.Escalate or StepKind.Confirm or StepKind.RemindConfirm or StepKind.Withdrawal or StepKind.Decision;

    /// <summary>The key of an escalation that would be due but for the office's release; null where none waits.</summary>
    public static string? WaitingEscalation(CycleSettings cycle, RequestHead head, DateTimeOffset now) =>
        RequestAgenda.WaitingEscalation(cycle, head, now) is { } step && step.At <= now ? step.Key : null;

    /// <summary>When an escalation begins to wait for the office's release; null where none will.</summary>
    public static DateTimeOffset? EscalationWaitsAt(CycleSettings cycle, RequestHead head, DateTimeOffset now) => RequestAgenda.WaitingEscalation(cycle, head, now)?.At;

    /// <summary>When something is to be handed over for a request that mail does not reach: the moments of its open steps.</summary>
    public static IEnumerable<DateTimeOffset> HandMoments(CycleSettings cycle, RequestHead head, DateTimeOffset now) =>
        RequestRules.ChannelOf(cycle, head) == Channel.Mail ? [] : RequestAgenda.Of(cycle, head, now).Where(s => IsByHand(s.Kind) && !head.Steps.IsFinished(s.Key)).Select(s => s.At);

    // A mail that waits for its hour says nothing today.
    static PerformStep? DueMail(CycleSettings cycle, RequestHead head, DateTimeOffset now) =>
        RequestAgenda.NextMailHour(cycle, now) > now ? null : Agenda.Decide(RequestAgenda.Of(cycle, head, now), head.Steps, now).Due.OfType<PerformStep>().FirstOrDefault(IsChase);

    // The cycle with the nearest due day, then key, speaks for all that are due on one day.
    static string? SaidElsewhere(CycleSettings cycle, RequestHead head, PerformStep mail, IReadOnlyList<OtherRequest> others, DateTimeOffset now)
    {
        // A mail to another person says nothing to this one, and what a hand brings comes when it comes.
        if (RequestRules.ChannelOf(cycle, head) == Channel.ByHand) return null;
        var same = others.Where(o => o.Head.Person == head.Person && IsMailed(o)).ToList();
        var dueSince = RequestAgenda.Of(cycle, head, now).First(p => p.Key == mail.Key).At;
        // What became due after the mail of the day was claimed is not in it.
        var sent = same.FirstOrDefault(o => o.Head is { MailedAt: { } at, MailedKey: { } mailed }
            && TokyoTime.DayOf(at) == TokyoTime.DayOf(now) && (o.Head.Steps.GetValueOrDefault(mailed)?.ClaimedAt ?? at) >= dueSince);
        if (sent is not null) return sent.Head.MailedKey;

        var own = (RequestRules.DueDay(cycle, head), cycle.Key);
        return same.Select(o => (Order: (RequestRules.DueDay(o.Cycle, o.Head), o.Cycle.Key), Mail: DueMail(o.Cycle, o.Head, now)))
            .Where(o => o.Mail is not null && Compare(o.Order, own) < 0)
            .OrderBy(o => o.Order, Comparer<(DateOnly, string)>.Create(Compare))
            .FirstOrDefault().Mail?.Key;
    }

    static bool IsMailed(OtherRequest other) => RequestRules.ChannelOf(other.Cycle, other.Head) == Channel.Mail;

    static int Compare((DateOnly Day, string Key) a, (DateOnly Day, string Key) b) =>
        a.Day != b.Day ? a.Day.CompareTo(b.Day) : string.CompareOrdinal(a.Key, b.Key);
}
