using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
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

    /// <summary>The head over the names of the lines; empty lets the names' head stand over both.</summary>
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

    /// <summary>An indicator that no year gives a target has no line of targets.</summary>
    public bool OmitsMissingTargets { get; init; }

    /// <summary>Baseline and note stand in a line of their own under the figures, the baseline in 【 】; else under the name.</summary>
    public bool NoteLine { get; init; }

    /// <summary>The share of the width that the names take, against 11 for a year.</summary>
    public int NameWidth { get; init; } = 30;

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        if (NameWidth is < 5 or > 60) yield return new($"{path}.nameWidth", "The names take between 5 and 60, against 11 for a year.");
        if (NoteLine && BaselineHead is not null) yield return new($"{path}.noteLine", "Baselines have a column of their own. Remove \"noteLine\" or \"baselineHead\".");
    }

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        if (item.Item.Indicators is not { Count: > 0 } indicators) yield break;
        var years = plan.Plan.Years.ToList();
        var isMerged = LineHead.Length == 0 && BaselineHead is null;
        List<(int Width, Cell? Head)> columns = [(NameWidth, Cell.OfColumn(Spacing.Of(NameHead), isMerged ? 2 : null))];
        if (BaselineHead is not null) columns.Add((14, Cell.OfColumn(Spacing.Of(BaselineHead))));
        columns.Add((isMerged ? 7 : 10, isMerged ? null : Cell.OfColumn(Spacing.Of(LineHead))));
        columns.AddRange(years.Select(y => (11, (Cell?)SchedulePart.YearHead(plan, y, Years))));
        if (FinalHead is not null) columns.Add((12, Cell.OfColumn(Spacing.Of(FinalHead))));
        yield return new Table(Heading ?? NameHead, [.. columns.Select(c => c.Width)], 1, [new([.. columns.Select(c => c.Head).OfType<Cell>()]), .. indicators.SelectMany(n => Rows(plan, item, n, years))]) { HideCaption = Heading is not null };
    }

    IEnumerable<Row> Rows(PrintedPlan plan, PrintedItem item, Indicator indicator, List<FiscalYear> years)
    {
        var notes = NoteLine ? Notes(indicator) : "";
        var hasTargets = !OmitsMissingTargets || (indicator.Targets?.Values ?? []).Any(t => t is not null);
        var lines = 1 + (hasTargets ? 1 : 0) + (notes.Length > 0 ? 1 : 0);
        int? span = lines > 1 ? lines : null;
        List<Cell> named = [Cell.OfRow([.. Name(plan, indicator)], span)];
        if (BaselineHead is not null) named.Add(new([Signs.Of(indicator.Baseline ?? "", "記載なし")]) { RowSpan = span });
        List<Cell> actuals = [Cell.OfRow([Spacing.Of(ActualLine)]) with { Align = Alignment.Center }, .. years.Select(y => IndicatorTable.Actual(plan, item, indicator, y))];
        Cell[] final = FinalHead is null ? [] : [new([Signs.Of(indicator.FinalTarget ?? "", "目標なし")]) { RowSpan = span, Align = Alignment.End }];
        if (!hasTargets) yield return new([.. named, .. actuals, .. final]) { StartsGroup = true };
        else
        {
            List<Cell> targets = [Cell.OfRow([Spacing.Of(TargetLine)]) with { Align = Alignment.Center }];
            targets.AddRange(years.Select(y => new Cell([indicator.Targets?.GetValueOrDefault(y) is { } target ? plan.PlanWord(target) : Signs.Of(NoTarget, "目標なし")]) { Align = Alignment.End }));
            yield return new([.. named, .. targets, .. final]) { StartsGroup = true };
            yield return new(actuals);
        }
        if (notes.Length > 0) yield return new([new([notes]) { ColumnSpan = 1 + years.Count }]);
    }

    // A note that tells the baseline already tells it once.
    static string Notes(Indicator indicator)
    {
        var baseline = indicator.Baseline is not { Length: > 0 } told || indicator.Note?.Contains(told, StringComparison.Ordinal) == true ? null : told.StartsWith('【') ? told : $"【{told}】";
        return string.Join('\n', new[] { indicator.Note, baseline }.Where(n => !string.IsNullOrEmpty(n)));
    }

    IEnumerable<Inline> Name(PrintedPlan plan, Indicator indicator)
    {
        foreach (var piece in plan.WithMarks(indicator.Name)) yield return piece;
        if (NoteLine) yield break;
        if (BaselineHead is null && indicator.Baseline is { } baseline) yield return $"\n{baseline}";
        if (indicator.Note is { } note) yield return $"\n{note}";
    }
}
