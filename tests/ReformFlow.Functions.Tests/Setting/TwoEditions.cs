using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Access;
using ReformFlow.App.Answers;
using ReformFlow.App.Assets;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.App.Web;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;
using ReformFlow.Functions.Cycles;
using ReformFlow.Local.Tests.Memory;
using ReformFlow.Local.Web;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The same town twice, in memory: once behind the local edition's server, once behind the doors of the Azure edition.</summary>
public sealed partial class TwoEditions : IAsyncLifetime
{
    // A department whose request is filled in, up to the last click.
    const string Ready = "kanzai";

    TaskHub _hub = null!;
    WebApplication _local = null!;
    DoorHost _azure = null!;
    MemoryTown _town = null!;

    // One moment for both: a cookie that is sealed on either side of a second's end would differ.
    readonly AccessClock _clock = new(new SetTime(DateTimeOffset.UtcNow));

    internal (int Local, int Azure) Ports { get; private set; }

    internal IServiceProvider Local => _local.Services;

    internal DoorHost Azure => _azure;

    internal TaskHub Hub => _hub;

    public async ValueTask InitializeAsync()
    {
        var free = FreePorts(2);
        Ports = (free[0], free[1]);
        _hub = new(_ => { });
        await _hub.StartAsync();
        _town = await TownAsync();
        _local = LocalServer.Build(new("", Ports.Local), services =>
        {
            _town.AddTo(services, "web");
            services.AddSingleton<Chance, NoChance>().AddSingleton(_clock);
            services.AddLogging(logging => logging.ClearProviders());
        }, FailingPages.Map);
        var other = await TownAsync();
        _azure = await DoorHost.StartAsync(Ports.Azure, _hub.Client, services =>
        {
            other.AddTo(services, "web");
            services.AddSingleton<Chance, NoChance>().AddSingleton(_clock);
            services.AddSingleton<IDoorbell, DurableDoorbell>();
        }, FailingPages.Map);
        await _local.StartAsync();
    }

    /// <summary>Asks both sides.</summary>
    internal async Task<(WireAnswer Local, WireAnswer Azure)> AskAsync(Probe probe)
    {
        var request = probe.Request(this);
        var answers = await Task.WhenAll(Wire.AskAsync(Ports.Local, request, probe.Ends), Wire.AskAsync(Ports.Azure, request, probe.Ends));
        return (answers[0], answers[1]);
    }

    /// <summary>The path that a department's mail gives.</summary>
    public string Form(string department) => new Uri(Link().Match(_town.Postbox.Sent.Last(m => m.Key.Contains($"~{department}~", StringComparison.Ordinal)).Body).Value).AbsolutePath;

    /// <summary>A department's first item.</summary>
    public string Item(string department) => Items[department];

    public string TokenFor(string path, string session = MemorySession.Word) => Local.GetRequiredService<FormTokens>().For(path, session);

    /// <summary>The word of a browser that is about to sign in.</summary>
    public const string Visit = "fedcba9876543210fedcba9876543210";

    /// <summary>The number of a member, by the beginning of the address.</summary>
    public string NumberOf(string name) => Numbers[$"{name}@city.mizuhono.example.jp"];

    /// <summary>The cookie of a member at the desk.</summary>
    public string Session(string person) => MemorySession.Cookie(Local.GetRequiredService<SiteSettings>().Key.Span, MemoryTown.Town, person);

    public string AddressOf(string asset) => Local.GetRequiredService<AssetFiles>().AddressOf(asset);

    /// <summary>The version that a form of the department that is ready was drawn from last.</summary>
    public int ReadyVersion { get; private set; }

    /// <summary>The mark of the published page.</summary>
    public string Mark { get; private set; } = "";

    Dictionary<string, string> Items { get; set; } = [];

    Dictionary<string, string> Numbers { get; set; } = [];

    async Task<MemoryTown> TownAsync()
    {
        var town = await MemoryTown.StartedAsync();
        await using var worker = town.Worker("worker");
        town.Time.Now = MemoryTown.RequestsLeaveAt.AddMinutes(30);
        await TendAsync(worker);
        var cycle = await CycleAsync(worker);
        Items = MemoryTown.Departments.ToDictionary(d => d, d => cycle.ItemsOf(d).First().Key!);
        foreach (var item in cycle.ItemsOf(Ready))
            await worker.GetRequiredService<SaveAnswers>().RunAsync(cycle, Ready, item, 0, Full(cycle, item), $"post:{Ready}", default);
        Numbers = (await worker.GetRequiredService<IPeople>().AllAsync(MemoryTown.Town, default)).ToDictionary(p => p.Address, p => p.Number);
        ReadyVersion = (await CycleAsync(worker)).Requests[Ready].Version;
        return town;
    }

