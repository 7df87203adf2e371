using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>A head of a column, or of those below it.</summary>
sealed record TableHead(Cell Cell, int Width, IReadOnlyList<TableHead> Below)
{
    /// <summary>The rows of a table's head: what spans others stands above them, what spans none reaches down to the table.</summary>
    public static IReadOnlyList<Row> Rows(IReadOnlyList<TableHead> heads)
    {
        var depth = heads.Max(h => h.Depth);
        var rows = Enumerable.Range(0, depth).Select(_ => new List<Cell>()).ToList();
        foreach (var head in heads) head.Place(rows, 0);
        return [.. rows.Select(r => new Row(r))];
    }

    /// <summary>The widths of the columns below, from left to right.</summary>
    public IEnumerable<int> Widths => Below.Count == 0 ? [Width] : Below.SelectMany(h => h.Widths);

    // Columns without words of their own share the head over them.
    IReadOnlyList<TableHead> Shown => Below.All(h => h.Cell.Content.All(i => i is PlainText { Text: "" })) ? [] : Below;

    int Depth => Shown.Count == 0 ? 1 : 1 + Shown.Max(h => h.Depth);

    void Place(List<List<Cell>> rows, int row)
    {
        var (columns, rest) = (Widths.Count(), rows.Count - row);
        rows[row].Add(Cell with
        {
            Header = columns > 1 ? HeaderScope.ColumnGroup : HeaderScope.Column,
            ColumnSpan = columns > 1 ? columns : null,
            RowSpan = Shown.Count == 0 && rest > 1 ? rest : null,
            Align = Alignment.Center,
        });
        foreach (var head in Shown) head.Place(rows, row + 1);
    }
}
