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

/// <summary>Whether the mail server took the step's mail can't be known: it is never sent again by itself, chasing pauses, and the office decides.</summary>
public sealed record MailInDoubt(string Key, string Reason) : StepOutcome(Key);

/// <summary>The office learned that a mail in doubt, or one marked as undelivered, did arrive (届いていた); chasing goes on from when it was sent.</summary>
public sealed record MarkedArrived(string Key) : Event;

/// <summary>Input closed; from now on only the office acts.</summary>
public sealed record Locked(string Key) : StepOutcome(Key);
