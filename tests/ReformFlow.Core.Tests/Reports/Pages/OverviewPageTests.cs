using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class OverviewPageTests
{
    static Section Page(ReportSource source) =>
        ReportComposer.Compose(source with { Template = SamplePlan.Standard with { Pages = [new OverviewPage { Rating = "status", Place = "highlights" }, new ItemSheets()] } }).Sections[0];

    [Fact]
    public void Overview_says_what_it_is_about_and_counts_over_all_and_by_heading()
    {
        var page = Page(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "遅れ", node: "2-1"))));
        Assert.Equal(["概要版", "進捗状況（全体）", "進捗状況（方針別）"], page.Blocks.OfType<Heading>().Select(h => h.Text));
        Assert.Contains("取組事項2件について、令和7年度（2025年度）", PrintedText.Of(page.Blocks[1]), StringComparison.Ordinal);
        Assert.Equal(["1　窓口を近くする\t1\t0\t0\t0\t1", "2　財政を整える\t0\t0\t1\t0\t1"], PrintedText.Of(page.Blocks.OfType<Table>().Last()).Split('\n')[1..]);
        Assert.Equal("i2", Assert.Single(page.Blocks.OfType<Table>().Last().Rows[2].Cells[3].Sources!).Item);
    }

    [Fact]
    public void Plan_without_a_rating_is_counted_by_heading()
    {
        var page = Page(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1"), SamplePlan.Item("2"))));
        Assert.Equal("1　窓口を近くする\t2", PrintedText.Of(page.Blocks.OfType<Table>().Single()).Split('\n')[1]);
    }

    [Fact]
    public void Highlights_are_the_offices_and_lead_to_the_items_they_name()
    {
        var texts = new OfficeTexts { Format = OfficeTexts.FormatName, Texts = new Dictionary<string, string> { ["highlights"] = "・「{item:1}」を始めました。" } };
        var page = Page(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "順調"))) with { Texts = texts });
        Assert.Equal(["・「", new Link("窓口の案内1", "item-i1"), "」を始めました。"], Assert.IsType<Paragraph>(page.Blocks[^1]).Content);
    }
}
