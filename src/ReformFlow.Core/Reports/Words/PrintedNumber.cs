using System.Globalization;
using System.Text.RegularExpressions;

namespace ReformFlow.Core.Reports.Words;

/// <summary>Numbers of headings and items by themselves, however a plan writes them: 「１」, 「1)」, 「（１）」, 「①」, 「施策１」. A report puts them into its own form.</summary>
static partial class PrintedNumber
{
    const int LastCircled = 50;

    /// <summary>The number of a code, without brackets and words, in half-width digits: 「施策１」 → 1. A code without digits stays as it is.</summary>
    public static string? Of(string? code)
    {
        if (string.IsNullOrWhiteSpace(code)) return null;
        return Digits().Matches(code).LastOrDefault() is { } last ? Value(last.Value) : code.Trim(' ', '　', '(', ')', '（', '）', '.', '．');
    }

    /// <summary>The number that a title begins with, marked as one by a bracket, a circle or a space behind it; null for none.</summary>
    public static string? Leading(string title) => Beginning().Match(title) is { Success: true } beginning ? Value(beginning.Groups["number"].Value) : null;

    /// <summary>A title without the number that it begins with, where that is its own.</summary>
    /// <param name="number">Its own number; null takes any.</param>
    public static string Bare(string title, string? number) =>
        Leading(title) is { } leading && (number is null || leading == number) ? title[Beginning().Match(title).Length..] : title;

    /// <summary>3 → ③; a number that has no circle stands in brackets.</summary>
    public static string Circled(string number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= LastCircled
        ? ((char)(value <= 20 ? '①' + value - 1 : value <= 35 ? '㉑' + value - 21 : '㊱' + value - 36)).ToString()
        : number.Length == 0 ? "" : $"({number})";

    /// <summary>Takes the letter of a part off a number: 「1-1)-③-a」 → 「1-1)-③」 and 「a」.</summary>
    public static (string Whole, string? Letter) OfPart(string number) => Part().Match(number) is { Success: true } part
        ? (number[..part.Index], part.Groups["letter"].Value) : (number, null);

    /// <summary>True for a name that begins with a letter of its own: 「a）」.</summary>
    public static bool HasLetter(string name) => Lettered().IsMatch(name);

    static string Value(string number) => number.Length == 1 && Circle(number[0]) is { } circled ? circled.ToString(CultureInfo.InvariantCulture) : DigitWidth.Half(number);

    static int? Circle(char c) => c switch
    {
        >= '①' and <= '⑳' => c - '①' + 1,
        >= '㉑' and <= '㉟' => c - '㉑' + 21,
        >= '㊱' and <= '㊿' => c - '㊱' + 36,
        _ => null,
    };

    [GeneratedRegex("[0-9０-９]+|[①-⑳㉑-㉟㊱-㊿]")] private static partial Regex Digits();

    // A number alone may be the title's own (「28の手続」); a bracket, a circle or a space says that it is not.
    [GeneratedRegex(@"\A[ 　]*(?:(?<number>[①-⑳㉑-㉟㊱-㊿])|[(（]?(?<number>[0-9０-９]{1,2})(?:[)）][ 　]*|[.．、](?![0-9０-９])|[ 　]+))[ 　]*(?=\S)")] private static partial Regex Beginning();

    [GeneratedRegex(@"[-－‐−–_／/ 　]*[(（]?(?<![A-Za-zａ-ｚ])(?<letter>[a-zａ-ｚ])[)）]?\z")] private static partial Regex Part();

    [GeneratedRegex(@"\A[ 　]*[(（]?[a-zａ-ｚ][)）]")] private static partial Regex Lettered();
}
