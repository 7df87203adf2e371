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
    public void Report_without_headings_has_no_contents() => Assert.Null(Contents(BuiltInTemplates.Find("standard")! with { Pages = [new ContentsPage(), new CoverPage()] }));

    [Theory, InlineData(1, 1), InlineData(2, 0), InlineData(4, 0), InlineData(5, 1)]
    public void Depth_is_a_level_that_is_there(int depth, int problems)
    {
        var template = BuiltInTemplates.Find("standard")!;

        Assert.Equal(problems, TemplateCheck.Problems(template with { Pages = [new ContentsPage { Depth = depth }] }).Count(p => p.Place == "$.pages[0].depth"));
    }

    static ContentsList? Contents(ReportTemplate template) =>
        ReportComposer.Compose(new(template, Sample.Plan(Sample.Item("①"), Sample.Item("②")), new(new(2025)), new Dictionary<string, AnswerStanding>())).Sections.SelectMany(s => s.Blocks).OfType<ContentsList>().SingleOrDefault();
}
