using System.Globalization;
using System.Text.Json.Serialization;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Reviews;

/// <summary>What a cycle's head knows of a review: no text of anybody.</summary>
/// <param name="PlannedAt">Since when its day is what it is.</param>
public sealed record ReviewMark(ReviewStep Step, DateTimeOffset PlannedAt)
{
    public DateTimeOffset? DroppedAt { get; init; }

    /// <summary>The edition laid before the body last, with its 資料番号; null before.</summary>
    public int? Edition { get; init; }
    public string? DocumentNumber { get; init; }

    /// <summary>When that was for the meeting that comes or came last; null while nothing is laid for it.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>What came of it, on which day; null while nothing was recorded for the edition laid last.</summary>
    public ReviewOutcome? Outcome { get; init; }
    public DateOnly? ConcludedOn { get; init; }

    /// <summary>How many comments were ever recorded, and which of them wait for a reply.</summary>
    public int Comments { get; init; }
    public IReadOnlyList<string> OpenComments { get; init; } = [];

    [JsonIgnore]
    public string Key => Step.Key;

    /// <summary>True when the body is done with the report.</summary>
    [JsonIgnore]
    public bool IsSettled => DroppedAt is not null || Outcome is not (null or ReviewOutcome.Continued);

    /// <summary>True while nothing may be published for want of its outcome.</summary>
    [JsonIgnore]
    public bool HoldsPublication => Step.Required && !IsSettled;

    /// <summary>The key of the comment that is recorded next.</summary>
    public string NextComment() => $"{Key}-{Comments + 1}";
}

/// <summary>The reviews of a cycle in their order.</summary>
public static class ReviewMarks
{
    /// <summary>The reviews after one more fact.</summary>
    public static IReadOnlyList<ReviewMark> After(this IReadOnlyList<ReviewMark> reviews, Event fact, DateTimeOffset at) => fact switch
    {
        CycleStarted started => [.. started.Settings.Reviews.Select(step => new ReviewMark(step, at))],
        ReviewPlanned planned => Planned(reviews, new(planned.Step, at), planned.Before),
        ReviewMoved moved => reviews.Change(moved.Review, r => r.Moved(moved.Day, at)),
        ReviewDropped dropped => reviews.Change(dropped.Review, r => r with { DroppedAt = at }),
        ReviewOpened opened => reviews.Change(opened.Review, r => r with
        {
            Step = r.Step with { Day = opened.Day ?? r.Step.Day },
            Edition = opened.Edition,
            DocumentNumber = opened.DocumentNumber,
            OpenedAt = at,
            Outcome = null,
            ConcludedOn = null,
        }),
        ReviewCommented said => reviews.Change(said.Review, r => r with { Comments = r.Comments + 1, OpenComments = [.. r.OpenComments, said.Comment] }),
        CommentAnswered answered => reviews.Change(answered.Review, r => r.Without(answered.Comment)),
        CommentWithdrawn withdrawn => reviews.Change(withdrawn.Review, r => r.Without(withdrawn.Comment)),
        ReviewConcluded concluded => reviews.Change(concluded.Review, r => r with { Outcome = concluded.Outcome, ConcludedOn = concluded.Day }),
        _ => reviews,
    };

    /// <summary>A key that no review of the cycle has or had.</summary>
    public static string NextKey(this IReadOnlyList<ReviewMark> reviews) => $"s{1 + reviews.Select(r => int.Parse(r.Key.AsSpan(1), CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max()}";

    static List<ReviewMark> Planned(IReadOnlyList<ReviewMark> reviews, ReviewMark review, string? before)
    {
        var list = reviews.ToList();
        var place = before is null ? -1 : list.FindIndex(r => r.Key == before);
        list.Insert(place < 0 ? list.Count : place, review);
        return list;
    }

    // A body that continues on another day has an edition laid before it again.
    static ReviewMark Moved(this ReviewMark review, DateOnly? day, DateTimeOffset at)
    {
        var moved = review with { Step = review.Step with { Day = day }, PlannedAt = at };
        return review.Outcome == ReviewOutcome.Continued ? moved with { OpenedAt = null, Outcome = null, ConcludedOn = null } : moved;
    }

    static ReviewMark Without(this ReviewMark review, string comment) => review with { OpenComments = [.. review.OpenComments.Where(c => c != comment)] };

    static IReadOnlyList<ReviewMark> Change(this IReadOnlyList<ReviewMark> reviews, string key, Func<ReviewMark, ReviewMark> change) =>
        [.. reviews.Select(r => r.Key == key ? change(r) : r)];
}
