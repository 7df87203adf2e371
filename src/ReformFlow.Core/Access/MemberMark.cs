using System.Collections.Immutable;
using System.Globalization;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Access;

/// <summary>What the office's head knows of somebody who is or was a member.</summary>
/// <param name="Roles">Empty for somebody who was removed.</param>
/// <param name="Generation">Sessions of an older generation have ended.</param>
public sealed record MemberMark(IReadOnlyList<Role> Roles, int Generation = 1)
{
    /// <summary>No more used addresses are remembered: their life is minutes, and one is made by hand on the server.</summary>
    const int MostAddresses = 20;

    /// <summary>The codes mailed last, oldest first, as many as a day may have.</summary>
    public IReadOnlyList<CodeMark> Codes { get; init; } = [];

    /// <summary>Wrong codes of the authenticator app since somebody came in by it.</summary>
    public IReadOnlyList<DateTimeOffset> AppFailures { get; init; } = [];

    /// <summary>The time step of the app's code that was used last; it and older ones are spent.</summary>
    public long AppStep { get; init; }

    /// <summary>The words of the server's addresses that were used last.</summary>
    public IReadOnlyList<string> UsedAddresses { get; init; } = [];

    public bool HasAuthenticator { get; init; }

    /// <summary>When this member came in last, on the log's clock.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>True while the person belongs to the office.</summary>
    public bool IsMember() => Roles.Count > 0;

    internal MemberMark After(Event fact, DateTimeOffset at) => fact switch
    {
        MemberAdded added => this with { Roles = added.Roles },
        RolesGiven given => this with { Roles = given.Roles },
        // A returning member begins anew: whoever kept a cookie or an app must not come in by it.
        MemberRemoved => new([], Generation + 1) { UsedAddresses = UsedAddresses, AppStep = AppStep, Codes = Codes },
        SignedOutEverywhere => this with { Generation = Generation + 1 },
        CodeMailed mailed => this with { Codes = [.. Codes.TakeLast(SignInRules.MostCodesADay - 1), new(mailed.Code, mailed.Until)] },
        SignInFailed { Code: { } code } => this with { Codes = [.. Codes.Select(c => c.Id == code ? c with { Tries = c.Tries + 1 } : c)] },
        SignInFailed failed => this with { AppFailures = [.. AppFailures.TakeLast(SignInRules.MostAppFailures - 1), failed.On] },
        SignedIn { Way: SignInWay.Mail } came => this with { SignedInAt = at, Codes = [.. Codes.Select(c => c.Id == came.Used ? c with { IsUsed = true } : c)] },
        SignedIn { Way: SignInWay.App } came => this with { SignedInAt = at, AppFailures = [], AppStep = long.Parse(came.Used, CultureInfo.InvariantCulture) },
        SignedIn { Way: SignInWay.Entra } => this with { SignedInAt = at },
        SignedIn came => this with { SignedInAt = at, UsedAddresses = [.. UsedAddresses.TakeLast(MostAddresses - 1), came.Used] },
        AuthenticatorSet => this with { HasAuthenticator = true, AppFailures = [] },
        AuthenticatorRemoved => this with { HasAuthenticator = false, AppFailures = [] },
        _ => this,
    };
}

/// <summary>A code that was mailed: until when, how often it was tried in vain, and whether somebody came in by it.</summary>
public sealed record CodeMark(string Id, DateTimeOffset Until, int Tries = 0, bool IsUsed = false);

/// <summary>One member has another's roles too, from the first day to the last.</summary>
public sealed record Deputyship(string Person, string Deputy, DateOnly From, DateOnly To);

/// <summary>The members of an office, by person's number.</summary>
static class MemberMarks
{
    public static ImmutableSortedDictionary<string, MemberMark> None { get; } = ImmutableSortedDictionary.Create<string, MemberMark>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, MemberMark> After(this ImmutableSortedDictionary<string, MemberMark> marks, Event fact, DateTimeOffset at) =>
        PersonOf(fact) is { } person ? marks.SetItem(person, (marks.GetValueOrDefault(person) ?? new([])).After(fact, at)) : marks;

    public static IReadOnlyList<Deputyship> After(this IReadOnlyList<Deputyship> deputies, Event fact) => fact switch
    {
        DeputyNamed named => [.. deputies, new(named.Person, named.Deputy, named.From, named.To)],
        DeputyEnded ended => [.. deputies.Where(d => (d.Person, d.Deputy, d.From) != (ended.Person, ended.Deputy, ended.From))],
        // Nobody stands in for somebody who is gone, nor does who is gone.
        MemberRemoved removed => [.. deputies.Where(d => d.Person != removed.Person && d.Deputy != removed.Person)],
        _ => deputies,
    };

    static string? PersonOf(Event fact) => fact switch
    {
        MemberAdded f => f.Person,
        RolesGiven f => f.Person,
        MemberRemoved f => f.Person,
        SignedOutEverywhere f => f.Person,
        CodeMailed f => f.Person,
        SignInFailed f => f.Person,
        SignedIn f => f.Person,
        AuthenticatorSet f => f.Person,
        AuthenticatorRemoved f => f.Person,
        _ => null,
    };
}
