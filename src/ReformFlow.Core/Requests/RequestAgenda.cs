using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Requests;

/// <summary>Every step that a request's facts call for, and from when: what has been done already is left to <see cref="Agenda"/>.</summary>
static class RequestAgenda
{
    /// <summary>The steps in the order in which they are performed where several are due.</summary>
    public static IReadOnlyList<PlannedStep> Of(CycleSettings cycle, RequestHead head, DateTimeOffset now)
    {
        var keys = new RequestKeys(cycle, head);
        var lockAt = RequestRules.LockAt(cycle, head);
        List<PlannedStep> steps = [.. Answered(cycle, head, keys), .. Notices(cycle, head, keys), .. Finals(cycle, head, keys), .. ChangeSteps.Of(cycle, head.Department, head.Changes)];
        if (!head.IsClosed() && head.LockedAt is null) steps.Add(new(StepKind.Lock, keys.Of(StepKind.Lock, TokyoTime.DayOf(lockAt).AddDays(-1), 0), lockAt));
        // Nor is whoever is about to pass on; and whoever takes over only once the cycle knows of it.
        if (IsOpen(cycle, head, now, lockAt)) steps.AddRange(Chase(cycle, head, keys, now).Where(s => s.At < lockAt));
        return steps;
    }

    // A form that is closed is asked for no more, even where the worker slept past the lock and has not recorded it.
    static bool IsOpen(CycleSettings cycle, RequestHead head, DateTimeOffset now, DateTimeOffset lockAt) =>
        !head.IsClosed() && head.SubmittedAt is null && head.LockedAt is null && now < lockAt && !IsPassing(cycle, head);

    static bool IsPassing(CycleSettings cycle, RequestHead head) =>
        cycle.Requests.FirstOrDefault(r => r.Department == head.Department) is not { } request
            ? head.Taken.Count > 0
            : request.PassesOn || head.Taken.Any(t => t.Items.Any(i => !request.Items.Contains(i) && !request.Parts.Contains(i)));

    /// <summary>An escalation that is or becomes fair and that the office has not let go; null where none waits.</summary>
    public static PlannedStep? WaitingEscalation(CycleSettings cycle, RequestHead head, DateTimeOffset now)
    {
        var (keys, lockAt) = (new RequestKeys(cycle, head), RequestRules.LockAt(cycle, head));
        return !cycle.Escalation.Automatic && IsOpen(cycle, head, now, lockAt) && head.Steps.IsFinished(keys.Request)
            && NextEscalation(cycle, head, keys) is { } step && step.At < lockAt && !head.ReleasedEscalations.Contains(step.Key) ? step : null;
    }

