using System.Text.RegularExpressions;
using QuestPDF;
using QuestPDF.Drawing.Exceptions;
using QuestPDF.Fluent;
using ReformFlow.App.Ports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Draws a report's PDF with QuestPDF, in fonts that come with the product, with the edition's data attached.</summary>
public sealed partial class QuestPdfReport(ReportFonts fonts, PdfLicense license, TimeProvider time) : IReportPrinter
{
    /// <inheritdoc/>
    /// <exception cref="UnprintableTextException">A letter of the report is in none of the fonts.</exception>
    public Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation) => Task.Run<byte[]?>(() =>
    {
        Settings.License = QuestPdfLicense.Of(license);
        Settings.UseEnvironmentFonts = false;
        Settings.CheckIfAllTextGlyphsAreAvailable = true;
        fonts.Register();
        return AttachedData.To(Draw(document), document);
    }, cancellation);

    byte[] Draw(ReportDocument document)
    {
        try
        {
            try
            {
                return new PdfDocument(document, time.GetUtcNow(), keeps: true).GeneratePdf();
            }
            // What was to be kept on one page is longer than one.
            catch (DocumentLayoutException)
            {
                return new PdfDocument(document, time.GetUtcNow(), keeps: false).GeneratePdf();
            }
        }
        catch (Exception e) when (MissingLetter(e) is { } letter)
        {
            throw new UnprintableTextException(letter, LetterSearch.Places(document, letter), e);
        }
    }

    static string? MissingLetter(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is DocumentDrawingException && Codepoint().Match(exception.Message) is { Success: true } found)
                return char.ConvertFromUtf32(Convert.ToInt32(found.Groups[1].Value, 16));
        return null;
    }

    [GeneratedRegex("U-([0-9A-F]{4,6}) '")] private static partial Regex Codepoint();
}
