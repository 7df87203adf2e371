using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>The department that writes an item asks a supporting one for its part again, with a reason and a short due day.</summary>
public sealed class ReturnPart(Streams streams, IDoorbell doorbell, TimeProvider time)
{
    /// <summary>Asks again; null when done, else why not, in the page's words.</summary>
    /// <param name="seen">The round that the page showed: one that has come back already is not returned by a repeated post.</param>
    public async Task<string?> RunAsync(StartedCycle cycle, string writer, PlanItem item, string giver, int seen, string reason, DateOnly? dueDay, string by, CancellationToken cancellation)
    {
        var (settings, now) = (cycle.Settings, time.GetUtcNow());
        var wrong = reason.Length == 0 ? "お願いする理由を入力してください。所属へのメールに載ります。"
            : AnswerText.Refusal(reason, 1000) is { } unreadable ? $"お願いする理由は、{unreadable}"
            : dueDay is not { } day ? "期限を選んでください。"
            : OfficeDecisions.WhyNoDueDay(settings, day, now)
                ?? (day > ConfirmAnswers.Latest(settings, now) ? $"期限は、{JapaneseDate.DayWithWeekday(ConfirmAnswers.Latest(settings, now))}までの日にしてください。" : null);
        if (wrong is not null) return wrong;
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(giver), by, head =>
        {
            refusal = seen < head.Round ? null : WhyNot(settings, head);
            return refusal is not null || seen < head.Round ? [] : [new Returned([new(item.Key!, [cycle.Template.Part!.Name], reason)], "", dueDay!.Value) { Writer = writer }];
        }, cancellation);
        if (refusal is not null) return refusal;
        await doorbell.RingAsync(cycle.PlaceOf(giver), cancellation);
        await doorbell.RingAsync(cycle.Place, cancellation);
        return null;
    }

    /// <summary>Why a supporting department can't be asked again by the one that writes, or null when it can: what the office has taken it alone gives back.</summary>
    public static string? WhyNot(CycleSettings cycle, RequestHead giver) => giver switch
    {
        { SubmittedAt: null } => "まだ提出されていないため、もう一度お願いすることはできません。",
        { AcceptedAt: not null } => "事務局で確認済みです。直してもらうときは、事務局へご連絡ください。",
        _ when giver.IsClosed() => "この所属の照会は終わっています。直してもらうときは、事務局へご連絡ください。",
        _ when RequestRules.AwaitsConfirmation(cycle, giver) => "所属長の確認を待っています。確認が済んでから、お願いしてください。",
        _ => null,
    };
}
