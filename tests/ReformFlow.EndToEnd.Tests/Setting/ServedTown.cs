using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Log;
using ReformFlow.App.Mail;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Mail;
using ReformFlow.Local.Web;

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>The real local server in this process, on a virtual clock that stands still until a test moves it; the sample city is imported.</summary>
public class ServedTown : IAsyncLifetime
{
    public const string Key = "mizuhono", Cycle = "r7";
    public static readonly DateOnly PublicationDay = new(2026, 8, 27);
    static readonly DateOnly _firstDay = new(2026, 6, 22);

    readonly string _data = Directory.CreateTempSubdirectory("reformflow-e2e-").FullName;
    readonly int _port = FreePort();
    WebApplication? _server;
    IDisposable? _hold;

    /// <summary>The same key for every town, so that one browser may sit at all their desks.</summary>
    public static readonly byte[] LinkKey = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    public string FormAddress => $"http://localhost:{_port}";
    public string DeskAddress => FormAddress;

    /// <summary>A person who knows no script, follows redirects, and is signed in as the office.</summary>
    public Visitor Visitor { get; private set; } = null!;

    public Outbox Outbox => Services.GetRequiredService<Outbox>();
    public Streams Streams => Services.GetRequiredService<Streams>();
    public VirtualClock Clock => (VirtualClock)Services.GetRequiredService<TimeProvider>();
    public IServiceProvider Services => _server!.Services;

    /// <summary>The mail server that mails go to; null puts them into the outbox.</summary>
    protected virtual SmtpSettings? Smtp => null;

    public virtual async ValueTask InitializeAsync()
    {
        // Nothing here looks at a PDF, and printing one takes seconds: the printer is told of a browser that isn't there.
        Directory.CreateDirectory(Path.Combine(_data, "secrets"));
        await File.WriteAllBytesAsync(Path.Combine(_data, "secrets", "link.key"), LinkKey);
        _server = LocalServer.Build(new(_data, _port, ClockStart: TokyoTime.At(_firstDay, new(8, 30)), ClockSpeed: 100 * 86_400, Browser: "/nowhere/browser", Smtp: Smtp));
        var samples = Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono");
        var reading = await Services.GetRequiredService<ImportTown>().RunAsync(
            await File.ReadAllBytesAsync(Path.Combine(samples, "plan.json")), await File.ReadAllBytesAsync(Path.Combine(samples, "organisation.json")), null, Plan.MainKey, default);
        Assert.True(reading.IsGood, string.Join('\n', reading.Problems));
        _hold = Clock.Hold();
        await _server.StartAsync();
        Visitor = VisitorOf("p1");
    }

    /// <summary>Imports the sample city again, with its organisation changed.</summary>
    public async Task ImportAsync(Action<JsonNode> change)
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono");
        var organisation = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(samples, "organisation.json")))!;
        change(organisation);
        var reading = await Services.GetRequiredService<ImportTown>().RunAsync(
            await File.ReadAllBytesAsync(Path.Combine(samples, "plan.json")), Encoding.UTF8.GetBytes(organisation.ToJsonString()), null, Plan.MainKey, default);
        Assert.True(reading.IsGood, string.Join('\n', reading.Problems));
    }

    /// <summary>A member of the office at the desk, by number; null for somebody who is not signed in.</summary>
    public Visitor VisitorOf(string? member, bool follows = true) => new(new(new HttpClientHandler
    {
        CookieContainer = member is null ? new() : MemorySession.Jar(LinkKey, Key, member), AllowAutoRedirect = follows,
    })
    { BaseAddress = new(FormAddress) });

    /// <summary>Lets the clock pass to a moment; everything due until then is performed, and there it stands again.</summary>
    public Task PassToAsync(DateOnly day, TimeOnly time) => PassToAsync(TokyoTime.At(day, time));

    /// <summary>Lets half an hour pass: time for every mail that is due.</summary>
    public Task PassAsync() => PassToAsync(Clock.GetUtcNow().AddMinutes(30));

    async Task PassToAsync(DateTimeOffset moment)
    {
        var reached = Clock.WaitUntilAsync(moment);
        _hold!.Dispose();
        _hold = await reached;
    }

    /// <summary>Everybody on record beside the log.</summary>
    public Task<IReadOnlyList<Person>> PeopleAsync() => Services.GetRequiredService<IPeople>().AllAsync(Key, default);

    /// <summary>Corrects or erases somebody as the office does.</summary>
    public Task SavePersonAsync(Person person) => Services.GetRequiredService<IPeople>().SaveAsync(Key, [person], default);

    /// <summary>Everything that a request's stream tells.</summary>
    public Task<IReadOnlyList<Append>> HistoryAsync(string department) => Streams.ReadAsync(StreamName.Request(Key, Cycle, department), default);

    /// <summary>Every value that a field ever had, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ValuesAsync(string department, string item, string field) =>
        [.. (await HistoryAsync(department)).SelectMany(a => a.Events).OfType<AnswerChanged>().Where(c => c.Item == item && c.Field == field).Select(c => c.Value.Text)];

    /// <summary>All that the server has written, file by file, but the clock's own file.</summary>
    public IReadOnlyDictionary<string, string> Written() => Directory.EnumerateFiles(_data, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) is not ("clock.json" or "reformflow.lock"))
        .ToDictionary(f => Path.GetRelativePath(_data, f), HashOf);

    static string HashOf(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(SHA256.HashData(open));
    }

    static int FreePort()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        return ((IPEndPoint)one.LocalEndpoint).Port;
    }

    public virtual async ValueTask DisposeAsync()
    {
        _hold?.Dispose();
        if (_server is not null)
        {
            // The worker ends before the journal under it.
            await _server.StopAsync();
            await _server.DisposeAsync();
        }
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }
}
