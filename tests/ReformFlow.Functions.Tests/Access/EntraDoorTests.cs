using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Access;
using ReformFlow.App.Log;
using ReformFlow.Core.Access;
using ReformFlow.Core.Log;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Functions.Tests.Access;

/// <summary>Accounts of Entra ID at the desk: a member comes in with a click, nobody else does, and no header is believed where the platform does not vouch for it.</summary>
public sealed class EntraDoorTests
{
    const string SignIn = "/mizuhono/desk/sign-in", Entra = $"{SignIn}/entra", Member = "gyokaku@city.mizuhono.example.jp";

    static readonly Guid _tenant = new("11111111-2222-3333-4444-555555555555");

    [Fact]
    public async Task Member_comes_in_by_the_account_and_goes_out_again()
    {
        await using var browser = await BrowserAsync(isOnly: true);
        var ask = await browser.GetAsync("/mizuhono/desk/r7");
        Assert.Equal((HttpStatusCode.Redirect, $"{SignIn}?to=%2Fmizuhono%2Fdesk%2Fr7"), (ask.Status, ask.To));
        var page = await browser.GetAsync(ask.To!);
        Assert.Contains("href=\"/.auth/login/aad?post_login_redirect_uri=%2Fmizuhono%2Fdesk%2Fsign-in%2Fentra%3Fto%3D%252Fmizuhono%252Fdesk%252Fr7\"", page.Html);

        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member.ToUpperInvariant());
        page = await browser.GetAsync($"{Entra}?to=%2Fmizuhono%2Fdesk%2Fr7");
        Assert.Contains($"「{Member.ToUpperInvariant()}」のアカウントを確認しました。", page.Html);
        var entered = await browser.PostAsync(Entra, page.Html, ("to", "/mizuhono/desk/r7"));
        Assert.Equal((HttpStatusCode.Redirect, "/mizuhono/desk/r7"), (entered.Status, entered.To));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/mizuhono/desk/r7")).Status);
        Assert.Equal([new SignedIn("p1", SignInWay.Entra, "")], await SignedInAsync(browser));

        var me = await browser.GetAsync("/mizuhono/desk/me");
        Assert.DoesNotContain("認証アプリ", me.Html);
        var gone = await browser.PostAsync("/mizuhono/desk/sign-out", me.Html);
        Assert.Contains("href=\"/.auth/logout?post_logout_redirect_uri=%2Fmizuhono%2Fdesk%2Fsign-in\"", gone.Html);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/mizuhono/desk/r7")).Status);
    }

    [Fact]
    public async Task Looking_alone_lets_nobody_in_and_writes_nothing()
    {
        await using var browser = await BrowserAsync();
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member);
        await browser.GetAsync(Entra);
        await browser.GetAsync(Entra, "HEAD");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/mizuhono/desk/r7")).Status);
        Assert.Empty(await SignedInAsync(browser));
    }

    [Fact]
    public async Task Account_of_somebody_else_is_told_politely_and_stays_outside()
    {
        await using var browser = await BrowserAsync();
        var page = (await browser.GetAsync(Entra)).Html;
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member);
        page = (await browser.GetAsync(Entra)).Html;
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal("zeimu@city.mizuhono.example.jp");
        Assert.Contains("事務局の職員として登録されていません", (await browser.GetAsync(Entra)).Html);
        // A page that a member drew helps nobody else.
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync(Entra, page)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/mizuhono/desk/r7")).Status);
        Assert.Empty(await SignedInAsync(browser));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("99999999-2222-3333-4444-555555555555")]
    public async Task Nobody_is_believed_without_an_account_of_the_tenant(string? tenant)
    {
        await using var browser = await BrowserAsync();
        browser.Headers["X-MS-CLIENT-PRINCIPAL-NAME"] = Member;
        if (tenant is not null) browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member, tenant);
        var page = await browser.GetAsync(Entra);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("職員のアカウントを確認できませんでした", page.Html);
    }

    [Fact]
    public async Task Header_is_nothing_where_the_platform_does_not_say_that_its_authentication_is_on()
    {
        await using var browser = await BrowserAsync(isOn: false);
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync(Entra)).Status);
        Assert.Empty(await SignedInAsync(browser));
    }

    [Fact]
    public async Task Header_is_nothing_where_accounts_are_not_chosen()
    {
        await using var browser = await Browser.StartAsync(_ => { });
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Entra)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/mizuhono/desk/r7")).Status);
        Assert.DoesNotContain(".auth", (await browser.GetAsync(SignIn)).Html);
    }

    [Fact]
    public async Task Post_without_the_page_s_token_lets_nobody_in()
    {
        await using var browser = await BrowserAsync();
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(Entra, "")).Status);
        Assert.Empty(await SignedInAsync(browser));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Codes_are_there_only_where_they_are_chosen(bool isOnly, bool hasCodes)
    {
        await using var browser = await BrowserAsync(isOnly);
        var page = await browser.GetAsync(SignIn);
        Assert.Equal(hasCodes, page.Html.Contains("メールでコードを受け取る", StringComparison.Ordinal));
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member);
        var token = (await browser.GetAsync($"{SignIn}/entra")).Html;
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(SignIn, token, ("address", Member), ("way", "mail"))).Status);
        if (hasCodes) Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(SignIn, page.Html, ("address", Member), ("way", "mail"))).Status);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/mizuhono/desk")]
    [InlineData("/aoba/desk")]
    public async Task Entry_leads_to_this_desk_and_nowhere_else(string to)
    {
        await using var browser = await BrowserAsync();
        browser.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal(Member);
        var page = await browser.GetAsync($"{Entra}?to={Uri.EscapeDataString(to)}");
        Assert.Equal("/mizuhono/desk", (await browser.PostAsync(Entra, page.Html, ("to", to))).To);
    }

    static Task<Browser> BrowserAsync(bool isOnly = false, bool isOn = true) => Browser.StartAsync(services => services.AddSingleton(new SignInChoice(!isOnly, new(_tenant, isOn))));

    static async Task<IReadOnlyList<Event>> SignedInAsync(Browser browser) =>
        [.. (await new Streams(browser.Town.Log, browser.Town.Time).ReadAsync(StreamName.Office(MemoryTown.Town), default)).SelectMany(a => a.Events).Where(e => e is SignedIn)];

    static string Principal(string address, string? tenant = null) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        auth_typ = "aad",
        claims = new[] { new { typ = "preferred_username", val = address }, new { typ = "http://schemas.microsoft.com/identity/claims/tenantid", val = tenant ?? $"{_tenant}" } },
    })));
}
