using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Reviews;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Cycles;

/// <summary>The end of a cycle: 終了 once nothing is owed, 中止 before. Each answers null when done, else why not, in the desk's words.</summary>
public sealed class EndCycle(Streams streams, Outlooks outlooks, IDoorbell doorbell)
{
    /// <summary>What still keeps the cycle open, one line each; empty where it may be closed.</summary>
    public async Task<IReadOnlyList<string>> WhyOpenAsync(RunningCycle cycle, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        if (cycle.Head.StoppedAt is null && cycle.Head.Published() is null) reasons.Add("報告書をまだ公表していません。公表しないときは、中止を記録してください。");
        if (cycle.Head.StoppedAt is null && cycle.Head.Released() is { PublishedAt: null } released) reasons.Add($"第{released.Number}版の公表が、これから行われます。");
        foreach (var (place, outlook) in (await outlooks.OfTownAsync(cycle.Settings.Town, cancellation)).Where(o => o.Place.Cycle == cycle.Settings.Key && !o.Outlook.IsNothing))
            reasons.Add((place.Department is { } department ? $"{cycle.Municipality.Department(department).Name}について、これから行うことが残っています" : "事務局へのお知らせが残っています") + (outlook.LookAgainAt is { } at ? $"（{JapaneseDate.Day(TokyoTime.DayOf(at))}）。" : "。"));
        return reasons;
    }

    /// <summary>終了: nobody looks after the cycle any more; its pages stay.</summary>
    public async Task<string?> CloseAsync(RunningCycle cycle, string by, CancellationToken cancellation)
    {
        if (cycle.Head.ClosedAt is null && await WhyOpenAsync(cycle, cancellation) is [var reason, ..]) return reason;
        var head = await streams.ChangeAsync<CycleHead>(cycle.Stream, by, head => head.ClosedAt is null ? [new CycleClosed()] : [], cancellation);
        var ended = new CycleEnded(cycle.Settings.Key, $"{MailValues.YearWords(cycle.Settings.Period)}　{cycle.Plan.About.Title}", head.Published() is not null);
        // The cycle's own end decides; the register names it afterwards and is repaired by closing again.
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(cycle.Settings.Town), by, office => office.Ended.Any(e => e.Key == ended.Key) ? [] : [ended], cancellation);
        return null;
    }

    /// <summary>中止: nothing will be published, and what departments still owe is taken back.</summary>
    public async Task<string?> StopAsync(RunningCycle cycle, string reason, string by, CancellationToken cancellation)
    {
        if (cycle.Head.Published() is not null) return "報告書を公表した後は、中止できません。終了を記録してください。";
        if (ReviewDecisions.Reason(reason) is { } wrong) return wrong;
        var text = AnswerText.Clean(reason);
        string? refusal = null;
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, head =>
        {
            refusal = head.Published() is null ? null : "報告書を公表した後は、中止できません。終了を記録してください。";
            return refusal is null && head.StoppedAt is null ? [new CycleStopped(text)] : [];
        }, cancellation);
        if (refusal is not null) return refusal;
        // Stopping again takes back what a crash left standing.
        foreach (var request in cycle.Settings.Requests)
            await streams.ChangeAsync<RequestHead>(cycle.StreamOf(request.Department), by, head => head.WithdrawnAt is not null ? [] : [new Withdrawn(text)], cancellation);
        await doorbell.RingAsync(cycle.Place, cancellation);
        foreach (var request in cycle.Settings.Requests) await doorbell.RingAsync(cycle.PlaceOf(request.Department), cancellation);
        return null;
    }

    /// <summary>The cycle goes on, because something is to be corrected.</summary>
    public async Task<string?> ReopenAsync(StartedCycle cycle, string reason, string by, CancellationToken cancellation)
    {
        if (cycle.Head.StoppedAt is not null) return "中止した進捗照会は、再開できません。新しい進捗照会を始めてください。";
        if (ReviewDecisions.Reason(reason) is { } wrong) return wrong;
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(cycle.Settings.Town), by, office => office.Ended.Any(e => e.Key == cycle.Settings.Key) ? [new CycleResumed(cycle.Settings.Key)] : [], cancellation);
        await streams.ChangeAsync<CycleHead>(cycle.Stream, by, head => head.ClosedAt is null ? [] : [new CycleReopened(AnswerText.Clean(reason))], cancellation);
        await doorbell.RingAsync(cycle.Place, cancellation);
        return null;
    }
}
