using System.Net;
using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>The office returns, extends, withdraws, accepts several and writes on behalf; the department sees what became of it.</summary>
public sealed class ReturnTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Returned_fields_alone_are_open_and_come_back_as_the_next_round()
    {
        await town.SubmitAllAsync("kanzai");
        var key = (await town.Visitor.OpenAsync(Request("kanzai"))).One("main a[href*='/items/']").GetAttribute("href")!.Split('/')[^1];
        var page = await town.Visitor.OpenAsync($"{Request("kanzai")}/return");
        Assert.Contains("（", page.One("section").TextContent);
        Assert.Equal("2026-06-29", page.ValueOf("dueDay"));
        Assert.Contains("一つ以上", (await PostAsync(page, "kanzai", "return")).One(".summary-error").TextContent);
        var stray = await PostAsync(page, "kanzai", "return", ($"reason.{key}", "合計が合いません。"));
        Assert.Contains("直してほしい欄が選ばれていません", stray.One(".summary-error").TextContent);
        Assert.Equal("合計が合いません。", stray.ValueOf($"reason.{key}").Trim());
        var sunday = await PostAsync(page, "kanzai", "return", ($"reason.{key}", "合計が合いません。"), ($"field.{key}.text.achievements", "true"), ("dueDay", "2026-06-28"));
        Assert.Contains("閉庁日", sunday.One(".summary-error").TextContent);
        Assert.True(sunday.Has($"[name='field.{key}.text.achievements'][checked]"));
        await LookAsync($"{Request("kanzai")}/return?field.{key}.text.achievements=true", "desk-return");
        var astray = await PostAsync(sunday, "kanzai", "return", ($"reason.{key}.text.effects", "効果も数字で書いてください。"));
        Assert.Contains("直してほしい欄が選ばれていません", astray.One(".summary-error").TextContent);
        Assert.Equal("効果も数字で書いてください。", astray.ValueOf($"reason.{key}.text.effects"));

        var returned = await PostAsync(sunday, "kanzai", "return", ("dueDay", "2026-06-29"), ($"reason.{key}.text.achievements", "内訳の件数を入れてください。"), ("reason", "資料と突き合わせました。"));
        Assert.Equal("差戻し中", returned.One("h1 .status").TextContent);
        await town.PassToAsync(new(2026, 6, 22), new(10, 0));
        var mail = town.Outbox.Mails().Last(m => m.Key.Contains("~request~kanzai~2~", StringComparison.Ordinal));
        Assert.Contains("合計が合いません。", mail.Body, StringComparison.Ordinal);
        Assert.Contains("直していただく欄", mail.Body, StringComparison.Ordinal);
        Assert.Contains("：内訳の件数を入れてください。", mail.Body, StringComparison.Ordinal);
        var list = await town.Visitor.OpenAsync(town.LinkOf("kanzai"));
        Assert.Contains("第2回", list.One("#returned h2").TextContent);
        Assert.Contains("資料と突き合わせました。", list.One("#returned").TextContent);
        Assert.Contains("令和8年6月29日", list.One("#returned").TextContent);
        Assert.Contains("内訳の件数を入れてください。", list.One(".tasks > li > .hint").TextContent);
        Assert.Equal("差戻し", list.One(".tasks .status").TextContent);
        await LookAsync(town.LinkOf("kanzai"), "form-returned-list");

        var form = await town.Visitor.OpenAsync($"{town.LinkOf("kanzai")}/items/{key}");
        Assert.Equal(["text.achievements"], form.All("form textarea, form [type=radio], form input:not([type=hidden]):not([name^='clerk.'])").Select(c => c.GetAttribute("name")).Distinct());
        // Whoever hears the page is told the reasons with the field.
        var described = form.One("textarea[name='text.achievements']").GetAttribute("aria-describedby")!.Split(' ').Select(id => form.One($"[id='{id}']").TextContent).ToList();
        Assert.All(["内訳の件数を入れてください。", "合計が合いません。", "資料と突き合わせました。", "令和8年6月29日"], words => Assert.Contains(described, d => d.Contains(words, StringComparison.Ordinal)));
        await LookAsync(form.Address.ToString(), "form-returned-item");
        var path = form.Address.AbsolutePath;
        Assert.True((await town.Visitor.PostAsync(form, path, ("text.achievements", "合計を直した。"))).IsGood);
        Assert.Equal("入力済み", (await town.Visitor.OpenAsync(town.LinkOf("kanzai"))).One(".tasks .status").TextContent);
        var check = new Uri($"{town.LinkOf("kanzai")}/check").AbsolutePath;
        Assert.Contains("受け付けました", (await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.LinkOf("kanzai")}/check"), check)).Title);

        var request = await town.Visitor.OpenAsync(Request("kanzai"));
        Assert.Equal(2, request.All("a[href*='/rounds/']").Count);
        Assert.DoesNotContain("差戻し", (await town.Visitor.OpenAsync(town.LinkOf("kanzai"))).Text);
        Assert.Contains("内訳の件数を入れてください。", request.One("#history ~ .timeline").TextContent);
        Assert.DoesNotContain("合計を直した。", (await town.Visitor.OpenAsync($"{Request("kanzai")}/rounds/1")).Text);
        Assert.Contains("合計を直した。", (await town.Visitor.OpenAsync($"{Request("kanzai")}/rounds/2")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{Request("kanzai")}/rounds/3")).Status);
        await LookAsync($"{Request("kanzai")}/rounds/1", "desk-round");
        await LookAsync(Request("kanzai"), "desk-request-second-round");
    }

    [Fact]
    public async Task Office_writes_on_behalf_and_the_department_sees_it()
    {
        var item = (await town.Visitor.OpenAsync(Request("zeimu"))).One("main a[href*='/items/']").GetAttribute("href")!;
        var form = await town.Visitor.OpenAsync(town.DeskAddress + item);
        var unsaid = await town.Visitor.PostAsync(form, item, ("text.effects", "電話で聞いた効果。"));
        Assert.Equal(HttpStatusCode.Conflict, unsaid.Status);
        Assert.Contains("だれから", unsaid.One(".summary-error").TextContent);
        Assert.Equal("電話で聞いた効果。", unsaid.ValueOf("text.effects").Trim());
        var saved = await town.Visitor.PostAsync(unsaid, item, ("onWord", "担当者から電話（6月22日）"));
        Assert.Contains("保存しました", saved.One(".notice.success").TextContent);
        Assert.Contains("担当者から電話（6月22日）", (await town.Visitor.OpenAsync($"{town.LinkOf("zeimu")}/items/{item.Split('/')[^1]}")).One(".notice").TextContent);
        Assert.Contains("担当者から電話（6月22日）", (await town.Visitor.OpenAsync($"{town.LinkOf("zeimu")}/check")).Text);
        Assert.Contains("事務局が代わりに入力しました", (await town.Visitor.OpenAsync(Request("zeimu"))).One("#history ~ .timeline").TextContent);

        var window = await chromium.OpenAsync(town.DeskAddress + item);
        await window.Locator("#onWord").FillAsync("課長から対面で");
        await window.Locator("[name='text.effects']").FillAsync("もう一度聞いた効果。");
        await window.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Assertions.Expect(window.Locator(".notice.success")).ToHaveCountAsync(1);
        await PageRules.CheckAsync(window, "desk-on-behalf");
    }

    [Fact]
    public async Task Office_hands_in_for_a_department_on_its_word()
    {
        await town.FillInAllAsync("soumu");
        var page = await town.Visitor.OpenAsync(Request("soumu"));
        await LookAsync(Request("soumu"), "desk-request-complete");
        Assert.Contains("だれから", (await PostAsync(page, "soumu", "submit", ("onWord", " "))).One(".summary-error").TextContent);
        var done = await PostAsync(page, "soumu", "submit", ("onWord", "課長から電話"));
        Assert.Equal("提出済み", done.One("h1 .status").TextContent);
        Assert.Contains("事務局が代わりに提出しました（第1回）。課長から電話", done.Text);
    }

    [Fact]
    public async Task Extension_and_withdrawal_say_why()
    {
        await LookAsync($"{Request("jinji")}/extend", "desk-extend");
        var page = await town.Visitor.OpenAsync($"{Request("jinji")}/extend");
        var early = await PostAsync(page, "jinji", "extend", ("dueDay", "2026-07-01"), ("reason", "議会の対応のため。"));
        Assert.Contains("より後の日", early.One(".summary-error").TextContent);
        Assert.Equal("議会の対応のため。", early.ValueOf("reason").Trim());
        var extended = await PostAsync(early, "jinji", "extend", ("dueDay", "2026-07-24"));
        Assert.Contains("令和8年7月24日", extended.One("dl.summary").TextContent);

        await LookAsync($"{Request("kankyou")}/withdraw", "desk-withdraw");
        page = await town.Visitor.OpenAsync($"{Request("kankyou")}/withdraw");
        Assert.Contains("取下げの理由", (await PostAsync(page, "kankyou", "withdraw")).One(".summary-error").TextContent);
        var withdrawn = await PostAsync(page, "kankyou", "withdraw", ("reason", "対象の項目が終わったため。"));
        Assert.Equal("取下げ", withdrawn.One("h1 .status").TextContent);
        Assert.False(withdrawn.Has("a[href$='/withdraw']"));
    }

    [Fact]
    public async Task Several_are_accepted_at_once()
    {
        Assert.Contains("選んでください", (await AcceptAsync(await WithSubmittedAsync("shimin"))).One(".summary-error").TextContent);
        var page = await WithSubmittedAsync("zaisei");
        await LookAsync($"{town.Desk}/r7", "desk-cycle-acceptable");
        Assert.Contains(page.All(".pick input"), i => i.GetAttribute("value") == "zaisei");
        var accepted = await town.Visitor.PostAsync(new Uri(town.DeskAddress + "/mizuhono/desk/r7/accept"),
            $"token={page.One("#accept [name=token]").GetAttribute("value")}&department=shimin&department=zaisei&department=digital&department=nowhere");
        Assert.Equal(HttpStatusCode.Conflict, accepted.Status);
        Assert.Contains("情報デジタル課　まだ提出されていない", accepted.One(".summary-error").TextContent);
        Assert.Contains("ほかの2所属は、確認済みにしました。", accepted.One(".summary-error").TextContent);
    }

    [Theory, InlineData("return"), InlineData("extend"), InlineData("withdraw"), InlineData("delivery"), InlineData("hand"), InlineData("escalation"), InlineData("items/i1"), InlineData("rounds/1")]
    public async Task Page_of_a_department_that_is_not_asked_is_not_found(string page) =>
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/nowhere/{page}")).Status);

    [Theory]
    [InlineData("return"), InlineData("extend"), InlineData("withdraw"), InlineData("undelivered"), InlineData("resend"), InlineData("channel"), InlineData("hand"), InlineData("escalation"), InlineData("confirm"), InlineData("submit"), InlineData("items/i1")]
    public async Task Decision_without_a_token_changes_nothing(string decision)
    {
        var before = (await town.HistoryAsync("digital")).Count;
        Assert.Equal(HttpStatusCode.BadRequest, (await town.Visitor.PostAsync(new Uri($"{Request("digital")}/{decision}"), "reason=x&channel=byHand&onWord=x")).Status);
        Assert.Equal(before, (await town.HistoryAsync("digital")).Count);
    }

    async Task<WebPage> WithSubmittedAsync(string department)
    {
        await town.SubmitAllAsync(department);
        return await town.Visitor.OpenAsync($"{town.Desk}/r7");
    }

    Task<WebPage> AcceptAsync(WebPage page) => town.Visitor.PostAsync(page, "/mizuhono/desk/r7/accept");

    string Request(string department) => $"{town.Desk}/r7/requests/{department}";

    Task<WebPage> PostAsync(WebPage page, string department, string action, params (string, string?)[] typed) =>
        town.Visitor.PostAsync(page, $"/mizuhono/desk/r7/requests/{department}/{action}", typed);

    async Task LookAsync(string address, string name) => await PageRules.CheckAsync(await chromium.OpenAsync(address), name);
}
