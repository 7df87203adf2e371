using Microsoft.DurableTask;
using ReformFlow.App.Cycles;

namespace ReformFlow.Functions.Cycles;

/// <summary>What an orchestration does for its place: ask what is due, perform it, wait for the bell or the given time, ask again.</summary>
/// <remarks>It decides nothing itself, so a new version of the policy never meets a history that it would have written otherwise.</remarks>
static class Tending
{
    /// <summary>A request asks some ten times a year, a cycle once more for each acceptance. An orchestration that asks more often ends, and the watchdog starts it anew with an empty history.</summary>
    /// <remarks>As the order of the calls below, a number that replay rests on: a change is a new <c>defaultVersion</c> in host.json, and a branch on it.</remarks>
    const int MostLooks = 100;

    public static async Task RunAsync(TaskOrchestrationContext context, Place place, Retries retries)
    {
        var counts = new TendingCounts(0, 0, 0);
        // One waiter at a time, never cancelled: a cancelled one would take the next ring with it.
        var bell = context.WaitForExternalEvent<object?>(Orchestrations.Bell);
        while (counts.Looks < MostLooks)
        {
            var failedBefore = counts.Failed;
            var outlook = await LookAsync();
            if (outlook is { Due.Count: 0, Wait: null }) return;
            var wait = outlook?.Wait;
            var settled = outlook?.Due.Count > 0;
            foreach (var key in outlook?.Due ?? [])
            {
                var (isSettled, comeBackAfter) = await PerformAsync(key);
                settled &= isSettled;
                wait = Shorter(wait, comeBackAfter);
            }
            context.SetCustomStatus(counts);
            // What was performed may have made something else due.
            if (settled) continue;
            // Whoever ends here is started anew by the watchdog, and need not have waited before.
            if (counts.Looks == MostLooks) return;
            await WaitAsync(counts.Failed > failedBefore ? Shorter(wait, retries.Pause)!.Value : wait!.Value);
        }

        async Task<PlaceOutlook?> LookAsync()
        {
            counts = counts with { Looks = counts.Looks + 1 };
            try
            {
                return await context.CallActivityAsync<PlaceOutlook>(nameof(CycleActivities.Look), place, retries.Asking);
            }
            catch (TaskFailedException)
            {
                counts = counts with { Failed = counts.Failed + 1 };
                return null;
            }
        }

        async Task<(bool IsSettled, TimeSpan? ComeBackAfter)> PerformAsync(string key)
        {
            counts = counts with { Performed = counts.Performed + 1 };
            try
            {
                var comeBackAfter = await context.CallActivityAsync<TimeSpan?>(nameof(CycleActivities.Perform), new PlaceStep(place, key), retries.Performing);
                return (comeBackAfter is null, comeBackAfter);
            }
            catch (TaskFailedException)
            {
                counts = counts with { Failed = counts.Failed + 1 };
                return (false, null);
            }
        }

        async Task WaitAsync(TimeSpan wait)
        {
            using var rung = new CancellationTokenSource();
            var timer = context.CreateTimer(wait, rung.Token);
            if (await Task.WhenAny(bell, timer) == timer) return;
            // An instance whose timer is not cancelled stays alive until it fires.
            rung.Cancel();
            bell = context.WaitForExternalEvent<object?>(Orchestrations.Bell);
        }

        static TimeSpan? Shorter(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b ?? a : a;
    }
}

/// <summary>The custom status of an orchestration: counts, and nothing that would tell of people or texts.</summary>
/// <param name="Looks">How often the policy was asked.</param>
/// <param name="Performed">Steps that were tried.</param>
/// <param name="Failed">Activities that failed after all their tries.</param>
public sealed record TendingCounts(int Looks, int Performed, int Failed);
