using System.Net;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Requests;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>The sample city with a cycle that asks a week before whether the requests will reach the right posts.</summary>
public sealed class ProbingTown : RunningTown
{
    protected override CycleChoice? Choice => Year(new(new(2026, 6, 29), new(2026, 7, 21), new(2026, 8, 4), PublicationDay) { ProbeDay = new(2026, 6, 22) });
}

/// <summary>担当所属の確認: the form link asks before the request leaves, and is the form from then on.</summary>
public sealed class ProbeTests(ProbingTown town, Chromium chromium) : IClassFixture<ProbingTown>
{
    [Fact]
    public async Task Department_answers_until_the_request_leaves()
    {
        var link = town.LinkOf("zeimu");
        Assert.StartsWith("【確認のお願い】", town.Outbox.Mails().Last(m => m.Key.Contains("~probe~zeimu~", StringComparison.Ordinal)).Subject, StringComparison.Ordinal);
        var window = await chromium.OpenAsync(link);
        await Expect(window.Locator("h1")).ToHaveTextAsync("担当所属の確認");
        await window.GetByLabel("いいえ").CheckAsync();
        await window.Locator("button.button").ClickAsync();
        await Expect(window.Locator(".summary-error")).ToContainTextAsync("正しい所属");
        await window.GetByLabel("事務局への連絡").FillAsync("10は収納対策室の担当です。");
        await window.Locator("button.button").ClickAsync();
        await Expect(window.Locator(".notice.success")).ToContainTextAsync("「いいえ」とお答えいただきました");
        await PageRules.CheckAsync(window, "probe");
        await town.PassAsync();
        Assert.Contains("10は収納対策室の担当です。", town.Outbox.Mails().Last(m => m.Key.Contains("~notice-probe~zeimu~", StringComparison.Ordinal)).Body, StringComparison.Ordinal);

        var page = await town.Visitor.OpenAsync(link);
        var path = new Uri(link).AbsolutePath;
        Assert.Equal("10は収納対策室の担当です。", page.ValueOf("note").Trim());
        await town.Visitor.PostAsync(page, $"{path}/probe");
        Assert.Single((await town.HistoryAsync("zeimu")).SelectMany(a => a.Events).OfType<ProbeAnswered>());
        await town.Visitor.PostAsync(page, $"{path}/probe", ("right", "yes"), ("note", ""));
        Assert.Equal([false, true], (await town.HistoryAsync("zeimu")).SelectMany(a => a.Events).OfType<ProbeAnswered>().Select(p => p.IsRight));
        var nothing = await town.Visitor.PostAsync(await town.Visitor.OpenAsync(town.LinkOf("soumu")), $"{new Uri(town.LinkOf("soumu")).AbsolutePath}/probe");
        Assert.Equal(HttpStatusCode.Conflict, nothing.Status);

        await town.PassToAsync(new(2026, 6, 29), new(8, 59));
        Assert.Equal("担当所属の確認", (await town.Visitor.OpenAsync(link)).Title);
        await town.PassToAsync(new(2026, 6, 29), new(9, 30));
        Assert.Equal("令和7年度 進捗状況の回答", (await town.Visitor.OpenAsync(link)).Title);
        var late = await town.Visitor.PostAsync(page, $"{path}/probe", ("right", "no"), ("note", "遅れて"));
        Assert.Equal("令和7年度 進捗状況の回答", late.Title);
        Assert.Equal(2, (await town.HistoryAsync("zeimu")).SelectMany(a => a.Events).OfType<ProbeAnswered>().Count());
        // Asked once, and the request comes to all.
        Assert.Single(town.Outbox.Mails(), m => m.Key.Contains("~probe~zeimu~", StringComparison.Ordinal));
        Assert.Contains(town.Outbox.Mails(), m => m.Key.Contains("~request~soumu~", StringComparison.Ordinal));
    }
}
