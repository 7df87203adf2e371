namespace ReformFlow.Core.Calendar;

/// <summary>The national holidays of 2017 to 2099 by rule, from the Act on National Holidays (国民の祝日に関する法律 昭和23年法律第178号).</summary>
/// <remarks>
/// Years not yet announced follow the law in force in 2026. The equinoxes are fixed by the National Astronomical Observatory's
/// 暦要項 each February for the next year; until then they are a forecast, and a new act needs a new rule here.
/// </remarks>
public static class Holidays
{
    /// <summary>The first year that the rules cover.</summary>
    public const int FirstYear = 2017;

    /// <summary>The last year that the equinox formula covers.</summary>
    public const int LastYear = 2099;

    // The published list's word for the days that article 3, paragraphs 2 and 3, make holidays.
    const string DayOff = "休日";

    static readonly IReadOnlyList<Holiday>[] _byYear =
        [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).Select(year => Array.AsReadOnly(WithDaysOff(Named(year))))];

    static readonly Dictionary<DateOnly, string> _names =
        _byYear.SelectMany(year => year).ToDictionary(holiday => holiday.Day, holiday => holiday.Name);

    /// <summary>The holidays of a calendar year in order; a year outside 2017 to 2099 throws an ArgumentOutOfRangeException.</summary>
    public static IReadOnlyList<Holiday> Of(int year) =>
        year is >= FirstYear and <= LastYear
            ? _byYear[year - FirstYear]
            : throw new ArgumentOutOfRangeException(nameof(year), $"The holiday rules cover {FirstYear} to {LastYear}, not {year}.");

    /// <summary>The name of the holiday on a day, or null; a day outside 2017 to 2099 throws an ArgumentOutOfRangeException.</summary>
    public static string? NameOf(DateOnly day) =>
        day.Year is >= FirstYear and <= LastYear
            ? _names.GetValueOrDefault(day)
            : throw new ArgumentOutOfRangeException(
                nameof(day), $"The holiday rules cover {FirstYear} to {LastYear}, not {day:yyyy-MM-dd}.");

    // Article 2: the holidays with a name of their own. They need not come in order.
    static IEnumerable<Holiday> Named(int year)
    {
        Holiday On(int month, int day, string name) => new(new(year, month, day), name);
        Holiday OnMonday(int month, int nth, string name) => new(NthMonday(year, month, nth), name);

        yield return On(1, 1, "元日");

        // Second Monday of January since 2000: 平成10年法律第141号 (the first Happy Monday act).
        yield return OnMonday(1, 2, "成人の日");

        // The act leaves the day to a cabinet order: 昭和41年政令第376号.
        yield return On(2, 11, "建国記念の日");

        // 皇室典範特例法 (平成29年法律第63号) supplementary article 10 moved the Emperor's birthday from 23 December to
        // 23 February as of 1 May 2019; by then that year's February had passed, so 2019 has none.
        if (year <= 2018) yield return On(12, 23, "天皇誕生日");
        if (year >= 2020) yield return On(2, 23, "天皇誕生日");

        // 春分日 and 秋分日: the act names the astronomical day.
        yield return On(3, VernalEquinox(year), "春分の日");
        yield return On(9, AutumnalEquinox(year), "秋分の日");

        // 平成17年法律第43号, in force since 2007: 29 April became 昭和の日, and みどりの日 moved to 4 May.
        yield return On(4, 29, "昭和の日");
        yield return On(5, 3, "憲法記念日");
        yield return On(5, 4, "みどりの日");
        yield return On(5, 5, "こどもの日");

        // Third Monday of September since 2003: 平成13年法律第59号 (the second Happy Monday act).
        yield return OnMonday(9, 3, "敬老の日");
        yield return On(11, 3, "文化の日");
        yield return On(11, 23, "勤労感謝の日");

        // 平成30年法律第99号: the accession and its ceremony, in 2019 only; supplementary article 2 treats both
        // as national holidays, so that they count for substitute and sandwiched days.
        if (year == 2019)
        {
            yield return On(5, 1, "休日（祝日扱い）");
            yield return On(10, 22, "休日（祝日扱い）");
        }

        foreach (var holiday in MovedByTheOlympics(year)) yield return holiday;
    }

    // 海の日, 山の日 and スポーツの日, which 東京オリンピック・パラリンピック特措法 (平成27年法律第33号) article 32 moved twice.
    static IEnumerable<Holiday> MovedByTheOlympics(int year) => year switch
    {
        // Paragraph 1, by the amendment 平成30年法律第55号.
        2020 => [new(new(2020, 7, 23), "海の日"), new(new(2020, 7, 24), "スポーツの日"), new(new(2020, 8, 10), "山の日")],

        // Paragraph 2, by the amendment 令和2年法律第68号, after the games were put off.
        2021 => [new(new(2021, 7, 22), "海の日"), new(new(2021, 7, 23), "スポーツの日"), new(new(2021, 8, 8), "山の日")],

        _ =>
        [
            // A holiday since 1996 (平成7年法律第22号), the third Monday of July since 2003 (平成13年法律第59号).
            new(NthMonday(year, 7, 3), "海の日"),

            // A holiday since 2016: 平成26年法律第43号.
            new(new(year, 8, 11), "山の日"),

            // Second Monday of October since 2000 (平成10年法律第141号), renamed as of 2020 (平成30年法律第57号).
            new(NthMonday(year, 10, 2), SportsDayName(year)),
        ],
    };

    static string SportsDayName(int year) => year switch
    {
        <= 2018 => "体育の日",
        // The published list writes both names in the last year of the old one.
        2019 => "体育の日（スポーツの日）",
        _ => "スポーツの日",
    };

    // Article 3, paragraphs 2 and 3, as 平成17年法律第43号 words them since 2007.
    static Holiday[] WithDaysOff(IEnumerable<Holiday> named)
    {
        var holidays = named.ToDictionary(holiday => holiday.Day);
        var namedDays = holidays.Keys.Order().ToList();

        foreach (var day in namedDays)
        {
            // Paragraph 2 (振替休日): a holiday on a Sunday moves to the next day that is not itself a national holiday.
            if (day.DayOfWeek is DayOfWeek.Sunday)
            {
                var next = day.AddDays(1);
                while (namedDays.Contains(next)) next = next.AddDays(1);
                holidays[next] = new(next, DayOff);
            }

            // Paragraph 3 (国民の休日): a day between two national holidays is a holiday.
            var between = day.AddDays(1);
            if (!namedDays.Contains(between) && namedDays.Contains(day.AddDays(2))) holidays[between] = new(between, DayOff);
        }

        return [.. holidays.Values.OrderBy(holiday => holiday.Day)];
    }

    static DateOnly NthMonday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        var daysToMonday = ((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(daysToMonday + 7 * (nth - 1));
    }

    // The usual approximation for 1980 to 2099 (海上保安庁水路部『新こよみ便利帳』): the equinox of 1980 in days of the month,
    // 0.242194 days later every year and a day earlier after each leap day. Whole millionths keep it exact.
    static int VernalEquinox(int year) => EquinoxDay(20_843_100, year);

    static int AutumnalEquinox(int year) => EquinoxDay(23_248_800, year);

    static int EquinoxDay(int millionthsIn1980, int year) => (millionthsIn1980 + 242_194 * (year - 1980)) / 1_000_000 - (year - 1980) / 4;
}
