using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ReformFlow.Core.Calendar;

/// <summary>A municipality's fiscal year (会計年度), 1 April to 31 March: 地方自治法 (昭和22年法律第67号) 第208条.</summary>
/// <param name="Year">The Gregorian year of its April: 2025 for 令和7年度.</param>
[JsonConverter(typeof(FiscalYearJsonConverter))]
public readonly record struct FiscalYear(int Year) : IComparable<FiscalYear>
{
    /// <summary>The form that <see cref="TryParse"/> reads, for messages.</summary>
    internal const string ExpectedForm = "an era letter (M, T, S, H, R) and a year from 1 to 99 or 元, such as R7";

    /// <summary>Its first day, 1 April.</summary>
    public DateOnly First => new(Year, 4, 1);

    /// <summary>Its last day, 31 March of the next Gregorian year.</summary>
    public DateOnly Last => new(Year + 1, 3, 31);

    /// <summary>The fiscal year before.</summary>
    public FiscalYear Previous => new(Year - 1);

    /// <summary>The fiscal year after.</summary>
    public FiscalYear Next => new(Year + 1);

    /// <summary>The short era form in lower case, as keys and addresses write it: <c>r5</c>.</summary>
    public string Key => ToString().ToLowerInvariant();

    /// <summary>The fiscal year that a day lies in.</summary>
    public static FiscalYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    /// <summary>Reads the short era form (<c>R5</c>, <c>ｈ３０</c>, <c>S63</c>, <c>R元</c>) in any width and case.</summary>
    /// <remarks>Numbers past an era's end count on, as plans written before 2019 do: <c>H31</c> is <c>R1</c>, <c>H35</c> is <c>R5</c>.</remarks>
    public static bool TryParse([NotNullWhen(true)] string? text, out FiscalYear year)
    {
        year = default;
        var narrow = string.Concat((text ?? "").Trim().Select(Narrow)).ToUpperInvariant();
        if (narrow is "" || Era.Of(narrow[0]) is not { } era || NumberIn(narrow[1..]) is not { } number) return false;

        year = new(era.GregorianOf(number));
        return true;
    }

    /// <summary>Reads the short era form as <see cref="TryParse"/> does; any other text throws a FormatException that names it.</summary>
    public static FiscalYear Parse(string? text) =>
        TryParse(text, out var year) ? year : throw new FormatException($"\"{text}\" is not a fiscal year; expected {ExpectedForm}.");

    /// <summary>Whether a day lies in this fiscal year.</summary>
    public bool Contains(DateOnly day) => Of(day) == this;

    /// <summary>The short era form, <c>R5</c>; fiscal year 2019 is <c>R1</c>. A year before Meiji is its plain number.</summary>
    public override string ToString() => Era.Of(this) is { } era ? $"{era.Letter}{era.NumberOf(Year)}" : $"{Year}";

    /// <summary>Orders fiscal years by time.</summary>
    public int CompareTo(FiscalYear other) => Year.CompareTo(other.Year);

    /// <summary>Whether the left year lies before the right one.</summary>
    public static bool operator <(FiscalYear left, FiscalYear right) => left.Year < right.Year;

    /// <summary>Whether the left year lies after the right one.</summary>
    public static bool operator >(FiscalYear left, FiscalYear right) => left.Year > right.Year;

    /// <summary>Whether the left year is the right one or lies before it.</summary>
    public static bool operator <=(FiscalYear left, FiscalYear right) => left.Year <= right.Year;

    /// <summary>Whether the left year is the right one or lies after it.</summary>
    public static bool operator >=(FiscalYear left, FiscalYear right) => left.Year >= right.Year;

    static int? NumberIn(string text) => text switch
    {
        "元" => 1,
        [>= '0' and <= '9'] or [>= '0' and <= '9', >= '0' and <= '9'] when text is not ("0" or "00") => int.Parse(text),
        _ => null,
    };

    // Full-width ASCII (U+FF01 to U+FF5E) lies at a constant distance from its half-width twin.
    static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;
}
