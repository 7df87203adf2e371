using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>The superior's word about a submission; each answers null when done (now or before), else why not, in the page's words.</summary>
public sealed class ConfirmAnswers(Streams streams, IDoorbell doorbell, TimeProvider time)
{
    /// <summary>Business days that the page proposes for answers that are given back, and that it allows at most where the lock day is nearer.</summary>
    public const int DueAfter = 2, LongestDue = 5;

    /// <summary>Confirms the round's answers as the page showed them.</summary>
    /// <param name="seen">The stream's version whose answers the page showed.</param>
    /// <param name="post">Who confirms: the superior's post, or the deputy's own.</param>
    public Task<string?> ConfirmAsync(StartedCycle cycle, string department, int round, int seen, ConfirmationWay way, string post, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, round, by, async head =>
        {
            if (head.ConfirmedAt is not null) return (null, null);
            if (post.Length == 0) return (null, "代決した方の職を入力してください。");
            if (post.Length > 60) return (null, "職は60文字以内で入力してください。");
            // The office may have mended something on the department's word since the page was drawn.
            var appends = await streams.ReadAsync(cycle.StreamOf(department), cancellation);
            return seen > head.Version || appends.Any(a => a.Version > seen && a.Version <= head.Version && a.Events.Any(e => e is AnswerChanged))
                ? (null, "この画面を開いた後に、回答が変更されました。内容を確認して、もう一度お試しください。")
                : (new Confirmed(round, way, post), null);
        }, cancellation);

    /// <summary>Gives the answers back to the department, with a reason and a short due day.</summary>
    public Task<string?> DeclineAsync(StartedCycle cycle, string department, int round, string reason, DateOnly? dueDay, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, round, by, head => Task.FromResult<(Event?, string?)>(
            head.ConfirmedAt is not null ? (null, "すでに確認済みです。差し戻すときは、事務局へご連絡ください。")
            : reason.Length == 0 ? (null, "差戻しの理由を入力してください。所属へのメールに載ります。")
            : AnswerText.Refusal(reason, 1000) is { } wrong ? (null, $"差戻しの理由は、{wrong}")
            : dueDay is not { } day ? (null, "差戻しの期限を選んでください。")
            : OfficeDecisions.WhyNoDueDay(cycle.Settings, day, time.GetUtcNow()) is { } closed ? (null, closed)
            : day > Latest(cycle.Settings, time.GetUtcNow()) ? (null, $"差戻しの期限は、{JapaneseDate.DayWithWeekday(Latest(cycle.Settings, time.GetUtcNow()))}までの日にしてください。")
            : (new ConfirmationDeclined(reason, day), null)), cancellation);

    /// <summary>The due day that the page proposes.</summary>
    public static DateOnly Proposed(CycleSettings cycle, DateTimeOffset now) => cycle.Calendar.Add(TokyoTime.DayOf(now), DueAfter);

    /// <summary>The last due day that a superior may set: what goes beyond the lock is the office's to allow.</summary>
    public static DateOnly Latest(CycleSettings cycle, DateTimeOffset now) =>
        cycle.Calendar.Add(TokyoTime.DayOf(now), LongestDue) is var soon && soon > cycle.Dates.LockDay ? soon : cycle.Dates.LockDay;

    async Task<string?> DecideAsync(StartedCycle cycle, string department, int round, string by, Func<RequestHead, Task<(Event? Fact, string? Refusal)>> decide, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, async head =>
        {
            refusal = ConfirmWords.WhyOver(cycle.Settings, head, round);
            if (refusal is not null) return [];
            (var fact, refusal) = await decide(head);
            return fact is null ? [] : [fact];
        }, cancellation);
        if (refusal is not null) return refusal;
        await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        await doorbell.RingAsync(cycle.Place, cancellation);
        return null;
    }
}
