using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>A rating of the item in each of the plan's years: those of former years stay in print, years to come are blank.</summary>
public sealed record RatingsPart : SheetPart
{
    /// <summary>The rating: <c>progress</c> for the field <c>rating.progress</c>.</summary>
    public required string Rating { get; init => field = NamedFields.Rating(value); }

    /// <summary>Stands at the left; the field's own label unless given.</summary>
    public string? Label { get; init; }

    /// <summary>What the symbols mean, line by line as printed.</summary>
    public IReadOnlyList<string> Legend { get; init; } = [];
    public YearForm Years { get; init; } = YearForm.Letter;

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        foreach (var problem in NamedFields.UnknownRating(template, Rating, $"{path}.rating")) yield return problem;
    }

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        var years = plan.Plan.Years.ToList();
        var label = Label ?? plan.Template.Fields.FirstOrDefault(f => f.Name == $"rating.{Rating}")?.Label ?? Rating;
        var name = Cell.OfRow([Spacing.Of(label)], 2);
        List<Cell> head = Legend.Count == 0 ? [name] : [name, new([string.Join('\n', Legend)]) { RowSpan = 2 }];
        int[] widths = Legend.Count == 0 ? [30] : [16, 44];
        yield return new Table(Spacing.Closed(label), [.. widths, .. years.Select(_ => 8)], 0,
            [new([.. head, .. years.Select(y => SchedulePart.YearHead(plan, y, Years))]), new([.. years.Select(y => Given(plan, item, y))])])
        { HideCaption = true, KeepTogether = true };
    }

    Cell Given(PrintedPlan plan, PrintedItem item, FiscalYear year)
    {
        var isReported = year == plan.Period.Year;
        List<Inline> content = item.RatingOf(Rating, year, plan.Period) is { Length: > 0 } rating ? [PrintedPlan.Printed(rating, plan.RatingScale(Rating))] : [];
        if (isReported && !item.IsClosed && item.Remark is { } remark) content.Add(new Note(remark));
        return new(content) { Align = Alignment.Center, Strong = isReported };
    }
}
