using ReformFlow.Core.Log;

namespace ReformFlow.Core.Reviews;

/// <summary>All that was recorded of one review, with its texts, as the cycle's stream tells it.</summary>
/// <param name="Grades">Item key → the body's own grade.</param>
/// <param name="Text">What came of it, in the office's words.</param>
public sealed record ReviewRecord(ReviewMark Review, IReadOnlyList<ReviewComment> Comments, IReadOnlyDictionary<string, string> Grades, string Text)
{
    /// <summary>The reviews of a cycle in their order.</summary>
    public static IReadOnlyList<ReviewRecord> Of(IReadOnlyList<ReviewMark> reviews, IEnumerable<Event> facts)
    {
        var (comments, grades, texts) = (new List<(string Review, ReviewComment Comment)>(), new Dictionary<(string, string), string>(), new Dictionary<string, string>());
        foreach (var fact in facts)
            switch (fact)
            {
                case ReviewCommented said: comments.Add((said.Review, new(said.Comment, said.Item, said.Text, said.Speaker))); break;
                case CommentAnswered answered: Change(answered.Comment, c => c with { Reply = answered.Reply }); break;
                case CommentWithdrawn withdrawn: Change(withdrawn.Comment, c => c with { Withdrawn = withdrawn.Reason }); break;
                case ReviewGraded graded: grades[(graded.Review, graded.Item)] = graded.Grade; break;
                case ReviewConcluded concluded: texts[concluded.Review] = concluded.Text; break;
                case ReviewOpened opened: texts.Remove(opened.Review); break;
            }
        return [.. reviews.Select(r => new ReviewRecord(r,
            [.. comments.Where(c => c.Review == r.Key).Select(c => c.Comment)],
            grades.Where(g => g.Key.Item1 == r.Key && g.Value.Length > 0).ToDictionary(g => g.Key.Item2, g => g.Value),
            texts.GetValueOrDefault(r.Key, "")))];

        void Change(string key, Func<ReviewComment, ReviewComment> change)
        {
            if (comments.FindIndex(c => c.Comment.Key == key) is >= 0 and var at) comments[at] = (comments[at].Review, change(comments[at].Comment));
        }
    }
}

/// <summary>Something that was said in a review, with the municipality's reply.</summary>
/// <param name="Item">Null for the report as a whole.</param>
/// <param name="Speaker">How the record names who said it; null for the body itself.</param>
public sealed record ReviewComment(string Key, string? Item, string Text, string? Speaker)
{
    public string? Reply { get; init; }

    /// <summary>Why it was taken back; null where it stands.</summary>
    public string? Withdrawn { get; init; }
}
