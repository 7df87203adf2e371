namespace ReformFlow.Core.Calendar;

/// <summary>Writes years, days and moments as Japanese public offices print them, with the era and 元年 for an era's first year.</summary>
/// <remarks>Years and days before Meiji (1868-10-23) throw an ArgumentOutOfRangeException.</remarks>
public static class JapaneseDate
{
    const string Weekdays = "日月火水木金土";

    /// <summary>A fiscal year: 令和7年度, 令和元年度.</summary>
    public static string Year(FiscalYear year, Digits digits = Digits.Half)
    {
        var era = Era.Of(year) ?? throw new ArgumentOutOfRangeException(
            nameof(year), $"Fiscal year {year.Year} lies outside the era table, which begins with Meiji in 1868.");
        return $"{YearIn(era, year.Year, digits)}度";
    }

    /// <summary>A fiscal year with its Gregorian year: 令和7年度（2025年度）.</summary>
    public static string WithGregorian(FiscalYear year) => $"{Year(year)}（{year.Year}年度）";

    /// <summary>A day: 令和8年6月30日.</summary>
    public static string Day(DateOnly day, Digits digits = Digits.Half) =>
        $"{YearIn(Era.Of(day), day.Year, digits)}{Number(day.Month, digits)}月{Number(day.Day, digits)}日";

    /// <summary>A day with its weekday in full-width brackets: 令和8年6月30日（火）.</summary>
    public static string DayWithWeekday(DateOnly day) => $"{Day(day)}（{Weekdays[(int)day.DayOfWeek]}）";

    /// <summary>The month of a day: 令和8年6月; the era is the one in force on that day.</summary>
    public static string Month(DateOnly day) => $"{YearIn(Era.Of(day), day.Year, Digits.Half)}{day.Month}月";

    /// <summary>A moment in Tokyo time, to the minute: 令和8年6月30日（火）17時00分.</summary>
    public static string Moment(DateTimeOffset moment)
    {
        var time = TokyoTime.TimeOf(moment);
        return $"{DayWithWeekday(TokyoTime.DayOf(moment))}{time.Hour}時{time.Minute:00}分";
    }

    /// <summary>A day and a time of day in Japan, minutes only if not zero: 令和8年6月30日（火）17時, …17時30分.</summary>
    public static string DayAndHour(DateOnly day, TimeOnly time) =>
        $"{DayWithWeekday(day)}{time.Hour}時{(time.Minute == 0 ? "" : $"{time.Minute:00}分")}";

    static string YearIn(Era era, int gregorianYear, Digits digits) =>
        era.NumberOf(gregorianYear) is var number && number == 1 ? $"{era.Name}元年" : $"{era.Name}{Number(number, digits)}年";

    static string Number(int number, Digits digits) => digits switch
    {
        Digits.Half => number.ToString(),
        Digits.Full => Wide(number),
        Digits.SingleFull => number < 10 ? Wide(number) : number.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(digits), $"{digits} is not a width of digits."),
    };

    static string Wide(int number) => string.Concat(number.ToString().Select(digit => (char)(digit - '0' + '０')));
}
