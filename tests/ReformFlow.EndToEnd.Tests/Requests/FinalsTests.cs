using Microsoft.Playwright;
using ReformFlow.Core.Answers;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>A figure that was 見込 becomes final after lock and acceptance: its department is asked for it alone.</summary>
public sealed class FinalsTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Final_figure_is_asked_for_alone_and_its_mark_is_taken_off()
    {
        var link = town.LinkOf("zaisei");
        await town.FillInAllAsync("zaisei");
        var list = await town.Visitor.OpenAsync(link);
        var item = list.All(".tasks a").Single(a => a.TextContent.StartsWith("16", StringComparison.Ordinal)).GetAttribute("href")!;
        var form = await town.Visitor.OpenAsync($"{town.FormAddress}{item}");
        var mark = form.All("input[name^='provisional.actual.']")[0].GetAttribute("name")!;
        var figure = mark["provisional.".Length..];
        Assert.Equal("2026-08-31", form.ValueOf($"finalOn.{figure}"));
        await town.Visitor.PostAsync(form, item, (figure, "92.1％"), (mark, "true"));
        var check = await town.Visitor.OpenAsync($"{link}/check");
        await town.Visitor.PostAsync(check, check.Address.AbsolutePath);
        await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/zaisei"), "/mizuhono/desk/r7/requests/zaisei/accept");

        await town.PassToAsync(new(2026, 8, 31), new(9, 30));
        Assert.StartsWith("【確定値のお願い】", town.Outbox.Mails().Last(m => m.Key.Contains("~request~zaisei~2~", StringComparison.Ordinal)).Subject, StringComparison.Ordinal);
        var window = await chromium.OpenAsync(link);
        await Expect(window.Locator("h1")).ToHaveTextAsync("令和7年度 確定値の回答");
        await Expect(window.Locator(".tasks a")).ToHaveCountAsync(1);
        await Expect(window.Locator(".tasks .status")).ToHaveTextAsync("見込");
        await window.Locator(".tasks a").ClickAsync();
        await Expect(window.Locator($"[name='{figure}']")).ToHaveValueAsync("92.1％");
        await Expect(window.Locator("main form textarea")).ToHaveCountAsync(0);
        await Look($"{town.FormAddress}{item}", "finals-item");
        await Look($"{link}/check", "finals-check-open");
        await window.Locator($"[name='{mark}']").UncheckAsync();
        await window.GetByRole(AriaRole.Button, new() { Name = "保存して一覧へ戻る" }).ClickAsync();
        await Expect(window.Locator(".tasks .status")).ToHaveTextAsync("確定");
        await Look(link, "finals-list");
        await window.GetByRole(AriaRole.Link, new() { Name = "内容を確認して提出する" }).ClickAsync();
        await Expect(window.Locator("main dt")).ToHaveCountAsync(1);
        await window.GetByRole(AriaRole.Button, new() { Name = "この内容で提出する" }).ClickAsync();
        await Expect(window.Locator("h1")).ToHaveTextAsync("回答を受け付けました");

        await town.PassAsync();
        Assert.Contains("92.1％（見込では 92.1％）", town.Outbox.Mails().Last(m => m.Key.Contains("~notice-finals~zaisei~", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
        Assert.Equal([null, true, null], (await town.HistoryAsync("zaisei")).SelectMany(a => a.Events).OfType<AnswerChanged>().Where(c => c.Field == figure && item.EndsWith($"/{c.Item}", StringComparison.Ordinal)).Select(c => c.Value.Provisional));
        // Once it is handed in, all answers are shown again.
        Assert.Equal(3, (await town.Visitor.OpenAsync(link)).All(".tasks li").Count);
    }

    async Task Look(string address, string name) => await PageRules.CheckAsync(await chromium.OpenAsync(address), name);
}
