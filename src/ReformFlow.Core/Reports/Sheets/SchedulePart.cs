using System.Text.Json.Serialization;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>An item's actions over the plan's years: bars or plan words, and below them the marks of the years that are over.</summary>
public sealed record SchedulePart : SheetPart
{
    /// <summary>The head over the actions.</summary>
    public string ActionHead { get; init; } = "取組";

    /// <summary>The head over the names of the lines; empty lets the actions' head stand over both.</summary>
    public string LineHead { get; init; } = "区分";
    public string PlanLine { get; init; } = "計画";

    /// <summary>The name of the line of marks; an empty one prints no marks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? MarkLine { get; init; } = "実績";
    public YearForm Years { get; init; }

    /// <summary>A last line with this rating in the reporting year; null for none.</summary>
    public string? Rating { get; init => field = value is null ? null : NamedFields.Rating(value); }
    public string RatingHead { get; init; } = "状況";

    /// <summary>The share of the width that the actions take, against 10 for a year.</summary>
    public int NameWidth { get; init; } = 34;

    /// <summary>Words under the table where a bar has an end that nobody knows; null for none.</summary>
    public string? OpenBars { get; init; }

    /// <summary>Words under the table that explain the marks; null for none.</summary>
    public string? Legend { get; init; }

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        if (NameWidth is < 5 or > 80) yield return new($"{path}.nameWidth", "The actions take between 5 and 80, against 10 for a year.");
        if (Rating is not null) foreach (var problem in NamedFields.UnknownRating(template, Rating, $"{path}.rating")) yield return problem;
    }

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        if (item.Item.Actions is not { Count: > 0 } actions) yield break;
        var years = plan.Plan.Years.ToList();
        Cell[] head = LineHead.Length == 0 ? [Cell.OfColumn(Spacing.Of(ActionHead), 2)] : [Cell.OfColumn(Spacing.Of(ActionHead)), Cell.OfColumn(Spacing.Of(LineHead))];
        List<Row> rows = [new([.. head, .. years.Select(y => YearHead(plan, y, Years))]), .. actions.SelectMany(a => Rows(plan, item, a, years))];
        if (Rating is not null) rows.Add(new([Cell.OfRow([Spacing.Of(RatingHead)]) with { ColumnSpan = 2 }, .. years.Select(y => RatingCell(plan, item, y))]) { StartsGroup = true });
        yield return new Table(Heading ?? Spacing.Closed(ActionHead), [NameWidth, LineHead.Length == 0 ? 7 : 12, .. years.Select(_ => 10)], 1, rows) { HideCaption = Heading is not null };
        if (OpenBars is not null && rows.Any(r => r.Cells.Any(c => c.Bar is { IsOpenAtStart: true } or { IsOpenAtEnd: true }))) yield return new Paragraph([OpenBars], ParagraphRole.Remark);
        if (Legend is not null) yield return new Paragraph([Pattern.Fill(Legend, plan, plan.PathOf(item.Item), item)], ParagraphRole.Remark);
    }

    /// <summary>A year at the head of a column, written short and read out in full.</summary>
    internal static Cell YearHead(PrintedPlan plan, FiscalYear year, YearForm form)
    {
        var (printed, read) = (YearWords.Of(year, form), JapaneseDate.Year(year));
        return new([DigitWidth.Half(printed) == read ? printed : new Mark(printed, read)]) { Header = HeaderScope.Column, Align = Alignment.Center, Strong = year == plan.Period.Year };
    }

    IEnumerable<Row> Rows(PrintedPlan plan, PrintedItem item, PlanAction action, List<FiscalYear> years)
    {
        var name = string.Concat(new[] { action.No, action.Title }.OfType<string>());
        List<IReadOnlyList<Cell>> planned = [.. ScheduleBars.Tracks(action.Bars ?? [], years)];
        // Bars say what the plan's words say; a word that no bar says must not be lost.
        if (planned.Count == 0 || (action.Plan?.Values ?? []).Any(word => word is { Length: > 0 } and not "→" && action.Bars!.All(b => b.Text != word)))
            planned.Insert(0, [.. years.Select(y => new Cell(action.Plan?.GetValueOrDefault(y) is { Length: > 0 } word ? [plan.PlanWord(word)] : []) { Align = Alignment.Center })]);
        for (var i = 0; i < planned.Count; i++)
        {
            Cell[] named = i > 0 ? [] : [Cell.OfRow([name], Span(planned.Count + (string.IsNullOrEmpty(MarkLine) ? 0 : 1))), Cell.OfRow([Spacing.Of(PlanLine)], Span(planned.Count)) with { Align = Alignment.Center }];
            yield return new([.. named, .. planned[i]]) { StartsGroup = i == 0 };
        }
        if (!string.IsNullOrEmpty(MarkLine))
            yield return new([Cell.OfRow([Spacing.Of(MarkLine)]) with { Align = Alignment.Center }, .. years.Select(y => MarkCell(plan, item, action, y))]);
    }

    static int? Span(int rows) => rows > 1 ? rows : null;

    static Cell MarkCell(PrintedPlan plan, PrintedItem item, PlanAction action, FiscalYear year)
    {
        var isReported = year == plan.Period.Year;
        List<Inline> content = item.MarkOf(action, year, plan.Period) is { } mark ? [PrintedPlan.Printed(mark, plan.MarkScale)] : [];
        if (isReported && !item.IsClosed && item.Remark is { } remark) content.Add(new Note(remark));
        return new(content) { Align = Alignment.Center, Strong = isReported };
    }

    Cell RatingCell(PrintedPlan plan, PrintedItem item, FiscalYear year) =>
        new(item.RatingOf(Rating!, year, plan.Period) is { } rating ? [PrintedPlan.Printed(rating, plan.RatingScale(Rating!))] : []) { Align = Alignment.Center, Strong = year == plan.Period.Year };
}
