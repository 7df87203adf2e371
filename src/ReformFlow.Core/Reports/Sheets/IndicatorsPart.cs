using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>An item's numeric targets over the plan's years, targets above actuals, every value as it was written.</summary>
public sealed record IndicatorsPart : SheetPart
{
    /// <summary>The head over the names.</summary>
    public string NameHead { get; init; } = "指標";

    /// <summary>The head over the names of the lines.</summary>
    public string LineHead { get; init; } = "区分";
    public string TargetLine { get; init; } = "目標値";
    public string ActualLine { get; init; } = "実績値";

    /// <summary>The head of a column for baselines; null prints them under the name.</summary>
    public string? BaselineHead { get; init; }

    /// <summary>The head of a column for final targets; null for none.</summary>
    public string? FinalHead { get; init; }
    public YearForm Years { get; init; }

    /// <summary>Printed where a year has no target.</summary>
    public string NoTarget { get; init; } = "－";

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        if (item.Item.Indicators is not { Count: > 0 } indicators) yield break;
        var years = plan.Plan.Years.ToList();
        List<(int Width, Cell Head)> columns = [(30, Cell.OfColumn(Spacing.Of(NameHead)))];
        if (BaselineHead is not null) columns.Add((14, Cell.OfColumn(Spacing.Of(BaselineHead))));
        columns.Add((10, Cell.OfColumn(Spacing.Of(LineHead))));
        columns.AddRange(years.Select(y => (11, SchedulePart.YearHead(plan, y, Years))));
        if (FinalHead is not null) columns.Add((12, Cell.OfColumn(Spacing.Of(FinalHead))));
        yield return new Table(Heading ?? NameHead, [.. columns.Select(c => c.Width)], 1, [new([.. columns.Select(c => c.Head)]), .. indicators.SelectMany(n => Rows(plan, item, n, years))]) { HideCaption = Heading is not null };
    }

    IEnumerable<Row> Rows(PrintedPlan plan, PrintedItem item, Indicator indicator, List<FiscalYear> years)
    {
        List<Cell> targets = [Cell.OfRow([.. Name(indicator)], 2)];
        if (BaselineHead is not null) targets.Add(new([indicator.Baseline ?? ""]) { RowSpan = 2 });
        targets.Add(Cell.OfRow([Spacing.Of(TargetLine)]) with { Align = Alignment.Center });
        targets.AddRange(years.Select(y => new Cell([indicator.Targets?.GetValueOrDefault(y) is { } target ? plan.PlanWord(target) : NoTarget]) { Align = Alignment.End }));
        if (FinalHead is not null) targets.Add(new([indicator.FinalTarget ?? ""]) { RowSpan = 2, Align = Alignment.End });
        yield return new(targets) { StartsGroup = true };
        yield return new([Cell.OfRow([Spacing.Of(ActualLine)]) with { Align = Alignment.Center }, .. years.Select(y => IndicatorTable.Actual(plan, item, indicator, y))]);
    }

    IEnumerable<Inline> Name(Indicator indicator)
    {
        yield return indicator.Name;
        if (BaselineHead is null && indicator.Baseline is { } baseline) yield return $"\n{baseline}";
        if (indicator.Note is { } note) yield return $"\n{note}";
    }
}
