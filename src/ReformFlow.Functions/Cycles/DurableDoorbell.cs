using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;

namespace ReformFlow.Functions.Cycles;

/// <summary>The bell between pages and orchestrations: an event to the place's own, which is started where there is none.</summary>
/// <remarks>The client comes with each invocation of a door, which leaves it in the request's features.</remarks>
public sealed class DurableDoorbell(IHttpContextAccessor http, ILogger<DurableDoorbell> logger) : IDoorbell
{
    /// <summary>What was submitted is recorded already; nobody waits long for a bell.</summary>
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task RingAsync(Place place, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_patience);
        try
        {
            var client = http.HttpContext?.Features.Get<DurableTaskClient>() ?? throw new InvalidOperationException("No door left a Durable client in this request.");
            await client.RingAsync(place, limit.Token);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            WatchdogLog.BellNotRung(logger, e, Orchestrations.IdOf(place));
        }
    }
}
