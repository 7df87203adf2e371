using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Draws the blocks of one section, each kind in its way.</summary>
sealed class Blocks(Section section, PageNumbers numbers, float width, float height, bool keeps)
{
    readonly Look _look = Look.Of(section);
    readonly Lines _lines = new(numbers);

    /// <summary>All blocks from top to bottom; a heading stays with what it stands over.</summary>
    public void Draw(IContainer place) => place.Column(column =>
    {
        for (var i = 0; i < section.Blocks.Count;)
        {
            var end = i;
            while (IsHead(section.Blocks[end]) && end + 1 < section.Blocks.Count && !section.Blocks[end + 1].StartsPage) end++;
            if (section.Blocks[i].StartsPage && i > 0) column.Item().PageBreak();
            DrawTogether(column, i, end);
            i = end + 1;
        }
    });

    void DrawTogether(ColumnDescriptor column, int first, int last)
    {
        var item = section.Blocks[last].KeepTogether && keeps ? column.Item().PreventPageBreak() : column.Item();
        if (first == last)
        {
            DrawBlock(item, first);
            return;
        }
        // Headings, and some lines of what follows them.
        var heads = Enumerable.Range(first, last - first).Sum(i => section.Blocks[i] is Heading { Level: var level } ? _look.Headings[level - 1] * 2 + _look.Spaces[level - 1].Above + _look.Spaces[level - 1].Below : 30);
        item.EnsureSpace(Math.Min(heads + _look.Text * _look.Leading * 4, height / 3)).Column(together =>
        {
            for (var i = first; i <= last; i++) DrawBlock(together.Item(), i);
        });
    }

    static bool IsHead(Block block) => block is Heading or Paragraph { Role: ParagraphRole.HeadingAgain };

    void DrawBlock(IContainer place, int at)
    {
        switch (section.Blocks[at])
        {
            case Heading heading: DrawHeading(place, heading, at); break;
            case Paragraph paragraph: DrawParagraph(place, paragraph, at); break;
            case Table table: DrawTable(place, table); break;
            case SheetGrid grid: new Sheets(_look, _lines, width, height, keeps).Draw(place, grid); break;
            case ContentsList contents: DrawContents(place, contents); break;
            case Diagram diagram: new Diagrams(_look).Draw(place, diagram); break;
            case var block: throw new InvalidOperationException($"No part of the PDF draws a {block.GetType().Name}.");
        }
    }

    bool IsCover => section.Name == "cover";

    void DrawHeading(IContainer place, Heading heading, int at)
    {
        if (heading.Anchor is { } anchor) place = place.Section(anchor);
        if (IsCover && heading.Level == 1)
        {
            place.PaddingTop(Look.Mm(8)).PaddingBottom(Look.Mm(10)).BorderHorizontal(.75f).BorderColor(Look.Tone).PaddingVertical(Look.Mm(12)).SemanticHeader1().AlignCenter()
                .Text(heading.Text).FontSize(FittedTitle(heading.Text)).LineHeight(1.45f).Bold().FontColor(Look.Tone);
            return;
        }
        var (above, below) = section is { Name: "letter" } && heading.Level == 1 ? (Look.Mm(4), Look.Mm(4)) : _look.Spaces[heading.Level - 1];
        var isOfItem = section.Name == "items" && heading.Level == 3;
        if (isOfItem) (above, below) = (0, _look.Spaces == Look.Of(section with { Density = Density.Normal }).Spaces ? Look.Mm(2.5f) : Look.Mm(1));
        // Of the spaces of two headings the wider one is left between them.
        if (at == 0 || heading.StartsPage) above = 0;
        else if (section.Blocks[at - 1] is Heading { Level: var over }) above = Math.Max(above - _look.Spaces[over - 1].Below, 0);
        place = place.PaddingTop(above).PaddingBottom(below);
        if (heading.Level == 2) place = place.BorderBottom(1.5f).BorderColor(Look.Tone).PaddingBottom(Look.Mm(1.4f));
        if (isOfItem) place = place.BorderLeft(Look.Mm(1.5f)).BorderAlignmentInside().BorderColor(Look.Tone).Background(Look.Tint).PaddingVertical(Look.Mm(1.5f)).PaddingHorizontal(Look.Mm(3));
        var size = section is { Name: "letter" } && heading.Level == 1 ? 14 : _look.Headings[heading.Level - 1];
        Tagged(place, heading.Level).Column(column =>
        {
            column.Item().Text(text =>
            {
                if (section.Name is "letter" && heading.Level == 1) text.AlignCenter();
                text.Span(heading.Text).FontSize(size).LineHeight(1.45f).Bold().FontColor(heading.Level is 1 or 2 or 4 ? Look.Tone : Look.Ink);
            });
            // Listed in the outline and heard, and not printed.
            if (heading.About is { } about) column.Item().ShowIf(_ => false).Text(about);
        });
    }

