using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Reviews;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;

namespace ReformFlow.App.Publication;

/// <summary>公表の決定: the office lets an edition go out at the publication hour, or at once when that has passed.</summary>
public sealed class ReleaseEdition(Streams streams, IDoorbell doorbell)
{
    /// <summary>Null when released (now or before), else why not, in the desk's words.</summary>
    public async Task<string?> RunAsync(StartedCycle cycle, int number, string by, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<CycleHead>(StreamName.Cycle(cycle.Settings.Town, cycle.Settings.Key), by, head =>
        {
            var edition = head.Editions.FirstOrDefault(e => e.Number == number);
            refusal = edition switch
            {
                null => "その版はありません。",
                { IsDraft: true, Content: null } => "回答がそろっていない版（案）は公表できません。回答のない所属の載せ方を決めてから、版を作り直してください。",
                { IsDraft: true } => "「案」と書かれた版は公表できません。公表用の版を作成してください。",
                _ when number < head.Editions.Count => "新しい版があります。最新の版を公表してください。",
                _ when Gates.Of(head, edition) is { Count: > 0 } open => $"次のことが済むまで、公表を決定できません。{string.Join("、", ReviewWords.Waiting(new(head, open, 0)))}。",
                _ => null,
            };
            return refusal is null && edition!.ReleasedAt is null ? [new Released(number)] : [];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.Place, cancellation);
        return refusal;
    }
}
