using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The cover: whose report it is, on what, for when, and whether it is a draft.</summary>
public sealed record CoverPage : TemplatePage
{
    internal override Section Compose(PrintedPlan plan) => new() { Name = "cover", PageNumbers = false, Blocks = [.. Blocks(plan)] };

    static IEnumerable<Block> Blocks(PrintedPlan plan)
    {
        var about = plan.Plan.About;
        if (plan.Source.IsDraft) yield return new Paragraph(["案"], ParagraphRole.Standing);
        yield return new Paragraph([plan.Plan.Municipality.Name], ParagraphRole.Subtitle);
        yield return new Heading(1, plan.Title);
        yield return new Paragraph([plan.PeriodName], ParagraphRole.Subtitle);
        if (!plan.Title.Contains(about.Title, StringComparison.Ordinal)) yield return new Paragraph([$"対象計画　{about.Title}"]);
        yield return new Paragraph([$"計画期間　{JapaneseDate.WithGregorian(about.FirstYear)}から{JapaneseDate.WithGregorian(about.LastYear)}まで"]);
        foreach (var date in Dates(plan)) yield return new Paragraph([date]);
    }

    static IEnumerable<string> Dates(PrintedPlan plan)
    {
        // What a file prints of its own edition is said of that edition only.
        var edition = plan.Plan.Edition is { } printed && printed.Year == plan.Period.Year && printed.Period == plan.Source.PrintedPart ? printed : null;
        if (plan.Source.AsOf is { } day) yield return $"{JapaneseDate.Day(day)}現在";
        else if (edition?.AsOf is { } asOf) yield return asOf;
        if (edition?.PublishedOn is { } publishedOn) yield return publishedOn;
    }
}
