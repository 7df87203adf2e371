using ReformFlow.App.Cycles;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Tests.Cycles;

public class EndCycleTests
{
    [Fact]
    public async Task Published_cycle_is_closed_once_nothing_is_owed_and_looked_after_no_more()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None);
        var end = office.Get<EndCycle>();
        Assert.Contains("まだ公表していません", await end.CloseAsync(await office.RunningAsync(), Office.By, default), StringComparison.Ordinal);
        Assert.Null(await office.ReleaseAsync(await office.CompileAsync()));
        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        await office.TendAsync();
        foreach (var department in new[] { "zeimu", "shimin" }) await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle, department), default);

        Assert.Null(await end.CloseAsync(await office.RunningAsync(), Office.By, default));
        Assert.Empty(await office.Get<CycleFinder>().AllAsync(Office.Town, default));
        Assert.Empty(await office.Get<Outlooks>().OfTownAsync(Office.Town, default));
        var ended = Assert.Single((await office.Get<CycleFinder>().OfficeAsync(Office.Town, default)).Ended);
        Assert.Equal((Office.Cycle, true), (ended.Key, ended.WasPublished));

        Assert.Null(await end.ReopenAsync(await office.RunningAsync(), "正誤のため", Office.By, default));
        Assert.Single(await office.Get<CycleFinder>().AllAsync(Office.Town, default));
        Assert.Null((await office.RunningAsync()).Head.ClosedAt);
    }

    [Fact]
    public async Task Stopped_cycle_takes_its_requests_back_and_publishes_nothing()
    {
        await using var office = new Office();
        await office.StartAsync(publishAutomatically: true);
        await office.SubmitAsync("zeimu");
        var end = office.Get<EndCycle>();
        Assert.Equal("理由を入力してください。", await end.StopAsync(await office.RunningAsync(), " ", Office.By, default));
        Assert.Null(await end.StopAsync(await office.RunningAsync(), "計画を見直すため", Office.By, default));
        Assert.Null(await end.StopAsync(await office.RunningAsync(), "計画を見直すため", Office.By, default));
        Assert.All((await office.RunningAsync()).Requests.Values, r => Assert.NotNull(r.WithdrawnAt));

        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        await office.TendAsync();
        Assert.Null((await office.RunningAsync()).Head.Published());
        Assert.Equal("中止した進捗照会は、再開できません。新しい進捗照会を始めてください。", await end.ReopenAsync(await office.RunningAsync(), "やはり", Office.By, default));
        foreach (var department in new[] { "zeimu", "shimin" }) await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle, department), default);
        Assert.Null(await end.CloseAsync(await office.RunningAsync(), Office.By, default));
        Assert.False(Assert.Single((await office.Get<CycleFinder>().OfficeAsync(Office.Town, default)).Ended).WasPublished);
    }

    [Fact]
    public async Task Published_cycle_is_not_stopped()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None);
        Assert.Null(await office.ReleaseAsync(await office.CompileAsync()));
        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        await office.TendAsync();
        Assert.Contains("中止できません", await office.Get<EndCycle>().StopAsync(await office.RunningAsync(), "理由", Office.By, default), StringComparison.Ordinal);
        Assert.Single(office.Postbox.OfKind(StepKind.NoticePublished));
    }
}
