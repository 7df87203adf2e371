using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Access;
using ReformFlow.App.Mail;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Access;

/// <summary>
/// The ways into the desk, and what does not lead in: no cookie, a forged one, one past its time, another town's, a removed member's, a role too few;
/// a code tried from another browser, twice, six times, after its time; a token of another session; an address used twice; a way out to another site.
/// </summary>
public sealed partial class SignInTests(SignInTests.Town town) : IClassFixture<SignInTests.Town>
{
    const string Office = "gyokaku@city.mizuhono.example.jp", Editor = "k-morikawa@city.mizuhono.example.jp", Approver = "s-mizuno@city.mizuhono.example.jp";

    OutboxMail? _mail;

    static readonly string _desk = $"/{ServedTown.Key}/desk";

    /// <summary>The sample city with a running cycle, and the numbers of its members.</summary>
    public sealed class Town : RunningTown
    {
        public async Task<string> NumberOfAsync(string address) => (await Services.GetRequiredService<Members>().ByAddressAsync(Key, address, default))!.Number;

        public async Task<OfficeHead> OfficeAsync() => await Streams.HeadAsync<OfficeHead>(StreamName.Office(Key), default);

        public async Task<IReadOnlyList<Event>> OfficeFactsAsync() => [.. (await Streams.ReadAsync(StreamName.Office(Key), default)).SelectMany(a => a.Events)];
    }

    public static TheoryData<string> Pages => ["", "/start", "/r7", "/r7/requests/zeimu", "/outbox", "/r7/editions/1/report.html"];

