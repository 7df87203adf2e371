using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports;

/// <summary>Finds where in a report a letter stands, in words that an office knows: the heading, and the box or the table's row.</summary>
static class LetterSearch
{
    /// <summary>The places, in the report's order.</summary>
    public static IReadOnlyList<string> Places(ReportDocument document, string letter)
    {
        var places = new List<string>();
        foreach (var section in document.Sections)
        {
            var under = document.Title;
            foreach (var block in section.Blocks)
            {
                if (block is Heading heading) under = heading.Text;
                places.AddRange(Parts(block).Where(p => p.Text.Contains(letter, StringComparison.Ordinal)).Select(p => p.Name.Length > 0 && p.Name != under ? $"「{under}」の{p.Name}" : $"「{under}」"));
            }
            if ($"{section.RunningHead}{section.RunningFoot}{section.PageLabel}{section.NumberText}".Contains(letter, StringComparison.Ordinal)) places.Add("頁の上下に印刷する文字");
        }
        return [.. places.Distinct()];
    }

    static IEnumerable<(string Name, string Text)> Parts(Block block) => block switch
    {
        Heading heading => [(heading.Text, heading.Text)],
        Paragraph paragraph => [("", Text(paragraph.Content))],
        SheetGrid grid => grid.Boxes.Select(b => ($"「{b.Label}」", b.Label + Text(b.Content))),
        Table table => table.Rows.SelectMany(row => row.Cells.Select(cell => ($"表「{table.Caption}」の「{Text(row.Cells[0].Content)}」の行", Text(cell.Content)))).Append(($"表「{table.Caption}」", table.Caption)),
        ContentsList contents => contents.Entries.Select(e => ("目次", e.Text)),
        Diagram diagram => diagram.Steps.SelectMany(s => s.Boxes).SelectMany(b => b.Lines).Select(l => ("図", l)),
        _ => [],
    };

    static string Text(IReadOnlyList<Inline> content) => string.Concat(content.Select(i => i switch
    {
        PlainText text => text.Text,
        Mark mark => mark.Symbol,
        Note note => note.Text,
        Decrease decrease => decrease.Amount,
        Link link => link.Text,
        SpacedText spaced => spaced.Text,
        _ => "",
    }));
}
