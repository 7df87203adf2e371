using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Requests;

/// <summary>所属長への連絡: a post above the department was told that answers are missing, with the evidence that it is fair to say so.</summary>
public sealed record Escalated(string Key, string To, string MessageId) : StepOutcome(Key);

/// <summary>The office lets an escalation go out.</summary>
/// <param name="Key">The key of the escalation.</param>
public sealed record EscalationReleased(string Key) : Event;

/// <summary>An escalation of a request as its head remembers it.</summary>
public sealed record EscalationMark(EscalationLevel Level, DateTimeOffset At);
