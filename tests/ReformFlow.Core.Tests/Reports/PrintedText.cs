using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>What a reader sees of a document.</summary>
static class PrintedText
{
    public static string Of(ReportDocument document) => string.Join("\n", document.Sections.SelectMany(s => s.Blocks).Select(Of));

    public static string Of(Block block) => block switch
    {
        Heading heading => heading.Text,
        Paragraph paragraph => Of(paragraph.Content),
        Table table => string.Join("\n", table.Rows.Select(r => string.Join("\t", r.Cells.Select(c => Of(c.Content))))),
        ContentsList contents => string.Join("\n", contents.Entries.Select(e => e.Text)),
        Diagram diagram => string.Join("\n", diagram.Steps.SelectMany(s => s.Boxes).SelectMany(b => b.Lines)),
        SheetGrid grid => string.Join("\n", grid.Boxes.Select(b => $"{b.Label}：{Of(b.Content)}")),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    public static string Of(IEnumerable<Inline> content) => string.Concat(content.Select(i => i switch
    {
        PlainText text => text.Text,
        Mark mark => mark.Symbol,
        Note note => $"〔{note.Text}〕",
        Decrease decrease => $"△{decrease.Amount}",
        Link link => link.Text,
        SpacedText text => text.Text,
        Spoken => "",
        PageReference page => $"{page.Number}",
        _ => throw new ArgumentOutOfRangeException(nameof(content)),
    }));
}
