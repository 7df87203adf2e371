using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>What the reform office decides about one request; each answers null when done (now or before), else why not, in the desk's words.</summary>
public sealed class OfficeDecisions(Streams streams, IDoorbell doorbell, TimeProvider time)
{
    /// <summary>確認済み: takes the submitted answers as they are.</summary>
    public Task<string?> AcceptAsync(StartedCycle cycle, string department, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { AcceptedAt: not null } => (null, null),
            { SubmittedAt: null } => (null, "まだ提出されていないため、確認済みにできません。"),
            _ when RequestRules.AwaitsConfirmation(cycle.Settings, head) => (null, "所属長の確認がまだです。別の方法で確認を受けているときは、その日を記録してください。"),
            _ => (new Accepted(head.Round), null),
        }, cancellation);

    /// <summary>Decides how the answers of a request that was never submitted are printed, and closes it (載せ方の決定、該当なし).</summary>
    public Task<string?> DecideMissingAsync(StartedCycle cycle, string department, MissingAnswer print, string reason, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { ExcusedAt: not null } => (null, null),
            { SubmittedAt: not null } or { AcceptedAt: not null } => (null, "回答が提出されています。載せ方を決める必要はありません。"),
            { WithdrawnAt: not null } => (null, "この照会は取り下げられています。"),
            _ => (new Excused(print, reason), null),
        }, cancellation);

    /// <summary>差戻し: asks for items and fields again, by a new due day.</summary>
    /// <param name="items">At least one; an item without fields is asked again as a whole.</param>
    public Task<string?> ReturnAsync(StartedCycle cycle, string department, IReadOnlyList<ReturnedItem> items, string reason, DateOnly dueDay, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { WithdrawnAt: not null } => (null, "この照会は取り下げられています。"),
            { SubmittedAt: null } => (null, "提出された回答がないため、差し戻せません。期限を延ばすときは「期限の延長」をお使いください。"),
            _ when items.Count == 0 => (null, "差し戻す項目を、一つ以上選んでください。"),
            _ when reason.Length == 0 && !items.All(i => i.SaysWhy) => (null, "差戻しの理由を入力してください。"),
            _ when WhyNoDueDay(cycle.Settings, dueDay, time.GetUtcNow()) is { } wrong => (null, wrong),
            _ => (new Returned(items, reason, dueDay), null),
        }, cancellation);

    /// <summary>期限の延長: moves the due day of this one request to a later day; a request closed by the lock or by 載せ方の決定 opens again.</summary>
    public Task<string?> ExtendAsync(StartedCycle cycle, string department, DateOnly dueDay, string reason, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { WithdrawnAt: not null } => (null, "この照会は取り下げられています。"),
            { SubmittedAt: not null } => (null, "すでに提出されています。直してもらうときは「差戻し」をお使いください。"),
            _ when RequestRules.DueDay(cycle.Settings, head) is var due && dueDay <= due => dueDay == due && head.DueDay == due ? (null, null) : (null, $"今の提出期限（{JapaneseDate.DayWithWeekday(due)}）より後の日にしてください。"),
            _ when reason.Length == 0 => (null, "延長の理由を入力してください。"),
            _ when WhyNoDueDay(cycle.Settings, dueDay, time.GetUtcNow()) is { } wrong => (null, wrong),
            _ => (new Extended(dueDay, reason), null),
        }, cancellation);

    /// <summary>取下げ: nothing is owed any more.</summary>
    public Task<string?> WithdrawAsync(StartedCycle cycle, string department, string reason, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { WithdrawnAt: not null } => (null, null),
            _ when reason.Length == 0 => (null, "取下げの理由を入力してください。所属へのメールに載ります。"),
            _ => (new Withdrawn(reason), null),
        }, cancellation);

    /// <summary>届かなかった: the department says, or a list says, that the last mail did not arrive.</summary>
    public Task<string?> MarkUndeliveredAsync(StartedCycle cycle, string department, string reason, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { RefusedAt: not null } => (null, null),
            { MailedKey: null } => (null, "まだメールを送っていません。"),
            _ => (new MarkedUndelivered(head.MailedKey, reason), null),
        }, cancellation);

    /// <summary>届いていた: a mail of which nobody knew, or that was marked as undelivered, did arrive; the chase goes on.</summary>
    /// <param name="key">The mail's key, as the page showed it.</param>
    public Task<string?> MarkArrivedAsync(StartedCycle cycle, string department, string key, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { RefusedAt: null } => (null, null),
            _ when head.RefusedKey != key => (null, "この間に別のメールを送っています。画面を開き直して、もう一度お確かめください。"),
            _ => (new MarkedArrived(key), null),
        }, cancellation);

    /// <summary>Sends the request of the round once more, to the address that the post has by now.</summary>
    public Task<string?> ResendAsync(StartedCycle cycle, string department, string reason, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            _ when RequestRules.WhyClosed(cycle.Settings, head, time.GetUtcNow()) is { } closed => (null, $"{ClosedWords.Of(closed)}送り直す必要はありません。"),
            _ when head.RequestedAt is null && head.RefusedAt is null => (null, "まだ送っていないため、送り直せません。照会は、決まった日時に送ります。"),
            _ => (new ResendAsked(reason), null),
        }, cancellation);

    /// <summary>Chooses how the department's mails go from now on.</summary>
    public Task<string?> ChangeChannelAsync(StartedCycle cycle, string department, Channel channel, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => (RequestRules.ChannelOf(cycle.Settings, head) == channel ? null : new ChannelChanged(channel), null), cancellation);

    /// <summary>Lets an escalation go out, if it still waits.</summary>
    /// <param name="key">The key of the escalation.</param>
    public Task<string?> ReleaseEscalationAsync(StartedCycle cycle, string department, string key, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head =>
            head.ReleasedEscalations.Contains(key) ? (null, null)
            : RequestPolicy.WaitingEscalation(cycle.Settings, head, time.GetUtcNow()) == key ? (new EscalationReleased(key), null)
            : (null, "この連絡は、今は必要ありません。"), cancellation);

    /// <summary>Records that the superior confirmed the answers outside, on paper or by word.</summary>
    public Task<string?> ConfirmOutsideAsync(StartedCycle cycle, string department, string post, DateOnly day, string by, CancellationToken cancellation) =>
        DecideAsync(cycle, department, by, head => head switch
        {
            { ConfirmedAt: not null } => (null, null),
            { SubmittedAt: null } => (null, "提出された回答がありません。"),
            _ when post.Length == 0 => (null, "確認した方の職を入力してください。"),
            _ when day > TokyoTime.DayOf(time.GetUtcNow()) => (null, "確認を受けた日は、今日までの日にしてください。"),
            _ => (new Confirmed(head.Round, ConfirmationWay.Outside, post, day), null),
        }, cancellation);

    /// <summary>送付済み: records that a step's words were handed over by hand.</summary>
    public async Task<string?> RecordByHandAsync(StartedCycle cycle, string department, string key, IReadOnlyList<OtherRequest> others, string by, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, head =>
        {
            var due = RequestPolicy.Next(cycle.Settings, head, others, time.GetUtcNow()).Due.OfType<HandStep>().FirstOrDefault(s => s.Key == key);
            refusal = due is null && !head.Steps.IsFinished(key) ? "この送付は、今は必要ありません。画面を開き直してください。" : null;
            return due is null ? [] : [new StepClaimed(key, by), RequestRules.Sent(due, head.Person ?? cycle.Municipality.Department(department).By, "")];
        }, cancellation);
        if (refusal is null) await RingAsync(cycle, department, cancellation);
        return refusal;
    }

    /// <summary>Why a request can't be due on a day, or null when it can.</summary>
    internal static string? WhyNoDueDay(CycleSettings cycle, DateOnly dueDay, DateTimeOffset now) =>
        dueDay.Year is < Holidays.FirstYear or > Holidays.LastYear ? $"提出期限は{Holidays.FirstYear}年から{Holidays.LastYear}年までの日にしてください。"
        : TokyoTime.At(dueDay, cycle.Hours.DueAt) <= now ? "提出期限は、これからの日にしてください。"
        : cycle.Calendar.WhyClosed(dueDay) is { } closed ? $"提出期限（{JapaneseDate.DayWithWeekday(dueDay)}）は閉庁日（{closed}）です。{JapaneseDate.DayWithWeekday(cycle.Calendar.Add(dueDay, 1))}などの開庁日にしてください。"
        : null;

    async Task<string?> DecideAsync(StartedCycle cycle, string department, string by, Func<RequestHead, (Event? Fact, string? Refusal)> decide, CancellationToken cancellation)
    {
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, head =>
        {
            (var fact, refusal) = decide(head);
            return fact is null ? [] : [fact];
        }, cancellation);
        if (refusal is null) await RingAsync(cycle, department, cancellation);
        return refusal;
    }

    async Task RingAsync(StartedCycle cycle, string department, CancellationToken cancellation)
    {
        await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        await doorbell.RingAsync(cycle.Place, cancellation);
    }
}
