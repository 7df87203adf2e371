using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>An item in one table: a text of the plan beside its indicators with baseline, the schedule, targets and actuals over the years, the final target, and below them the year's texts over the full width.</summary>
public sealed record TargetTablePart : SheetPart
{
    /// <summary>The field of the plan that stands in the first column.</summary>
    public required string Field { get; init; }
    public string IndicatorHead { get; init; } = "指標";
    public string BaselineHead { get; init; } = "基準値";

    /// <summary>The head over the years.</summary>
    public string YearsHead { get; init; } = "年度";
    public string FinalHead { get; init; } = "最終目標";
    public string TargetLine { get; init; } = "目標";
    public string ActualLine { get; init; } = "実績";
    public YearForm Years { get; init; }

    /// <summary>The year's texts under the table, each with its own line above it.</summary>
    public IReadOnlyList<SheetCell> Texts { get; init; } = [];

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        foreach (var problem in NamedFields.Unknown(template, Field, $"{path}.field")) yield return problem;
        foreach (var problem in Texts.SelectMany((text, i) => NamedFields.Unknown(template, text.Field, $"{path}.texts[{i}].field"))) yield return problem;
    }

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        var years = plan.Plan.Years.ToList();
        var columns = years.Count + 4;
        var label = plan.Template.Fields.First(f => f.Name == Field).Label;
        List<Row> rows =
        [
            new([Cell.OfColumn(Spacing.Of(label), rowSpan: 2), Cell.OfColumn(Spacing.Of(IndicatorHead), rowSpan: 2), Cell.OfColumn(Spacing.Of(BaselineHead), rowSpan: 2), Cell.OfColumn(Spacing.Of(YearsHead), years.Count), Cell.OfColumn(Spacing.Of(FinalHead), rowSpan: 2)]),
            new([.. years.Select(y => SchedulePart.YearHead(plan, y, Years))]),
            .. Figures(plan, item, years),
        ];
        foreach (var text in Texts)
        {
            var field = plan.Template.Fields.First(f => f.Name == text.Field);
            rows.Add(new([Cell.OfRow([Pattern.Fill(text.Label ?? field.Label, plan, plan.PathOf(item.Item), item)]) with { ColumnSpan = columns, Header = HeaderScope.RowGroup }]) { StartsGroup = true });
            rows.Add(new([new([.. BoxesPart.Content(plan, item, field.Name, field) ?? []]) { ColumnSpan = columns }]));
        }
        yield return new Table(Pattern.Fill("{no}　{title}", plan, [], item), [30, 22, 13, .. years.Select(_ => 13), 14], 2, rows) { HideCaption = true, KeepTogether = true };
    }

    IEnumerable<Row> Figures(PrintedPlan plan, PrintedItem item, List<FiscalYear> years)
    {
        var indicators = item.Item.Indicators ?? [];
        var text = item.Item.Texts?.GetValueOrDefault(Field[(Field.IndexOf('.') + 1)..]) ?? "";
        var schedule = years.Select(y => new Cell(item.Item.Actions?.FirstOrDefault()?.Plan?.GetValueOrDefault(y) is { Length: > 0 } word ? [plan.PlanWord(word)] : []) { Align = Alignment.Center }).ToList();
        if (indicators.Count == 0)
        {
            yield return new([new([text]), new([]), new([]), .. schedule, new([])]) { StartsGroup = true };
            yield break;
        }
        for (var i = 0; i < indicators.Count; i++)
        {
            var indicator = indicators[i];
            // The item's own schedule stands over its first indicator only.
            var span = i == 0 ? 5 : 4;
            List<Cell> named = [Cell.OfRow([indicator.Name, .. indicator.Note is { } note ? [$"\n{note}"] : Array.Empty<Inline>()], span), new([Signs.Of(indicator.Baseline ?? "", "記載なし")]) { RowSpan = span }];
            if (i == 0) named.Insert(0, new([text]) { RowSpan = 4 * indicators.Count + 1 });
            Cell final = new([Signs.Of(indicator.FinalTarget ?? "", "目標なし")]) { RowSpan = span, Align = Alignment.Center };
            var targets = Cell.OfColumn(Spacing.Of(TargetLine), years.Count);
            if (i == 0)
            {
                yield return new([.. named, .. schedule, final]) { StartsGroup = true };
                yield return new([targets]);
            }
            else yield return new([.. named, targets, final]) { StartsGroup = true };
            yield return new([.. Targets(plan, indicator, years)]);
            yield return new([Cell.OfColumn(Spacing.Of(ActualLine), years.Count)]);
            yield return new([.. years.Select(y => IndicatorTable.Actual(plan, item, indicator, y) with { Align = Alignment.Center })]);
        }
    }

    // A target that an arrow carries on to a later year has one cell for all the years between.
    static IEnumerable<Cell> Targets(PrintedPlan plan, Indicator indicator, List<FiscalYear> years)
    {
        for (var i = 0; i < years.Count; i++)
        {
            var until = i;
            while (until < years.Count && Target(until) is null) until++;
            var arrow = until > i && until < years.Count && Target(until) == "→";
            yield return new(Target(arrow ? until : i) is { } target ? [plan.PlanWord(target)] : []) { Align = arrow ? Alignment.End : Alignment.Center, ColumnSpan = arrow ? until - i + 1 : null };
            if (arrow) i = until;
        }

        string? Target(int index) => indicator.Targets?.GetValueOrDefault(years[index]);
    }
}
