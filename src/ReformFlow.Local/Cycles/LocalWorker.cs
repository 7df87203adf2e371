using System.Collections.Concurrent;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Local.Calendar;

namespace ReformFlow.Local.Cycles;

/// <summary>Asks the policies, performs what is due, sleeps until the given moment or until a page rings. Stores no timer: after a crash the log gives the same answer again.</summary>
public sealed class LocalWorker(Performer performer, CycleFinder cycles, Towns towns, LocalDoorbell doorbell, TimeProvider time, ILogger<LocalWorker> logger) : BackgroundService
{
    static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>Everything is asked again this often, in case a ring was lost.</summary>
    static readonly TimeSpan _round = TimeSpan.FromMinutes(5);

    readonly Dictionary<Place, DateTimeOffset?> _lookAgainAt = [];
    bool _listed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rung = doorbell.Next();
            try
            {
                await ListAsync(stoppingToken);
                foreach (var place in doorbell.TakeRung()) await AddAsync(place, stoppingToken);
                var due = _lookAgainAt.Where(p => p.Value <= time.GetUtcNow()).Select(p => p.Key).ToList();
                foreach (var place in due) _lookAgainAt[place] = await TendAsync(place, stoppingToken);
                // What was done for a request may call for a notice of its cycle.
                foreach (var cycle in due.Where(p => p.Department is not null).Select(p => p with { Department = null }).Distinct()) _lookAgainAt[cycle] = time.GetUtcNow();
                if (due.Count == 0) await SleepAsync(_lookAgainAt.Values.Min(), rung, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "The worker could not look round and tries again.");
                _listed = false;
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    // A virtual clock passes only here, where nothing is due.
    async Task SleepAsync(DateTimeOffset? until, Task rung, CancellationToken cancellation)
    {
        if (time is VirtualClock clock)
        {
            await clock.PassAsync(until, rung, cancellation);
            return;
        }
        var sleep = (until ?? DateTimeOffset.MaxValue) - time.GetUtcNow();
        await Task.WhenAny(rung, Task.Delay(sleep < _round ? sleep > TimeSpan.Zero ? sleep : TimeSpan.Zero : _round, cancellation));
        if (sleep > _round) _listed = false;
    }

    async Task<DateTimeOffset?> TendAsync(Place place, CancellationToken cancellation)
    {
        try
        {
            return await performer.TendAsync(place, cancellation);
        }
        // A mail server that does not answer in time cancels too; only the server's own stop ends the loop.
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // One department's trouble does not keep the others waiting.
            logger.LogError(e, "{Town}/{Cycle}/{Department} could not be tended and is tried again.", place.Town, place.Cycle, place.Department);
            return time.GetUtcNow() + _pauseAfterFailure;
        }
    }

    async Task ListAsync(CancellationToken cancellation)
    {
        if (_listed) return;
        foreach (var town in towns.All())
            try
            {
                foreach (var cycle in (await cycles.OfficeAsync(town, cancellation)).OpenCycles()) await AddAsync(new(town, cycle.Key), cancellation);
            }
            // One town's broken journal does not keep the others waiting.
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                logger.LogError(e, "{Town} can't be looked after until this is mended.", town);
            }
        _listed = true;
    }

    // A new fact of the cycle may concern every request; a request's concerns the cycle too.
    async Task AddAsync(Place place, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        _lookAgainAt[place with { Department = null }] = now;
        if (place.Department is not null) _lookAgainAt[place] = now;
        else if (await cycles.StartedAsync(place.Town, place.Cycle, cancellation) is { } cycle)
            foreach (var request in cycle.Settings.Requests) _lookAgainAt[place with { Department = request.Department }] = now;
    }
}

/// <summary>The bell between pages and the worker of the same process.</summary>
public sealed class LocalDoorbell : IDoorbell
{
    readonly ConcurrentQueue<Place> _rung = new();
    volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public Task RingAsync(Place place, CancellationToken cancellation)
    {
        _rung.Enqueue(place);
        _next.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>Completes at the next ring; taken before looking round, so that no ring is lost in between.</summary>
    public Task Next()
    {
        if (_next.Task.IsCompleted) _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_rung.IsEmpty) _next.TrySetResult();
        return _next.Task;
    }

    /// <summary>What was rung for since the last time.</summary>
    public IEnumerable<Place> TakeRung()
    {
        while (_rung.TryDequeue(out var place)) yield return place;
    }
}

/// <summary>The towns that a data folder holds.</summary>
public sealed class Towns(string dataFolder)
{
    /// <summary>The key of each town that something was imported for.</summary>
    public IEnumerable<string> All() => Directory.Exists(dataFolder)
        ? Directory.EnumerateDirectories(dataFolder).Where(d => Directory.Exists(Path.Combine(d, "journal"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)
        : [];
}
