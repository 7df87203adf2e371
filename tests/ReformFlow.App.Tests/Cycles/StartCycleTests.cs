using ReformFlow.App.Cycles;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Tests.Cycles;

public class StartCycleTests
{
    [Fact]
    public async Task A_started_cycle_asks_those_who_write_open_items()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        Assert.Equal(["zeimu", "shimin"], cycle.Settings.Requests.Select(r => r.Department));
        Assert.Equal(["2"], cycle.ItemsOf("zeimu").Select(i => i.No));
        Assert.Contains("aoba/r7/", office.Rings);
    }

    [Fact]
    public async Task A_cycle_is_started_once()
    {
        await using var office = new Office();
        await office.StartAsync();
        var (key, problems) = await StartAsync(office, new FiscalYear(2025));
        Assert.Null(key);
        Assert.Equal("period", Assert.Single(problems).Place);
    }

    [Theory]
    [InlineData(2023, true)]
    [InlineData(2024, false)]
    [InlineData(2028, false)]
    [InlineData(2029, true)]
    public async Task A_year_outside_the_plan_is_refused(int year, bool isRefused)
    {
        await using var office = new Office();
        await office.ImportAsync();
        var (_, problems) = await StartAsync(office, new FiscalYear(year));
        Assert.Equal(isRefused, problems.Count > 0);
    }

    [Fact]
    public async Task Contradicting_days_are_refused_and_nothing_is_started()
    {
        await using var office = new Office();
        await office.ImportAsync();
        var (_, problems) = await office.Get<StartCycle>().RunAsync(
            Office.Town, new(Plan.MainKey, new(new FiscalYear(2025)), Office.Dates with { DueDay = Office.Dates.RequestDay }, false), "post:office", default);
        Assert.Equal("dueDay", Assert.Single(problems).Place);
        Assert.Null(await office.Get<CycleFinder>().FindAsync(Office.Town, Office.Cycle, default));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task A_request_day_that_has_passed_is_refused(int daysLate, bool isRefused)
    {
        await using var office = new Office { Now = TokyoTime.At(Office.Dates.RequestDay.AddDays(daysLate), new(23, 59)) };
        await office.ImportAsync();
        var (_, problems) = await StartAsync(office, new FiscalYear(2025));
        Assert.Equal(isRefused ? ["requestDay"] : [], problems.Select(p => p.Place));
    }

    [Fact]
    public async Task What_the_office_chose_beside_the_days_holds_for_the_cycle()
    {
        await using var office = new Office();
        await office.ImportAsync();
        var options = new StartOptions { DueAt = "12:00", Before = "5", After = "", ToSuperior = "3", ToBureau = "", EscalatesAutomatically = true, HasQuietDays = false, NeedsConfirmation = true };
        var (_, problems) = await office.Get<StartCycle>().RunAsync(
            Office.Town, options.Of(new(Plan.MainKey, new(new FiscalYear(2025)), Office.Dates with { ProbeDay = new(2026, 6, 1) }, false)), "post:office", default);
        Assert.Empty(problems);
        var settings = (await office.RunningAsync()).Settings;
        Assert.Equal((new TimeOnly(12, 0), 3, null, true), (settings.Hours.DueAt, settings.Escalation.ToSuperior, settings.Escalation.ToBureau, settings.Escalation.Automatic));
        Assert.Equal([-5], settings.Reminders.Offsets);
        Assert.Null(settings.QuietDays);
        Assert.True(settings.NeedsConfirmation);
        Assert.Equal(new(2026, 6, 1), settings.Dates.ProbeDay);
    }

    static Task<(string? Key, IReadOnlyList<Core.Json.Problem> Problems)> StartAsync(Office office, FiscalYear year) =>
        office.Get<StartCycle>().RunAsync(Office.Town, new(Plan.MainKey, new(year), Office.Dates, false), "post:office", default);
}
