using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Organisation;
using ReformFlow.Local.Calendar;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>A town whose cycles run on orchestrations, on a clock that passes an idle day in 50 milliseconds.</summary>
class OrchestratedTown : IAsyncDisposable
{
    /// <summary>Virtual seconds in a second of idleness.</summary>
    public const double Speed = 86_400 / 0.05;

    static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    readonly string _folder = Directory.CreateTempSubdirectory("reformflow-clock-").FullName;
    readonly TaskHub _hub;
    readonly Agenda _agenda;
    readonly System.Diagnostics.Stopwatch _real = System.Diagnostics.Stopwatch.StartNew();
    readonly string _town;
    readonly DateTimeOffset _start;
    readonly Watchdog _watchdog;

    /// <param name="town">The town's key.</param>
    /// <param name="start">The clock's first moment.</param>
    /// <param name="addTown">The product and the town's ports, on the clock that is given.</param>
    protected OrchestratedTown(string town, DateTimeOffset start, Action<IServiceCollection, TimeProvider> addTown)
    {
        (_town, _start) = (town, start);
        _hub = new(Register);
        Clock = VirtualClock.Open(_folder, _start, Speed)!;
        _agenda = new(Clock);
        Client = new(() => _hub.Client, _agenda);
        var services = new ServiceCollection().AddLogging();
        addTown(services, Clock);
        services.AddSingleton<IDoorbell>(new Bell(this));
        Process = services.BuildServiceProvider();
        _watchdog = new(Process.GetRequiredService<Outlooks>(), new Towns([town]), Process.GetRequiredService<TimeProvider>(), NullLogger<Watchdog>.Instance);
    }

    /// <summary>The process in which activities run.</summary>
    public ServiceProvider Process { get; }

    public VirtualClock Clock { get; }
    public WatchedClient Client { get; }

    /// <summary>What becomes of a ring of the pages; it simply arrives, unless a test says otherwise.</summary>
    public Func<WatchedClient, Place, Task> Ringing { get; set; } = (client, place) => client.RingAsync(place, default);

    /// <summary>What goes wrong in an activity before it does anything; null for nothing.</summary>
    public Func<string, Place, Exception?> Trouble { get; set; } = (_, _) => null;

    /// <summary>Orchestrations that ended, and how often.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, int> Ended { get; } = new();

    /// <summary>Starts host and worker.</summary>
    public Task BeginAsync() => _hub.StartAsync();

    /// <summary>Stops host and worker in the midst of their work and starts others.</summary>
    public async Task RestartAsync()
    {
        await _hub.StopAsync();
        await _hub.StartAsync();
    }

    /// <summary>Lets time pass to the watchdog's first round after a moment, and that round happen.</summary>
    public async Task WatchAfterAsync(DateTimeOffset moment)
    {
        using (await WaitUntilAsync(NextRound(moment))) await _watchdog.LookRoundAsync(Client, default);
    }

    /// <summary>Forgets every orchestration.</summary>
    public async Task ForgetOrchestrationsAsync()
    {
        await _hub.ForgetAsync();
        _agenda.Clear();
    }

    /// <summary>The orchestrations that have not ended.</summary>
    public async Task<HashSet<string>> AliveAsync() => (await _hub.Client.AliveAsync(_town, default)).Ids;

