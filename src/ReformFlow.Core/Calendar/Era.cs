namespace ReformFlow.Core.Calendar;

/// <summary>A Japanese era (元号): its name, its letter and its first day; the product's only era table.</summary>
sealed record Era(string Name, char Letter, DateOnly FirstDay)
{
    // Newest first, so that the first era that has begun is the one in force.
    // Since the Era Name Act (元号法 昭和54年法律第43号) a cabinet order names the era: 昭和64年政令第1号 and
    // 平成31年政令第143号, each in force on the day after. Taisho and Showa began on the very day of accession.
    static readonly Era[] _table =
    [
        new("令和", 'R', new(2019, 5, 1)),
        new("平成", 'H', new(1989, 1, 8)),
        new("昭和", 'S', new(1926, 12, 25)),
        new("大正", 'T', new(1912, 7, 30)),
        new("明治", 'M', new(1868, 10, 23)),
    ];

    /// <summary>The era in force on a day; a day before Meiji (1868-10-23) throws.</summary>
    public static Era Of(DateOnly day) =>
        InForceOn(day) ?? throw new ArgumentOutOfRangeException(
            nameof(day), $"{day:yyyy-MM-dd} lies before the era table, which begins with Meiji on 1868-10-23.");

    /// <summary>The era that numbers a fiscal year, or null before Meiji.</summary>
    /// <remarks>It is the era in force at the end of the calendar year: plans write R1, not H31, for 2019, and S63 for 1988.</remarks>
    public static Era? Of(FiscalYear year) => year.Year is >= 1868 and <= 9999 ? InForceOn(new DateOnly(year.Year, 12, 31)) : null;

    /// <summary>The era with a letter (M, T, S, H or R, upper case), or null.</summary>
    public static Era? Of(char letter) => Array.Find(_table, era => era.Letter == letter);

    /// <summary>The era's own number of a Gregorian year: 7 for 2025 in Reiwa.</summary>
    public int NumberOf(int gregorianYear) => gregorianYear - FirstDay.Year + 1;

    /// <summary>The Gregorian year of an era's own number: 2025 for 7 in Reiwa.</summary>
    public int GregorianOf(int number) => FirstDay.Year + number - 1;

    static Era? InForceOn(DateOnly day) => Array.Find(_table, era => era.FirstDay <= day);
}
