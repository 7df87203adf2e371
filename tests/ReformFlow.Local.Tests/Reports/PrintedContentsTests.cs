using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Assets;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

/// <summary>Contents with the pages on which their headings are printed, by a real browser.</summary>
public sealed class PrintedContentsTests
{
    [Fact]
    public async Task Contents_name_the_page_on_which_each_heading_is_printed()
    {
        string[] parts = ["概要", "取組の状況", "用語 100% #1"];
        var document = new ReportDocument
        {
            Title = "報告書", Municipality = "見本市", Period = "令和7年度",
            Sections =
            [
                new() { Name = "cover", PageNumbers = false, Blocks = [new Heading(1, "報告書")] },
                new() { Name = "contents", Blocks = [new Heading(2, "目次"), new ContentsList([.. parts.Select((p, i) => new ContentsEntry(2, p, $"part-{i}"))])] },
                // The first goes over two pages.
                new() { Name = "parts", Blocks = [.. parts.SelectMany((p, i) => new Block[] { new Heading(2, p, $"part-{i}") { StartsPage = true }, new Paragraph([string.Join('\n', Enumerable.Repeat("文章", i == 0 ? 70 : 2))]) })] },
            ],
        };

        var (pdf, why) = await new BrowserReportPrinter(new BrowserPrint(null), new ReportHtml(), new AssetFiles(), NullLogger<BrowserReportPrinter>.Instance).PrintOrSayWhyAsync(document, TestContext.Current.CancellationToken);

        Assert.SkipWhen(pdf is null, $"No PDF here: {why}");
        var pages = PdfPages.Of(pdf!)!;
        Assert.Equal([3, 5, 6], parts.Select((_, i) => pages[$"part-{i}"]));
        var contents = await SecondPageAsync(pdf!);
        Assert.All(parts.Zip([3, 5, 6]), part => Assert.Matches($@"{part.First.Replace(" ", @"\s*")}\s*{part.Second}\b", contents));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7 nothing that is known")]
    [InlineData("startxref\n999999\n%%EOF")]
    [InlineData("startxref\n0\n%%EOF")]
    [InlineData("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF")]
    public void Files_that_are_written_otherwise_have_no_pages(string pdf) => Assert.Null(PdfPages.Of(Encoding.Latin1.GetBytes(pdf)));

    static async Task<string> SecondPageAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-f", "2", "-l", "2", "-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            return await reader.StandardOutput.ReadToEndAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("poppler-utils is not installed: no pdftotext reads the PDF.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
