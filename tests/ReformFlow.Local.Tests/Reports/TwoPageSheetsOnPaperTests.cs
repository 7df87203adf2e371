using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Assets;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Tests;
using ReformFlow.Core.Tests.Reports;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

/// <summary>A plan with two pages for each item, printed: every text in the order of the form, four pages where one item's texts are long.</summary>
public sealed class TwoPageSheetsOnPaperTests
{
    // Signs and short years are read out in words, and are compared where they are seen.
    const int Sign = 5;

    [Fact]
    public async Task Every_text_stands_on_paper_in_the_order_of_the_form()
    {
        var plan = TestPlans.Plan("kirinoura");
        var document = ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("tamana")!, plan));
        var (pdf, why) = await new BrowserReportPrinter(new BrowserPrint(null), new ReportHtml(), new AssetFiles(), NullLogger<BrowserReportPrinter>.Instance).PrintOrSayWhyAsync(document, TestContext.Current.CancellationToken);
        Assert.SkipWhen(pdf is null, $"No PDF here: {why}");

        var printed = await PublishedPlansOnPaperTests.TextAsync(pdf!);

        Assert.Null(TwoPageSheets.FirstOutOfOrder(printed, plan.Items.SelectMany(i => TwoPageSheets.Texts(plan, i)).Where(t => t.Length > Sign).Select(PublishedPlansOnPaperTests.Unspaced)));
        // Cover and list, two pages for ten items, four for the one with four departments.
        Assert.Equal(26, Regex.Count(Encoding.Latin1.GetString(pdf!), @"/Type\s*/Page\b"));
    }
}
