using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>What the reform office decides about one request.</summary>
public sealed class OfficeDecisions(Streams streams, IDoorbell doorbell)
{
    /// <summary>確認済み: takes the submitted answers as they are; null when done, else why not.</summary>
    public Task<string?> AcceptAsync(StartedCycle cycle, string department, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { AcceptedAt: not null } => (null, null),
            { SubmittedAt: null } => (null, "まだ提出されていないため、確認済みにできません。"),
            _ => (new Accepted(head.Round), null),
        }, cancellation);

    /// <summary>Decides how the answers of a request that was never submitted are printed, and closes it; null when done, else why not.</summary>
    public Task<string?> DecideMissingAsync(StartedCycle cycle, string department, MissingAnswer print, string reason, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { ExcusedAt: not null } => (null, null),
            { SubmittedAt: not null } or { AcceptedAt: not null } => (null, "回答が提出されています。載せ方を決める必要はありません。"),
            { WithdrawnAt: not null } => (null, "この照会は取り下げられています。"),
            _ => (new Excused(print, reason), null),
        }, cancellation);

    async Task<string?> DecideAsync(StartedCycle cycle, string department, string by, Func<RequestHead, (Event? Fact, string? Refusal)> decide, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, head =>
        {
            (var fact, refusal) = decide(head);
            return fact is null ? [] : [fact];
        }, cancellation);
        if (refusal is null)
        {
            await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
            await doorbell.RingAsync(cycle.Place, cancellation);
        }
        return refusal;
    }
}
