using ReformFlow.App.Assets;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Local.Reports;

/// <summary>Prints the HTML edition with a browser that is already on the machine, in fonts that come with the product.</summary>
public sealed class BrowserReportPrinter(BrowserPrint browser, ReportHtml html, AssetFiles assets, ILogger<BrowserReportPrinter> logger) : IReportPrinter
{
    const string FontFaces = """
        @font-face { font-family: "ReformFlow Text"; src: url("BIZUDPGothic-Regular.ttf"); font-weight: 400; }
        @font-face { font-family: "ReformFlow Text"; src: url("BIZUDPGothic-Bold.ttf"); font-weight: 700; }
        @font-face { font-family: "ReformFlow Rare"; src: url("NotoSansJP-Regular.ttf"); font-weight: 400; }
        @font-face { font-family: "ReformFlow Rare"; src: url("NotoSansJP-Bold.ttf"); font-weight: 700; }

        """;

    static readonly string[] _fonts = ["BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"];

    /// <inheritdoc/>
    public async Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation)
    {
        var (bytes, why) = await PrintOrSayWhyAsync(document, cancellation);
        if (bytes is null) logger.LogWarning("The report has no PDF. {Why}", why);
        return bytes;
    }

    /// <summary>The PDF, or why there is none and what to do.</summary>
    public async Task<(byte[]? Bytes, string? Why)> PrintOrSayWhyAsync(ReportDocument document, CancellationToken cancellation)
    {
        DirectoryInfo? folder = null;
        try
        {
            (folder, _) = browser.Scratch.Make("reformflow-report-");
            browser.FindBrowser();
            foreach (var font in _fonts)
                if (assets.All.FirstOrDefault(a => a.Name == $"fonts/{font}") is { } asset)
                    await File.WriteAllBytesAsync(Path.Combine(folder.FullName, font), asset.Bytes, cancellation);
            var (page, pdf) = (Path.Combine(folder.FullName, "report.html"), Path.Combine(folder.FullName, "report.pdf"));
            var style = new ReportStyle(FontFaces) { IsPrint = true };
            var printed = await PrintAsync(style);
            // Only a printed page knows its number; with the numbers in it, the report is printed again.
            if (PrintedPages.AreAsked(document) && PdfPages.Of(printed) is { } pages) printed = await PrintAsync(style.Printed(document, pages));
            return (printed, null);

            async Task<byte[]> PrintAsync(ReportStyle drawn)
            {
                await File.WriteAllTextAsync(page, await html.RenderAsync(document, drawn), cancellation);
                await browser.PrintAsync(page, pdf, cancellation);
                return await File.ReadAllBytesAsync(pdf, cancellation);
            }
        }
        catch (Exception e) when (e is BrowserMissingException or PrintFailedException)
        {
            return (null, e.Message);
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }
}
