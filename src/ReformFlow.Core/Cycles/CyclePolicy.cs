using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Cycles;

/// <summary>Answers what is to be done for a cycle as a whole: notices to the office, release where it is automatic, publication.</summary>
public static class CyclePolicy
{
    /// <summary>The office is told this many business days before a review for which nothing is prepared, and this many after one without an outcome.</summary>
    public const int BeforeReview = -3, AfterReview = 1;

    /// <summary>The steps that are due now and the moment to look again.</summary>
    /// <param name="cycle">The head of a started cycle.</param>
    /// <param name="requests">The heads of all its requests.</param>
    public static Decision Next(CycleHead cycle, IReadOnlyList<RequestHead> requests, DateTimeOffset now) =>
        Agenda.Decide([.. Planned(cycle, cycle.Settings!, requests), .. Daily(cycle, requests, now)], cycle.Steps, now);

    /// <summary>The departments whose answers are missing undecided; they hold a release.</summary>
    /// <remarks>A department that writes no item of its own, and only gives its part to others', holds nothing up: what it leaves out the writing department says.</remarks>
    public static IEnumerable<RequestHead> Missing(CycleSettings cycle, IEnumerable<RequestHead> requests) => requests.Where(r => r.IsMissing() && !cycle.OnlyGivesParts(r.Department));

    /// <summary>What the publication waits for now; empty where it waits for its hour alone.</summary>
    public static IReadOnlyList<OpenGate> Waiting(CycleHead cycle, IReadOnlyList<RequestHead> requests)
    {
        var settings = cycle.Settings!;
        // What was released goes out as it is; before that the newest edition is the one that would.
        if (IsReleased(cycle)) return Gates.Of(cycle, cycle.Released());
        var gates = Gates.Of(cycle, cycle.Editions.LastOrDefault());
        if (!settings.PublishAutomatically) return [.. gates, new(GateKind.Release)];
        return Missing(settings, requests).Any() || NotBegun() ? [new(GateKind.MissingAnswers), .. gates] : gates;

        // A department whose stream holds nothing yet has answered nothing.
        bool NotBegun()
        {
            var begun = requests.Select(h => h.Stream).ToHashSet();
            return settings.Requests.Any(r => !settings.OnlyGivesParts(r.Department) && !begun.Contains(StreamName.Request(settings.Town, settings.Key, r.Department).Name));
        }
    }

    /// <summary>Reviews that come near and before which no edition is laid.</summary>
    public static IEnumerable<ReviewMark> ToPrepare(CycleHead cycle, DateTimeOffset now) => cycle.Reviews.Where(r => PrepareAt(cycle.Settings!, r) <= now);

    /// <summary>Reviews whose day has passed without an outcome on record.</summary>
    public static IEnumerable<ReviewMark> ToConclude(CycleHead cycle, DateTimeOffset now) => cycle.Reviews.Where(r => ConcludeAt(cycle.Settings!, r) <= now);

    static List<PlannedStep> Planned(CycleHead head, CycleSettings cycle, IReadOnlyList<RequestHead> requests)
    {
        if (head.ClosedAt is not null || head.StoppedAt is not null) return [];
        var dates = cycle.Dates;
        var steps = new List<PlannedStep> { new(StepKind.NoticeLocked, Key(StepKind.NoticeLocked, 1, dates.LockDay), NextMorning(cycle, dates.LockDay)) };
        steps.AddRange(head.Reviews.SelectMany(r => Notices(cycle, r)));
        steps.AddRange(Adopted(head, cycle, requests));
        if (Publication() is { } publication) steps.Add(publication);
        if (head.Published() is { } last)
            // An edition that is back was told of when it came.
            steps.Add(head.Reinstated is { IsOver: false } back
                ? new(StepKind.Restore, Key(StepKind.Restore, back.Number, dates.PublicationDay, back.Count), back.At)
                : new(StepKind.NoticePublished, Key(StepKind.NoticePublished, last.Number, dates.PublicationDay), last.PublishedAt!.Value));
        return steps;

        PlannedStep? Publication()
        {
            var publishAt = TokyoTime.At(dates.PublicationDay, cycle.Hours.PublishedAt);
            var isReleased = IsReleased(head);
            if (!isReleased && head.Published() is not null) return null;
            var (kind, round, number) = Waiting(head, requests) switch
            {
                [] when isReleased => (StepKind.Publish, head.Released()!.Number, 0),
                // Each attempt counts from the edition that it would make, so that one that failed is not the last.
                [] => (StepKind.Release, head.Editions.Count + 1, 0),
                [{ Kind: GateKind.Release }] => (StepKind.NoticeUnreleased, 1, 0),
                [{ Kind: GateKind.MissingAnswers }] => (StepKind.NoticeMissing, 1, 0),
                var gates => (StepKind.NoticeHeld, 1, Gates.NumberOf(gates)),
            };
            return new(kind, Key(kind, round, dates.PublicationDay, number), isReleased ? Later(publishAt, head.Released()!.ReleasedAt!.Value) : publishAt);
        }

        string Key(StepKind kind, int round, DateOnly day, int number = 0) => StepKey.Of(cycle.Town, cycle.Key, kind, "office", round, day, number);
    }

