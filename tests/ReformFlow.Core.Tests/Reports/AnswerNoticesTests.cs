using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>Marks, ratings and reasons in a plan that is printed as it stands: each good on one side of the boundary and named on the other.</summary>
public class AnswerNoticesTests
{
    static readonly PlanItem _item = SamplePlan.Item("1", "順調") with { Actions = [new("①", "案内板の設置", Plan: new Dictionary<FiscalYear, string?> { [SamplePlan.R7] = "実施" })] };

    static IEnumerable<string> Places(params PlanItem[] items) => Of(items).Select(p => p.Place);

    static IReadOnlyList<Core.Json.Problem> Of(params PlanItem[] items) => AnswerNotices.Of(SamplePlan.Standard, SamplePlan.Of(items) with { Edition = new(SamplePlan.R7) });

    static PlanItem Answered(string? mark = null, string status = "順調", string? delays = null, FiscalYear? year = null) => _item.WithAnswer(year ?? SamplePlan.R7, new(
        mark is null ? null : new Dictionary<string, string> { ["①"] = mark }, new Dictionary<string, string> { ["status"] = status }, delays is null ? null : new Dictionary<string, string> { ["delays"] = delays }));

    [Theory]
    [InlineData("○", true)]
    [InlineData("－", true)]
    [InlineData("可", false)]
    public void A_mark_is_on_its_scale(string mark, bool isGood) => Assert.Equal(isGood ? [] : ["$.items[0].answers[\"R7\"].marks[\"①\"]"], Places(Answered(mark)));

    [Theory]
    [InlineData("順調", true)]
    [InlineData("快調", false)]
    public void A_rating_is_on_its_scale(string status, bool isGood) => Assert.Equal(isGood ? [] : ["$.items[0].answers[\"R7\"].ratings[\"status\"]"], Places(Answered(status: status)));

    [Fact]
    public void What_is_off_the_scale_several_times_is_told_once_with_its_places()
    {
        var notice = Assert.Single(Of(Answered(status: "快調"), SamplePlan.Item("2", "順調", lastYear: "快調")));
        Assert.Contains("\"快調\" is not on the scale \"item\", which has 順調 概ね順調 遅れ 未着手. Also at $.items[1].answers[\"R6\"].ratings[\"status\"].", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_stands_in_a_year_that_is_planned()
    {
        Assert.Empty(Places(Answered("○")));
        Assert.Equal(["$.items[0].answers[\"R6\"].marks[\"①\"]"], Places(Answered("○", year: SamplePlan.R6)));
    }

    [Theory]
    [InlineData("順調", null, true)]
    [InlineData("遅れ", "資材の不足のため。", true)]
    [InlineData("遅れ", null, false)]
    public void A_reason_that_is_asked_is_there(string status, string? reason, bool isGood) =>
        Assert.Equal(isGood ? [] : ["$.items[0].answers[\"R7\"].texts[\"delays\"]"], Places(Answered("○", status, reason)));

    [Fact]
    public void A_closed_item_owes_no_reason() => Assert.Empty(Places(Answered("○", "遅れ") with { ClosedMark = "休止" }));
}