    public virtual async ValueTask DisposeAsync()
    {
        await _agenda.DisposeAsync();
        await _hub.DisposeAsync();
        await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits for a moment of the virtual clock and holds it there.</summary>
    public async Task<IDisposable> WaitUntilAsync(DateTimeOffset moment)
    {
        try
        {
            return await Clock.WaitUntilAsync(moment).WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The clock stands at {Clock} on the way to {moment:u}; at work: {string.Join(", ", _agenda.Busy.Take(5))}.");
        }
    }

    // The product's own orchestrations and activities, as CycleFunctions hands them to the Functions host.
    void Register(DurableTaskRegistry tasks)
    {
        var retries = Retries.At(Speed);
        tasks.AddOrchestratorFunc<Place, object?>(nameof(CycleOrchestrator), (context, place) => EndAsync(context, CycleOrchestrator.RunAsync(context, place, retries)));
        tasks.AddOrchestratorFunc<Place, object?>(nameof(RequestOrchestrator), (context, place) => EndAsync(context, RequestOrchestrator.RunAsync(context, place, retries)));

        var activities = ActivatorUtilities.CreateInstance<CycleActivities>(Process);
        tasks.AddActivityFunc<Place, int>(nameof(CycleActivities.CountUnbegun), (_, place) => WorkAsync(nameof(CycleActivities.CountUnbegun), place, () => activities.CountUnbegun(place, default)));
        tasks.AddActivityFunc<RequestBatch, bool>(nameof(CycleActivities.StartRequests), (_, batch) => WorkAsync(nameof(CycleActivities.StartRequests), batch.Cycle, async () =>
        {
            await activities.StartRequests(batch, Client, default);
            return true;
        }));
        tasks.AddActivityFunc<Place, PlaceOutlook>(nameof(CycleActivities.Look), (_, place) => WorkAsync(nameof(CycleActivities.Look), place, async () =>
        {
            var outlook = await activities.Look(place, default);
            // While something is due it is at work; otherwise it waits, for the given time or for the bell alone.
            _agenda.Awaits(Orchestrations.IdOf(place), outlook.Due.Count > 0 ? Clock.GetUtcNow() : Clock.GetUtcNow() + outlook.Wait);
            return outlook with { Wait = OnTheBackendsClock(outlook.Wait) };
        }));
        tasks.AddActivityFunc<PlaceStep, TimeSpan?>(nameof(CycleActivities.Perform), (_, step) => WorkAsync(nameof(CycleActivities.Perform), step.Place, async () =>
        {
            _agenda.Awaits(Orchestrations.IdOf(step.Place), Clock.GetUtcNow());
            var comeBackAfter = await activities.Perform(step, default);
            if (comeBackAfter is not null) _agenda.Awaits(Orchestrations.IdOf(step.Place), Clock.GetUtcNow() + comeBackAfter);
            return OnTheBackendsClock(comeBackAfter);
        }));
    }

    // The clock stands still while an activity is at work, and passes a little while a failed one waits for its next try;
    // one that has no hope keeps nobody waiting.
    async Task<T> WorkAsync<T>(string activity, Place place, Func<Task<T>> work)
    {
        using var hold = Clock.Hold();
        try
        {
            if (Trouble(activity, place) is { } trouble) throw trouble;
            return await work();
        }
        catch (Exception e)
        {
            _agenda.Awaits(Orchestrations.IdOf(place), e is InvalidOperationException ? null : Clock.GetUtcNow().AddMinutes(1));
            throw;
        }
    }

    async Task<object?> EndAsync(TaskOrchestrationContext context, Task orchestration)
    {
        await orchestration;
        Ended.AddOrUpdate(context.InstanceId, 1, (_, times) => times + 1);
        _agenda.Awaits(context.InstanceId, null);
        return null;
    }

    // The backend's timers run on real time, which goes on while the clock stands still. One that fires early only asks once more,
    // but three hundred of them keep the machine busy; so waits are stretched by what the year has cost so far.
    TimeSpan? OnTheBackendsClock(TimeSpan? wait)
    {
        var passed = (Clock.GetUtcNow() - _start) / Speed;
        var stretch = passed > TimeSpan.Zero ? Math.Clamp(_real.Elapsed / passed, 1, 3) : 1;
        return wait / Speed * stretch + TimeSpan.FromMilliseconds(150);
    }

    // The watchdog's rounds are at 2½ minutes after every fifth.
    static DateTimeOffset NextRound(DateTimeOffset after)
    {
        var (five, shift) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2.5));
        return new DateTimeOffset((after - shift).Ticks / five.Ticks * five.Ticks, TimeSpan.Zero) + five + shift;
    }

    sealed class Bell(OrchestratedTown town) : IDoorbell
    {
        public Task RingAsync(Place place, CancellationToken cancellation) => town.Ringing(town.Client, place);
    }
}
