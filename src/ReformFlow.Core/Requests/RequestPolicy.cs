using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Requests;

/// <summary>A department's request in another open cycle of the town.</summary>
public sealed record OtherRequest(CycleSettings Cycle, RequestHead Head);

/// <summary>Answers what is to be done for one request, from its facts alone: the request, reminders, the receipt, the lock.</summary>
public static class RequestPolicy
{
    /// <summary>The steps that are due now and the moment to look again.</summary>
    /// <param name="others">The same department's requests in the town's other open cycles: one mail a day says all that is owed.</param>
    public static Decision Next(CycleSettings cycle, RequestHead head, IReadOnlyList<OtherRequest> others, DateTimeOffset now)
    {
        var decision = Agenda.Decide(Planned(cycle, head), head.Steps, now);
        var mail = decision.Due.OfType<PerformStep>().FirstOrDefault(IsChase);
        if (mail is null) return decision;

        // A mail that is overdue waits for the next hour at which mails leave: nobody is written to on a Sunday night.
        var opens = NextMailHour(cycle, now);
        if (opens > now) return Hold(decision, opens);
        if (SaidElsewhere(cycle, head, others, now) is { } key)
            return decision with { Due = [.. decision.Due.Select(s => s == mail ? new SkipStep(s.Kind, s.Key, "Another cycle's mail of the day says it too.", key) : s)] };
        return decision;
    }

    /// <summary>The others whose request or reminder is due now, and which this department's mail of the day therefore lists.</summary>
    public static IEnumerable<OtherRequest> ToList(IReadOnlyList<OtherRequest> others, DateTimeOffset now) => others.Where(o => DueMail(o.Cycle, o.Head, now) is not null);

    static bool IsChase(Step step) => step.Kind is StepKind.Request or StepKind.Remind;

    static Decision Hold(Decision decision, DateTimeOffset opens) => new(
        [.. decision.Due.Where(s => !IsChase(s))],
        decision.LookAgainAt is { } at && at < opens ? at : opens);

    static PerformStep? DueMail(CycleSettings cycle, RequestHead head, DateTimeOffset now) =>
        Agenda.Decide(Planned(cycle, head), head.Steps, now).Due.OfType<PerformStep>().FirstOrDefault(IsChase);

    // The cycle with the nearest due day, then key, speaks for all that are due on one day.
    static string? SaidElsewhere(CycleSettings cycle, RequestHead head, IReadOnlyList<OtherRequest> others, DateTimeOffset now)
    {
        var own = (RequestRules.DueDay(cycle, head), cycle.Key);
        foreach (var other in others)
        {
            if (other.Head.MailedAt is { } mailed && TokyoTime.DayOf(mailed) == TokyoTime.DayOf(now)) return other.Head.MailedKey;
            if (DueMail(other.Cycle, other.Head, now) is { } due && (RequestRules.DueDay(other.Cycle, other.Head), other.Cycle.Key).CompareTo(own) < 0) return due.Key;
        }
        return null;
    }

    static List<PlannedStep> Planned(CycleSettings cycle, RequestHead head)
    {
        var department = head.Stream["request~".Length..];
        var dueDay = RequestRules.DueDay(cycle, head);
        var lockAt = RequestRules.LockAt(cycle, head);
        var steps = new List<PlannedStep>();

        // A receipt is owed for what was handed in, whatever has become of it since.
        if (head.LastSubmission is { } last)
            steps.Add(new(StepKind.Receipt, Key(StepKind.Receipt, last.Round, TokyoTime.DayOf(last.At), 0), last.At));
        if (head is { RefusedAt: { } refused, RefusedKey: { } refusedKey } && !head.IsClosed())
            steps.Add(new(StepKind.NoticeRefused, NoticeKey(refusedKey), refused));
        if (!head.IsClosed() && head.LockedAt is null)
            steps.Add(new(StepKind.Lock, Key(StepKind.Lock, head.Round, TokyoTime.DayOf(lockAt).AddDays(-1), 0), lockAt));
        if (head.IsClosed() || head.SubmittedAt is not null || head.LockedAt is not null) return steps;

        var requestAt = TokyoTime.At(cycle.Dates.RequestDay, cycle.Hours.MailsAt);
        if (head.ChangedAt is { } changed && changed > requestAt) requestAt = changed;
        steps.Add(new(StepKind.Request, Key(StepKind.Request, head.Round, dueDay, head.Generation), requestAt));

        // Nobody is reminded of what has not arrived.
        if (head.RequestedAt is { } requested && head.RefusedAt is null)
            foreach (var offset in cycle.Reminders.Offsets)
            {
                var day = Unquiet(cycle.Calendar, cycle.Calendar.Add(dueDay, offset));
                if (cycle.Calendar.Between(TokyoTime.DayOf(requested), day) > cycle.Reminders.RestAfterRequest)
                    steps.Add(new(StepKind.Remind, Key(StepKind.Remind, head.Round, dueDay, offset), TokyoTime.At(day, cycle.Hours.MailsAt)));
            }
        return [.. steps.Where(s => s.Kind is not (StepKind.Request or StepKind.Remind) || s.At < lockAt)];

        string Key(StepKind kind, int round, DateOnly day, int number) => StepKey.Of(cycle.Town, cycle.Key, kind, department, round, day, number);

        string NoticeKey(string about)
        {
            var parts = about.Split('~');
            return StepKey.Of(cycle.Town, cycle.Key, StepKind.NoticeRefused, department, head.Round, DateOnly.ParseExact(parts[5], "yyyy-MM-dd"), int.Parse(parts[6]));
        }
    }

    static DateOnly Unquiet(BusinessCalendar calendar, DateOnly day)
    {
        while (calendar.IsQuiet(day) || !calendar.IsBusinessDay(day)) day = day.AddDays(1);
        return day;
    }

    static DateTimeOffset NextMailHour(CycleSettings cycle, DateTimeOffset now)
    {
        var today = TokyoTime.DayOf(now);
        var day = Unquiet(cycle.Calendar, today);
        var opens = TokyoTime.At(day, cycle.Hours.MailsAt);
        return day == today && opens <= now ? now : opens;
    }
}
