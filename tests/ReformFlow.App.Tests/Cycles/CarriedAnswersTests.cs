using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Tests.Cycles;

public class CarriedAnswersTests
{
    static readonly Period _year = new(new FiscalYear(2025)), _next = new(new FiscalYear(2026));
    static readonly CycleDates _dates = new(new(2027, 6, 7), new(2027, 6, 28), new(2027, 7, 12), new(2027, 8, 2));

    [Fact]
    public async Task Next_cycle_has_what_was_published_beside_its_form()
    {
        await using var office = await PublishedAsync();
        var answered = (await office.RunningAsync()).Plan.Items.Single(i => i.Key == "i2");
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");

        var plan = await NextPlanAsync(office);

        var item = plan.Items.Single(i => i.Key == "i2");
        Assert.Null(answered.Answers?.GetValueOrDefault(_year));
        // What was changed after the publication is not public, and so not last year's answer.
        Assert.EndsWith("の内容", item.Answers![_year].Texts!["achievements"], StringComparison.Ordinal);
        Assert.EndsWith("の内容", plan.Items.Single(i => i.Key == "i1").Indicators![0].Actuals![_year.Year]!.Text, StringComparison.Ordinal);
        // The years that the plan's file holds stay.
        Assert.Equal("14分", plan.Items.Single(i => i.Key == "i1").Indicators![0].Actuals![_year.Year.Previous]!.Text);
        Assert.Equal("遅れ", plan.Items.Single(i => i.Key == "i1").Answers![new(_year.Year.Previous)].Ratings!["status"]);
    }

    [Fact]
    public async Task Answer_that_the_plan_s_file_holds_goes_before()
    {
        await using var office = await PublishedAsync();
        await office.ImportAsync(Office.Plan.Replace("\"answers\":{\"R6\":", "\"answers\":{\"R7\":{\"texts\":{\"achievements\":\"取り込んだ実績\"}},\"R6\":", StringComparison.Ordinal));

        var item = (await NextPlanAsync(office)).Items.Single(i => i.Key == "i1");

        Assert.Equal("取り込んだ実績", item.Answers![_year].Texts!["achievements"]);
        Assert.NotNull(item.Answers[_year].Ratings!["status"]);
    }

    [Fact]
    public async Task Cycle_that_published_nothing_leaves_nothing()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync("zeimu");

        Assert.Null((await NextPlanAsync(office)).Items.Single(i => i.Key == "i2").Answers?.GetValueOrDefault(_year));
    }

    static async Task<Office> PublishedAsync()
    {
        var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None);
        Assert.Null(await office.ReleaseAsync(await office.CompileAsync()));
        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        await office.TendAsync();
        return office;
    }

    static async Task<Plan> NextPlanAsync(Office office)
    {
        var (key, problems) = await office.Get<StartCycle>().RunAsync(Office.Town, new(Plan.MainKey, _next, _dates, false), Office.By, default);
        Assert.Empty(problems);
        return (await office.Get<CycleFinder>().FindAsync(Office.Town, key!, default))!.Plan;
    }
}
