using System.Globalization;

namespace ReformFlow.Core.Access;

/// <summary>What the desk's cookie says and proves: who came in, when, and when something was asked last.</summary>
/// <param name="Person">The member's number.</param>
/// <param name="Generation">The member's generation at that time; a newer one ends the session.</param>
/// <param name="Session">The session's own word, made by chance; form tokens are bound to it.</param>
public sealed record SessionToken(string Town, string Person, int Generation, string Session, DateTimeOffset SignedInAt, DateTimeOffset SeenAt)
{
    const string Purpose = "desk-session";

    /// <summary>Clocks of several machines differ a little.</summary>
    static readonly TimeSpan _ahead = TimeSpan.FromMinutes(5);

    /// <summary>The cookie's value.</summary>
    /// <param name="key">The deployment's secret key.</param>
    public string Write(ReadOnlySpan<byte> key) => SignedText.Of(key, Purpose,
        string.Create(CultureInfo.InvariantCulture, $"{Town}|{Person}|{Generation}|{Session}|{SignedInAt.ToUnixTimeSeconds()}|{SeenAt.ToUnixTimeSeconds()}"));

    /// <summary>The session that a cookie proves for a town at this moment, or null.</summary>
    public static SessionToken? Read(ReadOnlySpan<byte> key, string? cookie, string town, DateTimeOffset now) =>
        SignedText.Read(key, Purpose, cookie)?.Split('|') is [var of, var person, var generation, var session, var signedIn, var seen] && of == town
        && new SessionToken(of, person, int.Parse(generation, CultureInfo.InvariantCulture), session, Moment(signedIn), Moment(seen)) is var token
        && token.SignedInAt <= now + _ahead && now - token.SignedInAt < SignInRules.SessionLife && now - token.SeenAt < SignInRules.IdleLife
            ? token
            : null;

    static DateTimeOffset Moment(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
}
