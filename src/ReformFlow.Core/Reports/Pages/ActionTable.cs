using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Sheets;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>An item's actions: plan words, bars and marks over the plan's years.</summary>
sealed class ActionTable
{
    readonly PrintedPlan _plan;
    readonly PrintedItem _item;
    readonly IReadOnlyList<PlanAction> _actions;
    readonly List<FiscalYear> _years;
    readonly bool _hasPlan;
    readonly bool _hasMarks;
    readonly bool _isNamed;

    ActionTable(PrintedPlan plan, PrintedItem item, IReadOnlyList<PlanAction> actions)
    {
        (_plan, _item, _actions) = (plan, item, actions);
        _years = plan.Plan.Years.Concat(actions.SelectMany(a => a.Plan?.Keys ?? [])).Distinct().Order().ToList();
        _hasPlan = actions.Any(a => a.Plan is { Count: > 0 });
        _hasMarks = item.Item.Answers?.Values.Any(a => a.Marks is { Count: > 0 }) == true
            || item.IsUnanswered && plan.Template.Fields.Any(f => f.Name == "mark.*");
        _isNamed = actions.Any(a => a.No is not null || a.Title is not null);
    }

    public static IEnumerable<Block> Compose(PrintedPlan plan, PrintedItem item, IReadOnlyList<PlanAction> actions) =>
        new ActionTable(plan, item, actions).Blocks();

    IEnumerable<Block> Blocks()
    {
        if (!_hasPlan && !_hasMarks && _actions.All(a => a.Bars is null or { Count: 0 }))
        {
            if (_isNamed) yield return Names();
            yield break;
        }
        yield return Schedule();
        if (_hasMarks && _plan.MarkScale is { Count: > 0 } scale)
            yield return new Paragraph([$"凡例　{string.Join("　", scale.Select(s => s.Label is null ? s.Symbol : $"{s.Symbol} {s.Label}"))}"], ParagraphRole.Remark);
    }

    Table Names()
    {
        var rows = _actions.Select(a => new Row([Cell.OfRow([a.No ?? ""]) with { Align = Alignment.Center }, new([a.Title ?? ""])]));
        return new($"{_plan.Words.Action}の一覧", [8, 92], 1, [new([Cell.OfColumn("番号"), Cell.OfColumn(_plan.Words.Action)]), .. rows]) { HideCaption = true };
    }

    Table Schedule()
    {
        List<int> widths = [9, .. _years.Select(_ => 11)];
        List<Cell> head = [Cell.OfColumn("区分"), .. _years.Select(y => Cell.OfColumn(JapaneseDate.Year(y)) with { Strong = IsReported(y) })];
        if (_isNamed)
        {
            widths.Insert(0, 38);
            head.Insert(0, Cell.OfColumn(_plan.Words.Action));
        }
        return new($"{_plan.Words.Action}の計画と実績", widths, 1, [new(head), .. _actions.SelectMany(Rows)]) { HideCaption = true };
    }

    IEnumerable<Row> Rows(PlanAction action)
    {
        var lines = new List<(string Label, IEnumerable<Cell> Cells)>();
        if (_hasPlan) lines.Add(("計画", _years.Select(y => Planned(action, y))));
        foreach (var track in ScheduleBars.Tracks(action.Bars ?? [], _years)) lines.Add(("日程", track));
        if (_hasMarks) lines.Add(("実績", _years.Select(y => Marked(action, y))));
        // An action without a line of its own is still one of the item's actions.
        if (lines.Count == 0) lines.Add(("日程", [new Cell([]) { ColumnSpan = _years.Count }]));
        for (var i = 0; i < lines.Count; i++)
        {
            List<Cell> cells = [Cell.OfRow([lines[i].Label]) with { Align = Alignment.Center }, .. lines[i].Cells];
            if (i == 0 && _isNamed) cells.Insert(0, Cell.OfRow([string.Join("　", new[] { action.No, action.Title }.OfType<string>())], lines.Count));
            yield return new(cells) { StartsGroup = i == 0 };
        }
    }

    Cell Planned(PlanAction action, FiscalYear year)
    {
        var word = action.Plan?.GetValueOrDefault(year);
        return new(string.IsNullOrEmpty(word) ? [] : [_plan.PlanWord(word)]) { Align = Alignment.Center };
    }

    Cell Marked(PlanAction action, FiscalYear year)
    {
        var remark = IsReported(year) && !_item.IsClosed ? _item.Remark : null;
        var isDue = action.Plan is null || !string.IsNullOrWhiteSpace(action.Plan.GetValueOrDefault(year));
        List<Inline> content = [];
        if (_item.MarkOf(action, year, _plan.Period) is { } mark) content.Add(PrintedPlan.Printed(mark, _plan.MarkScale));
        if (remark is not null && (content.Count > 0 || isDue)) content.Add(new Note(content.Count > 0 ? remark : _item.UnansweredWord(_plan)));
        return new(content) { Align = Alignment.Center, Strong = IsReported(year) };
    }

    bool IsReported(FiscalYear year) => year == _plan.Period.Year;
}
