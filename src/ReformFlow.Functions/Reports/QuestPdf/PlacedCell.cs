using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>A cell and the place that the spans above and before it leave to it, counted from 1.</summary>
sealed record PlacedCell(Cell Cell, int Row, int Column)
{
    public int RowSpan => Cell.RowSpan ?? 1;
    public int ColumnSpan => Cell.ColumnSpan ?? 1;

    /// <summary>Of a table's cells, each with its place.</summary>
    public static List<PlacedCell> Of(Table table)
    {
        var taken = new HashSet<(int Row, int Column)>();
        var placed = new List<PlacedCell>();
        for (var row = 1; row <= table.Rows.Count; row++)
        {
            var column = 1;
            foreach (var cell in table.Rows[row - 1].Cells)
            {
                while (taken.Contains((row, column))) column++;
                var one = new PlacedCell(cell, row, column);
                placed.Add(one);
                for (var r = row; r < row + one.RowSpan; r++)
                    for (var c = column; c < column + one.ColumnSpan; c++) taken.Add((r, c));
                column += one.ColumnSpan;
            }
        }
        return placed;
    }
}
