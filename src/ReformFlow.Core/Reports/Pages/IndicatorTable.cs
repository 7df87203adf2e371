using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>An item's numeric targets: baseline, targets and actuals over the plan's years, final target.</summary>
static class IndicatorTable
{
    public static Table Compose(PrintedPlan plan, PrintedItem item, IReadOnlyList<Indicator> indicators)
    {
        var years = plan.Plan.Years.Concat(indicators.SelectMany(n => (n.Targets?.Keys ?? []).Concat(n.Actuals?.Keys ?? []))).Distinct().Order().ToList();
        var hasBaseline = indicators.Any(n => n.Baseline is not null);
        var hasFinal = indicators.Any(n => n.FinalTarget is not null);
        List<(int Width, Cell Head)> columns = [(28, Cell.OfColumn("指標"))];
        if (hasBaseline) columns.Add((16, Cell.OfColumn("基準値")));
        columns.Add((8, Cell.OfColumn("区分")));
        columns.AddRange(years.Select(y => (13, Cell.OfColumn(JapaneseDate.Year(y)) with { Strong = y == plan.Period.Year })));
        if (hasFinal) columns.Add((13, Cell.OfColumn("最終目標")));
        return new($"{plan.Words.Indicator}の目標と実績", [.. columns.Select(c => c.Width)], 1,
            [new([.. columns.Select(c => c.Head)]), .. indicators.SelectMany(n => Rows(plan, item, n, years, hasBaseline, hasFinal))])
        { HideCaption = true };
    }

    static IEnumerable<Row> Rows(PrintedPlan plan, PrintedItem item, Indicator indicator, List<FiscalYear> years, bool hasBaseline, bool hasFinal)
    {
        List<Cell> targets = [Cell.OfRow([.. Name(plan, indicator)], 2)];
        if (hasBaseline) targets.Add(new([Signs.Of(indicator.Baseline ?? "－", "記載なし")]) { RowSpan = 2 });
        targets.Add(Cell.OfRow(["目標"]) with { Align = Alignment.Center });
        targets.AddRange(years.Select(y => new Cell([Target(plan, indicator, y)]) { Align = Alignment.End }));
        if (hasFinal) targets.Add(new([Signs.Of(indicator.FinalTarget ?? "－", "目標なし")]) { RowSpan = 2, Align = Alignment.End });
        yield return new(targets) { StartsGroup = true };
        yield return new([Cell.OfRow(["実績"]) with { Align = Alignment.Center }, .. years.Select(y => Actual(plan, item, indicator, y))]);
    }

    static IEnumerable<Inline> Name(PrintedPlan plan, Indicator indicator)
    {
        foreach (var piece in plan.WithMarks(indicator.Name)) yield return piece;
        if (indicator.Unit is { } unit) yield return new Note($"（単位：{unit}）");
        if (indicator.LowerIsBetter) yield return new Note("（減少を目指す指標）");
        if (indicator.Note is { } note) yield return $"\n{note}";
    }

    // A year named without a target has none; a year not named is not said to have none, but reads the same.
    static Inline Target(PrintedPlan plan, Indicator indicator, FiscalYear year) =>
        indicator.Targets?.GetValueOrDefault(year) is { } target ? plan.PlanWord(target) : Signs.Of("－", "目標なし");

    /// <summary>A year's figure with all that must be said beside it.</summary>
    internal static Cell Actual(PrintedPlan plan, PrintedItem item, Indicator indicator, FiscalYear year)
    {
        var isReported = year == plan.Period.Year && !item.IsClosed;
        if (item.ActualOf(indicator, year, plan.Period) is not { } figure)
            return new([.. isReported && item.IsUnanswered ? [new Note(item.UnansweredWord(plan))] : Array.Empty<Inline>()]) { Align = Alignment.End };

        List<Inline> content = [Signs.Of(figure.Text, "実績なし")];
        if (figure.Provisional) content.Add(new Note($"（{plan.Words.Provisional}）"));
        if (figure is { Provisional: true, FinalOn: { } day }) content.Add(new Note($"{JapaneseDate.Day(day)}確定予定"));
        if (isReported && item.Remark is { } remark) content.Add(new Note(remark));
        var answered = isReported && item.Standing == AnswerStanding.LastYear ? year.Previous : year;
        var source = new FigureSource(item.Item.Key!, $"actual.{indicator.Key}.{answered}", plan.Period with { Year = answered });
        return Cell.OfFigure(content, [source]) with { Strong = year == plan.Period.Year };
    }
}
