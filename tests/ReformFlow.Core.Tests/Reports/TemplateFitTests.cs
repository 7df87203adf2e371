using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;

namespace ReformFlow.Core.Tests.Reports;

// Cases: what is asked of how many items; closed items; fields that a plan has nothing for; answers, texts and headings that no page prints; levels that the plan has not; a choice without symbols; nothing asked at all.
public class TemplateFitTests
{
    static readonly ReportTemplate _standard = SamplePlan.Standard;
    static readonly Plan _plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "遅れ", node: "2-1"), SamplePlan.Item("3") with { ClosedMark = "達成" });

    [Fact]
    public void Fields_are_counted_by_the_items_that_are_asked()
    {
        var asked = Fit(_standard, _plan).Asked;
        Assert.Equal(_standard.Fields.Where(f => !f.IsOfPlan).Select(f => f.Name), asked.Select(a => a.Field.Name));
        Assert.Equal(2, asked.Single(a => a.Field.Name == "rating.status").Items);
        Assert.Equal(0, asked.Single(a => a.Field.Name == "actual.*").Items);
    }

    [Fact]
    public void Field_for_which_the_plan_has_nothing_is_said()
    {
        Assert.Contains(Fit(_standard, _plan).Notices, n => n.Contains("計画に数値目標がありません", StringComparison.Ordinal));
        var with = SamplePlan.Of(SamplePlan.Item("1") with { Indicators = [new() { Key = "n1", Name = "待ち時間" }] });
        Assert.DoesNotContain(Fit(_standard, with).Notices, n => n.Contains("計画に数値目標がありません", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_standard_asks_is_printed_by_it() =>
        Assert.DoesNotContain(Fit(_standard, _plan).Notices, n => n.Contains("報告書に載りません", StringComparison.Ordinal));

    [Fact]
    public void Answer_that_no_page_prints_is_said()
    {
        var status = _standard.Fields.Single(f => f.Name == "rating.status").Label;
        var achievements = _standard.Fields.Single(f => f.Name == "text.achievements").Label;
        var list = _standard with { Pages = [new ItemListPage { Columns = [new() { Kind = ItemColumnKind.Title, Head = "取組" }, new() { Kind = ItemColumnKind.Rating, Head = "状況", Rating = "status" }] }] };
        var notices = Fit(list, _plan).Notices;
        Assert.Contains($"「{achievements}」への回答は、報告書に載りません。", notices);
        Assert.DoesNotContain($"「{status}」への回答は、報告書に載りません。", notices);

        var titles = list with { Pages = [new ItemListPage { Columns = [new() { Kind = ItemColumnKind.Title, Head = "取組" }] }] };
        Assert.Contains($"「{status}」への回答は、報告書に載りません。", Fit(titles, _plan).Notices);
    }

    [Fact]
    public void Headings_and_texts_of_the_plan_that_no_page_prints_are_said()
    {
        var plan = _plan with { Items = [.. _plan.Items.Select(i => i with { Texts = new Dictionary<string, string> { ["purpose"] = $"目的{i.No}" } })] };
        var titles = _standard with { Pages = [new ItemListPage { TableLevel = 0, BandLevel = 0, Band = "{level0.title}", Columns = [new() { Kind = ItemColumnKind.Title, Head = "取組" }] }] };
        var notices = Fit(titles, plan).Notices;
        Assert.Contains("計画の2段目の見出し（施策）は、報告書に載りません。", notices);
        Assert.DoesNotContain(notices, n => n.StartsWith("計画の1段目", StringComparison.Ordinal));
        Assert.Contains(notices, n => n.StartsWith("計画の「", StringComparison.Ordinal) && n.Contains("目的", StringComparison.Ordinal));
    }

    [Theory, InlineData(1, false), InlineData(2, true)]
    public void Level_that_the_plan_has_not_is_said(int level, bool isSaid)
    {
        var template = _standard with { Pages = [.. _standard.Pages, new ItemListPage { TableLevel = level, Columns = [new() { Kind = ItemColumnKind.Title, Head = "取組" }] }] };
        Assert.Equal(isSaid, Fit(template, _plan).Notices.Any(n => n.Contains("計画の見出しは2段です", StringComparison.Ordinal)));
        var words = _standard with { Pages = [new ItemSheets { Parts = [new BoxesPart { Boxes = [new() { Label = "見出し", Text = $"{{level{level}.title}}" }] }] }] };
        Assert.Equal(isSaid, Fit(words, _plan).Notices.Any(n => n.Contains("計画の見出しは2段です", StringComparison.Ordinal)));
    }

    [Fact]
    public void Choice_without_symbols_keeps_a_cycle_from_starting()
    {
        var problem = Assert.Single(Fit(_standard with { Scales = [] }, _plan).Problems);
        Assert.Equal("template", problem.Place);
        Assert.Contains("選択肢がありません", problem.Message, StringComparison.Ordinal);
        // A plan's own scale serves as well.
        Assert.Empty(Fit(_standard with { Scales = [] }, _plan with { Scales = _standard.Scales }).Problems);
    }

    [Fact]
    public void Template_that_asks_nothing_keeps_a_cycle_from_starting() =>
        Assert.Contains("尋ねることがありません", Assert.Single(Fit(_standard with { Fields = [.. _standard.Fields.Where(f => f.Name == "actual.*")] }, _plan).Problems).Message, StringComparison.Ordinal);

    static TemplateFit Fit(ReportTemplate template, Plan plan) => TemplateFit.Of(template, plan, new(SamplePlan.R7));
}
