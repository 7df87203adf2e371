using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>A report as QuestPDF draws it: one run of pages for each section, tagged, with title, language and outline.</summary>
/// <param name="keeps">Whether rows and small boxes are kept in one piece.</param>
sealed class PdfDocument(ReportDocument report, DateTimeOffset now, bool keeps) : IDocument
{
    readonly PageNumbers _numbers = new(report);

    public DocumentMetadata GetMetadata() => new()
    {
        Title = $"{(report.DocumentNumber is { } number ? $"{number}　" : "")}{(report.IsDraft ? "【案】" : "")}{report.Title}　{report.Period}",
        Author = report.Municipality,
        Creator = "ReformFlow",
        Language = "ja",
        CreationDate = now,
        ModifiedDate = now,
    };

    public DocumentSettings GetSettings() => new() { PDFA_Conformance = PDFA_Conformance.PDFA_3A, PDFUA_Conformance = PDFUA_Conformance.PDFUA_1 };

    public void Compose(IDocumentContainer container)
    {
        for (var i = 0; i < report.Sections.Count; i++)
        {
            var (section, at) = (report.Sections[i], i);
            container.Page(page => Compose(page, section, at));
        }
    }

    void Compose(PageDescriptor page, Section section, int at)
    {
        var paper = section.Paper == Paper.A3 ? PageSizes.A3 : PageSizes.A4;
        if (section.Orientation == Orientation.Landscape) paper = paper.Landscape();
        // Whoever binds the pages needs 25 mm at that edge.
        var (left, top, right, bottom) = (Look.Mm(section.Binding == Binding.Left ? 25 : 17), Look.Mm(section.Binding == Binding.Top ? 25 : 15), Look.Mm(17), Look.Mm(18));
        // The head and the foot stand in the margins.
        var (head, foot) = (Look.Mm(9), Look.Mm(12));
        page.Size(paper);
        page.MarginLeft(left);
        page.MarginRight(right);
        page.MarginTop(top - head);
        page.MarginBottom(bottom - foot);
        page.DefaultTextStyle(Look.Of(section).Style);

        page.Header().Height(head).AlignBottom().PaddingBottom(Look.Mm(2)).SemanticIgnore().Text(section.RunningHead ?? "").FontSize(10).LineHeight(1.1f).Bold();
        var blocks = new Blocks(section, _numbers, paper.Width - left - right, paper.Height - top - bottom, keeps);
        var content = page.Content().Section(PageNumbers.Name(at)).SemanticSection();
        if (section.Name == "cover") content = content.PaddingTop(Look.Mm(45));
        if (at > 0 || section.Blocks.Any(b => b is Heading { Level: 1 })) blocks.Draw(content);
        else
            content.Column(column =>
            {
                column.Item().PaddingBottom(Look.Mm(6)).SemanticHeader1().Text(report.Title).FontSize(21).LineHeight(1.45f).Bold();
                blocks.Draw(column.Item());
            });
        Foot(page.Footer().Height(foot).PaddingTop(Look.Mm(4)), section);
    }

    void Foot(IContainer place, Section section) => place.Row(row =>
    {
        var isInTheMiddle = section is { PageLabel: null, SheetNumbers: false, PageNumbers: true, NumberText: not null };
        var words = row.RelativeItem(isInTheMiddle ? 42 : 85);
        if (section.RunningFoot is { } foot) words.SemanticIgnore().Text(foot).FontSize(7.5f).LineHeight(1.2f).FontColor(Look.Quiet);
        if (isInTheMiddle)
        {
            var around = section.NumberText!.Split("{page}");
            row.RelativeItem(16).Text(text =>
            {
                text.AlignCenter();
                text.DefaultTextStyle(s => s.FontSize(9).LineHeight(1.1f));
                _numbers.AddOwn(text, n => $"{around[0]}{n}{around[^1]}");
            });
            row.RelativeItem(42);
            return;
        }
        row.RelativeItem(15).SemanticIgnore().Text(text =>
        {
            text.AlignEnd();
            text.DefaultTextStyle(s => s.FontSize(9).LineHeight(1.1f));
            if (section.PageLabel is { } label) text.Span(label);
            else if (section.SheetNumbers) _numbers.AddOwn(text, n => $"{n}/{_numbers.Sheets}");
            else if (section.PageNumbers) _numbers.AddOwn(text);
        });
    });
}
