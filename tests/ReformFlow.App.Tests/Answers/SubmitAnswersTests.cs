using ReformFlow.App.Answers;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;

namespace ReformFlow.App.Tests.Answers;

public class SubmitAnswersTests
{
    const string Department = "shimin";

    [Fact]
    public async Task What_must_be_filled_is_filled_before_anything_is_handed_in()
    {
        await using var office = new Office();
        await office.StartAsync();
        Assert.Equal(SubmitOutcome.Incomplete, await SubmitAsync(office, 0));
        Assert.Equal(0, (await office.RunningAsync()).Requests[Department].Version);
    }

    [Fact]
    public async Task Handing_in_twice_is_handing_in_once()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync(Department);
        var version = (await office.RunningAsync()).Requests[Department].Version;
        Assert.Equal(SubmitOutcome.Submitted, await SubmitAsync(office, 0));
        Assert.Equal(version, (await office.RunningAsync()).Requests[Department].Version);
    }

    [Fact]
    public async Task Answers_that_changed_after_the_page_was_drawn_are_looked_at_again()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        var item = cycle.ItemsOf(Department).Single();
        await office.Get<SaveAnswers>().RunAsync(cycle, Department, item, 0, Sample.Full(cycle, item), "post:shimin", default);
        await office.Get<SaveAnswers>().RunAsync(await office.RunningAsync(), Department, item, 1, Sample.Form("text.effects", "速くなった。"), "post:shimin", default);
        Assert.Equal(SubmitOutcome.Changed, await SubmitAsync(office, 1));
        Assert.Equal(SubmitOutcome.Submitted, await SubmitAsync(office, 2));
        Assert.Contains("aoba/r7/shimin", office.Rings);
    }

    [Fact]
    public async Task Nothing_is_handed_in_after_the_lock()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        var item = cycle.ItemsOf(Department).Single();
        await office.Get<SaveAnswers>().RunAsync(cycle, Department, item, 0, Sample.Full(cycle, item), "post:shimin", default);
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay);
        Assert.Equal(SubmitOutcome.Closed, await SubmitAsync(office, 1));
    }

    static async Task<SubmitOutcome> SubmitAsync(Office office, int seen) =>
        await office.Get<SubmitAnswers>().RunAsync(await office.RunningAsync(), Department, seen, "post:shimin", default);
}
