using ReformFlow.Core.Log;

namespace ReformFlow.Core.Requests;

/// <summary>The superior was asked to confirm a submission, by a link of its own.</summary>
public sealed record ConfirmationAsked(string Key, string To, string MessageId) : StepOutcome(Key);

/// <summary>How a superior's confirmation came about.</summary>
public enum ConfirmationWay
{
    /// <summary>By the superior, under its own link.</summary>
    Superior,

    /// <summary>By a deputy under the superior's link (代決).</summary>
    Deputy,

    /// <summary>Given outside, on paper or by word; declared by the department or by the office.</summary>
    Outside,
}

/// <summary>The department's superior confirmed the round's answers; only now they count as handed in.</summary>
/// <param name="Post">Who confirmed: the post, and for a deputy its own.</param>
/// <param name="Day">The day of a confirmation given outside.</param>
public sealed record Confirmed(int Round, ConfirmationWay Way, string Post, DateOnly? Day = null) : Event;

/// <summary>The superior gives the answers back to the department: a new round of it, without the office.</summary>
public sealed record ConfirmationDeclined(string Reason, DateOnly DueDay) : Event;
