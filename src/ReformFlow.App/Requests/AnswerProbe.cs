using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Takes a department's word on whether the request will reach the right post.</summary>
public sealed class AnswerProbe(Streams streams, IDoorbell doorbell, TimeProvider time)
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxNote = 1000;

    /// <summary>Records the answer; it may be changed until the request leaves.</summary>
    /// <returns>Null when done (now or before), else why not, in the page's words.</returns>
    public async Task<string?> RunAsync(StartedCycle cycle, string department, bool isRight, string note, string by, CancellationToken cancellation)
    {
        note = AnswerText.Clean(note);
        if (!isRight && note.Length == 0) return "正しい所属や、分かることを入力してください。";
        if (AnswerText.Refusal(note, MaxNote) is { } wrong) return wrong;
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, async head =>
        {
            refusal = RequestRules.IsProbing(cycle.Settings, head, time.GetUtcNow()) ? null : "照会をお送りしたため、担当所属の確認は終わりました。担当が異なるときは、事務局へご連絡ください。";
            if (refusal is not null) return [];
            var answer = new ProbeAnswered(isRight, note);
            return head.Probe is not null && LastOf(await streams.ReadAsync(cycle.StreamOf(department), cancellation)) == answer ? [] : [answer];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return refusal;
    }

    /// <summary>The department's last answer in its stream, or null.</summary>
    public static ProbeAnswered? LastOf(IReadOnlyList<Core.Log.Append> appends) => appends.SelectMany(a => a.Events).OfType<ProbeAnswered>().LastOrDefault();
}
