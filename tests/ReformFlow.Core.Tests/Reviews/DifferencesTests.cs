using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reviews;
using ReformFlow.Core.Tests.Reports;

namespace ReformFlow.Core.Tests.Reviews;

// Cases: nothing; a rating, a figure that becomes final, an answer that comes in, one that is decided, one that is accepted; the plan's own texts; an item that is new or gone.
public class DifferencesTests
{
    static readonly PlanItem _item = SamplePlan.Item("1", "順調");

    [Fact]
    public void Same_source_differs_in_nothing() => Assert.True(Between(Source(_item), Source(_item)).IsEmpty);

    [Fact]
    public void Changed_rating_is_listed_with_both_values() =>
        Assert.Equal([new("i1", "1", "窓口の案内1", "進捗状況", null, "順調", "遅れ")], Between(Source(_item), Source(SamplePlan.Item("1", "遅れ"))).Differences);

    [Fact]
    public void Figure_that_became_final_is_listed_though_it_is_the_same()
    {
        var difference = Assert.Single(Between(Source(Figure(true)), Source(Figure(false))).Differences);
        Assert.Equal(("待ち時間", "12分（見込）", "12分"), (difference.About, difference.Old, difference.New));

        PlanItem Figure(bool provisional) => _item with { Indicators = [new() { Key = "n1", Name = "待ち時間", Actuals = new Dictionary<FiscalYear, Figure?> { [SamplePlan.R7] = new("12分", provisional) } }] };
    }

    [Theory]
    [InlineData(AnswerStanding.Missing, "未提出")]
    [InlineData(AnswerStanding.LastYear, "確認中（前年度の値）")]
    [InlineData(AnswerStanding.Blank, "確認中")]
    [InlineData(AnswerStanding.NotApplicable, "該当なし")]
    [InlineData(AnswerStanding.Withdrawn, "照会取下げ")]
    public void Answer_that_came_in_is_listed_with_what_stood_for_it(AnswerStanding before, string words)
    {
        var list = Between(Source(_item, ("i1", before)), Source(_item, ("i1", AnswerStanding.Accepted)));
        Assert.Equal([("回答の扱い", words, "回答あり"), ("進捗状況", "", "順調")], list.Differences.Select(d => (d.Field, d.Old, d.New)));
    }

    [Fact]
    public void Accepted_answers_are_summed_up_in_one_line()
    {
        var list = Between(Source(_item, ("i1", AnswerStanding.Submitted)), Source(_item));
        Assert.Empty(list.Differences);
        Assert.Equal(["1"], list.Confirmed);
    }

    [Fact]
    public void Item_that_is_new_or_gone_is_listed_with_its_answers()
    {
        var other = SamplePlan.Item("2", "遅れ");
        Assert.Equal([("2", "", "遅れ")], Between(Source(_item), Source([_item, other])).Differences.Where(d => d.Field == "進捗状況").Select(d => (d.No, d.Old, d.New)));
        Assert.Equal([("2", "遅れ", "")], Between(Source([_item, other]), Source(_item)).Differences.Where(d => d.Field == "進捗状況").Select(d => (d.No, d.Old, d.New)));
    }

    [Theory]
    [InlineData(null, "はじめに書いた。", "", "はじめに書いた。")]
    [InlineData("はじめに書いた。", "書き直した。", "はじめに書いた。", "書き直した。")]
    [InlineData("はじめに書いた。", null, "はじめに書いた。", "")]
    public void Text_of_the_office_s_own_is_listed_under_its_page(string? before, string? after, string old, string now)
    {
        var (was, stands) = (Source(_item) with { Texts = Texts(before) }, Source(_item) with { Texts = Texts(after) });
        var difference = Assert.Single(Between(was, stands).Differences);
        Assert.Equal((true, "はじめに", old, now), (difference.IsOfficeText, difference.Title, difference.Old, difference.New));
        Assert.True(Between(stands, stands).IsEmpty);

        static OfficeTexts? Texts(string? preface) => preface is null ? null : OfficeTexts.Of([new("preface", preface)]);
    }

    [Fact]
    public void List_on_paper_names_both_editions_and_each_place()
    {
        var source = Source(SamplePlan.Item("1", "遅れ"));
        var text = PrintedText.Of(DifferencePages.Compose(source, Between(Source(_item), source), new("第1版（案）　資料1", new(2026, 7, 21)), new("第2版（案）　資料2", new(2026, 7, 28))));
        Assert.Contains("差替え前　第1版（案）　資料1（令和8年7月21日）", text, StringComparison.Ordinal);
        Assert.Contains("差替え後　第2版（案）　資料2（令和8年7月28日）", text, StringComparison.Ordinal);
        Assert.Contains("遅れ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Corrected_edition_ends_with_its_list_whatever_the_template_is()
    {
        var source = Source(SamplePlan.Item("1", "遅れ"));
        var section = ReportComposer.Compose(source with { Corrections = new(new("第1版", new(2026, 8, 5)), Between(Source(_item), source)) }).Sections[^1];
        Assert.Equal("corrections", section.Name);
        Assert.True(section.Blocks.OfType<Heading>().Single().StartsPage);
    }

    static DifferenceList Between(ReportSource before, ReportSource after) => DifferenceList.Between(before, after);

    static ReportSource Source(PlanItem item, params (string, AnswerStanding)[] standings) => SamplePlan.Source(SamplePlan.Of(item), false, standings);

    static ReportSource Source(PlanItem[] items) => SamplePlan.Source(SamplePlan.Of(items));
}
