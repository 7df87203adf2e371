using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.Functions.Organisation;

namespace ReformFlow.Functions.Cycles;

/// <summary>Goes its round every five minutes: asks the policy of every place from the heads, starts what is missing and rings whoever is late.</summary>
/// <remarks>So a lost ring costs one round, and a task hub that was lost is built up again from the log.</remarks>
public sealed class Watchdog(Outlooks outlooks, Towns towns, ILogger<Watchdog> logger)
{
    /// <summary>Every five minutes, as timer triggers write it, and not on the hour: what is due at 9:00 has its own timer and is at work then.</summary>
    public const string Rounds = "30 2-59/5 * * * *";

    /// <summary>One round.</summary>
    public async Task LookRoundAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (var town in towns.Keys)
            try
            {
                await LookRoundAsync(client, town, cancellation);
            }
            // One town's trouble does not keep the others waiting.
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                logger.LogError(e, "{Town} could not be looked after in this round.", town);
            }
    }

    async Task LookRoundAsync(DurableTaskClient client, string town, CancellationToken cancellation)
    {
        var open = (await outlooks.OfTownAsync(town, cancellation)).Where(o => !o.Outlook.IsNothing).ToList();
        if (open.Count == 0) return;
        var alive = await client.AliveAsync(town, cancellation);
        var missing = open.Where(o => !alive.Contains(Orchestrations.IdOf(o.Place))).ToList();
        var late = open.Except(missing).Where(o => o.Outlook.Due.Count > 0).ToList();
        if (missing.Count + late.Count > 0)
            logger.LogInformation("{Town}: {Open} places are open, {Missing} of them are started, {Late} are rung.", town, open.Count, missing.Count, late.Count);
        await Parallel.ForEachAsync(missing.Concat(late), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (open, stop) =>
        {
            try
            {
                await client.RingAsync(open.Place, stop);
            }
            // Nor does one place's.
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                logger.LogError(e, "{Place} could not be rung in this round.", Orchestrations.IdOf(open.Place));
            }
        });
    }
}
