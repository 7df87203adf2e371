using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Requests;

/// <summary>The department was asked before the cycle whether the request will reach the right post.</summary>
public sealed record ProbeSent(string Key, string To, string MessageId) : StepOutcome(Key);

/// <summary>The department's answer to the probe.</summary>
/// <param name="IsRight">False where another department or post should be asked; the office then mends the organisation.</param>
/// <param name="Note">Who answers instead, in the department's words.</param>
public sealed record ProbeAnswered(bool IsRight, string Note) : Event;

/// <summary>The office marked a mail as one that did not arrive (届かなかった); chasing pauses until a request reaches the post.</summary>
/// <param name="Key">The key of the mail.</param>
public sealed record MarkedUndelivered(string Key, string Reason) : Event;

/// <summary>The request of the round is to be sent once more: an address was mended, or the mail was lost.</summary>
public sealed record ResendAsked(string Reason) : Event;

/// <summary>The department's mails go another way from now on.</summary>
public sealed record ChannelChanged(Channel Channel) : Event;

/// <summary>The department was told that nothing is owed any more.</summary>
public sealed record WithdrawalSent(string Key, string To, string MessageId) : StepOutcome(Key);
