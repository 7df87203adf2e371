using System.Globalization;

namespace ReformFlow.Core.Access;

/// <summary>The address by which somebody at the server lets a member in once: <c>reformflow signin</c> makes it, the running server believes it.</summary>
public static class ServerAddress
{
    const string Purpose = "sign-in-address";

    /// <summary>The address's last part.</summary>
    /// <param name="key">The deployment's secret key.</param>
    /// <param name="word">Made by chance; used once.</param>
    public static string Of(ReadOnlySpan<byte> key, string town, string person, string word, DateTimeOffset until) =>
        SignedText.Of(key, Purpose, string.Create(CultureInfo.InvariantCulture, $"{town}|{person}|{word}|{until.ToUnixTimeSeconds()}"));

    /// <summary>Whom it lets in, or null for an address that is forged, another town's, or past its time.</summary>
    public static (string Person, string Word)? Read(ReadOnlySpan<byte> key, string given, string town, DateTimeOffset now) =>
        SignedText.Read(key, Purpose, given)?.Split('|') is [var of, var person, var word, var until] && of == town
        && now < DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture))
            ? (person, word)
            : null;
}
