namespace ReformFlow.Core.Calendar;

/// <summary>A municipality's business days: all but the holidays of 地方自治法第4条の2 and its own closures.</summary>
/// <remarks>
/// Those holidays are weekends, national holidays and the turn of the year. It knows the days of 2017 to 2099;
/// a question that reaches beyond them throws an ArgumentOutOfRangeException.
/// </remarks>
/// <param name="closures">Days on which this municipality is closed besides; none if null.</param>
/// <param name="quietDays">Business days on which no reminder goes out; none if null.</param>
public sealed class BusinessCalendar(IEnumerable<DaySpan>? closures = null, YearlySpan? quietDays = null)
{
    readonly DaySpan[] _closures = [.. closures ?? []];

    /// <summary>Whether the municipality works on a day.</summary>
    public bool IsBusinessDay(DateOnly day) => WhyClosed(day) is null;

    /// <summary>Why the municipality does not work on a day, in Japanese, or null if it does.</summary>
    /// <remarks>Of several reasons the first counts: 土曜日 or 日曜日, the holiday's name, 年末年始, the closure's reason or 閉庁日.</remarks>
    public string? WhyClosed(DateOnly day)
    {
        // Asked first, so that a day beyond the known years is refused even where it is a weekend.
        var holiday = Holidays.NameOf(day);
        if (day.DayOfWeek is DayOfWeek.Saturday) return "土曜日";
        if (day.DayOfWeek is DayOfWeek.Sunday) return "日曜日";
        if (holiday is not null) return holiday;
        if (YearlySpan.NewYear.Contains(day)) return "年末年始";
        if (Array.Find(_closures, closure => closure.Contains(day)) is not { } closed) return null;
        return string.IsNullOrWhiteSpace(closed.Reason) ? "閉庁日" : closed.Reason;
    }

    /// <summary>Whether a day is one of the quiet days, which hold reminders back and move no date.</summary>
    public bool IsQuiet(DateOnly day) => quietDays?.Contains(day) ?? false;

    /// <summary>The nth business day after a day, or before it if n is negative; for zero, <see cref="OnOrAfter"/>.</summary>
    public DateOnly Add(DateOnly day, int businessDays)
    {
        if (businessDays == 0) return OnOrAfter(day);

        var step = Math.Sign(businessDays);
        for (var left = businessDays; left != 0; left -= step)
            day = Nearest(day.AddDays(step), step);
        return day;
    }

    /// <summary>The day itself if it is a business day, else the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day) => Nearest(day, 1);

    /// <summary>The day itself if it is a business day, else the one before.</summary>
    public DateOnly OnOrBefore(DateOnly day) => Nearest(day, -1);

    /// <summary>The number of business days after one day up to and including another; negative if the other lies before.</summary>
    /// <remarks><c>Add(from, Between(from, to))</c> is <c>to</c> for every business day <c>to</c> other than <c>from</c>.</remarks>
    public int Between(DateOnly from, DateOnly to)
    {
        var step = Math.Sign(to.CompareTo(from));
        var count = 0;
        for (var day = from; day != to;)
        {
            day = day.AddDays(step);
            if (IsBusinessDay(day)) count += step;
        }
        return count;
    }

    DateOnly Nearest(DateOnly day, int step)
    {
        while (!IsBusinessDay(day)) day = day.AddDays(step);
        return day;
    }
}
