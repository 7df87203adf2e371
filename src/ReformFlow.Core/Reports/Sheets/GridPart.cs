using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>Rows of labels and words side by side, in columns of the template's: the head of a sheet, with code and title of each heading in cells of their own.</summary>
public sealed record GridPart : SheetPart
{
    /// <summary>The columns' shares of the width, in any unit.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>The rows from top to bottom.</summary>
    public required IReadOnlyList<IReadOnlyList<GridCell>> Rows { get; init; }

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        for (var r = 0; r < Rows.Count; r++)
        {
            if (Rows[r].Sum(c => c.Span) != Widths.Count) yield return new($"{path}.rows[{r}]", $"The row's cells take {Rows[r].Sum(c => c.Span)} columns, and \"widths\" has {Widths.Count}. Correct the spans.") { ReliesOn = $"{path}.widths" };
            for (var c = 0; c < Rows[r].Count; c++)
            {
                var (cell, at) = (Rows[r][c], $"{path}.rows[{r}][{c}]");
                if (new[] { cell.Label, cell.Text, cell.Field }.Count(v => v is not null) != 1) yield return new(at, "A cell has a \"label\", a \"text\" or a \"field\". Give one of the three.");
                if (cell.Field?.EndsWith('*') == true) yield return new($"{at}.field", "A cell shows one value of the item. Marks and figures have parts of their own.");
                else if (cell.Field is { } field) foreach (var problem in NamedFields.Unknown(template, field, $"{at}.field")) yield return problem;
            }
        }
    }

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        yield return new Table(Heading is null ? plan.Words.Item : Pattern.Fill(Heading, plan, plan.PathOf(item.Item), item), Widths, 0, [.. Rows.Select(r => new Row([.. r.Select(c => CellOf(plan, item, c))]))]) { HideCaption = true, KeepTogether = true };
    }

    static Cell CellOf(PrintedPlan plan, PrintedItem item, GridCell cell)
    {
        var printed = cell switch
        {
            { Label: { } label } => Cell.OfRow([Spacing.Of(label)]),
            { Text: { } text } => new([Pattern.Fill(text, plan, plan.PathOf(item.Item), item)]),
            _ => new([.. BoxesPart.Content(plan, item, cell.Field!, plan.Template.Fields.First(f => f.Name == cell.Field)) ?? []]),
        };
        return printed with { ColumnSpan = cell.Span > 1 ? cell.Span : null, Align = cell.Centered ? Alignment.Center : Alignment.Start };
    }
}

/// <summary>A cell of a sheet's grid: a label of those beside it, words with placeholders, or a field's value.</summary>
public sealed record GridCell
{
    public string? Label { get; init; }
    public string? Text { get; init; }
    public string? Field { get; init; }

    /// <summary>How many columns it takes.</summary>
    public int Span { get; init; } = 1;
    public bool Centered { get; init; }
}
