using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.App.Web;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.Functions.Mail;
using ReformFlow.Functions.Organisation;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>What SendGrid tells, at the door, through the pipeline, into the log (rows of the emulator, or in memory), on the desk's pages, and what the policy makes of it.</summary>
/// <remarks>Cases: forged, unsigned, old, early, too large, unreadable, replayed, reordered, duplicated, unknown; storage that is away; the chase before and after.</remarks>
public sealed class EventDoorTests(EventDoorTests.Doors doors, Azurite azurite) : IClassFixture<EventDoorTests.Doors>, IAsyncLifetime
{
    const string Department = "zeimu";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => doors.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Bounce_pauses_the_chase_shows_at_the_desk_and_a_mail_that_arrives_ends_it()
    {
        await doors.BeginAsync(azurite);
        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(SignedPosts.Bounce(doors.Request, doors.Now)));

        var bounced = Assert.Single(doors.Facts<MailBounced>());
        Assert.Equal((BounceKind.Address, "5.1.1"), (bounced.Kind, bounced.Status));
        Assert.Equal([new Place(MemoryTown.Town, MemoryTown.Cycle, Department), new(MemoryTown.Town, MemoryTown.Cycle)], doors.Bell.Rung);
        var page = await doors.DeskAsync($"/requests/{Department}");
        Assert.Contains("照会が届いていません。", page);
        Assert.Contains("理由：宛先のアドレスがありません　5.1.1。", page);
        Assert.Contains("届いていません", await doors.DeskAsync(""));
        Assert.Contains("組織のファイルのアドレスを直して", await doors.DeskAsync($"/requests/{Department}/delivery"));

        await doors.TendAsync();
        await doors.TendAtAsync(BouncingTown.Reminder);
        Assert.Empty(doors.Facts<ReminderSent>());
        Assert.Single(doors.Mails(StepKind.NoticeRefused));

