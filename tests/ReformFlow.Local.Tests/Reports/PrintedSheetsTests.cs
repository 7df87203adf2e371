using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Assets;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

/// <summary>Sheets that are numbered by themselves, and an index that names the sheet of each item, by a real browser.</summary>
public sealed partial class PrintedSheetsTests
{
    [Fact]
    public async Task Index_names_the_first_sheet_on_which_each_item_is_printed()
    {
        var plan = PlanFile.Read(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Reports", "Plans", "shiomino.json"), TestContext.Current.CancellationToken)).Value!;
        var document = ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("okayama")!, PermanentKeys.Give(plan)));
        var (pdf, why) = await new BrowserReportPrinter(new BrowserPrint(null), new ReportHtml(), new AssetFiles(), NullLogger<BrowserReportPrinter>.Instance).PrintOrSayWhyAsync(document, TestContext.Current.CancellationToken);
        Assert.SkipWhen(pdf is null, $"No PDF here: {why}");

        var pages = await PagesAsync(pdf!);

        // Cover, diagram, index.
        var sheets = pages[3..];
        Assert.Equal(Enumerable.Range(1, sheets.Length).Select(n => $"{n}/{sheets.Length}"), sheets.Select(s => Margins().Match(s).Groups["number"].Value));
        // The label runs through all sheets of a measure, its title stands on the first of them.
        Assert.Equal(["１", "２", "３", "４", "５"], sheets.Select(s => Margins().Match(s)).Where(m => m.Groups["title"].Success).Select(m => m.Groups["label"].Value));
        Assert.All(sheets.Select(s => Margins().Match(s)).Where(m => m.Groups["title"].Success), m => Assert.Equal(m.Groups["label"].Value, m.Groups["title"].Value));
        var wholes = plan.Items.GroupBy(i => (i.Node, i.Title)).Select(g => g.First()).ToList();
        var named = IndexRow().Matches(pages[2]).Select(m => int.Parse(m.Groups["sheet"].ValueSpan, null)).ToList();
        Assert.Equal(wholes.Count, named.Count);
        var descriptions = wholes.Select(w => string.Concat(Bare(w.Texts!["description"]).Take(20))).ToList();
        Assert.All(wholes.Select((_, i) => i), i => Assert.Contains(descriptions[i], sheets[named[i] - 1], StringComparison.Ordinal));
        Assert.True(named.Distinct().Count() == sheets.Length, "Every sheet begins with an item or goes on with one.");
    }

    // Cell by cell, without what breaks the lines.
    static async Task<string[]> PagesAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            return [.. (await reader.StandardOutput.ReadToEndAsync()).TrimEnd('\f').Split('\f').Select(Bare)];
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

    static string Bare(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"\s")] private static partial Regex Space();
    [GeneratedRegex(@"^施策(?<label>[１-５])(?<number>[0-9]+/[0-9]+)行財政改革推進項目一覧及び令和４年度取組実績(施策(?<title>[１-５]))?")] private static partial Regex Margins();
    [GeneratedRegex(@"[局室部](?<sheet>[0-9]+)(?=[①-⑳１-９]|$)")] private static partial Regex IndexRow();
}
