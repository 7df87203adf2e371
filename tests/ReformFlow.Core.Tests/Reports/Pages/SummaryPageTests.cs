using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class SummaryPageTests
{
    [Fact]
    public void Counts_stand_beside_last_year_s_with_shares_rounded_half_up_and_differences_of_what_is_printed()
    {
        // 7 of 8 is 87.5, 1 of 16 would be 6.25: the half goes up.
        var items = Enumerable.Range(1, 16).Select(n => SamplePlan.Item($"{n}", n == 1 ? "遅れ" : "順調", n <= 2 ? "遅れ" : n == 3 ? "概ね順調" : "順調")).ToArray();
        Assert.Equal(
        [
            ["順調", "15", "93.8%", "13", "81.3%", "＋2", "＋12.5"],
            ["概ね順調", "0", "0.0%", "1", "6.3%", "△1", "△6.3"],
            ["遅れ", "1", "6.3%", "2", "12.5%", "△1", "△6.2"],
            ["未着手", "0", "0.0%", "0", "0.0%", "-", "-"],
            ["合計", "16", "100.0%", "16", "100.0%", "-", "-"],
        ], Lines(Overall(SamplePlan.Of(items))));
    }

    [Fact]
    public void Shares_are_rounded_as_the_template_says()
    {
        var items = Enumerable.Range(1, 16).Select(n => SamplePlan.Item($"{n}", n == 1 ? "遅れ" : "順調", n <= 2 ? "遅れ" : n == 3 ? "概ね順調" : "順調")).ToArray();
        var source = SamplePlan.Source(SamplePlan.Of(items));
        var section = ReportComposer.Compose(source with { Template = source.Template with { Rounding = new() { ShareDecimals = 0, Shares = RoundingMode.Down, Differences = DifferenceOf.Exact } } }).Sections.Single(s => s.Name == "summary");
        Assert.Equal(["順調", "15", "93%", "13", "81%", "＋2", "＋12"], Lines(section.Blocks.OfType<Table>().First())[0]);
        Assert.Contains(Text(section), t => t.Contains("割合は小数点以下第1位以下を切り捨て、割合の増減は端数処理をする前の割合の差で示しています。", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_outermost_heading_is_counted_by_itself()
    {
        var table = ByHeading(SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "遅れ", node: "2-1"), SamplePlan.Item("3", "順調", node: "2-1")));
        Assert.Equal(["1　窓口を近くする", "順調", "1", "100.0%"], Lines(table)[0]);
        Assert.Equal(["2　財政を整える", "順調", "1", "50.0%"], Lines(table)[5]);
        Assert.Equal(["合計", "2", "100.0%"], Lines(table)[9]);
    }

    [Fact]
    public void Without_a_last_year_nothing_is_compared() =>
        Assert.Equal(["順調", "1", "100.0%"], Lines(Overall(SamplePlan.Of(SamplePlan.Item("1", "順調"))))[0]);

    [Fact]
    public void Handed_down_counts_stand_in_for_last_year()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "遅れ")) with
        {
            PriorCounts = new(SamplePlan.R6, "status", new Dictionary<string, int> { ["順調"] = 3, ["遅れ"] = 1 }),
        };
        var lines = Lines(Overall(plan));
        Assert.Equal(["順調", "1", "50.0%", "3", "75.0%", "△2", "△25.0"], lines[0]);
        Assert.Equal(["概ね順調", "0", "0.0%", "…", "…", "…", "…"], lines[1]);
        Assert.Equal(["合計", "2", "100.0%", "4", "100.0%", "△2", "-"], lines[4]);
    }

    [Fact]
    public void A_category_that_last_year_s_counts_do_not_know_is_not_compared_and_said_so()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "概ね順調")) with
        {
            PriorCounts = new(SamplePlan.R6, "status", new Dictionary<string, int> { ["順調"] = 2 }),
        };
        Assert.Equal(["概ね順調", "1", "50.0%", "…", "…", "…", "…"], Lines(Overall(plan))[1]);
        Assert.Contains(Text(Compose(plan)), t => t.Contains("令和6年度の件数には「概ね順調」の区分がないため"));
    }

    [Fact]
    public void Handed_down_counts_of_another_year_are_left_alone() => Assert.Equal(3, Lines(Overall(SamplePlan.Of(SamplePlan.Item("1", "順調")) with
    {
        PriorCounts = new(SamplePlan.R6.Previous, "status", new Dictionary<string, int> { ["順調"] = 3 }),
    }))[0].Length);

    [Fact]
    public void Closed_items_are_listed_with_their_mark_and_not_counted()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2") with { ClosedMark = "達成" }, SamplePlan.Item("3") with { MergedInto = "1" });
        Assert.Equal("1", Lines(Overall(plan))[^1][1]);
        Assert.Contains(Text(Compose(plan)), t => t.Contains("終了した取組事項2件は、件数に含みません"));
        Assert.Equal("達成", List(plan).Single(r => r[0] == "2")[^1]);
        Assert.Equal("No.1に統合", List(plan).Single(r => r[0] == "3")[^1]);
    }

    [Fact]
    public void Repeated_items_are_counted_as_printed_and_said_to_be()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", node: "2-1") with { RepeatOf = "1" });
        Assert.Equal(["順調", "2", "100.0%"], Lines(Overall(plan))[0]);
        Assert.Contains(Text(Compose(plan)), t => t.Contains("再掲の取組事項1件を含みます"));
    }

    [Fact]
    public void Missing_answers_are_a_line_of_their_own_and_older_ones_are_counted_with_a_remark()
    {
        var section = Compose(SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", lastYear: "遅れ"), SamplePlan.Item("3", "順調")), ("i2", AnswerStanding.LastYear), ("i3", AnswerStanding.Blank));
        var lines = Lines(section.Blocks.OfType<Table>().First());
        Assert.Equal(["遅れ", "1", "33.3%", "1"], lines[2][..4]);
        Assert.Equal(["確認中", "1", "33.3%"], lines[4][..3]);
        Assert.Contains(Text(section), t => t.Contains("1件は「確認中（前年度の値）」により数えています"));
    }

    [Fact]
    public void A_plan_without_ratings_prints_a_sentence_and_the_list()
    {
        var section = Compose(SamplePlan.Of(SamplePlan.Item("1")));
        Assert.Contains(Text(section), t => t.Contains("評価の区分がない"));
        Assert.Equal(["1", "窓口の案内1", "市民課"], Lines(Assert.Single(section.Blocks.OfType<Table>()))[2]);
    }

    [Fact]
    public void A_cycle_without_any_answer_yet_is_counted_as_unanswered() =>
        Assert.Equal(["確認中", "1", "100.0%"], Lines(Compose(SamplePlan.Of(SamplePlan.Item("1")), ("i1", AnswerStanding.Missing)).Blocks.OfType<Table>().First())[4]);

    [Fact]
    public void A_rating_under_another_name_is_counted_in_its_own_words()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1").WithAnswer(SamplePlan.R7, new(Ratings: new Dictionary<string, string> { ["grade"] = "B" })));
        Assert.Equal([["B", "1", "100.0%"], ["合計", "1", "100.0%"]], Lines(Overall(plan)));
    }

    [Fact]
    public void A_label_and_its_symbol_are_one_category()
    {
        var scale = new Scale("item", [new("○", "実施"), new("×", "未実施")]);
        var plan = SamplePlan.Of(SamplePlan.Item("1", "○"), SamplePlan.Item("2", "実施")) with { Scales = [scale] };
        Assert.Equal([["○　実施", "2", "100.0%"], ["未実施", "0", "0.0%"], ["合計", "2", "100.0%"]], Lines(Overall(plan)));
    }

    [Fact]
    public void Every_count_knows_the_answers_that_it_was_counted_from()
    {
        var row = Overall(SamplePlan.Of(SamplePlan.Item("1", "順調", "遅れ"), SamplePlan.Item("2", "順調"))).Rows[2];
        Assert.Equal([new("i1", "rating.status", new(SamplePlan.R7)), new("i2", "rating.status", new(SamplePlan.R7))], row.Cells[1].Sources!);
        var late = Overall(SamplePlan.Of(SamplePlan.Item("1", "順調", "遅れ"), SamplePlan.Item("2", "順調"))).Rows[4];
        Assert.Equal([new FigureSource("i1", "rating.status", new(SamplePlan.R6))], late.Cells[3].Sources!);
    }

    [Fact]
    public void The_list_leads_to_the_sheets_in_page_order()
    {
        var list = Compose(SamplePlan.Of(SamplePlan.Item("1", "順調", "遅れ"), SamplePlan.Item("2", "遅れ", node: "2-1"))).Blocks.OfType<Table>().Last();
        Assert.Equal([["1　窓口を近くする"], ["1", "窓口の案内1", "市民課", "順調", "遅れ"], ["2　財政を整える"], ["2", "窓口の案内2", "市民課", "遅れ", "－"]], Lines(list)[1..]);
        Assert.Equal("item-i2", Assert.IsType<Link>(list.Rows[^1].Cells[1].Content[0]).Anchor);
    }

    static Section Compose(Plan plan, params (string, AnswerStanding)[] standings) =>
        ReportComposer.Compose(SamplePlan.Source(plan, standings: standings)).Sections.Single(s => s.Name == "summary");

    static Table Overall(Plan plan) => Compose(plan).Blocks.OfType<Table>().First();
    static Table ByHeading(Plan plan) => Compose(plan).Blocks.OfType<Table>().Single(t => t.Caption == "方針別の状況");
    static string[][] List(Plan plan) => Lines(Compose(plan).Blocks.OfType<Table>().Last());
    static string[][] Lines(Table table) => [.. table.Rows.Skip(table.HeaderRows == 2 ? 2 : 0).Select(r => r.Cells.Select(c => PrintedText.Of(c.Content)).ToArray())];
    static IEnumerable<string> Text(Section section) => section.Blocks.OfType<Paragraph>().Select(p => PrintedText.Of(p.Content));
}