    /// <summary>Lets the office finish the cycle on both sides; a day later the report is public.</summary>
    public async Task PublishAsync()
    {
        foreach (var services in new[] { Local, Azure.Services })
        {
            var cycle = await CycleAsync(services);
            foreach (var (department, head) in cycle.Requests)
                if (head.SubmittedAt is null)
                    await services.GetRequiredService<OfficeDecisions>().DecideMissingAsync(cycle, department, MissingAnswer.LastYear, "", "post:office", default);
            await services.GetRequiredService<CompileEdition>().RunAsync(await CycleAsync(services), "post:office", default);
            Assert.Null(await services.GetRequiredService<ReleaseEdition>().RunAsync(await CycleAsync(services), 1, "post:office", default));
            ((SetTime)services.GetRequiredService<TimeProvider>()).Now = TokyoTime.At(MemoryTown.PublicationDay, new(10, 1));
            await TendAsync(services);
            Mark = FileName.Of((await services.GetRequiredService<PublicPages>().IndexAsync(await CycleAsync(services), (await CycleAsync(services)).Head.Published()!, default))!);
        }
    }

    static async Task TendAsync(IServiceProvider services)
    {
        foreach (var department in MemoryTown.Departments.Prepend(null))
            await services.GetRequiredService<Performer>().TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, department), default);
    }

    static async Task<RunningCycle> CycleAsync(IServiceProvider services) =>
        (await services.GetRequiredService<CycleFinder>().FindAsync(MemoryTown.Town, MemoryTown.Cycle, default))!;

    // Amounts may be left out, and would have to be numbers.
    static Dictionary<string, AnswerValue> Full(StartedCycle cycle, PlanItem item) => FormFields.Of(cycle.Template, cycle.Plan, item, cycle.Settings.Period)
        .Where(f => FormFields.IsRequired(f, item.Key!, new()))
        .ToDictionary(f => f.Name, f => new AnswerValue(f.Template.Kind == FieldKind.Choice ? f.Choices[0].Symbol : "窓口の案内を見直した。"));

    static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }

    [GeneratedRegex(@"^http://forms\.example\.jp/\S+/\S+/\S+/\S+$", RegexOptions.Multiline)]
    private static partial Regex Link();

    public async ValueTask DisposeAsync()
    {
        await _local.StopAsync();
        await _local.DisposeAsync();
        await _azure.DisposeAsync();
        await _hub.DisposeAsync();
    }
}

/// <summary>Both sides draw the same words, so that their cookies and tokens can be compared.</summary>
sealed class NoChance : Chance
{
    public override byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(n => (byte)n)];
}

/// <summary>Pages of the tests' own, behind the doors with the product's: they fail, or tell what they see.</summary>
static class FailingPages
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage("/test/fails", Fails);
        endpoints.MapPage("/test/fails-with-its-message", (HttpContext context) =>
        {
            // The page that says what happened can't be drawn either.
            context.RequestServices = new ServiceCollection().BuildServiceProvider();
            throw new InvalidOperationException("The page fails.");
        });
        endpoints.MapPage("/test/fails-halfway", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("half of a page");
            await context.Response.Body.FlushAsync();
            // The half shall have arrived before the connection breaks.
            await Task.Delay(300);
            throw new InvalidOperationException("The page fails.");
        });
        endpoints.MapPage("/test/flows", async (HttpContext context) =>
        {
            for (var n = 0; n < 3; n++)
            {
                await context.Response.WriteAsync($"part {n}\n");
                await context.Response.Body.FlushAsync();
            }
        });
        endpoints.MapPage("/test/sees", Sees);
        endpoints.MapPage("/test/sees/{a}/{b}", Sees);
    }

    static IResult Sees(HttpContext context, IHttpContextAccessor accessor) => Results.Json(new
    {
        values = context.Request.RouteValues.OrderBy(v => v.Key).Select(v => $"{v.Key}={v.Value}"),
        accessor = ReferenceEquals(accessor.HttpContext, context),
        endpoint = context.GetEndpoint()?.DisplayName,
        scheme = context.Request.Scheme,
    });

    static string Fails() => throw new InvalidOperationException("The page fails.");
}
