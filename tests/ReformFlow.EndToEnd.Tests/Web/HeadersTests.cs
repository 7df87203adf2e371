using System.Net;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Web;

/// <summary>Every kind of answer carries its headers, and looking changes nothing.</summary>
public sealed class HeadersTests(PublishedTown town) : IClassFixture<PublishedTown>
{
    const string Pages = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    const string Edition = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    public static TheoryData<string, HttpStatusCode, string, string> Answers() => new()
    {
        { "/", HttpStatusCode.OK, Pages, "no-store" },
        { "form", HttpStatusCode.OK, Pages, "no-store" },
        { "form/items/{item}", HttpStatusCode.OK, Pages, "no-store" },
        { "form/items/i999", HttpStatusCode.NotFound, Pages, "no-store" },
        { "form/check", HttpStatusCode.OK, Pages, "no-store" },
        { "form/receipt", HttpStatusCode.OK, Pages, "no-store" },
        { "/mizuhono/r7/zeimu/0000-0000-0000-0000", HttpStatusCode.NotFound, Pages, "no-store" },
        { "/nowhere", HttpStatusCode.NotFound, Pages, "no-store" },
        { "/mizuhono/report/r7", HttpStatusCode.MovedPermanently, Pages, "no-store" },
        { "/mizuhono/report/r7/", HttpStatusCode.OK, Edition, "no-cache" },
        { "/mizuhono/report/r7/report.json", HttpStatusCode.OK, Edition, "no-cache" },
        { "/mizuhono/report/r8/", HttpStatusCode.NotFound, Pages, "no-store" },
        { "style", HttpStatusCode.OK, Pages, "public, max-age=31536000, immutable" },
        { "/assets/0000000000000000/site.css", HttpStatusCode.NotFound, Pages, "no-store" },
        { "desk", HttpStatusCode.OK, Pages, "no-store" },
        { "desk/start", HttpStatusCode.OK, Pages, "no-store" },
        { "desk/r7", HttpStatusCode.OK, Pages, "no-store" },
        { "desk/r7/requests/zeimu", HttpStatusCode.OK, Pages, "no-store" },
        { "desk/r7/editions/1/report.html", HttpStatusCode.OK, Edition, "no-cache" },
        { "desk/outbox", HttpStatusCode.OK, Pages, "no-store" },
        { "desk/r99", HttpStatusCode.NotFound, Pages, "no-store" },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Answer_carries_its_headers_and_changes_nothing(string page, HttpStatusCode status, string policy, string cache)
    {
        var address = await AddressAsync(page);
        var before = town.Written();
        var direct = town.VisitorOf("p1", follows: false).Http;
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await direct.SendAsync(new(method, address));
            Assert.Equal(status, answer.StatusCode);
            AssertHeaders(answer, policy, cache);
            if (method == HttpMethod.Head) Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
        Assert.Equal(before, town.Written());
    }

    [Theory, InlineData("form/items/{item}"), InlineData("form/check"), InlineData("desk/start"), InlineData("/"), InlineData("/nowhere")]
    public async Task Refused_post_carries_the_headers_too(string page)
    {
        using var answer = await town.Visitor.Http.PostAsync(await AddressAsync(page), new StringContent("x=y", null, "application/x-www-form-urlencoded"));
        Assert.InRange((int)answer.StatusCode, 400, 499);
        AssertHeaders(answer, Pages, "no-store");
    }

    static void AssertHeaders(HttpResponseMessage answer, string policy, string cache)
    {
        Assert.Equal(policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal(cache.Split(", ").Order(), answer.Headers.CacheControl!.ToString().Split(", ").Order());
        Assert.False(answer.Headers.Contains("Server"), "The answer tells the server's make.");
    }

    async Task<string> AddressAsync(string page)
    {
        if (page == "style") return town.FormAddress + (await town.Visitor.OpenAsync("/")).One("link[href$='site.css']").GetAttribute("href");
        if (page.StartsWith('/')) return town.FormAddress + page;
        if (page.StartsWith("desk", StringComparison.Ordinal)) return town.Desk + page["desk".Length..];
        // Closed forms list no links; the item's key is in the plan.
        return town.LinkOf("shimin") + page["form".Length..].Replace("{item}", "madoguchi");
    }
}
