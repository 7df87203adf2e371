using QuestPDF.Elements.Table;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Draws tables: heads on every page, spans, rows and small groups of rows in one piece.</summary>
/// <param name="height">Of the page's content, in points.</param>
/// <param name="keeps">Whether rows are kept in one piece; where guessing that went wrong, the report is drawn without.</param>
sealed class Tables(Look look, Lines lines, float width, float height, bool keeps)
{
    // A larger group pushed whole to the next page would leave half a page empty.
    const int LargestKeptGroup = 8;

    public void Draw(IContainer place, Table table)
    {
        var cells = PlacedCell.Of(table);
        var columns = table.Widths.Select(w => width * w / table.Widths.Sum()).ToList();
        var heads = table.HeadOnce ? 0 : table.HeaderRows;
        var kept = keeps ? KeptHeights(table, cells, columns) : [];
        place.PaddingTop(Look.Mm(1)).PaddingBottom(Look.Mm(2)).BorderTop(Look.Thick).BorderBottom(Look.Thick).BorderColor(Look.Tone)
            .DefaultTextStyle(s => s.FontSize(look.TableText).LineHeight(look.TableLeading)).SemanticTable().Table(drawn =>
            {
                drawn.ColumnsDefinition(definition => { foreach (var share in table.Widths) definition.RelativeColumn(share); });
                if (heads > 0)
                    drawn.Header(header => { foreach (var cell in cells.Where(c => c.Row <= heads)) DrawCell(header.Cell(), cell, table, cell.Row, keptHeight: null); });
                foreach (var cell in cells.Where(c => c.Row > heads)) DrawCell(drawn.Cell(), cell, table, cell.Row - heads, kept.TryGetValue(cell, out var least) ? least : null);
            });
    }

    // The least height of the cells that hold their rows together: a row that could not be drawn whole waits for the next page.
    Dictionary<PlacedCell, float> KeptHeights(Table table, List<PlacedCell> cells, List<float> columns)
    {
        var rows = new float[table.Rows.Count + 1];
        foreach (var cell in cells.Where(c => c.RowSpan == 1)) rows[cell.Row] = Math.Max(rows[cell.Row], Height(cell, columns));
        var kept = new Dictionary<PlacedCell, float>();
        foreach (var cell in cells.Where(c => c.Row > table.HeaderRows))
        {
            var all = Enumerable.Range(cell.Row, cell.RowSpan).Sum(row => rows[row]);
            // The guess may be a little high; a cell must never be made higher than its rows.
            if (cell.RowSpan <= LargestKeptGroup && Math.Max(all, Height(cell, columns)) < height / 2) kept[cell] = cell.RowSpan == 1 ? 0 : all * .85f;
        }
        return kept;
    }

    float Height(PlacedCell cell, List<float> columns) =>
        Room.Height(Lines.Seen(cell.Cell.Content), columns.Skip(cell.Column - 1).Take(cell.ColumnSpan).Sum() - 2 * look.CellAcross, look.TableText, look.TableLeading) + 2 * look.CellDown;

    void DrawCell(ITableCellContainer place, PlacedCell placed, Table table, int row, float? keptHeight)
    {
        var cell = placed.Cell;
        var isHead = placed.Row <= table.HeaderRows;
        place = place.Row((uint)row).Column((uint)placed.Column).RowSpan((uint)placed.RowSpan).ColumnSpan((uint)placed.ColumnSpan);
        if (cell.Header is not null && (!isHead || table.HeadOnce)) place = place.AsSemanticHorizontalHeader();

        IContainer box = place;
        if (placed.Column + placed.ColumnSpan - 1 < table.Widths.Count) box = box.BorderRight(Look.Thin);
        box = box.BorderBottom(Look.Thin).BorderColor(Look.Rule).BorderAlignmentInside();
        if (Background(cell, isHead, table) is { } background) box = box.Background(background);
        if (keptHeight is { } least) box = box.ShowEntire().MinHeight(least);
        box = box.PaddingVertical(look.CellDown).PaddingHorizontal(isHead ? Math.Min(look.CellAcross, Look.Mm(.4f)) : look.CellAcross);
        if (isHead || table.HeaderRows == 0) box = box.AlignMiddle();
        if (IsBold(cell, isHead, table)) box = box.DefaultTextStyle(s => s.Bold());
        if (cell.Anchor is { } anchor) box = box.Section(anchor);
        // A tag without anything drawn would be left out, and the cells after it would move up.
        if (Lines.Seen(cell.Content).Length == 0) box.SemanticSpan("空欄").Height(.1f).Svg(Dot);
        else if (cell.Bar is { } bar) Bars.Draw(box, bar, inner => lines.Draw(inner, cell.Content, look.TableText, Alignment.Center));
        else lines.Draw(box, cell.Content, look.TableText, isHead && cell.Align == Alignment.Start ? Alignment.Start : cell.Align);
    }

    static SvgImage Dot { get; } = SvgImage.FromText("""<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width=".01" height=".01" fill="#fff"/></svg>""");

    static Color? Background(Cell cell, bool isHead, Table table) => cell switch
    {
        { Header: null } => default(Color?),
        { Strong: true } when isHead => Look.StrongTint,
        _ when isHead => Look.HeadTint,
        { Header: HeaderScope.RowGroup, ColumnSpan: > 1 } => Look.HeadTint,
        _ when table.HeaderRows == 0 => Look.Tint,
        _ => null,
    };

    static bool IsBold(Cell cell, bool isHead, Table table) =>
        cell.Strong || cell.Header is not null && (isHead || table.HeaderRows == 0 || cell is { Header: HeaderScope.RowGroup, ColumnSpan: > 1 });
}
