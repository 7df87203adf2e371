using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class ContentsPageTests
{
    [Theory]
    [InlineData(2, "2 概要版", "2 進捗状況の概要", "2 取組事項ごとの状況")]
    [InlineData(3, "2 概要版", "2 進捗状況の概要", "3 取組事項の一覧", "2 取組事項ごとの状況", "3 ①　窓口の見直し", "3 ②　窓口の見直し")]
    public void Contents_list_headings_down_to_their_depth(int depth, params string[] entries)
    {
        var template = BuiltInTemplates.Find("standard")!;

        var list = Contents(template with { Pages = [new ContentsPage { Depth = depth }, .. template.Pages.Where(p => p is not ContentsPage)] });

        Assert.Equal(entries, list!.Entries.Select(e => $"{e.Level} {e.Text}"));
        Assert.All(list.Entries, e => Assert.NotEmpty(e.Anchor));
    }

    [Fact]
    public void Contents_list_definitions_and_items_below_two_headings()
    {
        ItemSheets sheets = new() { Title = "調書", Levels = [new(0, "{level0.title}"), new(1, "{level1.title}")], Parts = [new Core.Reports.Sheets.BoxesPart { Boxes = [new() { Label = "課", Text = "{departments}" }] }] };
        DefinitionsPage definitions = new() { Title = "{year}の区分", Scale = "item", Rows = [new("順調", "順調")] };
        var template = BuiltInTemplates.Find("standard")! with { Scales = [new("item", [new("順調", null, "予定どおり")])] };

        var list = Contents(template with { Pages = [new ContentsPage { Title = "{year}の目次", Depth = 5 }, definitions, sheets] });

        Assert.Equal(["2 令和7年度の区分", "2 調書", "3 しごと", "4 まどぐち", "5 ①　窓口の見直し", "5 ②　窓口の見直し"], list!.Entries.Select(e => $"{e.Level} {e.Text}"));
    }

    [Fact]
    public void Report_without_headings_has_no_contents() => Assert.Null(Contents(BuiltInTemplates.Find("standard")! with { Pages = [new ContentsPage(), new CoverPage()] }));

    [Theory, InlineData(1, 1), InlineData(2, 0), InlineData(6, 0), InlineData(7, 1)]
    public void Depth_is_a_level_that_is_there(int depth, int problems)
    {
        var template = BuiltInTemplates.Find("standard")!;

        Assert.Equal(problems, TemplateCheck.Problems(template with { Pages = [new ContentsPage { Depth = depth }] }).Count(p => p.Place == "$.pages[0].depth"));
    }

    static ContentsList? Contents(ReportTemplate template) =>
        ReportComposer.Compose(new(template, Sample.Plan(Sample.Item("①"), Sample.Item("②")), new(new(2025)), new Dictionary<string, AnswerStanding>())).Sections.SelectMany(s => s.Blocks).OfType<ContentsList>().SingleOrDefault();
}
