using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>A department that mail does not reach, and late ones whose superiors hear of it once the office says so: due on 21 July.</summary>
public sealed class ByHandTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task What_mail_does_not_carry_the_office_hands_over_and_lets_go()
    {
        var delivery = await town.Visitor.OpenAsync($"{Request("digital")}/delivery");
        await LookAsync($"{Request("digital")}/delivery", "desk-delivery");
        await PostAsync(delivery, "digital", "undelivered", ("reason", "担当者から電話"));
        await LookAsync(Request("digital"), "desk-request-undelivered");
        Assert.Contains("届いていない連絡（1件）", (await town.Visitor.OpenAsync($"{town.Desk}/r7")).One("#waiting ~ .summary").TextContent);
        await PostAsync(delivery, "digital", "channel", ("channel", "byHand"));
        await PostAsync(delivery, "digital", "resend");
        await HandOverAsync("照会");

        // Three business days before the due day a reminder is to be handed over, and no mail leaves.
        var mails = town.Outbox.Mails().Count(m => m.Key.Contains("~digital~", StringComparison.Ordinal));
        await town.PassToAsync(new(2026, 7, 15), new(9, 30));
        Assert.Contains("本日までにメール以外で送る連絡（1件）", (await town.Visitor.OpenAsync($"{town.Desk}/r7")).One("#waiting ~ .summary").TextContent);
        await LookAsync($"{town.Desk}/r7", "desk-cycle-by-hand");
        await HandOverAsync("提出のお願い");
        Assert.Equal(mails, town.Outbox.Mails().Count(m => m.Key.Contains("~digital~", StringComparison.Ordinal)));

        await town.PassToAsync(new(2026, 7, 28), new(9, 30));
        var cycle = await town.Visitor.OpenAsync($"{town.Desk}/r7");
        Assert.Contains(cycle.All("#waiting ~ .summary a[href$='/escalation']"), a => a.TextContent == "税務課");
        await LookAsync($"{town.Desk}/r7", "desk-cycle-escalations");
        await LookAsync(Request("zeimu"), "desk-request-escalation");
        var waiting = await town.Visitor.OpenAsync($"{Request("zeimu")}/escalation");
        await LookAsync($"{Request("zeimu")}/escalation", "desk-escalation");
        Assert.Contains("総務部長　様", waiting.Text);
        Assert.DoesNotContain(town.Outbox.Mails(), m => m.Key.Contains("~escalate~", StringComparison.Ordinal));
        await PostAsync(waiting, "zeimu", "escalation");
        await town.PassToAsync(new(2026, 7, 28), new(10, 0));
        var sent = Assert.Single(town.Outbox.Mails(), m => m.Key.Contains("~escalate~", StringComparison.Ordinal));
        Assert.Contains("総務部長　様", sent.Body, StringComparison.Ordinal);
        Assert.Contains("所属長への連絡を認めました。", (await town.Visitor.OpenAsync(Request("zeimu"))).Text);
    }

    async Task HandOverAsync(string name)
    {
        var window = await chromium.OpenAsync($"{Request("digital")}/hand");
        await Expect(window.Locator("h2")).ToHaveTextAsync([name]);
        var copy = window.GetByRole(AriaRole.Button, new() { Name = "本文をコピーする" });
        await copy.ClickAsync();
        await Expect(window.GetByRole(AriaRole.Status).Last).ToHaveTextAsync("コピーしました。");
        await PageRules.CheckAsync(window, $"desk-hand-{(name == "照会" ? "request" : "reminder")}");
        // Without a script the words are there all the same, and what they lead to is no mail.
        var plain = await chromium.OpenAsync($"{Request("digital")}/hand", javaScript: false);
        await Expect(plain.Locator("#body-0")).ToContainTextAsync("情報デジタル課");
        await Expect(plain.Locator("[data-copy]").First).ToBeHiddenAsync();
        await plain.GetByRole(AriaRole.Button, new() { Name = "送付済みにする" }).ClickAsync();
        await Expect(plain.Locator("#history ~ .timeline")).ToContainTextAsync("メール以外の方法で送りました。");
        await plain.CloseAsync();
    }

    string Request(string department) => $"{town.Desk}/r7/requests/{department}";

    Task<WebPage> PostAsync(WebPage page, string department, string action, params (string, string?)[] typed) =>
        town.Visitor.PostAsync(page, $"/mizuhono/desk/r7/requests/{department}/{action}", typed);

    async Task LookAsync(string address, string name) => await PageRules.CheckAsync(await chromium.OpenAsync(address), name);
}
