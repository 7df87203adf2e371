using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The cover: whose report it is, on what, for when, and whether it is a draft.</summary>
public sealed record CoverPage : TemplatePage
{
    /// <summary>Stands at the head of its page and leaves the rest to what continues; else it fills a page.</summary>
    public bool IsHead { get; init; }

    /// <summary>The lines from top to bottom; without any, what every cover says.</summary>
    public IReadOnlyList<CoverLine> Lines { get; init; } = [];

    internal override IEnumerable<string> Places => Lines.Select(l => l.Place).OfType<string>();

    internal override IEnumerable<OfficeTextSlot> Slots(PrintedPlan plan) =>
        Lines.Where(l => l.Place is not null).Select(l => new OfficeTextSlot(l.Place!, IsHead ? "冒頭" : "表紙", l.Label ?? l.Place));

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if ((Lines[i].Text is null) == (Lines[i].Place is null)) yield return new($"{path}.lines[{i}]", "A line has either a \"text\" or a \"place\". Give one of the two.");
            if (Lines[i] is { Spaced: true, Role: CoverRole.Title }) yield return new($"{path}.lines[{i}].spaced", "A title is a heading and can't be spaced. Remove \"spaced\", or give the line another role.");
        }
        if (Lines.Count > 0 && Lines.All(l => l.Role != CoverRole.Title)) yield return new($"{path}.lines", "A cover needs a title. Give at least one line the role \"title\".");
    }

    internal override Section Compose(PrintedPlan plan) => new() { Name = IsHead ? "head" : "cover", PageNumbers = false, Blocks = [.. Lines.Count > 0 ? Composed(plan) : Blocks(plan)] };

    // All lines of the title are one heading, for those who jump from heading to heading.
    IEnumerable<Block> Composed(PrintedPlan plan)
    {
        if (plan.Source.IsDraft) yield return new Paragraph(["案"], ParagraphRole.Standing);
        var printed = Lines.Select(l => (l.Role, l.Spaced, Text: l.Place is { } place ? plan.OfficeText(place) ?? "" : Pattern.Fill(l.Text!, plan, []))).Where(l => l.Text.Length > 0).ToList();
        // What the plan's own name says already is not said again below it.
        printed = [.. printed.Where((line, i) => !Lines.Any(l => l.Role == CoverRole.Title && l.Text == line.Text) || !printed.Take(i).Any(above => above.Role == CoverRole.Title && Closed(above.Text).Contains(Closed(line.Text), StringComparison.Ordinal)))];
        var title = string.Join('\n', printed.Where(l => l.Role == CoverRole.Title).Select(l => l.Text));
        var isPrinted = false;
        foreach (var (role, spaced, text) in printed)
        {
            if (role != CoverRole.Title) yield return new Paragraph([spaced ? new SpacedText(text) : text], role == CoverRole.Subtitle ? ParagraphRole.Subtitle : ParagraphRole.Body);
            else if (!isPrinted) yield return new Heading(1, title);
            isPrinted |= role == CoverRole.Title;
        }
    }

    static string Closed(string text) => string.Concat(text.Where(c => c is not (' ' or '　' or '\n')));

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
        if (plan.Source.AsOf is { } day) yield return $"{JapaneseDate.Day(day)}現在";
        else if (plan.Edition?.AsOf is { } asOf) yield return asOf;
        if (plan.Edition?.PublishedOn is { } publishedOn) yield return publishedOn;
    }
}

/// <summary>A line of a cover: words of the template's with placeholders, or the office's own text at a place.</summary>
public sealed record CoverLine
{
    public string? Text { get; init; }
    public string? Place { get; init; }

    /// <summary>The name under which the office writes the text of the place; it is not printed.</summary>
    public string? Label { get; init; }
    public CoverRole Role { get; init; }

    /// <summary>Printed with space between its letters, as a city's name often is; not for titles.</summary>
    public bool Spaced { get; init; }
}

/// <summary>What a line is to its cover; all titles together are the report's heading.</summary>
public enum CoverRole { Line, Title, Subtitle }
