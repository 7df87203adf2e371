using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>Sums of 財政効果額 over items and years, in yen, each with the amounts that it was added from.</summary>
sealed class EffectSums(PrintedPlan plan, MoneyUnit unit, RoundingMode rounding)
{
    /// <summary>In the unit of the template's page of amounts, where it has one.</summary>
    public static EffectSums Of(PrintedPlan plan) => plan.Template.Pages.OfType<EffectsPage>().FirstOrDefault() is { } page ? new(plan, page.Unit, page.Amounts) : new(plan, default, default);

    /// <summary>Items that count: a repetition is counted where it is answered.</summary>
    public IReadOnlyList<PrintedItem> Items { get; } = [.. plan.Items.Where(i => i.Original is null && i.Item.Effects is { Count: > 0 })];

    /// <summary>The years up to the one reported on; what lies after it has no actual amounts.</summary>
    public IReadOnlyList<FiscalYear> YearsReported { get; } = [.. plan.Plan.Years.Where(y => y <= plan.Period.Year)];

    /// <summary>A sum as a cell; one that nothing was added to is told from 0.</summary>
    /// <param name="kind">Null for both.</param>
    public Cell Sum(IEnumerable<PrintedItem> items, EffectKind? kind, bool actual, IReadOnlyCollection<FiscalYear> years)
    {
        var sum = 0L;
        var isProvisional = false;
        var sources = new List<FigureSource>();
        foreach (var item in items)
            foreach (var effect in (item.Item.Effects ?? []).Where(e => kind is null || e.Kind == kind))
                foreach (var year in years)
                {
                    if ((actual ? item.ActualOf(effect, year, plan.Period) : effect.Planned?.GetValueOrDefault(year)) is not { } amount) continue;
                    sum += amount.Yen;
                    isProvisional |= amount.Provisional;
                    sources.Add(new(item.Item.Key!, $"{(actual ? "" : "plan.")}{FormFields.OfEffect(effect.Kind)}.{year}", plan.Period with { Year = year }));
                }
        if (sources.Count == 0) return new([Signs.Of("－", "該当なし")]) { Align = Alignment.End };
        List<Inline> content = [MoneyWords.Of(sum, unit, rounding)];
        if (isProvisional) content.Add(new Note($"（{plan.Words.Provisional}）"));
        return Cell.OfFigure(content, sources);
    }

    /// <summary>歳出削減, 歳入増加 and both together, with the cells of each.</summary>
    public static IEnumerable<(string Name, EffectKind? Kind)> Kinds => [("歳出削減", EffectKind.Saving), ("歳入増加", EffectKind.Revenue), ("合計", null)];

    /// <summary>A sum for the year and from the plan's first year on: rows of kinds, planned and actual beside each other.</summary>
    public Table Short()
    {
        FiscalYear[] year = [plan.Period.Year];
        return new("財政効果額", [24, 19, 19, 19, 19], 2,
        [
            new([Cell.OfColumn("区分", rowSpan: 2), Cell.OfColumn(JapaneseDate.Year(plan.Period.Year), 2), Cell.OfColumn("計画初年度からの累計", 2)]),
            new([Cell.OfColumn("計画"), Cell.OfColumn("実績"), Cell.OfColumn("計画"), Cell.OfColumn("実績")]),
            .. Kinds.Select(k => Strong(k.Kind is null, new([Cell.OfRow([k.Name]),
                Sum(Items, k.Kind, false, year), Sum(Items, k.Kind, true, year), Sum(Items, k.Kind, false, [.. YearsReported]), Sum(Items, k.Kind, true, [.. YearsReported])]))),
        ])
        { HideCaption = true, KeepTogether = true };
    }

    /// <summary>An item's own amounts over the plan's years.</summary>
    public IEnumerable<Block> OfItem(PrintedItem item)
    {
        var years = plan.Plan.Years.ToList();
        yield return new Table("財政効果額", [14, 10, .. years.Select(_ => 14)], 1,
        [
            new([Cell.OfColumn("区分", 2), .. years.Select(y => Cell.OfColumn(JapaneseDate.Year(y)) with { Strong = y == plan.Period.Year })]),
            .. Kinds.Where(k => item.Item.Effects!.Any(e => e.Kind == k.Kind)).SelectMany(k => new[]
            {
                new Row([Cell.OfRow([k.Name], 2), Cell.OfRow(["計画"]) with { Align = Alignment.Center }, .. years.Select(y => Sum([item], k.Kind, false, [y]))]) { StartsGroup = true },
                new Row([Cell.OfRow(["実績"]) with { Align = Alignment.Center }, .. years.Select(y => y > plan.Period.Year ? new([]) : Sum([item], k.Kind, true, [y]))]),
            }),
        ])
        { HideCaption = true };
        yield return new Paragraph([$"単位：{MoneyWords.Of(unit)}"], ParagraphRole.Remark);
    }

    /// <summary>The unit and how was rounded, under a table.</summary>
    public IEnumerable<Paragraph> Remarks()
    {
        yield return new([$"単位：{MoneyWords.Of(unit)}{(MoneyWords.Rounded(unit, rounding) is { } words ? $"　※　{words}" : "")}"], ParagraphRole.Remark);
        var open = Items.Count(i => i.IsUnanswered && !i.IsClosed);
        if (open > 0) yield return new([$"※　{plan.ShortPeriodName}の実績が{plan.Words.NotAnswered}の{plan.Words.Item}{open}件の額は、実績に含みません。"], ParagraphRole.Remark);
    }

    /// <summary>A row whose cells all stand out, or the row as it is.</summary>
    public static Row Strong(bool isTotal, Row row) => isTotal ? row with { Cells = [.. row.Cells.Select(c => c with { Strong = true })] } : row;
}
