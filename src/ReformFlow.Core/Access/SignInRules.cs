namespace ReformFlow.Core.Access;

/// <summary>How long and how often: what limits the ways into the desk. Moments here are those of the clock on the wall, whatever clock a cycle runs on.</summary>
/// <remarks>The numbers bound guessing: at most 100 tries a day at eight digits, and 10 at the app's six.</remarks>
public static class SignInRules
{
    /// <summary>Tries that one mailed code has.</summary>
    public const int MostTries = 5;

    /// <summary>Codes that one member is mailed in an hour.</summary>
    public const int MostCodesAnHour = 6;

    /// <summary>Codes that one member is mailed in a day.</summary>
    public const int MostCodesADay = 20;

    /// <summary>Wrong codes of the app in a day, after which the app rests; the mail still lets its member in.</summary>
    public const int MostAppFailures = 10;

    /// <summary>How long a mailed code holds.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    /// <summary>How long the server's address holds.</summary>
    public static readonly TimeSpan AddressLife = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts: a long working day.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    /// <summary>How long a session lasts in which nothing is asked: a meeting, not a night.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromHours(3);

    static readonly TimeSpan _hour = TimeSpan.FromHours(1), _day = TimeSpan.FromDays(1);

    /// <summary>Whether one more code may be mailed to a member.</summary>
    public static bool MayMail(MemberMark mark, DateTimeOffset now) =>
        mark.IsMember() && MailedWithin(mark, _hour, now) < MostCodesAnHour && MailedWithin(mark, _day, now) < MostCodesADay;

    /// <summary>Whether a mailed code may be tried now.</summary>
    public static bool MayTry(MemberMark mark, string code, DateTimeOffset now) =>
        mark.IsMember() && mark.Codes.FirstOrDefault(c => c.Id == code) is { IsUsed: false, Tries: < MostTries } known && now < known.Until;

    /// <summary>Whether the authenticator app may be tried now.</summary>
    public static bool MayTryApp(MemberMark mark, DateTimeOffset now) =>
        mark is { HasAuthenticator: true } && mark.IsMember() && mark.AppFailures.Count(f => now - f < _day) < MostAppFailures;

    static int MailedWithin(MemberMark mark, TimeSpan span, DateTimeOffset now) => mark.Codes.Count(c => now - (c.Until - CodeLife) < span);
}
