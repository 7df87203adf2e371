using ReformFlow.Core.Log;

namespace ReformFlow.Core.Access;

/// <summary>A person belongs to the office from now on; name and address are kept apart under the number.</summary>
public sealed record MemberAdded(string Person, IReadOnlyList<Role> Roles) : Event;

/// <summary>A member has these roles from now on, and no others.</summary>
public sealed record RolesGiven(string Person, IReadOnlyList<Role> Roles) : Event;

/// <summary>A person no longer belongs to the office; every session of theirs has ended.</summary>
public sealed record MemberRemoved(string Person) : Event;

/// <summary>Another member has this member's roles too, from the first day to the last, both included.</summary>
public sealed record DeputyNamed(string Person, string Deputy, DateOnly From, DateOnly To) : Event;

/// <summary>A deputy named for a span that begins on this day is none any more.</summary>
public sealed record DeputyEnded(string Person, string Deputy, DateOnly From) : Event;

/// <summary>Name, extension or address of a member were corrected; what they are stands with the people.</summary>
public sealed record MemberCorrected(string Person) : Event;

/// <summary>The ways into the desk.</summary>
public enum SignInWay
{
    /// <summary>A code that was mailed to the member's address.</summary>
    Mail,

    /// <summary>A code of the member's authenticator app.</summary>
    App,

    /// <summary>An address that <c>reformflow signin</c> gave on the server.</summary>
    Server,

    /// <summary>An account of Entra ID, which the platform has checked.</summary>
    Entra,
}

/// <summary>A code was mailed to a member.</summary>
/// <param name="Code">The code's id, which proves nothing.</param>
/// <param name="Until">The moment, on the clock on the wall, at which it ends.</param>
public sealed record CodeMailed(string Person, string Code, DateTimeOffset Until) : Event;

/// <summary>A wrong code was given for a member; strangers' tries are no facts.</summary>
/// <param name="Code">The id of the mailed code that was tried; null for the authenticator app.</param>
/// <param name="On">The moment on the clock on the wall.</param>
public sealed record SignInFailed(string Person, DateTimeOffset On, string? Code = null) : Event;

/// <summary>A member came in.</summary>
/// <param name="Used">What can't be used again: the mailed code's id, the app's time step, or the address's own word; empty for an account.</param>
public sealed record SignedIn(string Person, SignInWay Way, string Used) : Event;

/// <summary>Every session of a member has ended, by their own wish or another's.</summary>
public sealed record SignedOutEverywhere(string Person) : Event;

/// <summary>A member's authenticator app was tried and holds from now on; its secret is kept apart.</summary>
public sealed record AuthenticatorSet(string Person) : Event;

/// <summary>A member's authenticator app holds no more.</summary>
public sealed record AuthenticatorRemoved(string Person) : Event;
