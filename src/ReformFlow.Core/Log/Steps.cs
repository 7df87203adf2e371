using System.Collections.Immutable;

namespace ReformFlow.Core.Log;

/// <summary>A worker is about to perform a step; written at the version on which the step was found due.</summary>
public sealed record StepClaimed(string Key, string Worker) : Event;

/// <summary>The claim is given back: the step is known not to have been performed, because a mail server was busy or something was out of order.</summary>
public sealed record StepPutOff(string Key, string Reason) : Event;

/// <summary>What became of a claimed step; after it nobody performs the step again.</summary>
public abstract record StepOutcome(string Key) : Event;

/// <summary>The step was overtaken by a later one, or another cycle's mail of the same day says it too.</summary>
/// <param name="SaidBy">The key of the mail that says it, where one does.</param>
public sealed record StepSkipped(string Key, string Reason, string? SaidBy = null) : StepOutcome(Key);

/// <summary>The step was claimed, not finished, and is no longer due.</summary>
public sealed record StepDropped(string Key, string Reason) : StepOutcome(Key);

/// <summary>How a step stands: who claimed it last and what became of it.</summary>
/// <param name="Outcome">The name of the outcome's fact, null while there is none.</param>
public sealed record StepMark(DateTimeOffset ClaimedAt, string Worker, string? Outcome)
{
    /// <summary>How long a claim keeps others from the step.</summary>
    public static readonly TimeSpan ClaimLife = TimeSpan.FromMinutes(10);

    /// <summary>From this many tries in vain on a step rests for an hour, then twice as long each time: the log need not hear of it every few minutes for weeks.</summary>
    public const int ManyTries = 12;

    /// <summary>The longest rest.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromHours(6);

    /// <summary>How often the step was claimed.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>True when the last claim was given back.</summary>
    public bool IsPutOff { get; init; }

    /// <summary>When it was claimed first, where the last claim is not the first.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True for a step that was tried in vain, by what is known now.</summary>
    public bool IsTriedInVain(DateTimeOffset now) => Outcome is null && (IsPutOff || Tries > 1 || ClaimedAt + ClaimLife <= now);

    /// <summary>When the step may be taken: a claim that was given back, or this worker's own from before its start, keeps nobody from it.</summary>
    public DateTimeOffset FreeAt(string worker, DateTimeOffset workerStartedAt) =>
        Tries >= ManyTries ? ClaimedAt + Rest()
        : IsPutOff || Worker == worker && ClaimedAt <= workerStartedAt ? ClaimedAt
        : ClaimedAt + ClaimLife;

    TimeSpan Rest() => TimeSpan.FromHours(1) * Math.Pow(2, Math.Min(Tries - ManyTries, 8)) is var rest && rest < LongestRest ? rest : LongestRest;
}

/// <summary>The steps of a stream by key.</summary>
public static class StepMarks
{
    /// <summary>The marks after one more fact.</summary>
    public static ImmutableSortedDictionary<string, StepMark> After(this ImmutableSortedDictionary<string, StepMark> marks, Event fact, DateTimeOffset at) => fact switch
    {
        StepClaimed claim => marks.SetItem(claim.Key, marks.GetValueOrDefault(claim.Key) is { Outcome: null } earlier
            ? new(at, claim.Worker, null) { Tries = 1 + earlier.Tries, Since = earlier.Since ?? earlier.ClaimedAt }
            : new(at, claim.Worker, null)),
        StepPutOff putOff when marks.TryGetValue(putOff.Key, out var mark) => marks.SetItem(putOff.Key, mark with { IsPutOff = true }),
        StepOutcome outcome => marks.SetItem(outcome.Key, (marks.GetValueOrDefault(outcome.Key) ?? new(at, "", null)) with { Outcome = outcome.GetType().Name }),
        _ => marks,
    };

    /// <summary>True when nothing remains to be done for the key; a step that was dropped and is called for again does remain.</summary>
    public static bool IsFinished(this ImmutableSortedDictionary<string, StepMark> marks, string key) => marks.GetValueOrDefault(key)?.Outcome is not (null or nameof(StepDropped));

    /// <summary>Keys that were claimed and never finished.</summary>
    public static IEnumerable<string> Unfinished(this ImmutableSortedDictionary<string, StepMark> marks) => marks.Where(m => m.Value.Outcome is null).Select(m => m.Key);

    /// <summary>No steps at all, in the one order that every head uses.</summary>
    public static ImmutableSortedDictionary<string, StepMark> None { get; } = ImmutableSortedDictionary.Create<string, StepMark>(StringComparer.Ordinal);
}
