using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Reviews;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Tests.Fakes;

sealed partial class Office
{
    public const string By = "post:office";

    /// <summary>Starts the cycle with reviews and a rule for the approval; everybody hands in, and the lock passes.</summary>
    public async Task<RunningCycle> StartReviewedAsync(ApprovalRule approval = ApprovalRule.Required, bool publishAutomatically = false, params IReadOnlyList<ReviewStep> reviews)
    {
        await ImportAsync();
        var (_, problems) = await Get<StartCycle>().RunAsync(Town, new(Core.Plans.Plan.MainKey, new(new FiscalYear(2025)), Dates, publishAutomatically) { Reviews = reviews, Approval = approval }, By, default);
        Assert.Empty(problems);
        await SubmitAsync("zeimu");
        await SubmitAsync("shimin");
        foreach (var department in new[] { "zeimu", "shimin" }) Assert.Null(await Get<OfficeDecisions>().AcceptAsync(await RunningAsync(), department, By, default));
        Now = TokyoTime.At(Dates.LockDay.AddDays(2), new(9, 30));
        await TendAsync();
        return await RunningAsync();
    }

    /// <summary>Has everything performed that is due for the cycle as a whole.</summary>
    public Task<DateTimeOffset?> TendAsync() => Get<Performer>().TendAsync(new(Town, Cycle), default);

    public async Task<int> CompileAsync(ReviewDraft? draft = null) => await Get<CompileEdition>().RunAsync(await RunningAsync(), By, default, draft);

    public async Task<string?> ReleaseAsync(int number) => await Get<ReleaseEdition>().RunAsync(await RunningAsync(), number, By, default);

    public async Task<string?> ApproveAsync(int number) => await Get<ApproveEdition>().ApproveAsync(await RunningAsync(), number, By, default);

    /// <summary>Compiles, releases and publishes without an approval; gives the edition's number.</summary>
    public async Task<int> PublishAsync()
    {
        var number = await CompileAsync();
        Assert.Null(await ReleaseAsync(number));
        if (TokyoTime.At(Dates.PublicationDay, new(10, 0)) is var at && Now < at) Now = at;
        await TendAsync();
        return number;
    }

    /// <summary>Publishes two editions, of which the second corrects the first.</summary>
    public async Task PublishTwoAsync()
    {
        await StartReviewedAsync(ApprovalRule.None);
        Assert.Equal(1, await PublishAsync());
        await CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        Assert.Equal(2, await PublishAsync());
    }

    /// <summary>Lays a draft before a body and records what came of it.</summary>
    public async Task ConcludeAsync(string review, ReviewOutcome outcome = ReviewOutcome.Agreed)
    {
        var (decisions, today) = (Get<ReviewDecisions>(), TokyoTime.DayOf(Now));
        Assert.Null(await decisions.OpenAsync(await RunningAsync(), review, "資料1", null, By, default));
        Assert.Null(await decisions.ConcludeAsync(await RunningAsync(), review, outcome, "", today, today, By, default));
    }

    /// <summary>A department's answer changes after the lock: returned, corrected, handed in and accepted.</summary>
    public async Task CorrectAsync(string department, string item, string field, string text)
    {
        var cycle = await RunningAsync();
        Assert.Null(await Get<OfficeDecisions>().ReturnAsync(cycle, department, [new(item, [], "数値の確認")], "", TokyoTime.DayOf(Now).AddDays(7), By, default));
        cycle = await RunningAsync();
        Assert.True((await Get<SaveAnswers>().RunAsync(cycle, department, cycle.Plan.Items.Single(i => i.Key == item), cycle.Requests[department].Version, Sample.Form(field, text), $"post:{department}", default)).Saved);
        Assert.Equal(SubmitOutcome.Submitted, await Get<SubmitAnswers>().RunAsync(await RunningAsync(), department, (await RunningAsync()).Requests[department].Version, $"post:{department}", default));
        Assert.Null(await Get<OfficeDecisions>().AcceptAsync(await RunningAsync(), department, By, default));
    }
}
