using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Tests.Requests;

/// <summary>A figure that was 見込 when the report was published becomes final, and makes the next edition.</summary>
public class FinalFiguresTests
{
    const string Department = "shimin";
    static readonly DateOnly _finalOn = new(2026, 8, 31);

    [Fact]
    public async Task Final_figures_are_asked_for_alone_after_lock_acceptance_and_publication_and_make_the_next_edition()
    {
        await using var office = new Office();
        Assert.True((await office.ImportAsync(Office.Plan.Replace("\"name\":\"待ち時間\"", $"\"name\":\"待ち時間\",\"finalOn\":\"{_finalOn:yyyy-MM-dd}\"", StringComparison.Ordinal))).IsGood);
        await office.Get<StartCycle>().RunAsync(Office.Town, new(Plan.MainKey, new(new FiscalYear(2025)), Office.Dates, false), "post:office", default);
        await TendAsync(office, new(2026, 6, 8), 9);
        var cycle = await office.RunningAsync();
        var item = cycle.ItemsOf(Department).Single();
        var figure = $"actual.{item.Indicators![0].Key}.R7";
        var first = Sample.Full(cycle, item);
        first[figure] = new("12分", true, _finalOn);
        await SaveAsync(office, item, 0, first);
        await SubmitAsync(office);
        Assert.Null(await office.Get<OfficeDecisions>().AcceptAsync(cycle, Department, "post:office", default));
        Assert.Null(await office.Get<OfficeDecisions>().DecideMissingAsync(cycle, "zeimu", MissingAnswer.Blank, "", "post:office", default));
        var number = await office.Get<CompileEdition>().RunAsync(await office.RunningAsync(), "post:office", default);
        Assert.Null(await office.Get<ReleaseEdition>().RunAsync(await office.RunningAsync(), number, "post:office", default));
        await TendAsync(office, new(2026, 8, 3), 10);
        Assert.Equal(number, (await office.RunningAsync()).Head.Published()?.Number);

        await TendAsync(office, new(2026, 8, 31), 9);
        var asked = (await office.RunningAsync()).Requests[Department];
        Assert.True(asked.IsAskingFinals());
        Assert.Null(RequestRules.WhyClosed(cycle.Settings, asked, office.Now));
        Assert.Contains(office.Postbox.OfKind(StepKind.Request), m => m.Subject.StartsWith("【確定値のお願い】", StringComparison.Ordinal));
        // Asking takes nothing back.
        Assert.Equal(number, await office.Get<CompileEdition>().RunAsync(await office.RunningAsync(), "post:office", default));

        // The mark alone is a change; what was not asked for stays as it is.
        await SaveAsync(office, item, asked.Version, new() { [figure] = new("12分"), ["text.achievements"] = new("書き換え") });
        await SubmitAsync(office);
        await TendAsync(office, new(2026, 9, 1), 9);
        var notice = office.Postbox.OfKind(StepKind.NoticeFinals).Single();
        Assert.Contains("・1　待ち時間\n　　12分（見込では 12分）", notice.Body, StringComparison.Ordinal);
        var appends = await office.Log.ReadAsync(StreamName.Request(Office.Town, Office.Cycle, Department), 1, default);
        Assert.Equal([true, null], appends.SelectMany(a => a.Events).OfType<AnswerChanged>().Where(c => c.Field == figure).Select(c => c.Value.Provisional));
        Assert.Single(appends.SelectMany(a => a.Events).OfType<AnswerChanged>(), c => c.Field == "text.achievements");
        Assert.Empty((await office.RunningAsync()).Requests[Department].Provisional);

        Assert.Null(await office.Get<OfficeDecisions>().AcceptAsync(cycle, Department, "post:office", default));
        var next = await office.Get<CompileEdition>().RunAsync(await office.RunningAsync(), "post:office", default);
        Assert.Equal(number + 1, next);
        Assert.Null(await office.Get<ReleaseEdition>().RunAsync(await office.RunningAsync(), next, "post:office", default));
        await TendAsync(office, new(2026, 9, 2), 10);
        Assert.Equal(next, (await office.RunningAsync()).Head.Published()?.Number);
        Assert.Single(office.Postbox.OfKind(StepKind.NoticeFinals));
    }

    static async Task TendAsync(Office office, DateOnly day, int hour)
    {
        office.Now = TokyoTime.At(day, new(hour, 0));
        await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle), default);
        foreach (var department in new[] { Department, "zeimu" }) await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle, department), default);
    }

    static async Task SaveAsync(Office office, PlanItem item, int version, Dictionary<string, AnswerValue> values) =>
        Assert.True((await office.Get<SaveAnswers>().RunAsync(await office.RunningAsync(), Department, item, version, values, "post:shimin", default)).Saved);

    static async Task SubmitAsync(Office office) => Assert.Equal(SubmitOutcome.Submitted,
        await office.Get<SubmitAnswers>().RunAsync(await office.RunningAsync(), Department, (await office.RunningAsync()).Requests[Department].Version, "post:shimin", default));
}