        Assert.Null(await doors.ResendAsync());
        await doors.TendAsync();
        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(SignedPosts.Event("delivered", doors.Mails(StepKind.Request)[^1], doors.Now)));
        Assert.Contains("相手先のメールサーバーが、", await doors.DeskAsync($"/requests/{Department}"));
        await doors.TendAtAsync(BouncingTown.LastReminder);
        Assert.Single(doors.Facts<ReminderSent>());
    }

    [Fact]
    public async Task Nothing_is_recorded_of_a_post_that_SendGrid_has_not_signed()
    {
        var body = new JsonArray(SignedPosts.Bounce(doors.Request, doors.Now)).ToJsonString();
        var time = SignedPosts.Seconds(doors.Now);
        var signature = doors.SendGrid.Sign(time, body);
        using var another = new SignedPosts();
        HttpRequestMessage[] forged =
        [
            SignedPosts.Unsigned(body), SignedPosts.Unsigned(body, time), SignedPosts.Unsigned(body, null, signature), SignedPosts.Unsigned(body, time, "AAAA"),
            SignedPosts.Unsigned(body, time, another.Sign(time, body)), SignedPosts.Unsigned(body.Replace("zeimu", "kanzai", StringComparison.Ordinal), time, signature),
            SignedPosts.Unsigned(body, SignedPosts.Seconds(doors.Now.AddSeconds(1)), signature), SignedPosts.Unsigned(body, $"{time}.5", doors.SendGrid.Sign($"{time}.5", body)),
        ];
        foreach (var post in forged) Assert.Equal(HttpStatusCode.Forbidden, await doors.SendAsync(post));
        Assert.Empty(doors.Facts<MailBounced>());
    }

    [Theory]
    [InlineData(-25 * 60, HttpStatusCode.OK)]
    [InlineData(-25 * 60 - 1, HttpStatusCode.Forbidden)]
    [InlineData(10, HttpStatusCode.OK)]
    [InlineData(11, HttpStatusCode.Forbidden)]
    public async Task Signature_counts_for_a_day(int minutes, HttpStatusCode status) =>
        Assert.Equal(status, await doors.SendAsync(doors.SendGrid.Of(doors.Now.AddMinutes(minutes), SignedPosts.Bounce(doors.Request, doors.Now))));

    [Fact]
    public async Task Post_that_is_replayed_changes_nothing_even_after_the_office_has_settled_it()
    {
        await doors.BeginAsync(azurite);
        var (at, bounce) = (doors.Now, SignedPosts.Bounce(doors.Request, doors.Now));
        for (var n = 0; n < 3; n++)
            Assert.Equal(HttpStatusCode.OK, await doors.SendAsync(doors.SendGrid.Of(at, bounce, bounce)));
        Assert.Single(doors.Facts<MailBounced>());

        await doors.Town.Streams.ChangeAsync<RequestHead>(Doors.Stream, "post:office", _ => [new MarkedArrived(doors.Request)], Cancellation);
        Assert.Equal(HttpStatusCode.OK, await doors.SendAsync(doors.SendGrid.Of(at, bounce)));
        Assert.Null((await doors.HeadAsync()).RefusedAt);
    }

    [Fact]
    public async Task Order_in_which_events_come_makes_no_difference()
    {
        var (delivered, bounce) = (SignedPosts.Event("delivered", doors.Request, doors.Now), SignedPosts.Bounce(doors.Request, doors.Now.AddSeconds(30)));
        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(bounce));
        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(delivered));
        Assert.Equal(doors.Request, (await doors.HeadAsync()).RefusedKey);

        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(SignedPosts.Event("delivered", doors.Request, doors.Now.AddSeconds(31))));
        Assert.Null((await doors.HeadAsync()).RefusedKey);
    }

    [Fact]
    public async Task Mails_of_others_are_thanked_for_and_left_alone()
    {
        var stranger = SignedPosts.Bounce(doors.Request, doors.Now);
        stranger.Remove(SendGridMail.KeyArgument);
        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(
            stranger, SignedPosts.Bounce("elsewhere~r7~request~zeimu~1~2026-07-21~1", doors.Now), SignedPosts.Bounce(doors.Request.Replace("~1~", "~9~", StringComparison.Ordinal), doors.Now),
            SignedPosts.Bounce("mizuhono~r99~request~zeimu~1~2026-07-21~1", doors.Now), SignedPosts.Event("deferred", doors.Request, doors.Now)));
        Assert.Equal(HttpStatusCode.OK, await doors.SendAsync(doors.SendGrid.Of(doors.Now, "[]")));
        Assert.Empty(doors.Facts<MailBounced>());
        Assert.Null((await doors.HeadAsync()).RefusedAt);
    }

    [Fact]
    public async Task Post_that_is_too_large_or_no_list_is_refused()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await doors.SendAsync(doors.SendGrid.Of(doors.Now, new string(' ', EventDoor.LargestBody) + "[]")));
        Assert.Equal(HttpStatusCode.OK, await doors.SendAsync(doors.SendGrid.Of(doors.Now, new string(' ', EventDoor.LargestBody - 2) + "[]")));
        Assert.Equal(HttpStatusCode.BadRequest, await doors.SendAsync(doors.SendGrid.Of(doors.Now, "{}")));
        using var chunked = doors.SendGrid.Of(doors.Now, new string(' ', EventDoor.LargestBody) + "[]");
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await doors.SendAsync(chunked));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Looking_at_the_door_shows_and_changes_nothing(string method)
    {
        using var look = doors.SendGrid.Of(doors.Now, SignedPosts.Bounce(doors.Request, doors.Now));
        look.Method = new(method);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await doors.SendAsync(look));
        Assert.Empty(doors.Facts<MailBounced>());
    }

    [Fact]
    public async Task Post_is_asked_for_again_where_the_storage_is_away_and_then_recorded_once()
    {
        var post = new[] { SignedPosts.Bounce(doors.Request, doors.Now), SignedPosts.Bounce(doors.Request.Replace(Department, "kanzai", StringComparison.Ordinal), doors.Now) };
        doors.Town.Log.IsAway = stream => stream == "request~zeimu";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await doors.PostAsync(post));
        Assert.Empty(doors.Facts<MailBounced>());
        // The other department's is known already.
        Assert.NotNull((await doors.HeadAsync("kanzai")).RefusedAt);

        doors.Town.Log.IsAway = _ => false;
        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(post));
        Assert.Single(doors.Facts<MailBounced>());
        Assert.Single(doors.Facts<MailBounced>("kanzai"));
    }

    [Fact]
    public async Task Notice_that_comes_back_from_the_office_itself_is_told_to_whoever_looks_after_the_deployment()
    {
        await doors.TendAtAsync(Doors.Locked.AddDays(4));
        var notice = Assert.Single(doors.Mails(StepKind.NoticeLocked));

        Assert.Equal(HttpStatusCode.OK, await doors.PostAsync(SignedPosts.Bounce(notice, doors.Now), SignedPosts.Bounce(notice.Replace("notice-locked", "notice-missing", StringComparison.Ordinal), doors.Now)));

        Assert.Equal([$"{notice}: its mail came back (Address 5.1.1)."], doors.Lines("MailBounced"));
    }

    [Fact]
    public async Task Nothing_that_SendGrid_tells_of_a_person_stays()
    {
        await doors.PostAsync(SignedPosts.Bounce(doors.Request, doors.Now));
        var appends = await doors.Town.Streams.ReadAsync(Doors.Stream, Cancellation);
        foreach (var append in appends) Assert.DoesNotContain("tanaka", System.Text.Encoding.UTF8.GetString(append.ToBytes()));
        Assert.DoesNotContain(doors.Lines(null), line => line.Contains("tanaka", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_this_door_asks_for_no_token_of_a_page() => Assert.All(
        doors.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.Any(m => m.GetType().Name == "ProvedPost")),
        e => Assert.Equal(EventDoor.Path, e.RoutePattern.RawText));

    /// <summary>A town behind the doors of the Azure edition, its mails in a postbox.</summary>
    public sealed class Doors : IAsyncLifetime
    {
        readonly LoggedLines _lines = new();

        internal SignedPosts SendGrid { get; } = new();

        internal CountingBell Bell { get; private set; } = null!;

        internal BouncingTown Town { get; private set; } = null!;

        internal DoorHost Host { get; private set; } = null!;

        HttpClient _http = null!;

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        /// <summary>A fresh town whose requests have left.</summary>
        /// <param name="azurite">Where its log lies; in memory for null.</param>
        internal async ValueTask BeginAsync(Azurite? azurite = null)
        {
            await StopAsync();
            Town = await BouncingTown.StartedAsync(azurite);
            _lines.Clear();
            Bell = new();
            Host = await DoorHost.StartAsync(0, null!, services =>
            {
                Town.AddTo(services, "doors");
                services.AddSingleton<IDoorbell>(Bell).AddSingleton(new Towns([MemoryTown.Town]));
                services.AddSingleton(EventKey.Read(SendGrid.PublicKey)!).AddSingleton<EventDoor>();
                services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(_lines);
            });
            _http = new() { BaseAddress = Host.Address };
            await TendAsync();
        }

        internal DateTimeOffset Now => Town.Time.Now;

        internal static StreamName Stream => MemoryTown.StreamOf(Department);

        internal static DateTimeOffset Locked => TokyoTime.EndOf(MemoryTown.Dates.LockDay);

        /// <summary>The key of the request's mail.</summary>
        internal string Request => Town.Sent.First(m => m.Key.Contains($"~request~{Department}~", StringComparison.Ordinal)).Key;

        internal IReadOnlyList<string> Mails(StepKind kind) => [.. Town.Sent.Where(m => StepKey.KindOf(m.Key) == kind && StepKey.WhomOf(m.Key) is Department or "office").Select(m => m.Key)];

        internal IReadOnlyList<T> Facts<T>(string department = Department) where T : Event =>
            [.. Town.Streams.ReadAsync(MemoryTown.StreamOf(department), default).GetAwaiter().GetResult().SelectMany(a => a.Events).OfType<T>()];

        internal Task<RequestHead> HeadAsync(string department = Department) => Town.Streams.HeadAsync<RequestHead>(MemoryTown.StreamOf(department), default);

        internal IReadOnlyList<string> Lines(string? name) => _lines.Of(name);

        internal Task<HttpStatusCode> PostAsync(params JsonObject[] events) => SendAsync(SendGrid.Of(Now, events));

        internal async Task<HttpStatusCode> SendAsync(HttpRequestMessage post)
        {
            using (post) return (await _http.SendAsync(post)).StatusCode;
        }

        /// <summary>A page of the cycle at the desk.</summary>
        internal async Task<string> DeskAsync(string page)
        {
            using var look = new HttpRequestMessage(HttpMethod.Get, $"/{MemoryTown.Town}/desk/{MemoryTown.Cycle}{page}");
            look.Headers.Add("Cookie", MemorySession.Cookie(Host.Services.GetRequiredService<SiteSettings>().Key.Span, MemoryTown.Town));
            return WebUtility.HtmlDecode(await (await _http.SendAsync(look)).EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        }

        internal async Task<string?> ResendAsync()
        {
            var cycle = (await Host.Services.GetRequiredService<CycleFinder>().StartedAsync(MemoryTown.Town, MemoryTown.Cycle, default))!;
            return await Host.Services.GetRequiredService<OfficeDecisions>().ResendAsync(cycle, Department, "宛先を直した", "post:office", default);
        }

        internal async Task TendAsync()
        {
            foreach (var department in MemoryTown.Departments.Prepend(null)) await Town.Performer.TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, department), default);
        }

        /// <summary>Looks again at a later moment.</summary>
        internal Task TendAtAsync(DateTimeOffset moment)
        {
            Town.Time.Now = moment;
            return TendAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            SendGrid.Dispose();
        }

        async ValueTask StopAsync()
        {
            if (Host is null) return;
            _http.Dispose();
            await Host.DisposeAsync();
            await Town.DisposeAsync();
        }
    }
}

/// <summary>A bell that tells where it was rung.</summary>
sealed class CountingBell : IDoorbell
{
    readonly System.Collections.Concurrent.ConcurrentQueue<Place> _rung = new();

    public IReadOnlyList<Place> Rung => [.. _rung];

    public Task RingAsync(Place place, CancellationToken cancellation)
    {
        _rung.Enqueue(place);
        return Task.CompletedTask;
    }
}