    [Theory, MemberData(nameof(Pages))]
    public async Task Stranger_is_led_to_the_sign_in_page_whatever_the_headers_say(string page)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, $"{_desk}{page}");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1");
            request.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL-NAME", Office);
            var answer = await town.VisitorOf(null, follows: false).Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith($"{_desk}/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Every_page_of_the_desk_asks_who_is_there()
    {
        var desk = town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.Split('/').ElementAtOrDefault(2) == "desk").ToList();
        Assert.True(desk.Count >= 15, "The desk has more pages than this.");
        foreach (var endpoint in desk.Where(e => !e.RoutePattern.RawText!.Contains("/sign-in", StringComparison.Ordinal)))
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
            {
                var path = Parameter().Replace(endpoint.RoutePattern.RawText!.Replace("{town}", ServedTown.Key, StringComparison.Ordinal), m => m.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x");
                var answer = await town.VisitorOf(null, follows: false).Http.SendAsync(new(new(method), path));
                Assert.Equal((method, path, method == "POST" ? HttpStatusCode.Forbidden : HttpStatusCode.Redirect), (method, path, answer.StatusCode));
            }
    }

    [Theory, InlineData("start"), InlineData("r7/compile"), InlineData("r7/release"), InlineData("r7/requests/zeimu/accept"), InlineData("r7/requests/zeimu/missing"), InlineData("sign-out")]
    public async Task Stranger_s_posts_are_refused(string action)
    {
        var before = town.Written();
        var answer = await town.VisitorOf(null).PostAsync(new Uri($"{town.Desk}/{action}"), "x=y");
        Assert.Equal((HttpStatusCode.Forbidden, "サインインの有効時間が過ぎました"), (answer.Status, answer.Title));
        Assert.Equal(before, town.Written());
    }

    [Fact]
    public async Task Code_that_was_mailed_lets_its_member_in_and_leads_to_the_wanted_page()
    {
        var person = await town.NumberOfAsync(Editor);
        var (visitor, asked) = await AskAsync(Editor, "/r7");
        Assert.Equal("コードの入力", asked.Title);
        var mail = _mail!;
        Assert.Contains(Editor, mail.To, StringComparison.Ordinal);
        Assert.StartsWith($"<{ServedTown.Key}.sign-in.{person}.", mail.MessageId, StringComparison.Ordinal);
        var came = await visitor.PostAsync(asked, $"{_desk}/sign-in/code", ("code", CodeIn(mail.Body)));
        Assert.Equal(($"{_desk}/r7", "令和7年度 進捗照会"), (came.Address.AbsolutePath, came.Title));
        var facts = (await town.OfficeFactsAsync()).TakeLast(2).ToList();
        Assert.Equal(person, Assert.IsType<CodeMailed>(facts[0]).Person);
        Assert.Equal((person, SignInWay.Mail), (Assert.IsType<SignedIn>(facts[1]).Person, ((SignedIn)facts[1]).Way));
    }

    [Fact]
    public async Task Who_works_at_the_desk_stands_in_the_log_by_number()
    {
        await town.SubmitAllAsync("jinji");
        var visitor = town.VisitorOf(await town.NumberOfAsync(Editor));
        await visitor.PostAsync(await visitor.OpenAsync($"{town.Desk}/r7/requests/jinji"), $"{_desk}/r7/requests/jinji/accept");
        var accepted = (await town.HistoryAsync("jinji")).Single(a => a.Events.Any(e => e is Accepted));
        Assert.Equal(await town.NumberOfAsync(Editor), accepted.By);
    }

    [Theory, InlineData("nobody@city.mizuhono.example.jp"), InlineData("zeimu@city.mizuhono.example.jp"), InlineData("x"), InlineData("<script>@example.jp")]
    public async Task Stranger_s_address_gets_the_same_page_and_no_mail_and_no_fact(string address)
    {
        var member = (await AskAsync(Approver)).Asked;
        var (mails, facts) = (town.Outbox.Mails().Count(), (await town.OfficeFactsAsync()).Count);
        var (visitor, asked) = await AskAsync(address);
        Assert.Equal(Plain(member), Plain(asked));
        var wrong = await visitor.PostAsync(asked, $"{_desk}/sign-in/code", ("code", "12345678"));
        Assert.Equal((HttpStatusCode.Forbidden, "コードを確認できませんでした"), (wrong.Status, wrong.One("[role=alert] h2").TextContent));
        Assert.Equal((mails, facts), (town.Outbox.Mails().Count(), (await town.OfficeFactsAsync()).Count));
    }

    [Fact]
    public async Task Code_is_worth_nothing_in_another_browser()
    {
        var (_, asked) = await AskAsync(Editor);
        var code = CodeIn(_mail!.Body);
        var thief = await AskAsync("nobody@city.mizuhono.example.jp");
        Assert.Equal(HttpStatusCode.Forbidden, (await thief.Visitor.PostAsync(thief.Asked, $"{_desk}/sign-in/code", ("code", code))).Status);
        // Nor with the page's own token.
        Assert.Equal(HttpStatusCode.BadRequest, (await thief.Visitor.PostAsync(new Uri($"{town.Desk}/sign-in/code"), $"token={asked.One("[name=token]").GetAttribute("value")}&code={code}")).Status);
    }

    [Fact]
    public async Task Code_lets_in_once()
    {
        var visitor = new Jar(town);
        var asked = await AskAsync(visitor.Visitor, Editor, "");
        var (code, kept) = (CodeIn(_mail!.Body), visitor.Copy());
        Assert.True((await visitor.Visitor.PostAsync(asked, $"{_desk}/sign-in/code", ("code", code))).IsGood);
        var again = new Jar(town, kept);
        Assert.Equal(HttpStatusCode.Forbidden, (await again.Visitor.PostAsync(await again.Visitor.OpenAsync($"{town.Desk}/sign-in/code"), $"{_desk}/sign-in/code", ("code", code))).Status);
    }

    [Fact]
    public async Task Code_that_was_missed_five_times_is_worth_nothing_and_the_tries_are_counted()
    {
        var person = await town.NumberOfAsync(Approver);
        var (visitor, asked) = await AskAsync(Approver);
        var code = CodeIn(_mail!.Body);
        for (var n = 0; n < 7; n++)
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync(asked, $"{_desk}/sign-in/code", ("code", $"{n:D8}" == code ? "99999999" : $"{n:D8}"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync(asked, $"{_desk}/sign-in/code", ("code", code))).Status);
        var known = (await town.OfficeAsync()).Members[person].Codes[^1];
        Assert.Equal((5, false), (known.Tries, known.IsUsed));
        Assert.Equal(5, (await town.OfficeFactsAsync()).OfType<SignInFailed>().Count(f => f.Code == known.Id));
    }

    [Fact]
    public async Task Mail_that_signs_in_is_not_shown_in_the_outbox()
    {
        await AskAsync(Editor);
        Assert.Contains("サインインのコード", _mail!.Subject, StringComparison.Ordinal);
        var outbox = await town.Visitor.OpenAsync($"{town.Desk}/outbox");
        Assert.True(outbox.IsGood);
        Assert.DoesNotContain("サインインのコード", outbox.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.Desk}/outbox/{Path.GetFileName(_mail!.File)}")).Status);
    }

    [Fact]
    public async Task Address_of_the_server_opens_the_desk_once_and_by_a_button()
    {
        var path = await OnceAsync(Office);
        var visitor = new Jar(town).Visitor;
        var page = await visitor.OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync(path)).Status);
        Assert.Equal("進捗照会", (await visitor.PostAsync(page, path)).Title);
        var again = new Jar(town).Visitor;
        Assert.Equal((HttpStatusCode.Gone, "このアドレスは使えません"), await StatusAsync(again.PostAsync(await again.OpenAsync(path), path)));
    }

    [Theory, InlineData("x"), InlineData("x.y"), InlineData("bWl6dWhvbm98cDF8d3w5OTk5OTk5OTk5.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Address_that_is_forged_opens_nothing(string word) =>
        Assert.Equal((HttpStatusCode.Gone, "このアドレスは使えません"), await StatusAsync(town.VisitorOf(null).OpenAsync($"{town.Desk}/sign-in/once/{word}")));

    [Fact]
    public async Task Address_for_somebody_who_is_no_member_opens_nothing()
    {
        var path = $"{_desk}/sign-in/once/{ServerAddress.Of(ServedTown.LinkKey, ServedTown.Key, "p3", "w", DateTimeOffset.UtcNow.AddMinutes(5))}";
        var visitor = new Jar(town).Visitor;
        Assert.Equal(HttpStatusCode.Gone, (await visitor.PostAsync(await visitor.OpenAsync(path), path)).Status);
    }

    [Fact]
    public async Task Cookie_that_proves_nothing_opens_nothing()
    {
        var now = DateTimeOffset.UtcNow;
        var key = ServedTown.LinkKey;
        foreach (var value in new[]
        {
            "", "x", "x.y", new SessionToken(ServedTown.Key, "p1", 1, "w", now, now).Write(new byte[32]), new SessionToken("hokanoshi", "p1", 1, "w", now, now).Write(key),
            new SessionToken(ServedTown.Key, "p1", 2, "w", now, now).Write(key), new SessionToken(ServedTown.Key, "p3", 1, "w", now, now).Write(key), new SessionToken(ServedTown.Key, "p999", 1, "w", now, now).Write(key),
            new SessionToken(ServedTown.Key, "p1", 1, "w", now.AddHours(-12), now).Write(key), new SessionToken(ServedTown.Key, "p1", 1, "w", now.AddHours(-4), now.AddHours(-3)).Write(key),
            new SessionToken(ServedTown.Key, "p1", 1, "w", now.AddHours(1), now.AddHours(1)).Write(key), ServerAddress.Of(key, ServedTown.Key, "p1", "w", now.AddMinutes(5)),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _desk);
            request.Headers.TryAddWithoutValidation("Cookie", $"{Sessions.Name}={value}");
            Assert.Equal((value, HttpStatusCode.Redirect), (value, (await town.VisitorOf(null, follows: false).Http.SendAsync(request)).StatusCode));
        }
    }

    [Fact]
    public async Task Cookie_has_no_date_and_is_kept_from_scripts()
    {
        var visitor = town.VisitorOf(null, follows: false);
        var path = await OnceAsync(Editor);
        var page = await visitor.OpenAsync(path);
        var cookies = (await visitor.PostAsync(page, path)).Headers.GetValues("Set-Cookie").ToList();
        var session = Assert.Single(cookies, c => c.StartsWith($"{Sessions.Name}=ey", StringComparison.Ordinal) || c.StartsWith($"{Sessions.Name}=b", StringComparison.Ordinal));
        Assert.Equal($"; path={_desk}; samesite=lax; httponly", session[session.IndexOf(';')..]);
        Assert.All(cookies, c => Assert.DoesNotContain("expires", c, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, c => Assert.DoesNotContain("max-age", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Session_that_was_seen_long_ago_is_written_anew()
    {
        var now = DateTimeOffset.UtcNow;
        async Task<bool> IsRenewed(DateTimeOffset seen)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _desk);
            request.Headers.TryAddWithoutValidation("Cookie", $"{Sessions.Name}={new SessionToken(ServedTown.Key, "p1", 1, "w", now.AddHours(-2), seen).Write(ServedTown.LinkKey)}");
            var answer = await town.VisitorOf(null, follows: false).Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Headers.Contains("Set-Cookie");
        }
        Assert.True(await IsRenewed(now.AddMinutes(-11)));
        Assert.False(await IsRenewed(now.AddMinutes(-8)));
    }

    [Theory]
    [InlineData(Editor, "r7/release", HttpStatusCode.Forbidden)]
    [InlineData(Approver, "r7/compile", HttpStatusCode.Forbidden)]
    [InlineData(Approver, "r7/requests/soumu/accept", HttpStatusCode.Forbidden)]
    [InlineData(Editor, "r7/requests/soumu/accept", HttpStatusCode.BadRequest)]
    [InlineData(Approver, "r7/release", HttpStatusCode.BadRequest)]
    public async Task Role_is_asked_for_before_anything_else(string member, string action, HttpStatusCode status)
    {
        var person = await town.NumberOfAsync(member);
        // Another test may have signed the member out everywhere before.
        var generation = (await town.OfficeAsync()).Members[person].Generation;
        var jar = new Jar(town, MemorySession.Value(ServedTown.LinkKey, ServedTown.Key, person, generation));
        Assert.Equal(status, (await jar.Visitor.PostAsync(new Uri($"{town.Desk}/{action}"), "x=y")).Status);
    }

    [Fact]
    public async Task Token_of_another_session_posts_nothing()
    {
        var mine = await town.Visitor.OpenAsync($"{town.Desk}/r7");
        var other = new Jar(town, MemorySession.Value(ServedTown.LinkKey, ServedTown.Key, word: "another-session")).Visitor;
        Assert.True((await other.OpenAsync($"{town.Desk}/r7")).IsGood);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostAsync(mine, $"{_desk}/r7/compile")).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_browser_s_session_and_everywhere_every_session()
    {
        var person = await town.NumberOfAsync(Approver);
        var generation = (await town.OfficeAsync()).Members[person].Generation;
        var (one, other) = (new Jar(town, MemorySession.Value(ServedTown.LinkKey, ServedTown.Key, person, generation)), new Jar(town, MemorySession.Value(ServedTown.LinkKey, ServedTown.Key, person, generation)));
        Assert.True((await one.Visitor.OpenAsync($"{town.Desk}/r7")).IsGood);
        await town.Services.GetRequiredService<SignIn>().SignOutEverywhereAsync(ServedTown.Key, person, person, default);
        foreach (var jar in new[] { one, other }) Assert.Equal("事務局のサインイン", (await jar.Visitor.OpenAsync($"{town.Desk}/r7")).Title);
    }

    [Theory]
    [InlineData("https://evil.example/"), InlineData("//evil.example/"), InlineData("/mizuhono/report/r7/"), InlineData("/mizuhono/deskx"), InlineData("/hokanoshi/desk"), InlineData("/mizuhono/desk\\evil")]
    [InlineData("/mizuhono/desk/sign-in"), InlineData("/mizuhono/desk/r7\r\nX: y"), InlineData("javascript:alert(1)"), InlineData("")]
    public async Task Sign_in_leads_nowhere_but_to_the_desk(string to)
    {
        var visitor = new Jar(town).Visitor;
        var page = await visitor.OpenAsync($"{town.Desk}/sign-in?to={Uri.EscapeDataString(to)}");
        Assert.Equal(_desk, page.One("[name=to]").GetAttribute("value"));
        var member = await town.NumberOfAsync(Office);
        Assert.NotEmpty(member);
    }

    [Fact]
    public async Task Wanted_page_is_remembered_with_its_query()
    {
        var page = await new Jar(town).Visitor.OpenAsync($"{town.Desk}/start?plan=main&period=R8");
        Assert.Equal($"{_desk}/start?plan=main&period=R8", page.One("[name=to]").GetAttribute("value"));
    }

    [Fact]
    public async Task Wrong_tries_are_slowed_and_right_ones_never()
    {
        var wrong = await AskAsync("nobody@city.mizuhono.example.jp");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await wrong.Visitor.PostAsync(wrong.Asked, $"{_desk}/sign-in/code", ("code", "1"));
        Assert.True(watch.ElapsedMilliseconds >= 100, $"{watch.ElapsedMilliseconds} ms");
    }

    async Task<(Visitor Visitor, WebPage Asked)> AskAsync(string address, string page = "")
    {
        var visitor = new Jar(town).Visitor;
        return (visitor, await AskAsync(visitor, address, page));
    }

    async Task<WebPage> AskAsync(Visitor visitor, string address, string page)
    {
        var before = town.Outbox.Mails().Select(m => m.Key).ToHashSet();
        var asked = await visitor.PostAsync(await visitor.OpenAsync($"{town.Desk}{page}"), $"{_desk}/sign-in", ("address", address), ("way", "mail"));
        // The page does not wait for a slow mail, lest it tell whose address it was.
        for (var n = 0; n < 100 && address is Editor or Approver && NewMail() is null; n++) await Task.Delay(100);
        _mail = NewMail();
        return asked;

        OutboxMail? NewMail() => town.Outbox.Mails().FirstOrDefault(m => !before.Contains(m.Key));
    }

    async Task<string> OnceAsync(string address)
    {
        var person = await town.NumberOfAsync(address);
        return $"{_desk}/sign-in/once/{ServerAddress.Of(ServedTown.LinkKey, ServedTown.Key, person, Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow.AddMinutes(5))}";
    }

    static async Task<(HttpStatusCode, string)> StatusAsync(Task<WebPage> asking) => await asking is var page ? (page.Status, page.Title) : default;

    static string Plain(WebPage page) => Token().Replace(page.Html, "");

    static string CodeIn(string mail) => string.Concat(Code().Match(mail).Value.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"^　\d{4} \d{4}$", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("name=\"token\" value=\"[0-9a-f]+\"")]
    private static partial Regex Token();

    /// <summary>A browser of its own, with its cookies.</summary>
    sealed class Jar
    {
        readonly CookieContainer _cookies = new();
        readonly Uri _site;

        public Jar(ServedTown town, string? session = null)
        {
            _site = new($"{town.FormAddress}{_desk}");
            if (session is not null) _cookies.Add(new Cookie(Sessions.Name, session, _desk, "localhost"));
            Visitor = new(new(new HttpClientHandler { CookieContainer = _cookies }) { BaseAddress = new(town.FormAddress) });
        }

        public Jar(ServedTown town, IEnumerable<Cookie> cookies) : this(town)
        {
            foreach (var cookie in cookies) _cookies.Add(new Cookie(cookie.Name, cookie.Value, _desk, "localhost"));
        }

        public Visitor Visitor { get; }

        public IReadOnlyList<Cookie> Copy() => [.. _cookies.GetCookies(_site).Select(c => new Cookie(c.Name, c.Value))];
    }
}
