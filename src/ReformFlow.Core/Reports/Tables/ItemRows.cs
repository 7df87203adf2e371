using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>The rows of a flow table: a row for each line of each action, the item's own cells over all of its rows.</summary>
sealed class ItemRows
{
    readonly PrintedPlan _plan;
    readonly IReadOnlyList<TableColumn> _columns;
    readonly bool _hasAnchors;
    readonly List<Lines> _items;
    readonly HeadingColumn? _group;
    readonly TableColumn? _naming;

    /// <param name="hasAnchors">Whether links and page references lead here.</param>
    public ItemRows(PrintedPlan plan, IReadOnlyList<TableColumn> columns, IReadOnlyList<PrintedItem> items, bool hasAnchors)
    {
        (_plan, _columns, _hasAnchors) = (plan, columns, hasAnchors);
        var schedule = columns.OfType<ScheduleColumn>().FirstOrDefault();
        var byAction = schedule is not null || columns.Any(c => c is ActionsColumn or MarksColumn);
        _items = [.. items.Select(item => new Lines(item, [.. Actions(item, byAction).Select(a => (a, schedule?.Lines(plan, item, a) ?? [[]]))]))];
        _group = columns.OfType<HeadingColumn>().Where(c => c.Merges).MinBy(c => c.Level);
        _naming = columns.FirstOrDefault(c => c is TitleColumn) ?? columns.FirstOrDefault(c => c is ItemCellColumn);
    }

    static IReadOnlyList<PlanAction?> Actions(PrintedItem item, bool byAction) => byAction && item.Item.Actions is { Count: > 0 } actions ? actions : (IReadOnlyList<PlanAction?>)[null];

    public IEnumerable<Row> Rows()
    {
        for (var i = 0; i < _items.Count; i++)
        {
            var item = _items[i];
            for (var a = 0; a < item.Actions.Count; a++)
                for (var line = 0; line < item.Actions[a].Lines.Count; line++)
                {
                    // A cell can't reach from one group of rows into the next.
                    var starts = (a, line) == (0, 0) && (_group is null || StartsRun(_group, i));
                    yield return new([.. _columns.SelectMany(c => Cells(c, i, a, line))]) { StartsGroup = starts };
                }
        }
    }

    IEnumerable<Cell> Cells(TableColumn column, int index, int action, int line)
    {
        var (item, isFirst) = (_items[index], (action, line) == (0, 0));
        return column switch
        {
            ScheduleColumn => item.Actions[action].Lines[line],
            ActionsColumn actions => line > 0 ? [] : [Spanning(actions.Cell(item.Actions[action].Action), item.Actions[action].Lines.Count)],
            MarksColumn => line > 0 ? [] : [Spanning(MarksColumn.Cell(_plan, item.Item, item.Actions[action].Action), item.Actions[action].Lines.Count)],
            _ when !isFirst => [],
            HeadingColumn { Merges: true } heading => StartsRun(heading, index) ? [Spanning(heading.Cell(_plan, item.Item), Run(heading, index).Sum(i => i.Rows))] : [],
            HeadingColumn heading => [Spanning(heading.Cell(_plan, item.Item), item.Rows)],
            ItemCellColumn own => [Spanning(Named(own, own.Cell(_plan, item.Item), item.Item), item.Rows)],
            _ => throw new ArgumentOutOfRangeException(nameof(column), $"{column.GetType().Name} is no column of a table."),
        };
    }

    bool StartsRun(HeadingColumn column, int index) => index == 0 || column.Node(_plan, _items[index - 1].Item) != column.Node(_plan, _items[index].Item);

    IEnumerable<Lines> Run(HeadingColumn column, int index)
    {
        var node = column.Node(_plan, _items[index].Item);
        return _items.Skip(index).TakeWhile(i => column.Node(_plan, i.Item) == node);
    }

    // What names the item also says how its answers stand, and is where links lead.
    Cell Named(TableColumn column, Cell cell, PrintedItem item) => !ReferenceEquals(column, _naming) ? cell : cell with
    {
        Anchor = _hasAnchors ? item.Anchor : null,
        Content = [.. Linked(cell.Content, item), .. item.StandingWord(_plan) is { } standing ? [new Note(standing)] : Array.Empty<Inline>()],
    };

    // A list of items leads to where they are told of.
    IEnumerable<Inline> Linked(IReadOnlyList<Inline> content, PrintedItem item) =>
        !_hasAnchors && _plan.HasSheets ? content.Select(i => i is PlainText { Text.Length: > 0 } text ? new Link(text.Text, item.Anchor) : i) : content;

    static Cell Spanning(Cell cell, int rows) => rows < 2 ? cell : cell with { RowSpan = rows, Header = cell.Header == HeaderScope.Row ? HeaderScope.RowGroup : cell.Header };

    sealed record Lines(PrintedItem Item, IReadOnlyList<(PlanAction? Action, IReadOnlyList<IReadOnlyList<Cell>> Lines)> Actions)
    {
        public int Rows => Actions.Sum(a => a.Lines.Count);
    }
}
