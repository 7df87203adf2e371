using Microsoft.DurableTask;
using ReformFlow.App.Cycles;

namespace ReformFlow.Functions.Cycles;

/// <summary>Fans a cycle out to its departments, then looks after the cycle itself; the requests look after themselves.</summary>
static class CycleOrchestrator
{
    /// <summary>How many requests one activity starts. Each batch is one line of history, whatever it holds.</summary>
    /// <remarks>Replay rests on it: a change is a new <c>defaultVersion</c> in host.json.</remarks>
    public const int BatchSize = 50;

    public static async Task RunAsync(TaskOrchestrationContext context, Place place, Retries retries)
    {
        try
        {
            var requests = await context.CallActivityAsync<int>(nameof(CycleActivities.CountUnbegun), place, retries.Asking);
            var batches = Enumerable.Range(0, (requests + BatchSize - 1) / BatchSize).Select(number => new RequestBatch(place, number));
            await Task.WhenAll(batches.Select(batch => context.CallActivityAsync(nameof(CycleActivities.StartRequests), batch, retries.Asking)));
        }
        catch (TaskFailedException)
        {
            // What could not be started now is started by the watchdog.
        }
        await Tending.RunAsync(context, place, retries);
    }
}

/// <summary>Fifty of a cycle's requests, in the order of its settings.</summary>
/// <param name="Number">0 for the first fifty.</param>
public sealed record RequestBatch(Place Cycle, int Number);
