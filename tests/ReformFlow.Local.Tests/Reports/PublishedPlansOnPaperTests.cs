using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Assets;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Tests;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

/// <summary>Real plans, unchanged, in the template of their own municipality: every text of the file stands in the printed PDF.</summary>
public sealed partial class PublishedPlansOnPaperTests
{
    [Theory]
    [InlineData("yamaguchi")]
    [InlineData("nomi")]
    [InlineData("mine")]
    public async Task A_published_plan_loses_no_text_on_paper(string name)
    {
        var plan = PlanFile.Read(PublishedPlans.Read(name)).Value!;
        var document = ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find(name)!, plan));
        var (pdf, why) = await new BrowserReportPrinter(new BrowserPrint(null), new ReportHtml(), new AssetFiles(), NullLogger<BrowserReportPrinter>.Instance).PrintOrSayWhyAsync(document, TestContext.Current.CancellationToken);
        Assert.SkipWhen(pdf is null, $"No PDF here: {why}");

        // Signs that are read by their labels are only seen.
        var printed = $"{await TextAsync(pdf!)}\0{await SeenAsync(pdf!)}";

        // Units stand inside the values, a cover breaks its title into lines, and where actions have rows of their own they need no numbers.
        var elsewhere = plan.Items.SelectMany(i => i.Indicators ?? []).Select(n => n.Unit).Append(plan.About.ReportTitle).OfType<string>();
        if (name == "mine") elsewhere = elsewhere.Concat(plan.Items.SelectMany(i => i.Actions ?? []).Select(a => a.No).OfType<string>());
        Assert.All(PublishedPlans.Texts(plan).Except(elsewhere), text => Assert.Contains(Unspaced(text), printed, StringComparison.Ordinal));
    }

    // By the tags of the file, as a screen reader goes through it: a text that goes over two pages is one text there.
    internal static async Task<string> TextAsync(byte[] pdf) =>
        Unspaced(string.Concat(Quoted().Matches(await ReadAsync(pdf, "pdfinfo", "-struct-text", "-enc", "UTF-8")).Select(m => m.Groups[1].Value)));

    static async Task<string> SeenAsync(byte[] pdf) => Unspaced(await ReadAsync(pdf, "pdftotext", "-raw", "-enc", "UTF-8"));

    static async Task<string> ReadAsync(byte[] pdf, string tool, params string[] options)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            using var reader = Process.Start(new ProcessStartInfo(tool, [.. options, file, .. tool == "pdftotext" ? ["-"] : Array.Empty<string>()]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            return await reader.StandardOutput.ReadToEndAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("poppler-utils is not installed: nothing reads the PDF.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal static string Unspaced(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex("^ *\"(.*)\"\r?$", RegexOptions.Multiline)]
    private static partial Regex Quoted();
}
