using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Records what a mail service told of the mails that it had taken; may be told the same any number of times, in any order.</summary>
public sealed class RecordDeliveries(Streams streams, IDoorbell doorbell, ILogger<RecordDeliveries> logger)
{
    /// <summary>Appends what is new about one request's mails, at once, and rings where a pause begins or ends.</summary>
    /// <param name="told">About mails that the request never sent nothing is recorded.</param>
    public async Task RunAsync(Place request, IReadOnlyList<Event> told, CancellationToken cancellation)
    {
        IReadOnlyList<Event> news = [];
        RequestHead? before = null;
        var after = await streams.ChangeAsync<RequestHead>(StreamName.Request(request.Town, request.Cycle, request.Department!), Append.System, head =>
        {
            before = head;
            return news = DeliveryMarks.News(head, told);
        }, cancellation);
        Say(news.OfType<MailBounced>());
        await SayOfNoticesAsync(request, [.. told.OfType<MailBounced>().Where(b => !after.Steps.ContainsKey(b.Key))], cancellation);
        if ((after.RefusedAt, after.LastRefusal) == (before!.RefusedAt, before.LastRefusal)) return;
        await doorbell.RingAsync(request, cancellation);
        await doorbell.RingAsync(request with { Department = null }, cancellation);
    }

    // A cycle's notices go to the office. Nothing pauses where they come back, and the office can't be told by mail; whoever gets the alerts shall know.
    async Task SayOfNoticesAsync(Place request, IReadOnlyList<MailBounced> others, CancellationToken cancellation)
    {
        if (others.Count == 0) return;
        var cycle = await streams.HeadAsync<CycleHead>(StreamName.Cycle(request.Town, request.Cycle), cancellation);
        Say(others.Where(b => cycle.Steps.ContainsKey(b.Key)));
    }

    void Say(IEnumerable<MailBounced> all)
    {
        foreach (var bounced in all) StepLog.Bounced(logger, bounced.Key, bounced.Kind, bounced.Status);
    }
}
