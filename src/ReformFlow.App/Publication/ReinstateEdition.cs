using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Reviews;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Publication;

namespace ReformFlow.App.Publication;

/// <summary>前の版に戻す: an edition that was public before becomes the current one again; nothing that was published is lost.</summary>
public sealed class ReinstateEdition(Streams streams, IDoorbell doorbell)
{
    /// <summary>Null when decided (now or before), else why not, in the desk's words.</summary>
    public async Task<string?> RunAsync(StartedCycle cycle, int number, string reason, string by, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, head =>
        {
            var edition = head.Editions.FirstOrDefault(e => e.Number == number);
            refusal = edition switch
            {
                null => "その版はありません。",
                { PublishedAt: null } => "公表したことのない版には戻せません。",
                _ when edition.Number == head.Published()!.Number => null,
                _ when head.ClosedAt is not null => "終了した進捗照会です。「終了と中止」の画面で再開してから、前の版に戻してください。",
                _ => ReviewDecisions.Reason(reason),
            };
            return refusal is null && edition!.Number != head.Published()!.Number ? [new Reinstated(number, AnswerText.Clean(reason))] : [];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.Place, cancellation);
        return refusal;
    }
}
