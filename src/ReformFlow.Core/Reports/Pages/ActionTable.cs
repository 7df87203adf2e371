using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>An item's actions: plan words, bars and marks over the plan's years.</summary>
static class ActionTable
{
    public static IEnumerable<Block> Compose(PrintedPlan plan, PrintedItem item, IReadOnlyList<PlanAction> actions)
    {
        var years = plan.Plan.Years.Concat(actions.SelectMany(a => a.Plan?.Keys ?? [])).Distinct().Order().ToList();
        var hasPlan = actions.Any(a => a.Plan is { Count: > 0 });
        var hasMarks = item.Item.Answers?.Values.Any(a => a.Marks is { Count: > 0 }) == true
            || item.IsUnanswered && plan.Template.Fields.Any(f => f.Name == "mark.*");
        var isNamed = actions.Any(a => a.No is not null || a.Title is not null);
        var hasSchedule = hasPlan || hasMarks || actions.Any(a => a.Bars is { Count: > 0 });
        if (!hasSchedule)
        {
            if (isNamed) yield return Names(plan, actions);
            yield break;
        }

        List<Cell> head = [.. isNamed ? [Cell.OfColumn(plan.Words.Action)] : Array.Empty<Cell>(), Cell.OfColumn("区分"), .. years.Select(y => Cell.OfColumn(JapaneseDate.Year(y)) with { Strong = y == plan.Period.Year })];
        yield return new Table($"{plan.Words.Action}の計画と実績", [.. isNamed ? [38] : Array.Empty<int>(), 9, .. years.Select(_ => 11)], 1,
            [new(head), .. actions.SelectMany(a => Rows(plan, item, a, years, isNamed, hasPlan, hasMarks))]) { HideCaption = true };
        if (hasMarks && plan.MarkScale is { Count: > 0 } scale)
            yield return new Paragraph([$"凡例　{string.Join("　", scale.Select(s => s.Label is null ? s.Symbol : $"{s.Symbol} {s.Label}"))}"], ParagraphRole.Remark);
    }

    static Table Names(PrintedPlan plan, IReadOnlyList<PlanAction> actions) => new($"{plan.Words.Action}の一覧", [8, 92], 1,
        [new([Cell.OfColumn("番号"), Cell.OfColumn(plan.Words.Action)]), .. actions.Select(a => new Row([Cell.OfRow([a.No ?? ""]) with { Align = Alignment.Center }, new([a.Title ?? ""])]))]) { HideCaption = true };

    static IEnumerable<Row> Rows(PrintedPlan plan, PrintedItem item, PlanAction action, List<FiscalYear> years, bool isNamed, bool hasPlan, bool hasMarks)
    {
        var lines = new List<(string Label, IEnumerable<Cell> Cells)>();
        if (hasPlan) lines.Add(("計画", years.Select(y => new Cell([.. action.Plan?.GetValueOrDefault(y) is { Length: > 0 } word ? [plan.PlanWord(word)] : Array.Empty<Inline>()]) { Align = Alignment.Center })));
        foreach (var bar in action.Bars ?? []) lines.Add(("日程", Bar(bar, years)));
        if (hasMarks) lines.Add(("実績", years.Select(y => Marked(plan, item, action, y))));
        // An action without a line of its own is still one of the item's actions.
        if (lines.Count == 0) lines.Add(("日程", [new Cell([]) { ColumnSpan = years.Count }]));
        for (var i = 0; i < lines.Count; i++)
        {
            List<Cell> cells = [];
            if (i == 0 && isNamed) cells.Add(Cell.OfRow([string.Join("　", new[] { action.No, action.Title }.OfType<string>())], lines.Count));
            cells.Add(Cell.OfRow([lines[i].Label]) with { Align = Alignment.Center });
            yield return new([.. cells, .. lines[i].Cells]) { StartsGroup = i == 0 };
        }
    }

    static Cell Marked(PrintedPlan plan, PrintedItem item, PlanAction action, FiscalYear year)
    {
        var isReported = year == plan.Period.Year && !item.IsClosed;
        List<Inline> content = [];
        if (item.MarkOf(action, year, plan.Period) is { } mark)
        {
            content.Add(PrintedPlan.Printed(mark, plan.MarkScale));
            if (isReported && item.Remark is { } remark) content.Add(new Note(remark));
        }
        else if (isReported && item.IsUnanswered && (action.Plan is null || !string.IsNullOrWhiteSpace(action.Plan.GetValueOrDefault(year))))
            content.Add(new Note(plan.Words.NotAnswered));
        return new(content) { Align = Alignment.Center, Strong = year == plan.Period.Year };
    }

    static IEnumerable<Cell> Bar(ScheduleBar bar, List<FiscalYear> years)
    {
        var first = bar.From is { } from ? Math.Max(0, years.TakeWhile(y => y < from).Count()) : 0;
        var last = bar.To is { } to ? years.Count - 1 - years.AsEnumerable().Reverse().TakeWhile(y => y > to).Count() : years.Count - 1;
        // Years outside the table, or in the wrong order, must not cost the bar its text.
        if (first >= years.Count || last < first) (first, last) = (0, years.Count - 1);
        if (first > 0) yield return new([]) { ColumnSpan = first };
        yield return new([bar.Text]) { ColumnSpan = last - first + 1, Align = Alignment.Center, Strong = true };
        if (last < years.Count - 1) yield return new([]) { ColumnSpan = years.Count - 1 - last };
    }
}
