using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Tests.Reports;

namespace ReformFlow.Core.Tests.Plans;

public class EffectCheckTests
{
    static Effect Of(EffectKind kind, int year, long yen = 1) => new() { Kind = kind, Planned = new Dictionary<FiscalYear, Amount> { [new(year)] = new(yen) } };

    static IEnumerable<string> Paths(params Effect[] effects) =>
        PlanCheck.Problems(SamplePlan.Of(SamplePlan.Item("1", "順調") with { Effects = effects })).Select(p => p.Place);

    [Fact]
    public void Amounts_of_both_kinds_within_the_plan_are_good() => Assert.Empty(Paths(Of(EffectKind.Saving, 2024), Of(EffectKind.Revenue, 2026, -Amount.Largest)));

    [Fact]
    public void A_kind_stands_once() => Assert.Equal(["$.items[0].effects[1].kind"], Paths(Of(EffectKind.Saving, 2024), Of(EffectKind.Saving, 2025)));

    [Theory, InlineData(2023), InlineData(2027)]
    public void A_year_outside_the_plan_would_be_in_no_sum(int year) => Assert.Equal([$"$.items[0].effects[0].planned[\"{new FiscalYear(year)}\"]"], Paths(Of(EffectKind.Saving, year)));

    [Fact]
    public void An_amount_beyond_every_budget_is_refused() => Assert.Single(Paths(Of(EffectKind.Saving, 2024, Amount.Largest + 1)));

    [Fact]
    public void A_repetition_has_no_amounts_of_its_own() =>
        Assert.Contains("$.items[1].effects", PlanCheck.Problems(SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2") with { RepeatOf = "1", Effects = [Of(EffectKind.Saving, 2024)] })).Select(p => p.Place));
}
