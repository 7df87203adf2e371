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

/// <summary>The mail service that had taken a mail told that it could not deliver it; chasing pauses as after a refusal, unless a later request has left.</summary>
/// <param name="Key">The key of the mail.</param>
/// <param name="On">The moment by the service's clock, by which what comes late is put in order.</param>
/// <param name="Status">The receiving server's status, such as 5.1.1; empty where none was told.</param>
/// <param name="Told">The service's own name of what it told.</param>
public sealed record MailBounced(string Key, DateTimeOffset On, BounceKind Kind, string Status, string Told) : Event;

/// <summary>The receiving mail server took a mail of the chase; a pause ends that an earlier bounce of it, or of a mail before it, began.</summary>
/// <param name="On">The moment by the service's clock.</param>
/// <param name="Told">The service's own name of what it told.</param>
public sealed record MailDelivered(string Key, DateTimeOffset On, string Told) : Event;

/// <summary>Why a mail came back, from a closed list: the servers' own words may hold addresses, and stay outside.</summary>
public enum BounceKind
{
    /// <summary>Nothing that this list knows.</summary>
    Other,

    /// <summary>There is no such address.</summary>
    Address,

    /// <summary>The mailbox is full or takes nothing for now.</summary>
    Mailbox,

    /// <summary>The receiving side does not trust the sender, or got too many mails from it.</summary>
    Sender,

    /// <summary>The receiving side's filter did not like the text.</summary>
    Content,

    /// <summary>The receiving server could not be reached, or the two did not understand each other.</summary>
    Technical,

    /// <summary>The mail service did not even try: the address stands on its list of those that came back before.</summary>
    Suppressed,
}
