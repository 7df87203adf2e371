using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ReformFlow.App.Cycles;

namespace ReformFlow.Functions.Cycles;

/// <summary>The orchestrations of places: their ids, how they are started, rung and listed.</summary>
static class Orchestrations
{
    /// <summary>The external event that stands for the doorbell. It carries nothing: whoever hears it asks the log.</summary>
    public const string Bell = "bell";

    static readonly OrchestrationRuntimeStatus[] _alive = [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <summary>The orchestration's id: <c>yama~r7</c> for a cycle, <c>yama~r7~zeimu</c> for a request.</summary>
    public static string IdOf(Place place) => place.Department is null ? $"{place.Town}~{place.Cycle}" : $"{place.Town}~{place.Cycle}~{place.Department}";

    /// <summary>Starts the place's orchestration; false where it is there already.</summary>
    public static async Task<bool> StartAsync(this DurableTaskClient client, Place place, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                place.Department is null ? nameof(CycleOrchestrator) : nameof(RequestOrchestrator), place,
                // Without the statuses a backend may end the running one and start over.
                new StartOrchestrationOptions(IdOf(place)).WithDedupeStatuses(_alive), cancellation);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }

    /// <summary>Wakes the place's orchestration, or starts it: an event to one that has ended would be lost.</summary>
    public static async Task RingAsync(this DurableTaskClient client, Place place, CancellationToken cancellation)
    {
        if (!await client.StartAsync(place, cancellation)) await client.RaiseEventAsync(IdOf(place), Bell, cancellation: cancellation);
    }

    /// <summary>A town's orchestrations that have not ended; and those of towns whose key begins like it.</summary>
    public static async Task<AliveOrchestrations> AliveAsync(this DurableTaskClient client, string town, CancellationToken cancellation)
    {
        var ids = new HashSet<string>();
        DateTimeOffset? oldestPending = null;
        // Without the tilde: a backend asks for all ids below the prefix with its last character raised, and what follows a tilde no key may hold.
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: _alive, InstanceIdPrefix: town, PageSize: 1000, FetchInputsAndOutputs: false)).WithCancellation(cancellation))
        {
            ids.Add(instance.InstanceId);
            if (instance.RuntimeStatus == OrchestrationRuntimeStatus.Pending && !(oldestPending <= instance.CreatedAt)) oldestPending = instance.CreatedAt;
        }
        return new(ids, oldestPending);
    }
}

/// <summary>Orchestrations that have not ended.</summary>
/// <param name="Ids">Their ids.</param>
/// <param name="OldestPending">When the one was started that has been waiting longest for somebody to take it; null where none waits.</param>
sealed record AliveOrchestrations(HashSet<string> Ids, DateTimeOffset? OldestPending);
