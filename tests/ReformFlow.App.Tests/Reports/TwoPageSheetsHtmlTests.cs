using AngleSharp.Html.Parser;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Tests;
using ReformFlow.Core.Tests.Reports;

namespace ReformFlow.App.Tests.Reports;

/// <summary>The web edition of a plan with two pages for each item.</summary>
public class TwoPageSheetsHtmlTests
{
    [Fact]
    public async Task Every_text_stands_in_the_page_in_the_order_of_the_form()
    {
        var plan = TestPlans.Plan("kirinoura");

        var main = new HtmlParser().ParseDocument(await Html()).QuerySelector("main")!.TextContent;

        Assert.Null(TwoPageSheets.FirstOutOfOrder(main, plan.Items.SelectMany(i => TwoPageSheets.Texts(plan, i))));
    }

    [Fact]
    public async Task Links_at_the_top_name_the_items_and_no_table_has_an_empty_head()
    {
        var page = new HtmlParser().ParseDocument(await Html());

        Assert.Equal("①　納付しやすい仕組みの拡充", page.QuerySelector("nav a[href='#item-i1']")!.TextContent);
        Assert.DoesNotContain(page.QuerySelectorAll("thead"), h => h.Children.Length == 0);
        Assert.DoesNotContain(page.QuerySelectorAll("th"), h => h.TextContent.Trim().Length == 0);
    }

    [Fact]
    public async Task Numbers_of_printed_pages_stand_in_the_middle_and_begin_after_the_cover()
    {
        var html = await Html();

        Assert.Contains("@page pages-0{size:A4 portrait;counter-increment:page 0;}", html);
        Assert.Matches(@"@page pages-1\{size:A4 portrait;@bottom-left\{width:42%\}@bottom-center\{content:""[^""]*"" counter\(page\) ""[^""]*""\}\}", html);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 5)]
    public async Task Contents_count_as_the_pages_do(bool isUncounted, int page)
    {
        var document = new ReportDocument
        {
            Title = "架空市の報告書", Municipality = "架空市", Period = "令和5年度",
            Sections = [new() { Name = "cover", PageNumbers = false, IsUncounted = isUncounted, Blocks = [new Heading(1, "架空市の報告書")] }, new() { Name = "contents", Blocks = [new ContentsList([new(2, "概要", "summary")])] }],
        };

        var html = await new ReportHtml().RenderAsync(document, ReportStyle.OwnFonts with { Pages = new Dictionary<string, int> { ["summary"] = 5 } });

        Assert.Equal($"{page}", new HtmlParser().ParseDocument(html).QuerySelector(".contents .page")!.TextContent);
    }

    static Task<string> Html() => new ReportHtml().RenderAsync(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("tamana")!, TestPlans.Plan("kirinoura"))), ReportStyle.OwnFonts);
}