    /// <summary>The day itself, or the next on which mails may go: no closed day, no quiet one.</summary>
    public static DateOnly Unquiet(BusinessCalendar calendar, DateOnly day)
    {
        while (calendar.IsQuiet(day) || !calendar.IsBusinessDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>Now where mails may leave now, else the next moment from which they may.</summary>
    public static DateTimeOffset NextMailHour(CycleSettings cycle, DateTimeOffset now)
    {
        var today = TokyoTime.DayOf(now);
        var day = Unquiet(cycle.Calendar, today);
        var opens = TokyoTime.At(day, cycle.Hours.MailsAt);
        return day == today && opens <= now ? now : opens;
    }

    static IEnumerable<PlannedStep> Chase(CycleSettings cycle, RequestHead head, RequestKeys keys, DateTimeOffset now)
    {
        var requestAt = TokyoTime.At(cycle.Dates.RequestDay, cycle.Hours.MailsAt);
        // Once the request itself is due nobody needs to be asked beforehand.
        if (cycle.Dates.ProbeDay is { } probeDay && head is { Probe: null, Round: 1 } && now < requestAt)
            yield return new(StepKind.Probe, keys.Of(StepKind.Probe, probeDay, head.Sending), TokyoTime.At(probeDay, cycle.Hours.MailsAt));
        if (head.ChangedAt is { } changed && changed > requestAt) requestAt = changed;
        yield return new(StepKind.Request, keys.Request, requestAt);

        // Nobody is reminded of what has not arrived: of this round, due day and link.
        if (head.RequestedAt is not { } requested || head.RefusedAt is not null || !head.Steps.IsFinished(keys.Request)) yield break;
        var dueDay = RequestRules.DueDay(cycle, head);
        foreach (var offset in cycle.Reminders.Offsets.Distinct().Order())
            if (AfterRest(cycle, requested, dueDay, offset) is { } day)
                yield return new(StepKind.Remind, keys.Of(StepKind.Remind, dueDay, offset), TokyoTime.At(day, cycle.Hours.MailsAt));
        if (NextEscalation(cycle, head, keys) is { } escalation && (cycle.Escalation.Automatic || head.ReleasedEscalations.Contains(escalation.Key))) yield return escalation;
    }

    /// <summary>The next escalation that is fair to make, whether the office let it go or not; null where there is none.</summary>
    /// <remarks>One level at a time: the bureau hears of it only after the superior did, where there is one.</remarks>
    public static PlannedStep? NextEscalation(CycleSettings cycle, RequestHead head, RequestKeys keys)
    {
        if (head is not { RequestedAt: { } requested, RefusedAt: null } || head.AwaitsOffice() || head.IsAskingFinals()) return null;
        var (calendar, rule) = (cycle.Calendar, cycle.Escalation);
        var level = keys.Above.FirstOrDefault(l => head.Escalation is null || l > head.Escalation.Level);
        var after = level switch { EscalationLevel.Superior => rule.ToSuperior, EscalationLevel.Bureau => rule.ToBureau, _ => null };
        if (after is not { } offset || AfterRest(cycle, requested, RequestRules.DueDay(cycle, head), offset) is not { } day) return null;
        if (head.Escalation is { } before && calendar.Add(TokyoTime.DayOf(before.At), (offset - rule.ToSuperior) ?? 0) is var next && next > day) day = next;
        // Who saved within the last business day is at work, and is helped rather than reported.
        if (head.SavedAt is { } saved && calendar.Add(TokyoTime.DayOf(saved), 2) is var idle && idle > day) day = idle;

        return new(StepKind.Escalate, keys.Of(StepKind.Escalate, RequestRules.DueDay(cycle, head), (int)level), TokyoTime.At(Unquiet(calendar, day), cycle.Hours.MailsAt));
    }

    // Null where the day comes too soon after the request.
    static DateOnly? AfterRest(CycleSettings cycle, DateTimeOffset requested, DateOnly dueDay, int offset)
    {
        var day = Unquiet(cycle.Calendar, cycle.Calendar.Add(dueDay, offset));
        return cycle.Calendar.Between(TokyoTime.DayOf(requested), day) > cycle.Reminders.RestAfterRequest ? day : null;
    }

    // What is owed to somebody who has just done something, or to whom something was done.
    static IEnumerable<PlannedStep> Answered(CycleSettings cycle, RequestHead head, RequestKeys keys)
    {
        // A receipt is owed for what was handed in, whatever has become of it since.
        if (head.LastSubmission is { } last)
            yield return new(StepKind.Receipt, keys.Of(StepKind.Receipt, last.Round, TokyoTime.DayOf(last.At), 0), last.At);
        if (RequestRules.AwaitsConfirmation(cycle, head) && head.SubmittedAt is { } submitted && keys.Above.Contains(EscalationLevel.Superior))
        {
            var day = TokyoTime.DayOf(submitted);
            var asked = keys.Of(StepKind.Confirm, day, 0);
            yield return new(StepKind.Confirm, asked, submitted);
            foreach (var offset in RequestPolicy.ConfirmationReminders.Where(_ => head.Steps.IsFinished(asked)))
                yield return new(StepKind.RemindConfirm, keys.Of(StepKind.RemindConfirm, day, offset), TokyoTime.At(Unquiet(cycle.Calendar, cycle.Calendar.Add(day, offset)), cycle.Hours.MailsAt));
        }
        // Who was never asked need not hear that nothing is asked.
        if (head is { WithdrawnAt: { } withdrawn, MailedAt: not null })
            yield return new(StepKind.Withdrawal, keys.Of(StepKind.Withdrawal, TokyoTime.DayOf(withdrawn), 0), withdrawn);
    }

    static IEnumerable<PlannedStep> Notices(CycleSettings cycle, RequestHead head, RequestKeys keys)
    {
        if (head is { LastRefusal: { } refusal, WithdrawnAt: null })
        {
            var kind = refusal.IsInDoubt ? StepKind.NoticeInDoubt : StepKind.NoticeRefused;
            yield return new(kind, keys.About(kind, refusal.Key, refusal.Number), refusal.At);
        }
        if (head.Probe is { IsRight: false } probe)
            yield return new(StepKind.NoticeProbe, keys.Of(StepKind.NoticeProbe, TokyoTime.DayOf(probe.At), 0), probe.At);
        // Whatever was published already, the office decides whether it makes the next edition.
        if (head is { SubmittedAt: { } submitted, AcceptedAt: null } && head.IsAskingFinals() && !head.IsClosed() && !RequestRules.AwaitsConfirmation(cycle, head))
            yield return new(StepKind.NoticeFinals, keys.Of(StepKind.NoticeFinals, TokyoTime.DayOf(submitted), 0), head.ConfirmedAt ?? submitted);
    }

    // Only what was handed in is asked for anew, and each figure once.
    static IEnumerable<PlannedStep> Finals(CycleSettings cycle, RequestHead head, RequestKeys keys)
    {
        if (head is not { SubmittedAt: not null, WithdrawnAt: null, ExcusedAt: null } || RequestRules.AwaitsConfirmation(cycle, head)) yield break;
        if (Unasked(head).Select(p => (DateOnly?)p.FinalOn).Min() is not { } day) yield break;
        yield return new(StepKind.AskFinal, keys.Of(StepKind.AskFinal, day, 0), TokyoTime.At(Unquiet(cycle.Calendar, day), cycle.Hours.MailsAt));
    }

    /// <summary>Provisional figures that nobody has asked for again.</summary>
    public static IEnumerable<ProvisionalFigure> Unasked(RequestHead head) => head.Provisional.Where(p => head.FinalsAskedOn is not { } asked || p.FinalOn > asked);
}

/// <summary>The keys of a request's steps.</summary>
sealed class RequestKeys(CycleSettings cycle, RequestHead head)
{
    /// <summary>The posts above the department that can be told.</summary>
    public IReadOnlyList<EscalationLevel> Above { get; } = cycle.Requests.FirstOrDefault(r => r.Department == head.Department)?.Above ?? [];

    /// <summary>The request of the current round, due day and sending.</summary>
    public string Request => Of(StepKind.Request, RequestRules.DueDay(cycle, head), head.Sending);

    /// <summary>A step of the current round.</summary>
    public string Of(StepKind kind, DateOnly day, int number) => Of(kind, head.Round, day, number);

    /// <summary>A step of a round.</summary>
    public string Of(StepKind kind, int round, DateOnly day, int number) => StepKey.Of(cycle.Town, cycle.Key, kind, head.Department, round, day, number);

    /// <summary>A step about another's round and day, so that a return after it does not call for the step again.</summary>
    public string About(StepKind kind, string other, int number)
    {
        var parts = other.Split('~');
        return Of(kind, int.Parse(parts[4]), DateOnly.ParseExact(parts[5], "yyyy-MM-dd"), number);
    }
}
