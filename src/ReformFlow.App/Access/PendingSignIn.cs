using System.Globalization;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Access;

/// <summary>A sign-in that waits for its code, kept in the browser that asked, sealed: whether the address was a member's can't be read from it.</summary>
/// <param name="Person">The member's number; empty for a stranger.</param>
/// <param name="Code">The id of the code.</param>
/// <param name="To">The page to lead to afterwards.</param>
sealed record PendingSignIn(string Person, string Code, SignInWay Way, DateTimeOffset Until, string To)
{
    /// <summary>Numbers are padded to one length, for a sealed text is as long as what is in it.</summary>
    const int PersonLength = 40;

    public string Seal(ReadOnlySpan<byte> key, string town, DeskVisit visit, Chance chance) => SealedText.Of(key, Purpose(town, visit),
        string.Create(CultureInfo.InvariantCulture, $"{Person.PadRight(PersonLength)}|{Code}|{(int)Way}|{Until.ToUnixTimeSeconds()}|{To}"), chance.Bytes(SealedText.ChanceBytes));

    public static PendingSignIn? Open(ReadOnlySpan<byte> key, string town, DeskVisit visit, string? closed) =>
        SealedText.Read(key, Purpose(town, visit), closed)?.Split('|', 5) is [var person, var code, var way, var until, var to]
            ? new(person.TrimEnd(), code, (SignInWay)int.Parse(way, CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)), to)
            : null;

    static string Purpose(string town, DeskVisit visit) => $"sign-in\n{town}\n{visit.Word}";
}
