using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ReformFlow.App.Reports;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Tests;

namespace ReformFlow.App.Tests.Reports;

/// <summary>Tables that flow over the pages, in the HTML edition: no text lost, no department named, every cell under its heads.</summary>
public class FlowTableHtmlTests
{
    [Fact]
    public async Task The_published_plan_loses_no_text_and_names_no_department()
    {
        var plan = PlanFile.Read(PublishedPlans.Read("mine")).Value!;
        // In the published file nobody is named; here everybody is.
        var named = plan with { Items = [.. plan.Items.Select((i, n) => i with { LeadDepartments = [$"見えない課{n}"], SupportingDepartments = ["見えない課"] })] };

        var html = await new ReportHtml().RenderAsync(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("mine")!, named)), ReportStyle.OwnFonts);

        var page = new HtmlParser().ParseDocument(html);
        // Actions are not numbered in print.
        Assert.All(PublishedPlans.Texts(plan).Except(["①", "②", "③", "④"]), text => Assert.Contains(text, page.Body!.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("見えない課", html, StringComparison.Ordinal);
        Assert.Equal(plan.Nodes.Count(n => n.Level == 1), page.QuerySelectorAll("table").Length);
        Sound(page);
    }

    [Fact]
    public async Task A_table_of_our_own_with_all_special_cases_is_sound()
    {
        FiscalYear r5 = new(2023), r6 = new(2024), r7 = new(2025);
        var plan = Plan(
            Item("1") with { Actions = [new(null, "案内", Plan: new Dictionary<FiscalYear, string?> { [r5] = "検討", [r6] = "→", [r7] = "達成" }), new(null, "予約", Bars: [new("設計", r5, r6), new("試行", r6, r7), new("年度不明の作業")])] },
            Item("2") with { ClosedMark = "休止", Actions = [new(null, "広報"), new(null, "講座")] },
            Item("3") with { MergedInto = "1" });

        var page = new HtmlParser().ParseDocument(await new ReportHtml().RenderAsync(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("mine")!, plan)), ReportStyle.OwnFonts));

        Sound(page);
        var text = page.Body!.TextContent;
        Assert.All(new[] { "検討", "達成", "（令和7年度から）", "設計", "試行", "年度不明の作業", "休止", "№1に統合" }, t => Assert.Contains(t, text, StringComparison.Ordinal));
        Assert.Equal("once", page.QuerySelector("thead")!.ClassName);
        Assert.NotNull(page.QuerySelector("#" + page.QuerySelector("td a")!.GetAttribute("href")![1..]));
    }

    // Every row has a cell over each column, spans counted, and none reaches out of its group of rows.
    static void Sound(IDocument page)
    {
        Assert.All(page.QuerySelectorAll("th"), th => Assert.NotNull(th.GetAttribute("scope")));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var table in page.QuerySelectorAll("table"))
        {
            var columns = table.QuerySelectorAll("col").Length;
            foreach (var group in table.QuerySelectorAll("thead, tbody"))
            {
                var open = new int[columns];
                foreach (var row in group.QuerySelectorAll("tr"))
                {
                    var column = 0;
                    foreach (var cell in row.Children)
                    {
                        while (column < columns && open[column] > 0) column++;
                        for (var span = Span(cell, "colspan"); span > 0; span--) open[column++] = Span(cell, "rowspan");
                    }
                    Assert.All(open, rows => Assert.True(rows > 0, $"A row has too few cells: {row.TextContent}"));
                    for (var i = 0; i < columns; i++) open[i]--;
                }
                Assert.All(open, rows => Assert.Equal(0, rows));
            }
        }
    }

    static Plan Plan(params PlanItem[] items) => new()
    {
        Format = Core.Plans.Plan.FormatName,
        Municipality = new("架空市"),
        About = new("架空市行政改革計画", new(2023), new(2026)),
        Levels = ["大分類", "小分類"],
        Nodes = [new("1", 0, "窓口を近くする", "1"), new("1-1", 1, "窓口の改善", "1", "1")],
        Items = items,
    };

    static PlanItem Item(string no) => new() { No = no, Node = "1-1", Title = $"項目{no}" };

    static int Span(IElement cell, string name) => int.Parse(cell.GetAttribute(name) ?? "1", null);
}
