using System.Text.RegularExpressions;

namespace ReformFlow.App.Reports;

/// <summary>How far the second and later lines of a written line hang in: under the text after its spaces and bullet.</summary>
public static partial class Hang
{
    /// <summary>The width in em on a screen, whose face nobody knows; zero for a line that begins with neither.</summary>
    public static decimal Of(string line) => Sum(line, Width);

    /// <summary>The same in print, in BIZ UDPGothic.</summary>
    public static decimal InPrint(string line) => Sum(line, PrintedWidth);

    static decimal Sum(string line, Func<char, decimal> width) => Beginning().Match(line) is { Length: > 0 } beginning && beginning.Groups["bullet"].Success
        ? Math.Min(beginning.Value.Sum(width), Widest) : 0;

    /// <summary>The spaces and bullet that a hanging line begins with, and its text; a line that does not hang has none.</summary>
    public static (string Beginning, string Text) Split(string line) =>
        Of(line) > 0 && Beginning().Match(line) is { } match ? (match.Value, line[match.Length..]) : ("", line);

    // Deeper hanging leaves too narrow a column on a phone.
    const decimal Widest = 4;

    // A proportional face for public documents sets its wide spaces, digits and brackets narrower than its letters.
    static decimal Width(char c) => c switch { < (char)0x80 or '（' or '）' => 0.5m, '　' => 0.65m, >= '０' and <= '９' => 0.75m, _ => 1m };

    // As measured in that face.
    static decimal PrintedWidth(char c) => c switch
    {
        '・' or '･' or '（' or '）' or '(' or ')' => 0.5m,
        ' ' => 0.33m,
        '　' => 0.67m,
        '.' => 0.31m,
        '．' => 0.55m,
        >= '0' and <= '9' or >= '０' and <= '９' => 0.63m,
        >= 'a' and <= 'z' or >= 'ａ' and <= 'ｚ' => 0.65m,
        >= 'ア' and <= 'ン' => 0.9m,
        _ => 1m,
    };

    [GeneratedRegex(@"\A[ \u3000]*(?<bullet>[・･○〇◯●◎△□■◇◆※→⇒][ \u3000]?|[\u2460-\u2473]+[ \u3000]?|[(（][0-9０-９ア-ンa-z]{1,2}[)）][ \u3000]?|[a-zａ-ｚ][)）][ \u3000]?|[0-9０-９]{1,2}([)）]|[.．](?![0-9０-９]))[ \u3000]?)(?=\S)")]
    private static partial Regex Beginning();
}
