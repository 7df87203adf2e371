using Microsoft.DurableTask;
using ReformFlow.App.Cycles;

namespace ReformFlow.Functions.Cycles;

/// <summary>Looks after one department's request until nothing can become due for it any more.</summary>
static class RequestOrchestrator
{
    public static Task RunAsync(TaskOrchestrationContext context, Place place, Retries retries) => Tending.RunAsync(context, place, retries);
}
