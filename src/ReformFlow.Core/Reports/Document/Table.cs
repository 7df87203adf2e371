using System.Text.Json.Serialization;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports.Document;

/// <summary>A table whose first rows are repeated on every page that it reaches.</summary>
/// <param name="Caption">Says what the table shows.</param>
/// <param name="Widths">The columns' shares of the width, in any unit.</param>
/// <param name="HeaderRows">How many of the rows are its head.</param>
public sealed record Table(string Caption, IReadOnlyList<int> Widths, int HeaderRows, IReadOnlyList<Row> Rows) : Block
{
    /// <summary>The caption is for listeners only: a heading just above says the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HideCaption { get; init; }

    /// <summary>The head is not repeated on the pages that the table goes on to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HeadOnce { get; init; }
}

/// <summary>A row of cells; a cell spanning from above has no entry.</summary>
public sealed record Row(IReadOnlyList<Cell> Cells)
{
    /// <summary>Begins a group of rows that belong together; a group is kept on one page where it fits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StartsGroup { get; init; }
}

/// <summary>One cell of a table.</summary>
public sealed record Cell(IReadOnlyList<Inline> Content)
{
    public int? RowSpan { get; init; }
    public int? ColumnSpan { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Alignment Align { get; init; }

    /// <summary>Set on a cell that names others, and what it names.</summary>
    public HeaderScope? Header { get; init; }

    /// <summary>Stands out: a total, the reporting year.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strong { get; init; }

    /// <summary>Drawn as a bar over the columns that it spans; null for all else.</summary>
    public Bar? Bar { get; init; }

    /// <summary>Where links and page references lead; null where none do.</summary>
    public string? Anchor { get; init; }

    /// <summary>For a figure: every answer that it was computed from; null for all else.</summary>
    public IReadOnlyList<FigureSource>? Sources { get; init; }

    /// <summary>A cell at the head of a column or of a span of columns.</summary>
    public static Cell OfColumn(Inline text, int? columnSpan = null, int? rowSpan = null) =>
        new([text]) { Header = columnSpan > 1 ? HeaderScope.ColumnGroup : HeaderScope.Column, ColumnSpan = columnSpan, RowSpan = rowSpan, Align = Alignment.Center };

    /// <summary>A cell at the head of a row or of a span of rows.</summary>
    public static Cell OfRow(IReadOnlyList<Inline> content, int? rowSpan = null) =>
        new(content) { Header = rowSpan > 1 ? HeaderScope.RowGroup : HeaderScope.Row, RowSpan = rowSpan };

    /// <summary>A figure with what it was computed from.</summary>
    public static Cell OfFigure(IReadOnlyList<Inline> content, IReadOnlyList<FigureSource> sources) =>
        new(content) { Align = Alignment.End, Sources = sources };
}

/// <summary>A bar over year columns; an end that is open has no known year.</summary>
public sealed record Bar(bool IsOpenAtStart = false, bool IsOpenAtEnd = false);

/// <summary>An answer that a figure was computed from.</summary>
/// <param name="Item">The item's permanent key.</param>
/// <param name="Field">The field's name: <c>rating.status</c>, <c>actual.n1.R7</c>.</param>
/// <param name="Period">The period that it was answered for.</param>
public sealed record FigureSource(string Item, string Field, Period Period);

/// <summary>Where a cell's content stands; the first is the usual place of a text.</summary>
public enum Alignment { Start, Center, End }

/// <summary>What a header cell names.</summary>
public enum HeaderScope { Column, Row, ColumnGroup, RowGroup }
