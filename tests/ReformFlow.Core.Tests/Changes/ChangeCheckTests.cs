using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Changes;

public class ChangeCheckTests
{
    static readonly Plan _plan = Sample.Plan(Sample.Item("1") with { Key = "i1" }, Sample.Item("2") with { Key = "i2" }, Sample.Item("3") with { Key = "i3", ClosedMark = "達成" });

    [Theory]
    [InlineData(ChangeKind.Revise, "", "title=窓口の刷新", "理由", null)]
    [InlineData(ChangeKind.Revise, "", "", "理由", "texts")]
    [InlineData(ChangeKind.Revise, "", "title=窓口の刷新", "", "reason")]
    [InlineData(ChangeKind.Revise, "", "title=", "理由", "title")]
    [InlineData(ChangeKind.Revise, "", "leadDepartments=幽霊課", "理由", "leadDepartments")]
    [InlineData(ChangeKind.Revise, "", "leadDepartments=", "理由", "leadDepartments")]
    [InlineData(ChangeKind.Revise, "", "leadDepartments=税務課\n各課", "理由", null)]
    [InlineData(ChangeKind.Revise, "", "no=9", "理由", "no")]
    [InlineData(ChangeKind.Stop, "", "", "理由", null)]
    [InlineData(ChangeKind.Merge, "i2", "", "理由", null)]
    [InlineData(ChangeKind.Merge, "i1", "", "理由", "target")]
    [InlineData(ChangeKind.Merge, "i3", "", "理由", "target")]
    [InlineData(ChangeKind.Merge, "", "", "理由", "target")]
    public void A_proposal_says_what_changes_and_why(ChangeKind kind, string target, string text, string reason, string? place)
    {
        List<ChangedText> texts = text.Length == 0 ? [] : [new(text.Split('=')[0], "", text.Split('=')[1])];
        var fields = kind == ChangeKind.Revise ? PlanFields.Of(_plan, _plan.Items[0], new(2025)) : [];
        var problems = ChangeCheck.Problems(kind, _plan.Items[0], target, texts, reason, fields, _plan, Sample.Town());

        Assert.Equal(place is null ? [] : [place], problems.Select(p => p.Place));
    }

    [Fact]
    public void A_new_item_needs_title_place_content_and_department()
    {
        var problems = ChangeCheck.Problems(ChangeKind.New, null, null, [], "理由", PlanFields.OfNew(_plan, new(2025), "税務課"), _plan, Sample.Town());

        Assert.Equal(["title", "node", "text.description", "leadDepartments"], problems.Select(p => p.Place));
    }

    [Theory]
    [InlineData(true, "R7", "", null, "適用できません")]
    [InlineData(true, "R6", "", null, "適用できません")]
    [InlineData(true, "R8", "", null, null)]
    [InlineData(true, "R9", "", null, null)]
    [InlineData(true, "R10", "", null, "計画期間に入っていません")]
    [InlineData(true, null, "", null, "選んでください")]
    [InlineData(false, null, "", null, "見送る理由")]
    [InlineData(false, null, "次の計画で検討する", null, null)]
    public void A_change_counts_from_a_year_after_the_reported_one(bool accepted, string? from, string note, string? no, string? refusal)
    {
        FiscalYear? year = from is null ? null : FiscalYear.Parse(from);
        Says(refusal, ChangeCheck.Refusal(new(1, ChangeKind.Stop, "i1", null, [], "理由"), new(1, accepted, year, note, no), Sample.Cycle(), _plan with { About = _plan.About with { LastYear = new(2027) } }));
    }

    [Theory]
    [InlineData("4", null)]
    [InlineData("2", "すでに使われています")]
    [InlineData(null, "番号を入力")]
    public void A_new_item_is_accepted_under_a_number_of_its_own(string? no, string? refusal) =>
        Says(refusal, ChangeCheck.Refusal(new(1, ChangeKind.New, null, null, [new("title", "", "新しい取組")], "理由"), new(1, true, new(2026), "", no), Sample.Cycle(), _plan));

    [Fact]
    public void A_schedule_that_changes_earlier_than_the_change_counts_is_not_silently_left_out() =>
        Says("令和8年度から適用するか", ChangeCheck.Refusal(new(1, ChangeKind.Revise, "i1", null, [new("plan.a1.R8", "検討", "中断")], "理由"), new(1, true, new(2027), ""), Sample.Cycle(), _plan));

    [Theory]
    [InlineData("7/14 23:59:59", true)]
    [InlineData("7/15", false)]
    public void Proposals_are_taken_after_the_submission_until_the_lock(string now, bool taken) =>
        Assert.Equal(taken, ChangeCheck.WhyNot(Sample.Cycle(), Sample.Asked(("6/20", new Submitted(1)), ("6/21", new Accepted(1))), Sample.At(now)) is null);

    [Theory]
    [InlineData("1 2 3", "4")]
    [InlineData("①", "")]
    public void The_next_number_is_proposed_where_numbers_are_counted(string numbers, string next) =>
        Assert.Equal(next, ChangeCheck.NextNumber(Sample.Plan([.. numbers.Split(' ').Select(n => Sample.Item(n))])));

    static void Says(string? part, string? refusal)
    {
        if (part is null) Assert.Null(refusal);
        else Assert.Contains(part, refusal, StringComparison.Ordinal);
    }
}
