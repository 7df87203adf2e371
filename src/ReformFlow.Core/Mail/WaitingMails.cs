using System.Collections.Immutable;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Mail;

/// <summary>Mails that are due and could not leave for so long that the office should know: a mail server that is away, busy, or refuses this deployment.</summary>
/// <param name="Since">When the first of them was tried first.</param>
/// <param name="Departments">Whose requests they are about, by key; the office's own notices are about none.</param>
/// <param name="OthersLeave">True when the mail server has taken or refused other mails since: the trouble is about some recipients.</param>
/// <remarks>Read from the heads, so that it holds in every host and after a restart, and ends by itself.</remarks>
public sealed record WaitingMails(DateTimeOffset Since, int Count, IReadOnlyList<string> Departments, bool OthersLeave)
{
    /// <summary>A mail server that lets strangers wait takes the mail at the second or third try, and nobody need hear of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The waiting mails of a cycle; null while all is well.</summary>
    public static WaitingMails? Of(CycleHead cycle, IReadOnlyList<RequestHead> requests, DateTimeOffset now)
    {
        if (cycle is not { Settings: { } settings, ClosedAt: null, StoppedAt: null }) return null;
        var steps = new List<(string? Department, ImmutableSortedDictionary<string, StepMark> Marks, Decision Decision)> { (null, cycle.Steps, CyclePolicy.Next(cycle, requests, now)) };
        steps.AddRange(requests.Where(r => r.Steps.Count > 0).Select(r => ((string?)r.Department, r.Steps, RequestPolicy.Next(settings, r, [], now))));

        var waiting = steps.SelectMany(s => s.Marks.Where(m => IsMail(m.Key) && m.Value.IsTriedInVain(now) && !IsGivenUp(s.Decision, m.Key)).Select(m => (s.Department, Since: m.Value.Since ?? m.Value.ClaimedAt))).ToList();
        if (waiting.Count == 0 || waiting.Min(w => w.Since) is var since && now - since < Patience) return null;
        return new(since, waiting.Count, [.. waiting.Select(w => w.Department).OfType<string>().Distinct()],
            steps.SelectMany(s => s.Marks).Any(m => IsMail(m.Key) && m.Value.ClaimedAt > since && m.Value.Outcome is not (null or nameof(StepSkipped) or nameof(StepDropped))));
    }

    /// <summary>The waiting mails of several cycles together; null where none waits.</summary>
    public static WaitingMails? Together(IEnumerable<WaitingMails?> cycles) =>
        cycles.OfType<WaitingMails>().ToList() is { Count: > 0 } all
            ? new(all.Min(w => w.Since), all.Sum(w => w.Count), [.. all.SelectMany(w => w.Departments).Distinct()], all.Any(w => w.OthersLeave))
            : null;

    static bool IsMail(string key) => StepKey.KindOf(key) is { } kind && StepKey.IsMail(kind);

    // Overtaken, no longer due, or the office's to hand over: it will not be mailed.
    static bool IsGivenUp(Decision decision, string key) => decision.Due.Any(s => s.Key == key && s is not PerformStep);
}
