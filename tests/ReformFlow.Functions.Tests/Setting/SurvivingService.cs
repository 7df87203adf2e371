using System.Collections.Concurrent;
using DurableTask.Core;
using Microsoft.DurableTask.Testing.Sidecar;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The official service in memory, with two habits of a real backend: room for many work items at once, and a memory of those that were taken and not finished.</summary>
sealed class SurvivingService : InMemoryOrchestrationService, IOrchestrationService
{
    readonly ConcurrentDictionary<TaskActivityWorkItem, bool> _activities = new();
    readonly ConcurrentDictionary<TaskOrchestrationWorkItem, bool> _orchestrations = new();

    // The official one takes as many as there are cores and looks for room every half second, which would be all that is measured.
    int IOrchestrationService.MaxConcurrentTaskOrchestrationWorkItems => 100_000;

    int IOrchestrationService.MaxConcurrentTaskActivityWorkItems => 100_000;

    async Task<TaskActivityWorkItem> IOrchestrationService.LockNextTaskActivityWorkItem(TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        var item = await LockNextTaskActivityWorkItem(receiveTimeout, cancellationToken);
        _activities[item] = true;
        return item;
    }

    Task IOrchestrationService.CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage) =>
        _activities.TryRemove(workItem, out _) ? CompleteTaskActivityWorkItemAsync(workItem, responseMessage) : Task.CompletedTask;

    Task IOrchestrationService.AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem) =>
        _activities.TryRemove(workItem, out _) ? AbandonTaskActivityWorkItemAsync(workItem) : Task.CompletedTask;

    async Task<TaskOrchestrationWorkItem> IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync(TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        var item = await LockNextTaskOrchestrationWorkItemAsync(receiveTimeout, cancellationToken);
        _orchestrations[item] = true;
        return item;
    }

    Task IOrchestrationService.ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem) =>
        _orchestrations.TryRemove(workItem, out _) ? ReleaseTaskOrchestrationWorkItemAsync(workItem) : Task.CompletedTask;

    /// <summary>Offers everything again that was taken and not finished.</summary>
    public async Task ReturnUnfinishedAsync()
    {
        foreach (var item in _orchestrations.Keys)
            if (_orchestrations.TryRemove(item, out _))
            {
                await AbandonTaskOrchestrationWorkItemAsync(item);
                await ReleaseTaskOrchestrationWorkItemAsync(item);
            }
        foreach (var item in _activities.Keys)
            if (_activities.TryRemove(item, out _)) await AbandonTaskActivityWorkItemAsync(item);
    }
}
