using System.Text;
using ReformFlow.App.Cycles;
using ReformFlow.App.Rehearsals;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Tests.Rehearsals;

public class RehearseCycleTests
{
    static readonly CycleChoice _choice = new(Plan.MainKey, new(new FiscalYear(2025)), Office.Dates, PublishAutomatically: false);

    [Fact]
    public async Task Rehearsal_names_every_mail_with_its_day_and_reader_if_nobody_answers()
    {
        await using var office = new Office();
        await office.ImportAsync();

        var rehearsed = (await office.Get<RehearseCycle>().RunAsync(Office.Town, _choice, default)).Value!;

        Assert.Equal(
        [
            "6/8 request 市民課長", "6/8 request 税務課長", "6/24 remind 市民課長", "6/24 remind 税務課長", "6/30 remind 市民課長", "6/30 remind 税務課長",
            "7/2 remind 市民課長", "7/2 remind 税務課長", "7/14 notice-locked 行革推進室", "8/3 notice-unreleased 行革推進室",
        ], rehearsed.Mails.OrderBy(m => m.At).ThenBy(m => m.To, StringComparer.Ordinal).Select(m => $"{TokyoTime.DayOf(m.At):M/d} {m.Key.Split('~')[2]} {m.To}"));
        Assert.All(rehearsed.Mails.Where(m => m.Kind == StepKind.Request), m => Assert.Contains("https://example.invalid/aoba/r7/", m.Body, StringComparison.Ordinal));
        Assert.Equal([("照会日", 15, -5), ("提出期限", 10, 0), ("入力終了日", 14, -1), ("公表日", null, (int?)null)], rehearsed.Days.Select(d => (d.Name, d.ToNext, d.Slack)));
        Assert.Equal(rehearsed.Mails.Count, rehearsed.Weeks.Sum(w => w.Mails));
    }

    [Fact]
    public async Task Rehearsal_leaves_no_trace()
    {
        await using var office = new Office();
        await office.ImportAsync();
        var (files, appends) = (office.Files.All.Count, office.Log.All("aoba~office").Count);

        await office.Get<RehearseCycle>().RunAsync(Office.Town, _choice, default);

        Assert.Equal((files, appends), (office.Files.All.Count, office.Log.All("aoba~office").Count));
        Assert.Empty(office.Log.All("aoba~cycle~r7"));
        Assert.Empty(office.Postbox.Sent);
        Assert.Empty(office.Rings);
    }

    [Fact]
    public async Task Rehearsal_of_days_that_contradict_each_other_gives_the_reasons_of_the_start()
    {
        await using var office = new Office();
        await office.ImportAsync();

        var rehearsed = await office.Get<RehearseCycle>().RunAsync(Office.Town, _choice with { Dates = Office.Dates with { DueDay = Office.Dates.RequestDay } }, default);

        Assert.Contains(rehearsed.Problems, p => p.Place == "dueDay");
    }

    [Fact]
    public async Task Rehearsal_from_files_is_that_of_the_imported_town()
    {
        await using var office = new Office();
        await office.ImportAsync();
        var imported = (await office.Get<RehearseCycle>().RunAsync(Office.Town, _choice, default)).Value!;

        var read = (await RehearseCycle.RunAsync(Encoding.UTF8.GetBytes(Office.Plan), Encoding.UTF8.GetBytes(Office.Organisation), null, Plan.MainKey, _choice, default)).Value!;

        Assert.Equal(imported.Mails, read.Mails);
    }

    [Fact]
    public async Task Mails_of_an_open_cycle_are_counted_in_where_one_mail_of_the_day_speaks_for_both()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.Get<ReformFlow.App.Organisation.ImportTown>().RunAsync(Encoding.UTF8.GetBytes(Office.Plan), Encoding.UTF8.GetBytes(Office.Organisation), null, "dx", default);

        var rehearsed = (await office.Get<RehearseCycle>().RunAsync(Office.Town, _choice with { Plan = "dx" }, default)).Value!;

        // The same days and due days: the cycle with the earlier key sends, and its mails list both.
        var requests = rehearsed.Mails.Where(m => m.Kind == StepKind.Request).ToList();
        Assert.Equal(2, requests.Count);
        Assert.All(requests, m => Assert.Equal(2, m.Body.Split("https://example.invalid/aoba/").Length - 1));
    }
}
