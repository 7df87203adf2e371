using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Cycles;

/// <summary>Answers what is to be done for a cycle as a whole: notices to the office, release where it is automatic, publication.</summary>
public static class CyclePolicy
{
    /// <summary>The steps that are due now and the moment to look again.</summary>
    /// <param name="cycle">The head of a started cycle.</param>
    /// <param name="requests">The heads of all its requests.</param>
    public static Decision Next(CycleHead cycle, IReadOnlyList<RequestHead> requests, DateTimeOffset now) =>
        Agenda.Decide(Planned(cycle, cycle.Settings!, requests), cycle.Steps, now);

    /// <summary>The departments whose answers are missing undecided; they hold a release.</summary>
    public static IEnumerable<RequestHead> Missing(IEnumerable<RequestHead> requests) => requests.Where(r => r.IsMissing());

    static List<PlannedStep> Planned(CycleHead head, CycleSettings cycle, IReadOnlyList<RequestHead> requests)
    {
        var dates = cycle.Dates;
        var publishAt = TokyoTime.At(dates.PublicationDay, cycle.Hours.PublishedAt);
        var steps = new List<PlannedStep> { new(StepKind.NoticeLocked, Key(StepKind.NoticeLocked, 1, dates.LockDay), NextMorning(cycle, dates.LockDay)) };

        var published = head.Published();
        if (head.Released() is { } released && released.Number != published?.Number)
            steps.Add(new(StepKind.Publish, Key(StepKind.Publish, released.Number, dates.PublicationDay), Later(publishAt, released.ReleasedAt!.Value)));
        else if (published is null)
            steps.Add(Unreleased() is var kind && kind == StepKind.Release
                // Each attempt counts from the edition that it would make, so that one that failed is not the last.
                ? new(kind, Key(kind, head.Editions.Count + 1, dates.PublicationDay), publishAt)
                : new(kind, Key(kind, 1, dates.PublicationDay), publishAt));
        if (published is not null)
            steps.Add(new(StepKind.NoticePublished, Key(StepKind.NoticePublished, published.Number, dates.PublicationDay), published.PublishedAt!.Value));
        return steps;

        StepKind Unreleased() =>
            !cycle.PublishAutomatically ? StepKind.NoticeUnreleased
            : Missing(requests).Any() || NotBegun() ? StepKind.NoticeMissing
            : StepKind.Release;

        // A department whose stream holds nothing yet has answered nothing.
        bool NotBegun()
        {
            var begun = requests.Select(h => h.Stream).ToHashSet();
            return cycle.Requests.Any(r => !begun.Contains(StreamName.Request(cycle.Town, cycle.Key, r.Department).Name));
        }

        string Key(StepKind kind, int round, DateOnly day) => StepKey.Of(cycle.Town, cycle.Key, kind, "office", round, day, 0);
    }

    // Input closes at midnight; the office reads of it when it comes in.
    static DateTimeOffset NextMorning(CycleSettings cycle, DateOnly day) => TokyoTime.At(cycle.Calendar.Add(day, 1), cycle.Hours.MailsAt);

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
