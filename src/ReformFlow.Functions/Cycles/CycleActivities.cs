using Microsoft.DurableTask.Client;
using ReformFlow.App.Cycles;

namespace ReformFlow.Functions.Cycles;

/// <summary>What orchestrations have done: everything that reads the log, a clock or the mail server. Each may run twice.</summary>
public sealed class CycleActivities(Performer performer, CycleFinder cycles, TimeProvider time)
{
    /// <summary>Asks the policy of a place. The answer is a wait and not a moment, since the backend's clock is not ours.</summary>
    public async Task<PlaceOutlook> Look(Place place, CancellationToken cancellation)
    {
        var outlook = await performer.LookAsync(place, cancellation);
        return new(outlook.Due, Until(outlook.LookAgainAt));
    }

    /// <summary>Performs a step of a place; null when it is settled, else how long to wait before coming back to it.</summary>
    /// <exception cref="App.Ports.MailBusyException">The mail was not taken this time; the retry policy says when to try again.</exception>
    public async Task<TimeSpan?> Perform(PlaceStep step, CancellationToken cancellation) =>
        Until(await performer.PerformAsync(step.Place, step.Key, cancellation));

    /// <summary>How many requests a cycle has to start: all while one of them knows no fact yet, else none. A cycle that is tended again has started them long ago.</summary>
    public async Task<int> CountUnbegun(Place cycle, CancellationToken cancellation) =>
        await cycles.FindAsync(cycle.Town, cycle.Cycle, cancellation) is { } running && running.Requests.Values.Any(r => r.Version == 0) ? running.Requests.Count : 0;

    /// <summary>Starts the orchestrations of a batch of requests; those that are there already stay as they are.</summary>
    public async Task StartRequests(RequestBatch batch, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await cycles.StartedAsync(batch.Cycle.Town, batch.Cycle.Cycle, cancellation) is not { } cycle) return;
        foreach (var request in cycle.Settings.Requests.Skip(batch.Number * CycleOrchestrator.BatchSize).Take(CycleOrchestrator.BatchSize))
            await client.StartAsync(cycle.PlaceOf(request.Department), cancellation);
    }

    TimeSpan? Until(DateTimeOffset? moment) => moment - time.GetUtcNow() is { } wait ? wait > TimeSpan.Zero ? wait : TimeSpan.Zero : null;
}

/// <summary>What is due for a place, and how long to wait before asking again; no wait when only a new fact can change anything.</summary>
public sealed record PlaceOutlook(IReadOnlyList<string> Due, TimeSpan? Wait);

/// <summary>One step of a place, by its key.</summary>
public sealed record PlaceStep(Place Place, string Key);
