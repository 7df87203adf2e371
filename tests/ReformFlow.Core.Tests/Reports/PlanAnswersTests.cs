using ReformFlow.Core.Answers;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

public class PlanAnswersTests
{
    static readonly PlanItem _item = SamplePlan.Item("1") with { Actions = [new("①", "案内", "a1"), new(Key: "a2")], Indicators = [new() { Key = "n1", Name = "待ち時間" }] };
    static readonly Period _period = new(SamplePlan.R7);

    [Fact]
    public void Answers_laid_over_a_plan_are_read_out_of_it_again()
    {
        var sheet = new AnswerSheet(new Dictionary<ItemField, AnswerValue>
        {
            [new("i1", "mark.a1")] = new("○"),
            [new("i1", "mark.a2")] = new("△"),
            [new("i1", "rating.status")] = new("遅れ"),
            [new("i1", "text.achievements")] = new("　案内板を改めた。\n・二か所"),
            [new("i1", "actual.n1.R7")] = new("12分", true, new(2026, 8, 31)),
        });
        var again = PlanAnswers.SheetOf(PlanAnswers.Overlay(SamplePlan.Of(_item), _period, sheet), _period);
        Assert.Equal(sheet.Values.ToDictionary(), again.Values.ToDictionary());
    }

    [Fact]
    public void A_half_year_s_answers_under_the_year_alone_are_named_by_their_half()
    {
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調")) with { Edition = new(SamplePlan.R7, PeriodPart.FirstHalf) };
        var source = ReportSource.OfPlan(SamplePlan.Standard, plan);
        Assert.Equal((_period, PeriodPart.FirstHalf), (source.Period, source.PrintedPart));
        Assert.Equal(PeriodPart.SecondHalf, new ReportSource(SamplePlan.Standard, plan, new(SamplePlan.R7, PeriodPart.SecondHalf), new Dictionary<string, AnswerStanding>()).PrintedPart);
    }
}
