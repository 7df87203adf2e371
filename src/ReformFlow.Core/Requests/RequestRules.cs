using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Requests;

/// <summary>What a department may do with its request at a moment.</summary>
public static class RequestRules
{
    /// <summary>The day by which the request is due: its own after a return or an extension, else the cycle's.</summary>
    public static DateOnly DueDay(CycleSettings cycle, RequestHead head) => head.DueDay ?? cycle.Dates.DueDay;

    /// <summary>The moment at which the due day ends (UTC).</summary>
    public static DateTimeOffset DueAt(CycleSettings cycle, RequestHead head) => TokyoTime.At(DueDay(cycle, head), cycle.Hours.DueAt);

    /// <summary>The moment at which input closes (UTC): the end of the lock day, or of a later due day that the office gave this request.</summary>
    /// <remarks>Where final figures are asked for after the lock nobody has set a day for late ones: they may come five business days after the due day.</remarks>
    public static DateTimeOffset LockAt(CycleSettings cycle, RequestHead head)
    {
        var due = DueDay(cycle, head);
        var own = head.IsAskingFinals() ? cycle.Calendar.Add(due, RequestPolicy.FinalsDueAfter) : due;
        return TokyoTime.EndOf(own > cycle.Dates.LockDay ? own : cycle.Dates.LockDay);
    }

    /// <summary>How the request's mails go: as the office chose last, else as the cycle was started.</summary>
    public static Channel ChannelOf(CycleSettings cycle, RequestHead head) => head.Channel ?? cycle.Requests.FirstOrDefault(r => r.Department == head.Department)?.Channel ?? Channel.Mail;

    /// <summary>True while a submission waits for the superior's word.</summary>
    public static bool AwaitsConfirmation(CycleSettings cycle, RequestHead head) =>
        cycle.NeedsConfirmation && head is { SubmittedAt: not null, ConfirmedAt: null } && !head.IsClosed();

    /// <summary>What becomes of a step whose words have reached somebody.</summary>
    /// <param name="messageId">The mail's Message-ID; empty where a hand brought them.</param>
    public static StepOutcome Sent(Step step, string to, string messageId) => step.Kind switch
    {
        StepKind.Probe => new ProbeSent(step.Key, to, messageId),
        StepKind.Request => new RequestSent(step.Key, to, messageId),
        StepKind.Remind => new ReminderSent(step.Key, to, messageId),
        StepKind.Receipt => new ReceiptSent(step.Key, to, messageId),
        StepKind.Escalate => new Escalated(step.Key, to, messageId),
        StepKind.Confirm or StepKind.RemindConfirm => new ConfirmationAsked(step.Key, to, messageId),
        StepKind.Decision => new DecisionSent(step.Key, to, messageId),
        StepKind.Withdrawal => new WithdrawalSent(step.Key, to, messageId),
        _ => new OfficeNotified(step.Key),
    };

    /// <summary>True while the department is asked whether the request will reach the right post: until the request itself is due.</summary>
    public static bool IsProbing(CycleSettings cycle, RequestHead head, DateTimeOffset now) =>
        cycle.Dates.ProbeDay is not null && head is { Round: 1, RequestedAt: null, SavedAt: null } && !head.IsClosed()
        && now < TokyoTime.At(cycle.Dates.RequestDay, cycle.Hours.MailsAt);

    /// <summary>Why the department can't write now, or null when it can.</summary>
    public static Closed? WhyClosed(CycleSettings cycle, RequestHead head, DateTimeOffset now) => head switch
    {
        { PassedOnAt: not null } => Closed.PassedOn,
        { WithdrawnAt: not null } => Closed.Withdrawn,
        { AcceptedAt: not null } => Closed.Accepted,
        { ExcusedAt: not null } => Closed.Excused,
        { SubmittedAt: not null } => Closed.Submitted,
        _ when now >= LockAt(cycle, head) => Closed.Locked,
        _ => null,
    };

    /// <summary>True when the field may be edited in this round: a returned request opens only what was returned.</summary>
    public static bool IsAsked(RequestHead head, string item, string field) =>
        head.ReturnedItems.Count == 0
        || head.ReturnedItems.Any(r => r.Item == item && (r.Fields.Count == 0 || r.Fields.Contains(field)));

    /// <summary>Where the request stands at a moment.</summary>
    public static RequestStatus Status(CycleSettings cycle, RequestHead head, DateTimeOffset now) => head switch
    {
        { PassedOnAt: not null } => RequestStatus.PassedOn,
        { WithdrawnAt: not null } => RequestStatus.Withdrawn,
        { ExcusedAt: not null } => RequestStatus.Excused,
        { AcceptedAt: not null } => RequestStatus.Accepted,
        _ when AwaitsConfirmation(cycle, head) => RequestStatus.Confirming,
        { SubmittedAt: not null } => RequestStatus.Submitted,
        _ when now >= LockAt(cycle, head) => head.LastSubmission is null ? RequestStatus.Locked : RequestStatus.LockedAgain,
        { Round: > 1 } => RequestStatus.Returned,
        { SavedAt: not null } => RequestStatus.Drafting,
        { RequestedAt: not null } => RequestStatus.Sent,
        _ => RequestStatus.NotSent,
    };
}

/// <summary>Why a form can't be written to.</summary>
public enum Closed { Submitted, Accepted, Excused, Withdrawn, PassedOn, Locked, LockedAgain }

/// <summary>Where a request stands; computed from moments, never stored.</summary>
public enum RequestStatus { NotSent, Sent, Drafting, Confirming, Submitted, Returned, Accepted, Excused, Withdrawn, PassedOn, Locked, LockedAgain }
