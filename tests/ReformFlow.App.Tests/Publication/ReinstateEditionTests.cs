using ReformFlow.App.Cycles;
using ReformFlow.App.Publication;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Tests.Publication;

public class ReinstateEditionTests
{
    [Fact]
    public async Task Earlier_edition_is_public_again_with_a_reason_and_nobody_gets_a_mail()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();
        var mails = office.Postbox.Sent.Count;

        Assert.Null(await ReinstateAsync(office, 1, "取り違え\r\n"));
        await office.TendAsync();

        var head = (await office.RunningAsync()).Head;
        Assert.Equal(1, head.Published()!.Number);
        Assert.Equal("取り違え", head.Reinstated!.Reason);
        Assert.NotNull(head.Editions[1].PublishedAt);
        Assert.Single(Facts<Restored>(office));
        Assert.Equal(mails, office.Postbox.Sent.Count);
    }

    [Fact]
    public async Task Decision_that_holds_already_is_not_taken_again()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();

        Assert.Null(await ReinstateAsync(office, 2, ""));
        Assert.Null(await ReinstateAsync(office, 1, "取り違え"));
        Assert.Null(await ReinstateAsync(office, 1, "取り違え"));

        Assert.Single(Facts<Reinstated>(office));
    }

    [Fact]
    public async Task What_was_never_public_or_has_no_reason_is_refused()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を、もう一度直した。");
        Assert.Equal(3, await office.CompileAsync());

        Assert.Contains("公表したことのない", await ReinstateAsync(office, 3, "取り違え"), StringComparison.Ordinal);
        Assert.Equal("その版はありません。", await ReinstateAsync(office, 9, "取り違え"));
        Assert.Contains("理由", await ReinstateAsync(office, 1, " "), StringComparison.Ordinal);
        Assert.Empty(Facts<Reinstated>(office));
    }

    [Fact]
    public async Task Closed_cycle_is_reopened_before_it_goes_back()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();
        office.Now = office.Now.AddMonths(2);
        foreach (var department in new[] { null, "zeimu", "shimin" }) await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle, department), default);
        Assert.Null(await office.Get<EndCycle>().CloseAsync(await office.RunningAsync(), Office.By, default));

        Assert.Contains("再開", await ReinstateAsync(office, 1, "取り違え"), StringComparison.Ordinal);
        Assert.Null(await office.Get<EndCycle>().ReopenAsync(await office.RunningAsync(), "取り違え", Office.By, default));
        Assert.Null(await ReinstateAsync(office, 1, "取り違え"));
    }

    [Fact]
    public async Task Next_edition_corrects_the_one_that_is_public_and_not_the_one_that_was()
    {
        await using var office = new Office();
        await office.PublishTwoAsync();
        Assert.Null(await ReinstateAsync(office, 1, "取り違え"));
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を、もう一度直した。");
        await office.PublishAsync();

        var cycle = await office.RunningAsync();
        Assert.Equal(3, cycle.Head.Published()!.Number);
        var html = System.Text.Encoding.UTF8.GetString((await office.Get<PublicPages>().IndexAsync(cycle, cycle.Head.Published()!, default))!);
        Assert.Contains("公表した第1版（令和8年8月3日）から", html, StringComparison.Ordinal);
    }

    static async Task<string?> ReinstateAsync(Office office, int number, string reason) => await office.Get<ReinstateEdition>().RunAsync(await office.RunningAsync(), number, reason, Office.By, default);

    static IEnumerable<T> Facts<T>(Office office) where T : Event => office.Log.All(StreamName.CyclePartition(Office.Town, Office.Cycle)).SelectMany(a => a.Events).OfType<T>();
}
