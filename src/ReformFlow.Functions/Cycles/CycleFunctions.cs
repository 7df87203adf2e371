using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ReformFlow.App.Cycles;

namespace ReformFlow.Functions.Cycles;

/// <summary>What runs when, without anybody asking for a page: two orchestrations, their activities, and the watchdog.</summary>
public sealed class CycleFunctions(CycleActivities activities, Watchdog watchdog)
{
    [Function(nameof(CycleOrchestrator))]
    public static Task Cycle([OrchestrationTrigger] TaskOrchestrationContext context, Place place) =>
        CycleOrchestrator.RunAsync(context, place, Retries.Standard);

    [Function(nameof(RequestOrchestrator))]
    public static Task Request([OrchestrationTrigger] TaskOrchestrationContext context, Place place) =>
        RequestOrchestrator.RunAsync(context, place, Retries.Standard);

    [Function(nameof(CycleActivities.CountUnbegun))]
    public Task<int> CountUnbegun([ActivityTrigger] Place cycle, CancellationToken cancellation) => activities.CountUnbegun(cycle, cancellation);

    [Function(nameof(CycleActivities.StartRequests))]
    public Task StartRequests([ActivityTrigger] RequestBatch batch, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        activities.StartRequests(batch, client, cancellation);

    [Function(nameof(CycleActivities.Look))]
    public Task<PlaceOutlook> Look([ActivityTrigger] Place place, CancellationToken cancellation) => activities.Look(place, cancellation);

    [Function(nameof(CycleActivities.Perform))]
    public Task<TimeSpan?> Perform([ActivityTrigger] PlaceStep step, CancellationToken cancellation) => activities.Perform(step, cancellation);

    [Function(nameof(Watchdog))]
    public Task Watch([TimerTrigger(Watchdog.Rounds)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        watchdog.LookRoundAsync(client, cancellation);
}
