using ReformFlow.Core.Log;

namespace ReformFlow.Core.Cycles;

/// <summary>What a policy answers: these steps are due now, and look again at this moment.</summary>
/// <param name="Due">The due steps, in the order in which they should be performed.</param>
/// <param name="LookAgainAt">The next moment at which the answer can change by itself; null when only a new fact can change it.</param>
public sealed record Decision(IReadOnlyList<Step> Due, DateTimeOffset? LookAgainAt);

/// <summary>One due step: perform it, or record why it is not performed.</summary>
public abstract record Step(StepKind Kind, string Key);

/// <summary>The step is to be performed, if nobody else is at it.</summary>
public sealed record PerformStep(StepKind Kind, string Key) : Step(Kind, Key);

/// <summary>The step's mail is to be handed over by somebody of the office, who then records it (送付済み); no worker performs it.</summary>
public sealed record HandStep(StepKind Kind, string Key) : Step(Kind, Key);

/// <summary>The step is to be recorded as skipped; <c>SaidBy</c> is the key of the mail that says it too.</summary>
public sealed record SkipStep(StepKind Kind, string Key, string Reason, string? SaidBy = null) : Step(Kind, Key);

/// <summary>The step was claimed and is no longer due: to be recorded as dropped once the claim is old.</summary>
public sealed record DropStep(StepKind Kind, string Key, string Reason) : Step(Kind, Key);

/// <summary>A step that a stream's facts call for, and the moment from which it is due.</summary>
sealed record PlannedStep(StepKind Kind, string Key, DateTimeOffset At);
