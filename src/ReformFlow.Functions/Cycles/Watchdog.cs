using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.Functions.Organisation;

namespace ReformFlow.Functions.Cycles;

/// <summary>Goes its round every five minutes: asks the policy of every place from the heads, starts what is missing and rings whoever is late.</summary>
/// <remarks>So a lost ring costs one round, and a task hub that was lost is built up again from the log.</remarks>
public sealed class Watchdog(Outlooks outlooks, Towns towns, TimeProvider time, ILogger<Watchdog> logger)
{
    /// <summary>Every five minutes, as timer triggers write it, and not on the hour: what is due at 9:00 has its own timer and is at work then.</summary>
    public const string Rounds = "30 2-59/5 * * * *";

    /// <summary>An orchestration that is late in so many rounds on end is taken for dead, whatever the backend says of it.</summary>
    const int PatientRounds = 6;

    // Lost with the process, which costs half an hour.
    readonly ConcurrentDictionary<string, int> _lateRounds = new();

    /// <summary>One round.</summary>
    public async Task LookRoundAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var (open, missing, late, failed) = (0, 0, 0, 0);
        DateTimeOffset? oldestPending = null;
        foreach (var town in towns.Keys)
            try
            {
                var seen = await LookRoundAsync(client, town, cancellation);
                (open, missing, late) = (open + seen.Open, missing + seen.Missing, late + seen.Late);
                if (!(oldestPending <= seen.OldestPending)) oldestPending = seen.OldestPending ?? oldestPending;
            }
            // One town's trouble does not keep the others waiting.
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failed++;
                WatchdogLog.NotLookedAfter(logger, e, town);
            }
        // The backend's clock is not ours: a minute either way says nothing.
        var minutes = oldestPending is { } since ? Math.Max(0, (int)(time.GetUtcNow() - since).TotalMinutes) : 0;
        WatchdogLog.Round(logger, open, missing, late, _lateRounds.Values.DefaultIfEmpty().Max(), minutes, failed);
    }

    async Task<(int Open, int Missing, int Late, DateTimeOffset? OldestPending)> LookRoundAsync(DurableTaskClient client, string town, CancellationToken cancellation)
    {
        var open = (await outlooks.OfTownAsync(town, cancellation)).Where(o => !o.Outlook.IsNothing).ToList();
        if (open.Count == 0) return default;
        var (alive, oldestPending) = await client.AliveAsync(town, cancellation);
        var missing = open.Where(o => !alive.Contains(Orchestrations.IdOf(o.Place))).ToList();
        var late = open.Except(missing).Where(o => o.Outlook.Due.Count > 0).ToList();
        foreach (var (place, _) in open.Except(late)) _lateRounds.TryRemove(Orchestrations.IdOf(place), out _);
        if (missing.Count + late.Count > 0) WatchdogLog.Town(logger, town, open.Count, missing.Count, late.Count);
        await Parallel.ForEachAsync(missing.Concat(late), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (open, stop) =>
        {
            try
            {
                var id = Orchestrations.IdOf(open.Place);
                if (open.Outlook.Due.Count > 0 && alive.Contains(id) && _lateRounds.AddOrUpdate(id, 1, (_, rounds) => rounds + 1) >= PatientRounds)
                {
                    WatchdogLog.Ended(logger, id, PatientRounds);
                    await client.TerminateInstanceAsync(id, cancellation: stop);
                    _lateRounds.TryRemove(id, out _);
                }
                else await client.RingAsync(open.Place, stop);
            }
            // Nor does one place's.
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                WatchdogLog.NotRung(logger, e, Orchestrations.IdOf(open.Place));
            }
        });
        return (open.Count, missing.Count, late.Count, oldestPending);
    }
}