    // What was handed in stays where it is, and passes on when it is asked for again.
    static IEnumerable<PlannedStep> Adopted(CycleHead head, CycleSettings cycle, IReadOnlyList<RequestHead> requests)
    {
        if (head.Adoption is not { } adoption) yield break;
        foreach (var department in cycle.Requests.Where(r => r.PassesOn).Select(r => r.Department))
            if (RequestOf(department) is not { } request || TakingOver.IsDue(request) || request.PassedOnIn == adoption.Number) yield return Step(StepKind.PassOn, department);
        foreach (var department in adoption.Renewed) yield return Step(StepKind.Renew, department);

        RequestHead? RequestOf(string department) => requests.FirstOrDefault(r => r.Stream == StreamName.Request(cycle.Town, cycle.Key, department).Name);

        PlannedStep Step(StepKind kind, string department) =>
            new(kind, StepKey.Of(cycle.Town, cycle.Key, kind, department, adoption.Number, TokyoTime.DayOf(adoption.At), 0), adoption.At);
    }

    // The edition released last is on its way to the public.
    static bool IsReleased(CycleHead head) => head.Released() is { PublishedAt: null };

    static IEnumerable<PlannedStep> Notices(CycleSettings cycle, ReviewMark review)
    {
        if (PrepareAt(cycle, review) is { } prepare) yield return new(StepKind.NoticeReview, Key(StepKind.NoticeReview, BeforeReview), prepare);
        if (ConcludeAt(cycle, review) is { } conclude) yield return new(StepKind.NoticeOutcome, Key(StepKind.NoticeOutcome, AfterReview), conclude);

        string Key(StepKind kind, int number) => StepKey.Of(cycle.Town, cycle.Key, kind, review.Key, 1, review.Step.Day!.Value, number);
    }

    static DateTimeOffset? PrepareAt(CycleSettings cycle, ReviewMark review) => review is { OpenedAt: null, Outcome: null } ? NoticeAt(cycle, review, BeforeReview) : null;

    static DateTimeOffset? ConcludeAt(CycleSettings cycle, ReviewMark review) => review.Outcome is null ? NoticeAt(cycle, review, AfterReview) : null;

    // Nobody is told at once of a day that was entered late, or entered for the record.
    static DateTimeOffset? NoticeAt(CycleSettings cycle, ReviewMark review, int offset) =>
        !review.IsSettled && review.Step.Day is { } day && TokyoTime.At(cycle.Calendar.Add(day, offset), cycle.Hours.MailsAt) is var at && at >= review.PlannedAt ? at : null;

    // One notice a day says what is to be handed over, and one which escalations wait: nobody is sent thirty.
    static IEnumerable<PlannedStep> Daily(CycleHead head, IReadOnlyList<RequestHead> requests, DateTimeOffset now)
    {
        if (head.ClosedAt is not null || head.StoppedAt is not null || head.Settings is not { } cycle) return [];
        return [.. Each(StepKind.NoticeByHand, requests.SelectMany(r => RequestPolicy.HandMoments(cycle, r, now))),
            .. Each(StepKind.NoticeEscalation, requests.Select(r => RequestPolicy.EscalationWaitsAt(cycle, r, now)).OfType<DateTimeOffset>())];

        IEnumerable<PlannedStep> Each(StepKind kind, IEnumerable<DateTimeOffset> moments) => moments.GroupBy(TokyoTime.DayOf)
            .Select(day => new PlannedStep(kind, StepKey.Of(cycle.Town, cycle.Key, kind, "office", 1, day.Key, 0), day.Min()));
    }

    // Input closes at midnight; the office reads of it when it comes in.
    static DateTimeOffset NextMorning(CycleSettings cycle, DateOnly day) => TokyoTime.At(cycle.Calendar.Add(day, 1), cycle.Hours.MailsAt);

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
