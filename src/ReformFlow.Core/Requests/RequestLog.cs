using ReformFlow.Core.Log;

namespace ReformFlow.Core.Requests;

/// <summary>The request of a round went to the department's post.</summary>
/// <param name="MessageId">The mail's Message-ID, made from the key.</param>
public sealed record RequestSent(string Key, string To, string MessageId) : StepOutcome(Key);

/// <summary>A reminder (提出のお願い) went to the department's post.</summary>
public sealed record ReminderSent(string Key, string To, string MessageId) : StepOutcome(Key);

/// <summary>The receipt of a submission went to the department's post.</summary>
public sealed record ReceiptSent(string Key, string To, string MessageId) : StepOutcome(Key);

/// <summary>The mail server refused the step's mail for good; chasing pauses until a request reaches the post.</summary>
public sealed record MailRefused(string Key, string Reason) : StepOutcome(Key);

/// <summary>Input closed; from now on only the office acts.</summary>
public sealed record Locked(string Key) : StepOutcome(Key);