    // A line of the title that is a little too long is set smaller: broken, it would leave a letter alone on the next.
    float FittedTitle(string title)
    {
        var longest = title.Split('\n').Max(line => Room.Width(line, _look.Headings[0]) * 1.08f);
        return longest > width && longest * .75f <= width ? _look.Headings[0] * width / longest : _look.Headings[0];
    }

    static IContainer Tagged(IContainer place, int level) => level switch
    {
        1 => place.SemanticHeader1(),
        2 => place.SemanticHeader2(),
        3 => place.SemanticHeader3(),
        4 => place.SemanticHeader4(),
        5 => place.SemanticHeader5(),
        _ => place.SemanticHeader6(),
    };

    void DrawParagraph(IContainer place, Paragraph paragraph, int at)
    {
        var align = IsCover ? Alignment.Center : Alignment.Start;
        var size = _look.Text;
        switch (paragraph.Role)
        {
            case ParagraphRole.Subtitle:
                size = IsCover ? _look.Subtitle : _look.Text;
                place = place.PaddingTop(Look.Mm(2)).PaddingBottom(IsCover && at > 0 && section.Blocks[at - 1] is Heading ? Look.Mm(70) : Look.Mm(2));
                break;
            case ParagraphRole.HeadingAgain:
                size = 13;
                place = place.PaddingTop(at == 0 || paragraph.StartsPage ? 0 : Look.Mm(5)).PaddingBottom(Look.Mm(3)).BorderBottom(1.5f).BorderColor(Look.Tone).PaddingBottom(Look.Mm(1.4f)).DefaultTextStyle(s => s.Bold().FontColor(Look.Tone).LineHeight(1.45f));
                break;
            case ParagraphRole.Remark:
                size = _look.Remark;
                place = place.PaddingVertical(Look.Mm(_look.Remark < 8 ? .25f : .5f)).DefaultTextStyle(s => s.FontColor(Look.Quiet));
                break;
            case ParagraphRole.Standing:
                size = IsCover ? 18 : _look.Text;
                place = (IsCover ? place.PaddingBottom(Look.Mm(8)).AlignCenter() : place.PaddingBottom(Look.Mm(3)).AlignLeft()).Border(1.5f).BorderColor(Look.Ink).PaddingHorizontal(Look.Mm(IsCover ? 6 : 3)).PaddingVertical(Look.Mm(.6f)).DefaultTextStyle(s => s.Bold());
                break;
            case ParagraphRole.DocumentNumber:
                place = (IsCover ? place.TranslateY(Look.Mm(-35)) : place.PaddingBottom(Look.Mm(3))).AlignRight().Border(.75f).BorderColor(Look.Ink).PaddingHorizontal(Look.Mm(3)).PaddingVertical(Look.Mm(.5f)).DefaultTextStyle(s => s.Bold());
                break;
            case ParagraphRole.LineEnd:
                align = Alignment.End;
                place = place.PaddingVertical(Look.Mm(1));
                break;
            default:
                size = IsCover ? 11 : _look.Text;
                place = place.PaddingVertical(Look.Mm(section.Name == "letter" ? 1 : 1.6f));
                break;
        }
        _lines.Draw(place.DefaultTextStyle(s => s.FontSize(size)), paragraph.Content, size, align);
    }

    void DrawTable(IContainer place, Table table)
    {
        var tables = new Tables(_look, _lines, width, height, keeps);
        if (table.HideCaption) tables.Draw(place, table);
        else
            place.EnsureSpace(Math.Min(height / 4, 90)).Column(column =>
            {
                column.Item().PaddingVertical(Look.Mm(1.5f)).SemanticCaption().Text(table.Caption).FontSize(_look.TableText).LineHeight(_look.TableLeading).Bold().FontColor(Look.Tone);
                tables.Draw(column.Item(), table);
            });
    }

    void DrawContents(IContainer place, ContentsList contents) => place.SemanticTableOfContents().Column(column =>
    {
        foreach (var entry in contents.Entries)
        {
            var indent = Math.Max(entry.Level - 2, 0) * 2 * _look.Text;
            column.Item().PaddingLeft(indent).PaddingVertical(Look.Mm(.75f)).SemanticTableOfContentsItem().Row(row =>
            {
                row.Spacing(Look.Mm(2));
                var isShort = Room.Width(entry.Text, _look.Text) < (width - indent - Look.Mm(20)) * .9f;
                (isShort ? row.AutoItem() : row.RelativeItem()).SemanticLink(entry.Text).SectionLink(entry.Anchor).Text(entry.Text);
                if (isShort) row.RelativeItem().SemanticIgnore().AlignBottom().PaddingBottom(_look.Text * .5f).LineHorizontal(.5f).LineColor(Look.Quiet).LineDashPattern([.6f, 1.8f]);
                row.AutoItem().AlignBottom().Text(text => numbers.AddReference(text, entry.Anchor));
            });
        }
    });
}
