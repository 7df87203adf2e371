using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The hub's client, which tells the agenda of everyone who is started or rung, before it happens.</summary>
sealed class WatchedClient(Func<DurableTaskClient> client, Agenda agenda) : DurableTaskClient("watched")
{
    int _started;

    /// <summary>How many orchestrations were started.</summary>
    public int Started => _started;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var before = agenda.IsBusy(options!.InstanceId!);
        try
        {
            var id = await client().ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options, cancellation);
            Interlocked.Increment(ref _started);
            return id;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            agenda.IsBusyNoMore(options.InstanceId!, before);
            throw;
        }
    }

    /// <summary>One that the backend calls alive and that does nothing: no ring reaches it.</summary>
    public string? Deaf { get; private set; }

    /// <summary>Makes an orchestration deaf.</summary>
    public async Task DeafenAsync(string instanceId)
    {
        Deaf = instanceId;
        await client().SuspendInstanceAsync(instanceId);
        agenda.Awaits(instanceId, null);
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (instanceId == Deaf) Deaf = null;
        return client().TerminateInstanceAsync(instanceId, options, cancellation);
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        if (instanceId != Deaf) agenda.IsBusy(instanceId);
        await client().RaiseEventAsync(instanceId, eventName, eventPayload, cancellation);
        if (instanceId != Deaf) _ = ForgetIfEndedAsync(instanceId);
    }

    // An orchestration that was just ending does not hear the ring, and would be thought at work for ever.
    async Task ForgetIfEndedAsync(string instanceId)
    {
        try
        {
            while (agenda.IsAtWork(instanceId))
            {
                if (await client().GetInstancesAsync(instanceId) is { IsCompleted: true }) agenda.IsBusyNoMore(instanceId, null);
                else await Task.Delay(50);
            }
        }
        catch (Exception e) when (e is Grpc.Core.RpcException or ObjectDisposedException or NullReferenceException)
        {
            // The host is gone, and the agenda with it.
        }
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => client().GetAllInstancesAsync(filter);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        client().GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        client().WaitForInstanceStartAsync(instanceId, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        client().WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs, cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => client().SuspendInstanceAsync(instanceId, reason, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => client().ResumeInstanceAsync(instanceId, reason, cancellation);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
