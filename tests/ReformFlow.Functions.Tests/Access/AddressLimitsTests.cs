using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Functions.Web;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Functions.Tests.Access;

/// <summary>Desk and forms can be closed to the world outside the office's network; what is published can't.</summary>
public sealed class AddressLimitsTests(AddressLimitsTests.LimitedTown town) : IClassFixture<AddressLimitsTests.LimitedTown>
{
    const string Inside = "203.0.113.9:50443", Outside = "198.51.100.1:50443";

    static readonly Platform _platform = new(true, false);
    static readonly string _form = $"/mizuhono/r7/zeimu/{FormLink.Code(new byte[32], new("mizuhono", "r7", "zeimu"), 1)}";

    [Theory]
    [InlineData("/mizuhono/desk", "203.0.113.0/24", null, 302, 403)]
    [InlineData("/mizuhono/DESK/r7", "203.0.113.0/24", null, 302, 403)]
    [InlineData("/mizuhono/%64esk/r7", "203.0.113.0/24", null, 302, 403)]
    [InlineData("/mizuhono/desk/sign-in", "203.0.113.0/24", null, 200, 403)]
    [InlineData("/mizuhono/desk/no/such/page/at/all", "203.0.113.0/24", null, 404, 403)]
    [InlineData("/mizuhono/desk", null, "203.0.113.0/24", 302, 302)]
    [InlineData("FORM", "203.0.113.0/24", null, 200, 200)]
    [InlineData("FORM", null, "203.0.113.0/24", 200, 403)]
    [InlineData("/", null, "203.0.113.0/24", 200, 403)]
    [InlineData("/nowhere", null, "203.0.113.0/24", 404, 403)]
    [InlineData("/mizuhono/report/r7/", "203.0.113.0/24", "203.0.113.0/24", 404, 404)]
    [InlineData("/mizuhono/report/r7/report.html", "203.0.113.0/24", "203.0.113.0/24", 404, 404)]
    [InlineData("/webhook/sendgrid", "203.0.113.0/24", "203.0.113.0/24", 404, 404)]
    [InlineData("/assets/0000000000000000/site.css", "203.0.113.0/24", "203.0.113.0/24", 404, 404)]
    public async Task Page_opens_inside_and_is_refused_outside(string path, string? desk, string? forms, int inside, int outside)
    {
        var browser = BrowserOf(desk, forms);
        path = path == "FORM" ? _form : path;
        browser.Headers["CLIENT-IP"] = Inside;
        Assert.Equal(inside, (int)(await browser.GetAsync(path)).Status);
        browser.Headers["CLIENT-IP"] = Outside;
        Assert.Equal(outside, (int)(await browser.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Refusal_says_whom_to_ask()
    {
        var browser = BrowserOf("203.0.113.0/24", "203.0.113.0/24");
        browser.Headers["CLIENT-IP"] = Outside;
        var refused = await browser.GetAsync("/mizuhono/desk");
        Assert.Contains("この場所からは開けません", refused.Html);
        Assert.Contains("企画部行政改革推進室（電話 0900-00-0000　内線 ", refused.Html);
        Assert.Contains("メールに記載のお問い合わせ先", (await browser.GetAsync("/")).Html);
        Assert.Contains("メールに記載のお問い合わせ先", (await browser.GetAsync("/nowhere/desk")).Html);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/mizuhono/desk/sign-in", "", ("address", "x"))).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("X-Client-IP", "203.0.113.9")]
    [InlineData("CLIENT-IP", "inside")]
    [InlineData("CLIENT-IP", "203.0.113.9:50443, 198.51.100.1:50443")]
    public async Task No_word_of_the_client_s_own_opens_a_page(string header, string value)
    {
        var browser = BrowserOf("203.0.113.0/24", null);
        browser.Headers[header] = value;
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/mizuhono/desk")).Status);
    }

    [Fact]
    public async Task Header_is_believed_on_the_platform_alone()
    {
        var browser = BrowserOf("203.0.113.0/24", null, new(false, false));
        browser.Headers["CLIENT-IP"] = Inside;
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/mizuhono/desk")).Status);
    }

    [Fact]
    public async Task IPv6_is_an_address_too()
    {
        var browser = BrowserOf("2001:db8::/32", null);
        browser.Headers["CLIENT-IP"] = "[2001:db8::7]:50443";
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/mizuhono/desk")).Status);
        browser.Headers["CLIENT-IP"] = "[2001:db9::7]:50443";
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/mizuhono/desk")).Status);
    }

    [Theory]
    [InlineData(null, null, false, false)]
    [InlineData(null, "True", false, false)]
    [InlineData("func-reformflow-x", null, true, false)]
    [InlineData("func-reformflow-x", "False", true, false)]
    [InlineData("func-reformflow-x", "1", true, false)]
    [InlineData("func-reformflow-x", "True", true, true)]
    [InlineData("func-reformflow-x", "true", true, true)]
    public void Platform_is_what_its_variables_say(string? site, string? authentication, bool isAppService, bool hasAuthentication) => Assert.Equal(
        new(isAppService, hasAuthentication),
        Platform.Read(new ConfigurationBuilder().AddInMemoryCollection([new("WEBSITE_SITE_NAME", site), new("WEBSITE_AUTH_ENABLED", authentication)]).Build()));

    Browser BrowserOf(string? desk, string? forms, Platform? platform = null)
    {
        town.Limits = new(RangesOf(desk), RangesOf(forms), (platform ?? _platform).ClientOf);
        town.Browser.Headers.Clear();
        return town.Browser;
    }

    static AddressRanges? RangesOf(string? text) => text is null ? null : AddressRanges.Read(text).Ranges;

    /// <summary>A town whose limits each test sets.</summary>
    public sealed class LimitedTown : IAsyncLifetime
    {
        internal AddressLimits Limits { get; set; } = AddressLimits.None;

        internal Browser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Browser = await Browser.StartAsync(services => services.AddTransient(_ => Limits));

        public ValueTask DisposeAsync() => Browser.DisposeAsync();
    }
}
