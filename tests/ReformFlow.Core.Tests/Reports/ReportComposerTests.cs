using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports;

public class ReportComposerTests
{
    [Fact]
    public void Pages_follow_the_template_and_only_drafts_list_what_is_unanswered()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調"));
        Assert.Equal(["cover", "contents", "overview", "summary", "items"], ReportComposer.Compose(SamplePlan.Source(plan)).Sections.Select(s => s.Name));
        Assert.Equal(["cover", "contents", "overview", "summary", "items", "unanswered"], ReportComposer.Compose(SamplePlan.Source(plan, isDraft: true)).Sections.Select(s => s.Name));
    }

    [Fact]
    public void The_cover_names_town_report_period_span_and_day()
    {
        var cover = ReportComposer.Compose(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "順調")))).Sections[0];
        Assert.False(cover.PageNumbers);
        Assert.Equal(
            ["架空市", "架空市行政改革計画　進捗状況報告書", "令和7年度（2025年度）", "計画期間　令和6年度（2024年度）から令和8年度（2026年度）まで", "令和8年6月30日現在"],
            cover.Blocks.Select(PrintedText.Of));
    }

    [Fact]
    public void A_draft_is_marked_on_the_cover_and_at_every_foot()
    {
        var draft = ReportComposer.Compose(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "順調")), isDraft: true));
        Assert.True(draft.IsDraft);
        Assert.Equal(ParagraphRole.Standing, Assert.IsType<Paragraph>(draft.Sections[0].Blocks[0]).Role);
        Assert.All(draft.Sections.Skip(1), s => Assert.StartsWith("【案】", s.RunningFoot));
    }

    [Theory]
    [InlineData(PeriodPart.Annual, "令和7年度（2025年度）")]
    [InlineData(PeriodPart.FirstHalf, "令和7年度（2025年度）上半期")]
    [InlineData(PeriodPart.SecondHalf, "令和7年度（2025年度）下半期")]
    public void A_half_year_is_named(PeriodPart part, string expected) =>
        Assert.Equal(expected, ReportComposer.Compose(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "順調"))) with { Period = new(SamplePlan.R7, part) }).Period);

    [Fact]
    public void What_is_unanswered_is_listed_by_department_with_what_was_decided()
    {
        var plan = SamplePlan.Of(
            SamplePlan.Item("1"), SamplePlan.Item("2") with { LeadDepartments = ["財政課"] }, SamplePlan.Item("3", lastYear: "順調"), SamplePlan.Item("4", "順調"), SamplePlan.Item("5") with { RepeatOf = "1" }, SamplePlan.Item("6") with { LeadDepartments = ["財政課"] });
        var section = ReportComposer.Compose(SamplePlan.Source(plan, isDraft: true, ("i1", AnswerStanding.Missing), ("i2", AnswerStanding.Blank), ("i3", AnswerStanding.LastYear), ("i6", AnswerStanding.Withdrawn))).Sections.Single(s => s.Name == "unanswered");
        Assert.Equal(
        [
            "所属\tNo.\t取組事項\t報告書での扱い", "市民課\t1\t窓口の案内1\t未提出（扱いは未定）", "3\t窓口の案内3\t「確認中（前年度の値）」と掲載", "財政課\t2\t窓口の案内2\t「確認中」と掲載", "6\t窓口の案内6\t「照会取下げ」と掲載",
        ], PrintedText.Of(section.Blocks[^1]).Split('\n'));
    }

    [Fact]
    public void A_draft_with_all_answers_says_so() => Assert.Contains(
        "回答のない取組事項はありません。", PrintedText.Of(ReportComposer.Compose(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1", "順調")), isDraft: true))));

    [Fact]
    public void The_same_source_gives_the_same_document_and_keys_given_on_the_way_change_nothing()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "遅れ"));
        var without = plan with { Items = [.. plan.Items.Select(i => i with { Key = null })] };
        Assert.Equal(ReportComposer.Compose(SamplePlan.Source(plan)).Hash(), ReportComposer.Compose(SamplePlan.Source(without)).Hash());
    }

    [Fact]
    public void Tables_are_rectangles()
    {
        foreach (var name in new[] { "yamaguchi", "mine", "nomi" })
            foreach (var table in ReportComposer.Compose(ReportSource.OfPlan(SamplePlan.Standard, PlanFile.Read(PublishedPlans.Read(name)).Value!)).Sections.SelectMany(s => s.Blocks).OfType<Table>())
                Assert.All(RowWidths(table), width => Assert.Equal(table.Widths.Count, width));
    }

    static IEnumerable<int> RowWidths(Table table)
    {
        var below = new int[table.Rows.Count + 1];
        for (var i = 0; i < table.Rows.Count; i++)
        {
            foreach (var cell in table.Rows[i].Cells)
                for (var row = i; row < i + (cell.RowSpan ?? 1); row++) below[row] += cell.ColumnSpan ?? 1;
            yield return below[i];
        }
    }
}
