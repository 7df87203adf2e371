using System.Net;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>The office says at the desk what became of a mail of which nobody knows whether it was taken.</summary>
public sealed class MailInDoubtTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    static string Key(string department) => $"mizuhono~r7~remind~{department}~1~2026-07-21~-3";

    [Fact]
    public async Task Mail_that_arrived_after_all_is_recorded_once()
    {
        var page = await DoubtAsync("zeimu");
        Assert.Contains("自動では送り直しません", page.One(".notice.warning").TextContent);
        Assert.Contains("届いたか不明です", (await town.Visitor.OpenAsync($"{town.Desk}/r7")).Text);

        var action = $"{Path("zeimu")}/arrived";
        var said = await town.Visitor.PostAsync(page, action, ("key", Key("zeimu")));
        Assert.False(said.Has($"form[action='{action}']"));
        await town.Visitor.PostAsync(page, action, ("key", Key("zeimu")));

        Assert.Single((await town.HistoryAsync("zeimu")).SelectMany(a => a.Events).OfType<MarkedArrived>());
        Assert.Contains("届いていたことを記録しました。", said.Text);
    }

    [Fact]
    public async Task Mail_that_did_not_arrive_is_sent_once_more_because_the_office_said_so()
    {
        var page = await DoubtAsync("shimin");

        await town.Visitor.PostAsync(page, $"{Path("shimin")}/send-again");

        Assert.Single((await town.HistoryAsync("shimin")).SelectMany(a => a.Events).OfType<ResendAsked>());
    }

    [Fact]
    public async Task Word_about_another_mail_is_refused()
    {
        var page = await DoubtAsync("kankyou");

        var refused = await town.Visitor.PostAsync(page, $"{Path("kankyou")}/arrived", ("key", Key("zeimu")));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.True(refused.Has($"form[action='{Path("kankyou")}/arrived']"));
    }

    [Theory, InlineData(320), InlineData(1280)]
    public async Task Doubt_can_be_looked_at(int width)
    {
        await DoubtAsync("jinji");
        var window = await chromium.OpenAsync($"{town.DeskAddress}{Path("jinji")}");
        await window.SetViewportSizeAsync(width, 900);
        Assert.Equal(0, await window.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Shots.TakeAsync(window, "desk-doubt", width);
    }

    async Task<WebPage> DoubtAsync(string department)
    {
        await town.Streams.ChangeAsync<RequestHead>(StreamName.Request(ServedTown.Key, ServedTown.Cycle, department), Append.System,
            _ => [new MailInDoubt(Key(department), "メールサーバーの返事が届かず、受け付けられたかどうかが分かりません")], default);
        return await town.Visitor.OpenAsync($"{town.DeskAddress}{Path(department)}");
    }

    static string Path(string department) => $"/mizuhono/desk/r7/requests/{department}";
}
