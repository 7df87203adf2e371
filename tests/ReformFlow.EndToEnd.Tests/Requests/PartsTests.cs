using Microsoft.Playwright;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Answers;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>The sample city with a cycle that asks supporting departments for their part.</summary>
public sealed class AskingTown : RunningTown
{
    protected override CycleChoice? Choice => Year() with { AsksParts = true };
}

/// <summary>A supporting department gives its part; the writing one sees it and takes it over.</summary>
public sealed class PartsTests(AskingTown town, Chromium chromium) : IClassFixture<AskingTown>
{
    [Fact]
    public async Task Part_goes_from_the_supporting_department_into_the_writing_one_s_field()
    {
        // 学校教育課 writes no item of its own, and is asked for its part of three.
        var mail = town.Outbox.Mails().Last(m => m.Key.Contains("~request~gakkou~", StringComparison.Ordinal));
        Assert.Contains("関係課として記入をお願いする項目\n・5　", mail.Body, StringComparison.Ordinal);
        Assert.Contains("（3件）", mail.Body, StringComparison.Ordinal);
        var link = town.LinkOf("gakkou");
        var window = await chromium.OpenAsync(link);
        await Expect(window.Locator(".tasks a")).ToHaveCountAsync(3);
        await window.Locator(".tasks a").First.ClickAsync();
        await window.Locator("[name='text.part']").FillAsync("学校体育館を予約システムに加えた。");
        await window.GetByRole(AriaRole.Button, new() { Name = "保存する", Exact = true }).ClickAsync();
        await Expect(window.Locator(".notice.success")).ToBeVisibleAsync();
        await PageRules.CheckAsync(window, "part");
        await Look(link, "part-list");
        await Look($"{link}/check", "part-check");

        var writer = town.LinkOf("digital");
        var item = (await town.Visitor.OpenAsync(writer)).All(".tasks a").Single(a => a.TextContent.StartsWith("5　", StringComparison.Ordinal)).GetAttribute("href")!;
        var form = await town.Visitor.OpenAsync($"{town.FormAddress}{item}");
        Assert.Equal(["未入力", "入力中"], form.All("#parts ~ .summary .status").Select(s => s.TextContent));
        var plain = await chromium.OpenAsync($"{town.FormAddress}{item}", javaScript: false);
        await plain.Locator("[name='text.achievements']").FillAsync("①予約システムを統一した。");
        await plain.GetByRole(AriaRole.Button, new() { Name = "学校教育課の文章を取り込む" }).ClickAsync();
        await Expect(plain.Locator(".notice")).ToContainTextAsync("まだ保存していません");
        await Expect(plain.Locator("[name='text.achievements']")).ToHaveValueAsync("①予約システムを統一した。\n学校体育館を予約システムに加えた。");
        Assert.Empty(await town.ValuesAsync("digital", item.Split('/')[^1], "text.achievements"));
        await plain.GetByRole(AriaRole.Button, new() { Name = "保存する", Exact = true }).ClickAsync();
        Assert.Equal(["①予約システムを統一した。\n学校体育館を予約システムに加えた。"], await town.ValuesAsync("digital", item.Split('/')[^1], "text.achievements"));
        await PageRules.CheckAsync(plain, "part-writer");

        // Two people on one part are asked, nothing is overwritten.
        var page = await town.Visitor.OpenAsync(new Uri(new Uri(link), (await town.Visitor.OpenAsync(link)).All(".tasks a")[0].GetAttribute("href")!).ToString());
        await town.Visitor.PostAsync(page, page.Address.AbsolutePath, ("text.part", "一人目"));
        var second = await town.Visitor.PostAsync(page, page.Address.AbsolutePath, ("text.part", "二人目"));
        Assert.Contains("ほかの方が同じ欄を変更しました", second.Text);
        await town.Visitor.PostAsync(second, page.Address.AbsolutePath, ("use.text.part", "mine"));
        Assert.Equal(["学校体育館を予約システムに加えた。", "一人目", "二人目"], await town.ValuesAsync("gakkou", page.Address.AbsolutePath.Split('/')[^1], "text.part"));

        var early = await town.Visitor.OpenAsync($"{link}/check");
        Assert.Contains("まだ提出していません", (await town.Visitor.PostAsync(early, early.Address.AbsolutePath)).Text);
        foreach (var part in (await town.Visitor.OpenAsync(link)).All(".tasks a"))
        {
            var open = await town.Visitor.OpenAsync($"{town.FormAddress}{part.GetAttribute("href")}");
            await town.Visitor.PostAsync(open, open.Address.AbsolutePath, ("text.part", "記入済み"));
        }
        var check = await town.Visitor.OpenAsync($"{link}/check");
        Assert.Equal("回答を受け付けました", (await town.Visitor.PostAsync(check, check.Address.AbsolutePath)).Title);
        Assert.Equal(["未入力", "提出済み"], (await town.Visitor.OpenAsync($"{town.FormAddress}{item}")).All("#parts ~ .summary .status").Select(s => s.TextContent));
        Assert.Contains((await town.HistoryAsync("gakkou")).SelectMany(a => a.Events), e => e is Submitted);

        // The writing department asks for it once more.
        var again = await town.Visitor.OpenAsync($"{town.FormAddress}{item}");
        var page2 = again.All("#parts ~ .summary a").Single().GetAttribute("href")!;
        var ask = await town.Visitor.OpenAsync($"{town.FormAddress}{page2}");
        await Look(ask.Address.ToString(), "part-return");
        Assert.Contains("理由を入力してください", (await town.Visitor.PostAsync(ask, page2)).One(".summary-error").TextContent);
        Assert.Contains("までの日にしてください", (await town.Visitor.PostAsync(ask, page2, ("reason", "件数を入れてください。"), ("due", "2026-08-31"))).One(".summary-error").TextContent);
        Assert.Equal("もう一度お願いしました", (await town.Visitor.PostAsync(ask, page2, ("reason", "件数を入れてください。"))).Title);
        // The button pressed twice asks once.
        await town.Visitor.PostAsync(ask, page2, ("reason", "件数を入れてください。"));
        Assert.Single((await town.HistoryAsync("gakkou")).SelectMany(a => a.Events), e => e is Returned);
        Assert.Empty((await town.Visitor.OpenAsync($"{town.FormAddress}{item}")).All("#parts ~ .summary a"));
        await town.PassAsync();
        mail = town.Outbox.Mails().Last(m => m.Key.Contains("~request~gakkou~2~", StringComparison.Ordinal));
        Assert.Contains("（情報デジタル課からのお願いです。）", mail.Body, StringComparison.Ordinal);
        Assert.Contains("件数を入れてください。", mail.Body, StringComparison.Ordinal);
        var returned = await town.Visitor.OpenAsync(link);
        Assert.Contains("情報デジタル課からの差戻し（第2回）", returned.One("#returned").TextContent);
        var one = Assert.Single(returned.All(".tasks a"));
        Assert.Contains("件数を入れてください。", (await town.Visitor.OpenAsync($"{town.FormAddress}{one.GetAttribute("href")}")).One("#returned").TextContent);
        await Look(link, "part-returned");

        // The office writes it down for a department that says it by telephone.
        var desk = $"/mizuhono/desk/r7/requests/gakkou/items/{item.Split('/')[^1]}";
        Assert.Contains((await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/gakkou")).All("main a"), a => a.GetAttribute("href") == desk);
        var onBehalf = await town.Visitor.OpenAsync(town.DeskAddress + desk);
        await Look(town.DeskAddress + desk, "part-on-behalf");
        Assert.Contains("保存しました", (await town.Visitor.PostAsync(onBehalf, desk, ("text.part", "学校体育館12館を加えた。"), ("onWord", "担当者から電話（6月22日）"))).One(".notice.success").TextContent);
        Assert.Contains("学校体育館12館を加えた。", (await town.Visitor.OpenAsync($"{town.FormAddress}{item}")).Text);
        Assert.Contains("担当者から電話（6月22日）", (await town.Visitor.OpenAsync($"{town.FormAddress}{one.GetAttribute("href")}")).Text);
    }

    async Task Look(string address, string name) => await PageRules.CheckAsync(await chromium.OpenAsync(address), name);
}
