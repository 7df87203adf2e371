using System.Net;
using System.Text;
using ReformFlow.Core.Answers;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>Who writes behind a form link: asked with the first save, never demanded, kept beside the log.</summary>
public sealed class ClerkNameTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task First_save_takes_the_name_with_the_answers_and_the_browser_is_known_from_then_on()
    {
        var item = await town.ItemAddressAsync("soumu");
        var window = await chromium.OpenAsync(item);
        await window.Locator("[name='text.effects']").FillAsync("早くなった。");
        await window.GetByLabel("お名前").FillAsync("瑞穂　花子");
        await window.GetByLabel("内線").FillAsync("2401");
        await window.Locator("button.button").First.ClickAsync();
        await Expect(window.Locator(".notice.success")).ToBeVisibleAsync();
        await Expect(window.Locator("main summary").Last).ToContainTextAsync("瑞穂　花子（内線 2401）");
        var saved = (await town.HistoryAsync("soumu")).Last(a => a.Events.Any(e => e is AnswerChanged));
        var person = (await town.PeopleAsync()).Single(p => p.Number == saved.By);
        Assert.Equal(("", "瑞穂　花子", "2401", "soumu"), (person.Address, person.Name, person.Extension, person.Department));
        Assert.DoesNotContain("花子", Encoding.UTF8.GetString(saved.ToBytes()));

        // The next save needs no name, and neither does one that the page makes by itself.
        await window.Locator("[name='text.effects']").FillAsync("とても早くなった。");
        await Expect(window.Locator("#autosave")).ToContainTextAsync("保存しました", new() { Timeout = 15_000 });
        Assert.Equal(person.Number, (await town.HistoryAsync("soumu")).Last(a => a.Events.Any(e => e is AnswerChanged)).By);
        await PageRules.CheckAsync(window, "item-named");

        var desk = await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/soumu");
        Assert.Contains("瑞穂　花子（内線 2401）", desk.One(".timeline").TextContent);
        await town.SavePersonAsync(new(person.Number, ""));
        var erased = await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/soumu");
        Assert.Contains("（削除済み）", erased.One(".timeline").TextContent);
        Assert.DoesNotContain("花子", erased.Html);
        await Look($"{town.Desk}/r7/requests/soumu", "desk-request-named");
    }

    [Fact]
    public async Task Same_name_and_extension_of_a_department_keep_their_number()
    {
        var (first, second) = (NoCookies(), NoCookies());
        var one = await SaveAsync(first, "jinji", "text.effects", "一", "人事　一郎", "2500");
        var other = await SaveAsync(second, "jinji", "text.nextIssues", "二", " 人事　一郎", "2500");
        Assert.Equal(one, other);
        Assert.StartsWith("c", one, StringComparison.Ordinal);
        Assert.NotEqual(one, await SaveAsync(first, "jinji", "text.effects", "三", "人事　一郎", "2501"));
        Assert.NotEqual(one, await SaveAsync(first, "kankyou", "text.effects", "一", "人事　一郎", "2500"));
    }

    [Fact]
    public async Task Without_a_name_or_a_cookie_everything_is_saved_as_the_post()
    {
        Assert.Equal("post:zaisei", await SaveAsync(NoCookies(), "zaisei", "text.effects", "一", "", "2500"));
        Assert.NotEqual("post:zaisei", await SaveAsync(NoCookies(), "zaisei", "text.effects", "二", "財政　二郎", ""));
        Assert.Equal("post:zaisei", await SaveAsync(NoCookies(), "zaisei", "text.effects", "三", "", ""));
    }

    [Fact]
    public async Task A_cookie_is_bound_to_its_link_and_carries_no_date()
    {
        var visitor = NoCookies(redirects: false);
        var form = await visitor.OpenAsync(await town.ItemAddressAsync("kanzai"));
        var body = string.Join('&', form.FieldsOf(form.Address.AbsolutePath).Where(f => f.Name != "clerk.name").Append(("clerk.name", "管財　三郎")).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));
        using var content = new StringContent(body, null, "application/x-www-form-urlencoded");
        using var answer = await visitor.Http.PostAsync(form.Address, content);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains($"path={new Uri(town.LinkOf("kanzai")).AbsolutePath}", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("max-age", cookie, StringComparison.OrdinalIgnoreCase);

        var value = cookie.Split(';')[0];
        Assert.True(await KnowsAsync("kanzai", value));
        Assert.False(await KnowsAsync("shimin", value));
        Assert.False(await KnowsAsync("kanzai", value[..^2] + "xx"));

        async Task<bool> KnowsAsync(string department, string sent)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, await town.ItemAddressAsync(department));
            request.Headers.Add("Cookie", sent);
            return (await Visitor.ReadAsync(await visitor.Http.SendAsync(request))).Text.Contains("管財　三郎", StringComparison.Ordinal);
        }
    }

    Visitor NoCookies(bool redirects = true) => new(new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = redirects }) { BaseAddress = new(town.FormAddress) });

    async Task<string> SaveAsync(Visitor visitor, string department, string field, string text, string name, string extension)
    {
        var form = await visitor.OpenAsync(await town.ItemAddressAsync(department));
        var saved = await visitor.PostAsync(form, form.Address.AbsolutePath, (field, text), ("clerk.name", name), ("clerk.extension", extension));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        return (await town.HistoryAsync(department)).Last(a => a.Events.Any(e => e is AnswerChanged)).By;
    }

    async Task Look(string address, string name) => await PageRules.CheckAsync(await chromium.OpenAsync(address), name);
}
