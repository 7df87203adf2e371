using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;

namespace ReformFlow.Core.Requests;

/// <summary>What a department may do with its request at a moment.</summary>
public static class RequestRules
{
    /// <summary>The day by which the request is due: its own after a return or an extension, else the cycle's.</summary>
    public static DateOnly DueDay(CycleSettings cycle, RequestHead head) => head.DueDay ?? cycle.Dates.DueDay;

    /// <summary>The moment at which the due day ends (UTC).</summary>
    public static DateTimeOffset DueAt(CycleSettings cycle, RequestHead head) => TokyoTime.At(DueDay(cycle, head), cycle.Hours.DueAt);

    /// <summary>The moment at which input closes (UTC): the end of the lock day, or of a later due day that the office gave this request.</summary>
    public static DateTimeOffset LockAt(CycleSettings cycle, RequestHead head)
    {
        var due = DueDay(cycle, head);
        return TokyoTime.EndOf(due > cycle.Dates.LockDay ? due : cycle.Dates.LockDay);
    }

    /// <summary>Why the department can't write now, or null when it can.</summary>
    public static Closed? WhyClosed(CycleSettings cycle, RequestHead head, DateTimeOffset now) => head switch
    {
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
        { WithdrawnAt: not null } => RequestStatus.Withdrawn,
        { ExcusedAt: not null } => RequestStatus.Excused,
        { AcceptedAt: not null } => RequestStatus.Accepted,
        { SubmittedAt: not null } => RequestStatus.Submitted,
        _ when now >= LockAt(cycle, head) => RequestStatus.Locked,
        { Round: > 1 } => RequestStatus.Returned,
        { SavedAt: not null } => RequestStatus.Drafting,
        { RequestedAt: not null } => RequestStatus.Sent,
        _ => RequestStatus.NotSent,
    };
}

/// <summary>Why a form can't be written to.</summary>
public enum Closed { Submitted, Accepted, Excused, Withdrawn, Locked }

/// <summary>Where a request stands; computed from moments, never stored.</summary>
public enum RequestStatus { NotSent, Sent, Drafting, Submitted, Returned, Accepted, Excused, Withdrawn, Locked }
