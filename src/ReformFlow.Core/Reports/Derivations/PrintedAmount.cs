using System.Text.RegularExpressions;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Derivations;

/// <summary>The amount that a printed text says: a number, or a span between two, with its unit.</summary>
/// <param name="Least">The least amount meant; null where only a greatest is named (60％以下).</param>
/// <param name="Most">The greatest amount meant; null where only a least is named (10件以上).</param>
/// <param name="IsStrict">The limit itself is not meant (未満, 超).</param>
/// <param name="Unit">What stands beside the number, without signs and blanks: 円, %, 累計件.</param>
/// <remarks>A text with more numbers than a span needs (9部41課85係, 令和8年度までに50%) says no amount: which of them is meant is not for a program to guess.</remarks>
readonly partial record struct PrintedAmount(decimal? Least, decimal? Most, bool IsStrict, string Unit)
{
    /// <summary>The number itself; null for a limit or a span.</summary>
    public decimal? Exact => Least == Most ? Least : null;

    /// <summary>The amount of a text; null where it says none.</summary>
    public static PrintedAmount? Of(string text)
    {
        var plain = DigitWidth.Half(text).Replace('％', '%').Replace('，', ',').Replace('．', '.').Replace("名", "人", StringComparison.Ordinal);
        var isCumulative = plain.Contains("累計", StringComparison.Ordinal);
        plain = Aside().Replace(plain, "");
        var numbers = Number().Matches(plain);
        if (numbers.Count is 0 or > 2 || numbers.Any(n => Value(n) is null)) return null;
        var first = Value(numbers[0])!.Value;
        if (numbers.Count == 1)
        {
            var (before, after) = (plain[..numbers[0].Index], plain[(numbers[0].Index + numbers[0].Length)..]);
            var limit = Limit().Match(after);
            var unit = Unit(before + Limit().Replace(after, ""));
            return limit.Value switch
            {
                "" => new(first, first, false, unit),
                "以上" => new(first, null, false, unit),
                "以下" or "以内" => new(null, first, false, unit),
                "未満" => new(null, first, true, unit),
                _ => new(first, null, true, unit),
            };
        }
        var between = plain[(numbers[0].Index + numbers[0].Length)..numbers[1].Index];
        var end = plain[(numbers[1].Index + numbers[1].Length)..];
        if (Value(numbers[1]) is not { } second || first > second || !IsSpan(between, end)) return null;
        return new(first, second, false, Unit(plain[..numbers[0].Index] + Limit().Replace(end, "")));

        // A cumulative figure and a year's own are not the same, wherever the word stands.
        string Unit(string rest) => (isCumulative ? "累計" : "") + Blank().Replace(rest, "").Replace("累計", "", StringComparison.Ordinal);
    }

    /// <summary>True for a text that stands in the place of an amount and says that there is none: empty, or a dash.</summary>
    public static bool IsNone(string? text) => string.IsNullOrWhiteSpace(text) || Dash().IsMatch(text);

    static bool IsSpan(string between, string end) => To().IsMatch(between) && !Limit().IsMatch(end)
        || between.Contains("以上", StringComparison.Ordinal) && (end.Contains("以下", StringComparison.Ordinal) || end.Contains("以内", StringComparison.Ordinal));

    // 122万4千 = 122 × 10,000 + 4 × 1,000; each factor is smaller than the one before it.
    static decimal? Value(Match number)
    {
        var (sum, last) = (0m, decimal.MaxValue);
        for (var i = 0; i < number.Groups["digits"].Captures.Count; i++)
        {
            var digits = number.Groups["digits"].Captures[i].Value;
            // 1,2 is no number with a thousands separator.
            if (digits.Contains(',') && !Separated().IsMatch(digits)) return null;
            var factor = Factor(number.Groups["factor"].Captures[i].Value);
            if (factor >= last || digits.Length > 15) return null;
            sum += decimal.Parse(digits.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) * factor;
            last = factor;
        }
        return number.Groups["minus"].Length > 0 ? -sum : sum;
    }

    static decimal Factor(string signs) => signs.Aggregate(1m, (factor, sign) => factor * sign switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '億' => 100_000_000,
        _ => 1_000_000_000_000,
    });

    [GeneratedRegex(@"(?<minus>(?<![0-9\p{L}])[-−－△▲])?(?:(?<digits>[0-9][0-9,]*(?:\.[0-9]+)?)(?<factor>[十百千]?[万億兆]?))+")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$")]
    private static partial Regex Separated();

    [GeneratedRegex("以上|以下|以内|未満|を?超える|を?超")]
    private static partial Regex Limit();

    [GeneratedRegex("[～〜~]|から")]
    private static partial Regex To();

    [GeneratedRegex(@"[（(][^（）()]*[）)]|【[^【】]*】")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^\s*[-‐‑‒–—―−－ー]\s*$")]
    private static partial Regex Dash();
}
