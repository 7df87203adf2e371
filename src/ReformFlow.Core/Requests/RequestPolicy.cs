using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
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
        var decision = Agenda.Decide(Planned(cycle, head, now), head.Steps, now);
        var mail = decision.Due.OfType<PerformStep>().FirstOrDefault(IsChase);
        if (mail is null) return decision;

        // A mail that is overdue waits for the next hour at which mails leave: nobody is written to on a Sunday night.
        var opens = NextMailHour(cycle, now);
        if (opens > now) return Hold(decision, opens);
        if (SaidElsewhere(cycle, head, mail, others, now) is { } key)
            return decision with { Due = [.. decision.Due.Select(s => s == mail ? new SkipStep(s.Kind, s.Key, "Another cycle's mail of the day says it too.", key) : s)] };
        return decision;
    }

    /// <summary>The others whose request or reminder is due now, and which this department's mail of the day therefore lists.</summary>
    /// <param name="person">To whom the mail goes: <see cref="RequestHead.Person"/>; what another person answers is not listed.</param>
    public static IEnumerable<OtherRequest> ToList(IReadOnlyList<OtherRequest> others, DateTimeOffset now, string? person = null) =>
        others.Where(o => o.Head.Person == person && DueMail(o.Cycle, o.Head, now) is not null);

    static bool IsChase(Step step) => step.Kind is StepKind.Request or StepKind.Remind;

    static Decision Hold(Decision decision, DateTimeOffset opens) => new(
        [.. decision.Due.Where(s => !IsChase(s))],
        decision.LookAgainAt is { } at && at < opens ? at : opens);

    // A mail that waits for its hour says nothing today.
    static PerformStep? DueMail(CycleSettings cycle, RequestHead head, DateTimeOffset now) =>
        NextMailHour(cycle, now) > now ? null : Agenda.Decide(Planned(cycle, head, now), head.Steps, now).Due.OfType<PerformStep>().FirstOrDefault(IsChase);

    // The cycle with the nearest due day, then key, speaks for all that are due on one day.
    static string? SaidElsewhere(CycleSettings cycle, RequestHead head, PerformStep mail, IReadOnlyList<OtherRequest> others, DateTimeOffset now)
    {
        // A mail to another person says nothing to this one.
        var same = others.Where(o => o.Head.Person == head.Person).ToList();
        var dueSince = Planned(cycle, head, now).First(p => p.Key == mail.Key).At;
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

    static int Compare((DateOnly Day, string Key) a, (DateOnly Day, string Key) b) =>
        a.Day != b.Day ? a.Day.CompareTo(b.Day) : string.CompareOrdinal(a.Key, b.Key);

    static List<PlannedStep> Planned(CycleSettings cycle, RequestHead head, DateTimeOffset now)
    {
        var department = head.Stream["request~".Length..];
        var dueDay = RequestRules.DueDay(cycle, head);
        var lockAt = RequestRules.LockAt(cycle, head);
        var steps = ChangeSteps.Of(cycle, department, head.Changes).ToList();

        // A receipt is owed for what was handed in, whatever has become of it since.
        if (head.LastSubmission is { } last)
            steps.Add(new(StepKind.Receipt, Key(StepKind.Receipt, last.Round, TokyoTime.DayOf(last.At), 0), last.At));
        if (head is { RefusedAt: { } refused, RefusedKey: { } refusedKey } && !head.IsClosed())
            steps.Add(new(StepKind.NoticeRefused, NoticeKey(refusedKey), refused));
        if (!head.IsClosed() && head.LockedAt is null)
            steps.Add(new(StepKind.Lock, Key(StepKind.Lock, head.Round, TokyoTime.DayOf(lockAt).AddDays(-1), 0), lockAt));
        // A form that is closed is asked for no more, even where the worker slept past the lock and has not recorded it.
        if (head.IsClosed() || head.SubmittedAt is not null || head.LockedAt is not null || now >= lockAt) return steps;

        var requestAt = TokyoTime.At(cycle.Dates.RequestDay, cycle.Hours.MailsAt);
        if (head.ChangedAt is { } changed && changed > requestAt) requestAt = changed;
        var request = new PlannedStep(StepKind.Request, Key(StepKind.Request, head.Round, dueDay, head.Generation), requestAt);
        steps.Add(request);

        // Nobody is reminded of what has not arrived: of this round, due day and link.
        if (head.RequestedAt is { } requested && head.RefusedAt is null && head.Steps.IsFinished(request.Key))
            foreach (var offset in cycle.Reminders.Offsets.Distinct().Order())
            {
                var day = Unquiet(cycle.Calendar, cycle.Calendar.Add(dueDay, offset));
                if (cycle.Calendar.Between(TokyoTime.DayOf(requested), day) > cycle.Reminders.RestAfterRequest)
                    steps.Add(new(StepKind.Remind, Key(StepKind.Remind, head.Round, dueDay, offset), TokyoTime.At(day, cycle.Hours.MailsAt)));
            }
        return [.. steps.Where(s => s.Kind is not (StepKind.Request or StepKind.Remind) || s.At < lockAt)];

        string Key(StepKind kind, int round, DateOnly day, int number) => StepKey.Of(cycle.Town, cycle.Key, kind, department, round, day, number);

        // Round and day are those of the refused mail; a return after it must not tell the office again.
        string NoticeKey(string about)
        {
            var parts = about.Split('~');
            return Key(StepKind.NoticeRefused, int.Parse(parts[4]), DateOnly.ParseExact(parts[5], "yyyy-MM-dd"), head.Refusals);
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
