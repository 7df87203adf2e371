using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ReformFlow.App.Reports;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Tests.Reports;

/// <summary>Figures that lead to the items behind them: for each count of each template, for the years, for none, and not on paper.</summary>
public class FollowedFiguresTests
{
    public static TheoryData<string, string> Editions => new(
        from plan in new[] { "mizuhono", "yamaguchi", "mine", "nomi" }
        from template in BuiltInTemplates.Names
        where template == "standard" || template == plan || plan == "mizuhono"
        select (template, plan));

    [Theory, MemberData(nameof(Editions))]
    public async Task A_count_leads_to_as_many_items_as_it_says(string template, string plan)
    {
        var document = ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find(template)!, ReportPlans.Of(plan)));
        var page = await Page(document);

        foreach (var figure in page.QuerySelectorAll("a.figure"))
        {
            var list = page.GetElementById(figure.GetAttribute("href")![1..])!;
            Assert.Equal("counted", list.ClassName);
            Assert.All(list.QuerySelectorAll("li a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
            Assert.NotNull(page.GetElementById(list.QuerySelector("p:last-child a")!.GetAttribute("href")![1..]));
            if (figure.Closest(".effects") is null && int.TryParse(figure.TextContent, out var count) && figure.TextContent[0] != '＋' && list.QuerySelectorAll("ul").Length == 1)
                Assert.Equal(count, list.QuerySelectorAll("li").Length);
        }
        var counts = document.Sections.Where(s => s.Name != "items").SelectMany(s => s.Blocks).OfType<Table>().SelectMany(t => t.Rows).SelectMany(r => r.Cells)
            .Count(c => c.Content.Count > 0 && c.Sources is { Count: > 0 } sources && !sources[0].Field.StartsWith("actual.", StringComparison.Ordinal));
        Assert.Equal(counts, page.QuerySelectorAll("a.figure").Length);
    }

    [Fact]
    public async Task The_sample_city_counts_can_be_followed_over_all_and_by_heading()
    {
        var page = await Page(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("standard")!, ReportPlans.Of("mizuhono"))));
        Assert.True(page.QuerySelectorAll(".summary a.figure").Length > 60, "Hardly a figure of the summary can be followed.");
    }

    [Fact]
    public async Task Each_year_names_its_own_items()
    {
        var page = await Page(Document(Cell.OfRow(["順調"]), Cell.OfFigure(["1"], [Source("i1", 2025)]), Cell.OfFigure(["2"], [Source("i1", 2024), Source("i2", 2024)]),
            Cell.OfFigure([new Decrease("1")], [Source("i1", 2025), Source("i1", 2024), Source("i2", 2024)])));
        Assert.Equal(["#figure-1", "#figure-2", "#figure-3"], page.QuerySelectorAll("a.figure").Select(a => a.GetAttribute("href")));
        Assert.Equal("順調　令和6年度　2件", page.QuerySelector("#figure-2 .counted-head")!.TextContent);
        Assert.Equal(["1　一つ目", "2　二つ目"], page.QuerySelectorAll("#figure-2 li").Select(l => l.TextContent));
        Assert.Equal(["順調　令和7年度　1件", "順調　令和6年度　2件"], page.QuerySelectorAll("#figure-3 .counted-head").Select(l => l.TextContent));
    }

    [Fact]
    public async Task Figures_of_the_same_items_share_one_list_and_the_first_is_led_back_to()
    {
        var page = await Page(Document(Cell.OfFigure(["1"], [Source("i1", 2025)]), Cell.OfFigure(["50.0%"], [Source("i1", 2025)])));
        Assert.Equal(["#figure-1", "#figure-1"], page.QuerySelectorAll("a.figure").Select(a => a.GetAttribute("href")));
        Assert.Equal("1", page.GetElementById("figure-1-in-table")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".counted"));
    }

    [Fact]
    public async Task A_sum_of_money_leads_to_the_items_that_were_added_and_not_from_a_sheet_to_itself()
    {
        var page = await Page(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("standard")!, ReportPlans.Of("mizuhono"))));
        var sum = page.QuerySelectorAll(".effects a.figure").First(a => a.TextContent == "45,062");
        Assert.Equal(["14　未利用の市有財産の活用", "17　事務事業の見直しと経常経費の縮減", "19　庁舎の電気使用量の削減"], page.QuerySelectorAll($"{sum.GetAttribute("href")} li").Select(l => l.TextContent));
        Assert.Empty(page.QuerySelectorAll(".items a.figure"));
    }

    [Fact]
    public async Task Nothing_leads_nowhere_and_an_answer_itself_is_not_followed()
    {
        var page = await Page(Document(Cell.OfFigure(["0"], []), Cell.OfFigure(["98.6%"], [Source("i1", 2025) with { Field = "actual.n1.R7" }])));
        Assert.Empty(page.QuerySelectorAll("a.figure, .counted"));
    }

    [Fact]
    public async Task An_item_without_a_place_of_its_own_is_named_only()
    {
        var page = await Page(Document(Cell.OfFigure(["1"], [Source("i3", 2025)])));
        Assert.Equal("3　三つ目", page.QuerySelector(".counted li")!.TextContent);
        Assert.Null(page.QuerySelector(".counted li a"));
    }

    [Fact]
    public async Task A_head_over_several_rows_names_the_lists_of_all_of_them()
    {
        var document = Document();
        Table table = new("件数", [1, 1, 1], 0,
        [
            new([Cell.OfRow(["便利な窓口"], 2), Cell.OfRow(["順調"]), Cell.OfFigure(["1"], [Source("i1", 2025)])]),
            new([Cell.OfRow(["遅れ"]), Cell.OfFigure(["1"], [Source("i2", 2025)])]),
            new([Cell.OfRow(["計"]), Cell.OfFigure(["1"], [Source("i2", 2025)])]),
        ]);
        var page = await Page(document with { Sections = [document.Sections[0] with { Blocks = [table] }] });
        Assert.Equal(["便利な窓口　順調の内訳", "便利な窓口　遅れの内訳", "計の内訳"], page.QuerySelectorAll(".counted").Select(l => l.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task On_paper_a_figure_is_a_figure()
    {
        var html = await new ReportHtml().RenderAsync(Document(Cell.OfFigure(["1"], [Source("i1", 2025)])), ReportStyle.OwnFonts with { IsPrint = true });
        Assert.DoesNotContain("class=\"figure\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"counted\"", html, StringComparison.Ordinal);
    }

    static FigureSource Source(string item, int year) => new(item, "rating.status", new(new FiscalYear(year)));

    static ReportDocument Document(params Cell[] cells) => new()
    {
        Title = "架空市の報告書",
        Municipality = "架空市",
        Period = "令和7年度（2025年度）",
        Sections = [new() { Name = "summary", Blocks = [new Table("件数", [.. cells.Select(_ => 1)], 0, [new(cells)])] }],
        Items = [new("i1", "1　一つ目", "item-i1"), new("i2", "2　二つ目", "item-i2"), new("i3", "3　三つ目", null)],
    };

    static async Task<IDocument> Page(ReportDocument document) => new HtmlParser().ParseDocument(await new ReportHtml().RenderAsync(document, ReportStyle.OwnFonts));
}
