using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class ItemSheetsTests
{
    static readonly PlanItem _full = SamplePlan.Item("1", "遅れ", "順調") with
    {
        SubTitle = "二年目",
        SupportingDepartments = ["総務課"],
        Texts = new Dictionary<string, string> { ["purpose"] = "　迷わず\n　着けるように。", ["ownWord"] = "独自の欄" },
        Actions =
        [
            new("①", "案内板", "a1", new Dictionary<FiscalYear, string?> { [SamplePlan.R6] = "検討", [SamplePlan.R7] = "→" }),
            new("②", "総合窓口", "a2", Bars: [new("設計", SamplePlan.R7, SamplePlan.R7), new("年度未定の工程")]),
        ],
        Indicators =
        [
            new()
            {
                Key = "n1", Name = "待ち時間", Unit = "分", Baseline = "15分", FinalTarget = "10分", Direction = "lower (以内)", Note = "年度平均",
                Targets = new Dictionary<FiscalYear, string?> { [SamplePlan.R6] = "14分", [SamplePlan.R7] = null },
                Actuals = new Dictionary<FiscalYear, Figure?> { [SamplePlan.R6] = new("13分"), [SamplePlan.R7] = new("12分", true, new(2026, 8, 31)) },
            },
        ],
        Glossary = [new("総合窓口", "一か所で済む窓口")],
        Answers = new Dictionary<Period, YearAnswer>
        {
            [new(SamplePlan.R6)] = Answer("○", "順調", "去年の実績"),
            [new(SamplePlan.R7)] = Answer("△", "遅れ", "・改めた。\n　　次の行"),
        },
    };

    [Fact]
    public void A_sheet_prints_all_that_plan_and_answers_say()
    {
        var text = Sheet(_full);
        foreach (var expected in new[]
        {
            "1　窓口の案内1", "二年目", "1　窓口を近くする　＞　(1)　窓口の改善", "（主）市民課　総務課", "目的：　迷わず\n　着けるように。", "ownWord：独自の欄",
            "①　案内板\t計画\t検討\t→\t", "実績\t○\t△\t", "日程\t\t設計\t", "日程\t年度未定の工程",
            "待ち時間〔（単位：分）〕〔（減少を目指す指標）〕\n年度平均\t15分\t目標\t14分\t－\t－\t10分", "実績\t13分\t12分〔（見込）〕〔令和8年8月31日確定予定〕\t",
            "進捗状況：遅れ\n前年度：順調", "取組実績：・改めた。\n　　次の行", "総合窓口：一か所で済む窓口",
        })
            Assert.Contains(expected, text);
        Assert.DoesNotContain("去年の実績", text);
    }

    [Fact]
    public void Each_item_starts_a_page()
    {
        var blocks = Section(SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "順調"))).Blocks;
        Assert.Equal([true, false, true], blocks.OfType<Heading>().Where(h => h.Level <= 3).Select(h => h.StartsPage));
    }

    [Fact]
    public void A_mark_carries_its_label()
    {
        var marks = Section(SamplePlan.Of(_full)).Blocks.OfType<Table>().SelectMany(t => t.Rows).SelectMany(r => r.Cells).SelectMany(c => c.Content).OfType<Mark>().Where(m => m.Label.StartsWith("計画", StringComparison.Ordinal));
        Assert.Equal([new("○", "計画どおり"), new("△", "計画に遅れ")], marks);
    }

    [Fact]
    public void A_figure_knows_its_answer()
    {
        var sources = Section(SamplePlan.Of(_full)).Blocks.OfType<Table>().SelectMany(t => t.Rows).SelectMany(r => r.Cells).Where(c => c.Sources is not null).SelectMany(c => c.Sources!);
        Assert.Equal([new("i1", "actual.n1.R6", new(SamplePlan.R6)), new("i1", "actual.n1.R7", new(SamplePlan.R7))], sources);
    }

    [Fact]
    public void Answers_not_yet_taken_say_so()
    {
        Assert.Contains("〔事務局確認前〕", Sheet(_full, ("i1", AnswerStanding.Submitted)));
        Assert.DoesNotContain("事務局確認前", Sheet(_full, ("i1", AnswerStanding.Accepted)));
    }

    [Fact]
    public void Last_year_s_answer_is_printed_with_the_words_beside_each_value()
    {
        var text = Sheet(_full, ("i1", AnswerStanding.LastYear));
        Assert.Contains("取組実績：去年の実績〔確認中（前年度の値）〕", text);
        Assert.Contains("実績\t○\t○〔確認中（前年度の値）〕", text);
        Assert.Contains("実績\t13分\t13分〔確認中（前年度の値）〕", text);
        Assert.Contains("進捗状況：順調〔確認中（前年度の値）〕", text);
        Assert.DoesNotContain("改めた", text);
    }

    [Theory]
    [InlineData(AnswerStanding.Blank)]
    [InlineData(AnswerStanding.Missing)]
    public void What_was_not_handed_in_is_not_printed(AnswerStanding standing)
    {
        var text = Sheet(_full, ("i1", standing));
        Assert.Contains("取組実績：〔確認中〕", text);
        Assert.Contains("実績\t○\t〔確認中〕", text);
        Assert.Contains("実績\t13分\t〔確認中〕", text);
        Assert.DoesNotContain("改めた", text);
        Assert.DoesNotContain("未提出", text);
    }

    [Fact]
    public void A_draft_calls_missing_answers_missing() =>
        Assert.Contains("〔確認中（未提出）〕", PrintedText.Of(ReportComposer.Compose(SamplePlan.Source(SamplePlan.Of(_full), isDraft: true, ("i1", AnswerStanding.Missing)))));

    [Fact]
    public void A_repetition_refers_to_its_original_and_prints_its_content()
    {
        var plan = SamplePlan.Of(_full, SamplePlan.Item("2", node: "2-1") with { RepeatOf = "1" });
        var text = string.Join("\n", Section(plan).Blocks.SkipWhile(b => b is not Heading { Anchor: "item-i2" }).Select(PrintedText.Of));
        Assert.Contains("再掲：取組事項 1「窓口の案内1」の再掲です。", text);
        Assert.Contains("取組実績：・改めた。", text);
        Assert.Contains("待ち時間", text);
    }

    [Fact]
    public void A_repetition_stands_as_its_original_does()
    {
        var plan = SamplePlan.Of(_full, SamplePlan.Item("2", node: "2-1") with { RepeatOf = "1" });
        var text = string.Join("\n", Section(plan, ("i1", AnswerStanding.Blank)).Blocks.SkipWhile(b => b is not Heading { Anchor: "item-i2" }).Select(PrintedText.Of));
        Assert.Contains("取組実績：〔確認中〕", text);
    }

    [Fact]
    public void A_merged_item_prints_its_mark_and_what_remains()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2") with { ClosedMark = "№1に統合", MergedInto = "1", Texts = new Dictionary<string, string> { ["description"] = "残る内容" } });
        var text = PrintedText.Of(ReportComposer.Compose(SamplePlan.Source(plan)));
        Assert.Contains("取扱い：№1に統合　取組事項 1「窓口の案内1」", text);
        Assert.Contains("内容：残る内容", text);
    }

    [Fact]
    public void An_item_with_a_title_only_has_a_sheet() => Assert.Contains("1　窓口の案内1", Sheet(SamplePlan.Item("1")));

    [Fact]
    public void A_reason_is_printed_even_where_the_condition_no_longer_holds()
    {
        var item = SamplePlan.Item("1").WithAnswer(SamplePlan.R7, new(
            Ratings: new Dictionary<string, string> { ["status"] = "順調" }, Texts: new Dictionary<string, string> { ["delays"] = "資材が届かなかった。" }));
        Assert.Contains("遅れの理由と今後の方策：資材が届かなかった。", Sheet(item));
    }

    static YearAnswer Answer(string mark, string status, string achievements) => new(
        new Dictionary<string, string> { ["①"] = mark }, new Dictionary<string, string> { ["status"] = status }, new Dictionary<string, string> { ["achievements"] = achievements });

    static string Sheet(PlanItem item, params (string, AnswerStanding)[] standings) => string.Join("\n", Section(SamplePlan.Of(item), standings).Blocks.Select(PrintedText.Of));

    static Section Section(Plan plan, params (string, AnswerStanding)[] standings) =>
        ReportComposer.Compose(SamplePlan.Source(plan, standings: standings)).Sections.Single(s => s.Name == "items");
}
