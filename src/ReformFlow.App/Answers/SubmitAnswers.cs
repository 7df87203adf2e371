using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Requests;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Answers;

/// <summary>What became of a submission.</summary>
public enum SubmitOutcome
{
    /// <summary>Handed in, now or before: a repeated post changes nothing.</summary>
    Submitted,

    /// <summary>Something that must be filled is empty.</summary>
    Incomplete,

    /// <summary>The answers changed after the page was drawn: to be looked at again.</summary>
    Changed,

    /// <summary>Input is closed.</summary>
    Closed,

    /// <summary>No superior is on record whom the product could ask: its confirmation is to be declared.</summary>
    Unconfirmed,
}

/// <summary>A superior's confirmation that the department was given before it handed in.</summary>
public sealed record GivenConfirmation(string Post, DateOnly Day);

/// <summary>Hands in a department's answers as its writer saw them.</summary>
public sealed class SubmitAnswers(Streams streams, TimeProvider time, IDoorbell doorbell)
{
    /// <summary>Submits the round that is open.</summary>
    /// <param name="seen">The stream's version whose answers the check page showed.</param>
    /// <param name="onWord">Where the office hands in for the department: on whose word. The lock does not hold it up.</param>
    /// <param name="given">Where the cycle asks for a superior's confirmation: the one that the department has already; null asks the superior.</param>
    public async Task<SubmitOutcome> RunAsync(
        StartedCycle cycle, string department, int seen, string by, CancellationToken cancellation, string? onWord = null, GivenConfirmation? given = null)
    {
        var outcome = SubmitOutcome.Submitted;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, async head =>
        {
            var closed = RequestRules.WhyClosed(cycle.Settings, head, time.GetUtcNow());
            if (closed is not null && (onWord is null || closed != Closed.Locked)) return Nothing(closed is Closed.Submitted or Closed.Accepted ? SubmitOutcome.Submitted : SubmitOutcome.Closed);
            var appends = await streams.ReadAsync(cycle.StreamOf(department), cancellation);
            if (!Drafts.Progress(cycle, department, AnswerHistory.At(appends, head.Version)).IsComplete) return Nothing(SubmitOutcome.Incomplete);
            // A reminder that was recorded meanwhile is no reason to look again; a changed answer is.
            // A version that is not there yet was never shown.
            if (seen > head.Version || appends.Any(a => a.Version > seen && a.Version <= head.Version && a.Events.Any(e => e is AnswerChanged))) return Nothing(SubmitOutcome.Changed);
            if (cycle.Settings.NeedsConfirmation && given is null && onWord is null && !ConfirmWords.CanAsk(cycle.Settings, department)) return Nothing(SubmitOutcome.Unconfirmed);
            outcome = SubmitOutcome.Submitted;
            return cycle.Settings.NeedsConfirmation && given is not null
                ? [new Submitted(head.Round, onWord), new Confirmed(head.Round, ConfirmationWay.Outside, given.Post, given.Day)]
                : [new Submitted(head.Round, onWord)];
        }, cancellation);
        if (outcome == SubmitOutcome.Submitted) await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return outcome;

        IReadOnlyList<Core.Log.Event> Nothing(SubmitOutcome result)
        {
            outcome = result;
            return [];
        }
    }
}
