namespace ReformFlow.Core.Calendar;

/// <summary>Days that recur each year, both ends included; one that ends before it begins wraps over the new year.</summary>
/// <remarks>A day that no year has (30 February) throws an ArgumentException; 29 February is allowed.</remarks>
/// <param name="FirstMonth">The month of the first day, 1 to 12.</param>
/// <param name="FirstDay">The first day of the month, from 1.</param>
/// <param name="LastMonth">The month of the last day, 1 to 12.</param>
/// <param name="LastDay">The last day of the month, from 1, included.</param>
public sealed record YearlySpan(int FirstMonth, int FirstDay, int LastMonth, int LastDay)
{
    // A leap year has every day of the calendar.
    const int LeapYear = 2024;

    /// <summary>25 March to 10 April, the default quiet days.</summary>
    /// <remarks>Posts change on 1 April, and a mail would reach whoever is leaving or has just come.</remarks>
    public static readonly YearlySpan DefaultQuietDays = new(3, 25, 4, 10);

    /// <summary>29 December to 3 January (年末年始), the municipal holidays at the turn of the year.</summary>
    /// <remarks>地方自治法第4条の2 leaves the days to ordinances, which follow 行政機関の休日に関する法律 (昭和63年法律第91号).</remarks>
    public static readonly YearlySpan NewYear = new(12, 29, 1, 3);

    /// <summary>The month of the first day, 1 to 12.</summary>
    public int FirstMonth { get; } = FirstMonth;

    /// <summary>The first day of the month, from 1.</summary>
    public int FirstDay { get; } = Checked(FirstMonth, FirstDay, nameof(FirstDay));

    /// <summary>The month of the last day, 1 to 12.</summary>
    public int LastMonth { get; } = LastMonth;

    /// <summary>The last day of the month, from 1, included.</summary>
    public int LastDay { get; } = Checked(LastMonth, LastDay, nameof(LastDay));

    /// <summary>Whether a day of any year lies in the span.</summary>
    public bool Contains(DateOnly day)
    {
        var (first, at, last) = (Place(FirstMonth, FirstDay), Place(day.Month, day.Day), Place(LastMonth, LastDay));
        return first <= last ? first <= at && at <= last : at >= first || at <= last;
    }

    static int Place(int month, int day) => month * 100 + day;

    static int Checked(int month, int day, string parameter) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(LeapYear, month)
            ? day
            : throw new ArgumentException($"No year has a day {day} in month {month}.", parameter);
}
