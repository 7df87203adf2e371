using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>財政効果額: planned and actual, 歳出削減 and 歳入増加, by heading, over the plan's years with their accumulation, and by item; left out where the plan names no amounts.</summary>
public sealed record EffectsPage : TemplatePage
{
    /// <summary>The unit of all amounts; sums are added in yen and rounded once.</summary>
    public MoneyUnit Unit { get; init; }

    /// <summary>Whether amounts are rounded half up (四捨五入) or cut off (切捨て).</summary>
    public RoundingMode Amounts { get; init; }

    /// <summary>The level whose headings have a row each, 0 for the outermost.</summary>
    public int Level { get; init; }

    /// <summary>The place of the office's text under the heading; null for none.</summary>
    public string? Place { get; init; }

    internal override IEnumerable<string> Places => Place is null ? [] : [Place];

    // Without amounts there is no page.
    internal override IEnumerable<OfficeTextSlot> Slots(PrintedPlan plan) =>
        new EffectSums(plan, Unit, Amounts).Items.Count == 0 ? [] : Places.Select(place => new OfficeTextSlot(place, TitleIn(plan) ?? "財政効果額"));

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (Level < 0) yield return new($"{path}.level", "Levels are counted from 0, the outermost. Give 0 or more.");
    }

    internal override Section? Compose(PrintedPlan plan)
    {
        var sums = new EffectSums(plan, Unit, Amounts);
        return sums.Items.Count == 0 ? null : new()
        {
            Name = "effects",
            RunningFoot = plan.RunningFoot,
            Blocks = [new Heading(2, Title is null ? "財政効果額" : Pattern.Fill(Title, plan, []), plan.AnchorOf(this, "effects")) { StartsPage = true }, .. Blocks(plan, sums)],
        };
    }

    IEnumerable<Block> Blocks(PrintedPlan plan, EffectSums sums)
    {
        if (Place is not null && plan.OfficeContent(Place) is { } text) yield return new Paragraph(text);
        foreach (var remark in sums.Remarks()) yield return remark;
        var level = plan.Plan.Levels.ElementAtOrDefault(Level) ?? "体系";
        yield return new Heading(3, $"{plan.ShortPeriodName}の財政効果額（{level}別）");
        yield return ByHeading(plan, sums, level);
        yield return new Heading(3, "年度ごとの財政効果額と累計");
        yield return ByYear(plan, sums);
        yield return new Heading(3, $"{plan.Words.Item}ごとの財政効果額");
        yield return ByItem(plan, sums);
    }

    Table ByHeading(PrintedPlan plan, EffectSums sums, string level)
    {
        FiscalYear[] year = [plan.Period.Year];
        var groups = sums.Items.GroupBy(i => plan.PathOf(i.Item).FirstOrDefault(n => n.Level == Level)).ToList();
        return new($"{plan.ShortPeriodName}の財政効果額", [28, 12, 12, 12, 12, 12, 12], 2,
        [
            new([Cell.OfColumn(level, rowSpan: 2), .. EffectSums.Kinds.Select(k => Cell.OfColumn(k.Name, 2))]),
            new([.. EffectSums.Kinds.SelectMany(_ => new[] { Cell.OfColumn("計画"), Cell.OfColumn("実績") })]),
            .. groups.Select(g => Line(g.Key is null ? "その他" : PrintedPlan.NameOf(g.Key), [.. g])),
            EffectSums.Strong(true, Line("合計", sums.Items)),
        ])
        { HideCaption = true };

        Row Line(string name, IReadOnlyList<PrintedItem> items) => new([Cell.OfRow([name]),
            .. EffectSums.Kinds.SelectMany(k => new[] { sums.Sum(items, k.Kind, false, year), sums.Sum(items, k.Kind, true, year) })]);
    }

    static Table ByYear(PrintedPlan plan, EffectSums sums)
    {
        var years = plan.Plan.Years.ToList();
        var rows = new List<Row>();
        foreach (var (name, kind) in EffectSums.Kinds)
            foreach (var actual in new[] { false, true })
                rows.Add(EffectSums.Strong(kind is null, new([.. actual ? Array.Empty<Cell>() : [Cell.OfRow([name], 2)], Line(actual), .. years.Select(y => Sum(kind, actual, y, [y]))]) { StartsGroup = !actual }));
        foreach (var actual in new[] { false, true })
            rows.Add(EffectSums.Strong(true, new([.. actual ? Array.Empty<Cell>() : [Cell.OfRow(["累計"], 2)], Line(actual), .. years.Select(y => Sum(null, actual, y, [.. years.Where(before => before <= y)]))]) { StartsGroup = !actual }));
        return new("年度ごとの財政効果額と累計", [14, 10, .. years.Select(_ => 14)], 1,
            [new([Cell.OfColumn("区分", 2), .. years.Select(y => Cell.OfColumn(JapaneseDate.Year(y)) with { Strong = y == plan.Period.Year })]), .. rows])
        { HideCaption = true };

        // A year that has not been reported on has no actual amounts, and so no sum up to it.
        Cell Sum(EffectKind? kind, bool actual, FiscalYear year, FiscalYear[] over) => actual && year > plan.Period.Year ? new([]) : sums.Sum(sums.Items, kind, actual, over);
        static Cell Line(bool actual) => Cell.OfRow([actual ? "実績" : "計画"]) with { Align = Alignment.Center };
    }

    static Table ByItem(PrintedPlan plan, EffectSums sums)
    {
        FiscalYear[] year = [plan.Period.Year];
        return new($"{plan.Words.Item}ごとの財政効果額", [8, 38, 14, 13, 13, 14], 1,
        [
            new([Cell.OfColumn("No."), Cell.OfColumn(plan.Words.Item), Cell.OfColumn("区分"), Cell.OfColumn("計画"), Cell.OfColumn("実績"), Cell.OfColumn("実績の累計")]),
            .. sums.Items.SelectMany(item => item.Item.Effects!.Select((effect, index) => new Row(
            [
                .. index > 0 ? Array.Empty<Cell>() : [new([item.Item.No]) { RowSpan = Span(item), Align = Alignment.Center },
                    Cell.OfRow([plan.HasSheets ? new Link(item.Item.Title, item.Anchor) : item.Item.Title], Span(item))],
                new([effect.Kind == EffectKind.Saving ? "歳出削減" : "歳入増加"]) { Align = Alignment.Center },
                sums.Sum([item], effect.Kind, false, year), sums.Sum([item], effect.Kind, true, year), sums.Sum([item], effect.Kind, true, [.. sums.YearsReported]),
            ]) { StartsGroup = index == 0 })),
        ])
        { HideCaption = true };

        static int? Span(PrintedItem item) => item.Item.Effects!.Count > 1 ? item.Item.Effects.Count : null;
    }
}
