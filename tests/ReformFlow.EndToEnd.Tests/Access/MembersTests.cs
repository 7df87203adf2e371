using System.Net;
using ReformFlow.Core.Access;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;

namespace ReformFlow.EndToEnd.Tests.Access;

/// <summary>The members' pages: adding, changing, removing, deputies, one's own settings and the authenticator app.</summary>
public sealed class MembersTests(SignInTests.Town town, Chromium chromium) : IClassFixture<SignInTests.Town>
{
    const string Office = "gyokaku@city.mizuhono.example.jp", Editor = "k-morikawa@city.mizuhono.example.jp", Approver = "s-mizuno@city.mizuhono.example.jp";

    static readonly string _desk = $"/{ServedTown.Key}/desk", _members = $"{_desk}/members";

    [Fact]
    public async Task Member_is_added_changed_and_removed_and_comes_in_until_then()
    {
        var added = await AddAsync(town.Visitor, "青山 緑", "m-aoyama@city.mizuhono.example.jp", "Edit");
        Assert.Equal("職員", added.Title);
        Assert.Contains("青山 緑", added.Text, StringComparison.Ordinal);
        var number = await town.NumberOfAsync("m-aoyama@city.mizuhono.example.jp");
        var visitor = town.VisitorOf(number);
        Assert.True((await visitor.OpenAsync($"{town.Desk}/start")).IsGood);

        // A role that is taken holds at the next click.
        var page = await town.Visitor.OpenAsync($"{town.Desk}/members/{number}");
        await PostRolesAsync(town.Visitor, page, $"{_members}/{number}", "View");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync(new Uri($"{town.Desk}/r7/compile"), "x=y")).Status);
        Assert.True((await visitor.OpenAsync($"{town.Desk}/r7")).IsGood);

        await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.Desk}/members/{number}"), $"{_members}/{number}/remove");
        Assert.Equal("事務局のサインイン", (await visitor.OpenAsync($"{town.Desk}/r7")).Title);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.Desk}/members/{number}")).Status);
        var facts = await town.OfficeFactsAsync();
        Assert.DoesNotContain(facts, f => f.ToString()!.Contains('@', StringComparison.Ordinal));
        Assert.Contains(facts, f => f is MemberRemoved removed && removed.Person == number);
    }

    [Theory]
    [InlineData("", "x@city.mizuhono.example.jp", "Edit", "氏名")]
    [InlineData("名", "x", "Edit", "メールアドレス")]
    [InlineData("名", "x@elsewhere.example.jp", "Edit", "ドメイン")]
    [InlineData("名", "x@city.mizuhono.example.jp", "", "役割")]
    [InlineData("名", "x@city.mizuhono.example.jp", "Owner", "役割")]
    [InlineData("名", "K-Morikawa@city.mizuhono.example.jp", "Edit", "すでに登録")]
    public async Task Member_that_can_not_be_added_is_refused_and_nothing_is_written(string name, string address, string role, string words)
    {
        var before = town.Written();
        var page = await AddAsync(town.Visitor, name, address, role);
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains(words, page.One("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(before, town.Written());
    }

    [Fact]
    public async Task Nobody_gives_themselves_what_they_have_not()
    {
        var (editor, approver) = (await town.NumberOfAsync(Editor), await town.NumberOfAsync(Approver));
        var visitor = town.VisitorOf(editor);
        var before = town.Written();
        var refused = await PostRolesAsync(visitor, await visitor.OpenAsync($"{town.Desk}/members/{editor}"), $"{_members}/{editor}", "Edit", "Approve");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        // Nor by way of the address at which the code arrives.
        refused = await visitor.PostAsync(await visitor.OpenAsync($"{town.Desk}/members/{approver}"), $"{_members}/{approver}", ("address", "x@city.mizuhono.example.jp"), ("roles", "Approve"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(before, town.Written());
        // Who only looks and approves changes nobody.
        Assert.Equal(HttpStatusCode.Forbidden, (await town.VisitorOf(approver).OpenAsync($"{town.Desk}/members/add")).Status);
    }

    [Fact]
    public async Task Two_who_may_edit_stay()
    {
        var editor = await town.NumberOfAsync(Editor);
        var refused = await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.Desk}/members/{editor}"), $"{_members}/{editor}/remove");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("2人より少なくなります", refused.One("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deputy_has_the_roles_in_the_named_days_only()
    {
        var (editor, approver) = (await town.NumberOfAsync(Editor), await town.NumberOfAsync(Approver));
        var (deputy, absent) = (town.VisitorOf(editor), town.VisitorOf(approver));
        Assert.Equal(HttpStatusCode.Forbidden, (await deputy.PostAsync(new Uri($"{town.Desk}/r7/release"), "x=y")).Status);
        // It is 22 June; the approver names the deputy on their own page.
        var me = await absent.OpenAsync($"{town.Desk}/me");
        var named = await absent.PostAsync(me, $"{_members}/{approver}/deputies", ("deputy", editor), ("from", "2026-06-22"), ("to", "2026-06-23"));
        Assert.Equal("自分の設定", named.Title);
        Assert.Contains("6月23日まで", named.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await deputy.PostAsync(new Uri($"{town.Desk}/r7/release"), "x=y")).Status);
        Assert.Contains("代理により", (await deputy.OpenAsync($"{town.Desk}/me")).Text, StringComparison.Ordinal);
        await absent.PostAsync(await absent.OpenAsync($"{town.Desk}/me"), $"{_members}/{approver}/deputies/end");
        Assert.Equal(HttpStatusCode.Forbidden, (await deputy.PostAsync(new Uri($"{town.Desk}/r7/release"), "x=y")).Status);
    }

    [Fact]
    public async Task Authenticator_app_is_set_and_lets_in_once_with_each_code()
    {
        var person = await town.NumberOfAsync(Office);
        var page = await town.Visitor.OpenAsync($"{town.Desk}/me/authenticator");
        var secret = FromBase32(page.One("main strong").TextContent.Replace(" ", "", StringComparison.Ordinal));
        var wrong = await town.Visitor.PostAsync(page, $"{_desk}/me/authenticator", ("code", "000000"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        var set = await town.Visitor.PostAsync(page, $"{_desk}/me/authenticator", ("code", Totp.Of(secret, Totp.StepAt(DateTimeOffset.UtcNow))));
        Assert.Contains("登録されています", set.Text, StringComparison.Ordinal);
        Assert.True((await town.OfficeAsync()).Members[person].HasAuthenticator);
        Assert.DoesNotContain(Totp.Base32(secret), set.Html, StringComparison.Ordinal);

        var visitor = town.VisitorOf(null);
        var asked = await visitor.PostAsync(await visitor.OpenAsync($"{town.Desk}/r7"), $"{_desk}/sign-in", ("address", Office), ("way", "app"));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync(asked, $"{_desk}/sign-in/code", ("code", "000000"))).Status);
        var code = Totp.Of(secret, Totp.StepAt(DateTimeOffset.UtcNow));
        Assert.Equal("令和7年度 進捗照会", (await visitor.PostAsync(asked, $"{_desk}/sign-in/code", ("code", code))).Title);
        var again = town.VisitorOf(null);
        var replayed = await again.PostAsync(await again.PostAsync(await again.OpenAsync($"{town.Desk}/r7"), $"{_desk}/sign-in", ("address", Office), ("way", "app")), $"{_desk}/sign-in/code", ("code", code));
        Assert.Equal(HttpStatusCode.Forbidden, replayed.Status);

        await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.Desk}/me"), $"{_desk}/me/authenticator/remove");
        Assert.False((await town.OfficeAsync()).Members[person].HasAuthenticator);
    }

    [Theory, InlineData("sign-in"), InlineData("members"), InlineData("add"), InlineData("member"), InlineData("me"), InlineData("authenticator"), InlineData("once"), InlineData("forbidden")]
    public async Task Page_fits_and_names_its_parts(string page)
    {
        var address = page switch
        {
            "sign-in" => $"{town.Desk}/sign-in",
            "members" => $"{town.Desk}/members",
            "add" => $"{town.Desk}/members/add",
            "member" => $"{town.Desk}/members/{await town.NumberOfAsync(Approver)}",
            "once" => $"{town.Desk}/sign-in/once/{ServerAddress.Of(ServedTown.LinkKey, ServedTown.Key, "p1", "w", DateTimeOffset.UtcNow.AddMinutes(5))}",
            "forbidden" => $"{town.Desk}/members/p999",
            _ => $"{town.Desk}/{(page == "me" ? "me" : "me/authenticator")}",
        };
        await PageRules.CheckAsync(await chromium.OpenAsync(address), $"access-{page}");
    }

    async Task<WebPage> AddAsync(Visitor visitor, string name, string address, string role) =>
        await visitor.PostAsync(await visitor.OpenAsync($"{town.Desk}/members/add"), $"{_members}/add", ("name", name), ("address", address), ("roles", role));

    static Task<WebPage> PostRolesAsync(Visitor visitor, WebPage page, string action, params string[] roles) =>
        visitor.PostAsync(new Uri(page.Address, action), string.Join('&', page.FieldsOf(action).Where(f => f.Name != "roles").Concat(roles.Select(r => (Name: "roles", Value: r))).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}")));

    static byte[] FromBase32(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(c => Convert.ToString(alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
