using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Access;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Access;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Configuration;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Mail;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Tests.Web;

/// <summary>Several municipalities in one process, each with its own people, closures, sender and way for its mails.</summary>
public sealed class TwoTownsTests : IAsyncLifetime
{
    static readonly DateTimeOffset _first = TokyoTime.At(new(2026, 6, 1), new(9, 30));

    readonly DataFolder _data = new();
    readonly int _port = FreePort();
    WebApplication _server = null!;
    readonly Dictionary<string, string> _cookies = [];
    HttpClient _http = null!;
    IDisposable _hold = null!;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(_data.Of(SettingsFile.FileName), """
            {"format":"reformflow/1","server":{"formAddress":"https://kaikaku.example.jp"},"mail":{"kind":"outbox"},
             "municipalities":[{"key":"aoba","office":[{"name":"青木","address":"aoki@aoba.example.jp","roles":["edit"]}],"closures":[{"first":"2026-07-22","last":"2026-07-22"}]},
                               {"key":"wakaba","office":[{"name":"若林","address":"waka@wakaba.example.jp","roles":["edit","approve"]}],"mail":{"kind":"smtp","host":"127.0.0.1","port":9,"security":"none"}}]}
            """);
        var settings = SettingsReader.Options(_data.Path, SettingsReader.Read(_data.Path)!.Value);
        _server = LocalServer.Build(settings with { Port = _port, ClockStart = _first, ClockSpeed = 100 * 86_400, Browser = "/nowhere/browser" });
        foreach (var town in new[] { "aoba", "wakaba" })
        {
            var reading = await _server.Services.GetRequiredService<ImportTown>().RunAsync(Encoding.UTF8.GetBytes(PlanFile(town)), Encoding.UTF8.GetBytes(OrganisationFile(town)), null, Plan.MainKey, default);
            Assert.True(reading.IsGood, string.Join('\n', reading.Problems));
        }
        _hold = ((VirtualClock)_server.Services.GetRequiredService<TimeProvider>()).Hold();
        await _server.StartAsync();
        _http = new() { BaseAddress = new($"http://localhost:{_port}") };
        // One browser sits at both desks: each town has its own cookie.
        var key = LinkKey.Open(_data.Path);
        foreach (var town in new[] { "aoba", "wakaba" }) _cookies[town] = MemorySession.Cookie(key.Span, town);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _hold.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Each_town_has_its_own_cycle_sender_and_closures()
    {
        var dates = new CycleDates(new(2026, 6, 22), new(2026, 7, 21), new(2026, 8, 4), new(2026, 8, 27));
        foreach (var town in new[] { "aoba", "wakaba" })
        {
            var (_, problems) = await _server.Services.GetRequiredService<StartCycle>().RunAsync(town, new(Plan.MainKey, new(new FiscalYear(2025)), dates, false), "post:office", default);
            Assert.Empty(problems);
        }
        // Between two tries of the mail server that is not there.
        await PassToAsync(TokyoTime.At(new(2026, 6, 22), new(9, 22)));

        // 青葉市's mails lie in the outbox under its own name; 若葉市's are waiting for a mail server that is not there.
        var mail = Assert.Single(_server.Services.GetRequiredService<Outbox>().Mails());
        Assert.StartsWith("aoba~r7~request~", mail.Key, StringComparison.Ordinal);
        Assert.Contains("gyokaku@aoba.example.jp", File.ReadAllText(_data.Of("outbox", mail.File)), StringComparison.Ordinal);
        Assert.Contains("https://kaikaku.example.jp/aoba/r7/zeimu/", mail.Body, StringComparison.Ordinal);
        var finder = _server.Services.GetRequiredService<CycleFinder>();
        var (aoba, wakaba) = ((await finder.FindAsync("aoba", "r7", default))!, (await finder.FindAsync("wakaba", "r7", default))!);
        Assert.NotNull(aoba.Requests["zeimu"].RequestedAt);
        Assert.Null(wakaba.Requests["zeimu"].RequestedAt);
        Assert.True(wakaba.Requests["zeimu"].Steps.Values.Single().IsPutOff);

        Assert.Equal([new DateOnly(2026, 8, 14), new(2026, 7, 22)], aoba.Settings.Closures.Select(c => c.First));
        Assert.Equal([new DateOnly(2026, 8, 14)], wakaba.Settings.Closures.Select(c => c.First));
        Assert.Equal(["zeimu@aoba.example.jp"], (await _server.Services.GetRequiredService<IPeople>().AllAsync("aoba", default)).Select(p => p.Address).Where(a => a.StartsWith("zeimu", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Desk_of_each_town_shows_its_own()
    {
        foreach (var (town, name) in new[] { ("aoba", "青葉市"), ("wakaba", "若葉市") })
        {
            var desk = await AskAsync(town, $"{town}/desk");
            Assert.Equal(HttpStatusCode.OK, desk.Status);
            Assert.Contains(name, desk.Html, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("aoba", "midori/desk")).Status);
        // Who sits at one desk is a stranger at the other.
        Assert.Contains("事務局のサインイン", (await AskAsync("aoba", "wakaba/desk")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_page_counts_with_closures_of_the_settings()
    {
        // 22 July is closed in 青葉市 alone, and the lock day is counted backwards over it.
        var days = new List<string>();
        foreach (var town in new[] { "aoba", "wakaba" })
        {
            var page = await AskAsync(town, $"{town}/desk/start?plan=main&period=R7&publicationDay=2026-08-27");
            days.Add(page.Html[page.Html.IndexOf("name=\"dueDay\"", StringComparison.Ordinal)..][..80]);
        }
        Assert.NotEqual(days[0], days[1]);
    }

    [Fact]
    public async Task Members_that_the_settings_name_may_sign_in()
    {
        var office = await _server.Services.GetRequiredService<CycleFinder>().OfficeAsync("wakaba", default);
        var named = (await _server.Services.GetRequiredService<Members>().ByAddressAsync("wakaba", "waka@wakaba.example.jp", default))!;
        Assert.Equal("若林", named.Name);
        Assert.Equal([Role.Edit, Role.Approve], MemberRules.OwnRoles(office, named.Number));
        Assert.Equal(MemberRules.AllRoles, MemberRules.OwnRoles(office, "p1"));
    }

    async Task<Page> AskAsync(string town, string path)
    {
        _http.DefaultRequestHeaders.Remove("Cookie");
        _http.DefaultRequestHeaders.Add("Cookie", _cookies[town]);
        return await Page.GetAsync(_http, $"{_http.BaseAddress}{path}");
    }

    async Task PassToAsync(DateTimeOffset moment)
    {
        var reached = ((VirtualClock)_server.Services.GetRequiredService<TimeProvider>()).WaitUntilAsync(moment);
        _hold.Dispose();
        _hold = await reached;
    }

    static string PlanFile(string town) => $$"""
        {"format":"reform-plan/1","municipality":{"name":"{{Name(town)}}"},"plan":{"title":"行政改革計画","firstYear":"R6","lastYear":"R10"},
         "levels":["方針"],"nodes":[{"id":"1","level":0,"title":"全庁"}],"items":[{"no":"1","node":"1","title":"窓口","leadDepartments":["税務課"]}]}
        """;

    static string OrganisationFile(string town) => $$"""
        {"format":"organisation/1","municipality":{"key":"{{town}}","name":"{{Name(town)}}"},
         "office":{"name":"行革推進室","post":"室長","address":"gyokaku@{{town}}.example.jp","telephone":"000-0000","extension":"12"},
         "closures":[{"first":"2026-08-14","last":"2026-08-14"}],
         "departments":[{"key":"zeimu","name":"税務課","post":"税務課長","address":"zeimu@{{town}}.example.jp"}]}
        """;

    static string Name(string town) => town == "aoba" ? "青葉市" : "若葉市";

    static int FreePort()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        return ((IPEndPoint)one.LocalEndpoint).Port;
    }
}
