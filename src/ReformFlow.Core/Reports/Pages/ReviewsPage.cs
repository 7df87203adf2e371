using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>Reviews (審議): bodies with day and outcome, their comments by item and the municipality's replies; left out where nothing was said.</summary>
public sealed record ReviewsPage : TemplatePage
{
    /// <summary>The place of reviews in the office's texts, for reports that are made without a cycle.</summary>
    public string Place { get; init; } = "reviews";

    /// <summary>The head over what was said.</summary>
    public string CommentHead { get; init; } = "意見";

    /// <summary>The head over the municipality's replies.</summary>
    public string ReplyHead { get; init; } = "回答";

    internal override IEnumerable<string> Places => [Place];

    // A cycle records its reviews by themselves.
    internal override IEnumerable<OfficeTextSlot> Slots(PrintedPlan plan) => [];

    internal override Section? Compose(PrintedPlan plan)
    {
        // What a cycle has recorded goes before what a file says.
        var reviews = plan.Source.Reviews.Where(r => r.Review.DroppedAt is null).Select(r => Recorded(plan, r)).Where(r => r.Outcome is not null || r.Comments.Count > 0).ToList();
        if (reviews.Count == 0 && plan.Source.Texts is { } texts) reviews = [.. ReviewTexts.Of(texts, Place)];
        return reviews.Count == 0 ? null : new()
        {
            Name = "reviews",
            RunningFoot = plan.RunningFoot,
            Blocks = [new Heading(2, Title is null ? "審議の状況" : Pattern.Fill(Title, plan, []), plan.AnchorOf(this, "reviews")) { StartsPage = true }, .. reviews.SelectMany(r => Blocks(plan, r))],
        };
    }

    static PrintedReview Recorded(PrintedPlan plan, ReviewRecord record)
    {
        var numbers = plan.Items.ToDictionary(i => i.Item.Key!, i => i.Item.No);
        return new(record.Review.Step.Name, (record.Review.ConcludedOn ?? record.Review.Step.Day) is { } day ? JapaneseDate.Day(day) : null,
            record.Review.Outcome is { } outcome ? Words(outcome) : null, record.Text.Length > 0 ? record.Text : null,
            [.. record.Comments.Where(c => c.Withdrawn is null).Select(c => new PrintedComment(c.Item is { } item ? numbers.GetValueOrDefault(item) : null, c.Speaker, c.Text, c.Reply))]);
    }

    static string Words(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Agreed => "了承",
        ReviewOutcome.AgreedWithChanges => "修正のうえ了承",
        ReviewOutcome.Continued => "継続審議",
        _ => "報告済み",
    };

    IEnumerable<Block> Blocks(PrintedPlan plan, PrintedReview review)
    {
        yield return new Heading(3, review.Day is null ? review.Body : $"{review.Body}（{review.Day}）");
        if (review.Outcome is not null) yield return new Paragraph([$"結果　{review.Outcome}"]);
        if (review.Text is not null) yield return new Paragraph(plan.Mentioning(review.Text));
        if (review.Comments.Count == 0) yield break;
        // In the plan's order, what concerns the whole report first.
        var order = plan.Items.Select((item, index) => (item.Item.No, index)).GroupBy(i => i.No).ToDictionary(g => g.Key, g => g.First().index);
        var groups = review.Comments.GroupBy(c => c.No).OrderBy(g => g.Key is null ? -1 : order.GetValueOrDefault(g.Key, int.MaxValue)).ToList();
        yield return new Table($"{review.Body}の{CommentHead}と{ReplyHead}", [22, 39, 39], 1,
        [
            new([Cell.OfColumn(plan.Words.Item), Cell.OfColumn(Spacing.Of(CommentHead)), Cell.OfColumn(Spacing.Of(ReplyHead))]),
            .. groups.SelectMany(g => g.Select((comment, index) => new Row(
            [
                .. index > 0 ? Array.Empty<Cell>() : [Cell.OfRow([.. About(plan, g.Key)], g.Count() > 1 ? g.Count() : null)],
                new([comment.Speaker is { } speaker ? $"（{speaker}）{comment.Text}" : comment.Text]),
                new(comment.Reply is { Length: > 0 } reply ? plan.Mentioning(reply) : [new Note("回答を準備中")]),
            ]) { StartsGroup = index == 0 })),
        ])
        { HideCaption = true };
    }

    static IEnumerable<Inline> About(PrintedPlan plan, string? no)
    {
        if (no is null) yield return "報告書全体";
        else if (plan.Items.FirstOrDefault(i => i.Item.No == no) is { } item)
        {
            yield return $"{no}　";
            yield return plan.HasSheets ? new Link(item.Item.Title, item.Anchor) : item.Item.Title;
        }
        else yield return no;
    }
}
