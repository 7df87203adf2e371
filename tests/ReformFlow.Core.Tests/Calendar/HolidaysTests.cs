using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

// Covered: the whole published list of 2017 to 2027; substitute days, single and through Golden Week; sandwiched days; the
// accession of 2019; the moved days of 2020 and 2021; the years without an announcement; both ends of the known years.
public class HolidaysTests
{
    // The days and names that the Cabinet Office publishes (内閣府「国民の祝日・休日」, 昭和30年から令和9年), as of February 2026.
    public static TheoryData<int, string> Published => new()
    {
        {
            2017,
            """
            01-01 元日, 01-02 休日, 01-09 成人の日, 02-11 建国記念の日, 03-20 春分の日, 04-29 昭和の日, 05-03 憲法記念日,
            05-04 みどりの日, 05-05 こどもの日, 07-17 海の日, 08-11 山の日, 09-18 敬老の日, 09-23 秋分の日, 10-09 体育の日,
            11-03 文化の日, 11-23 勤労感謝の日, 12-23 天皇誕生日
            """
        },
        {
            2018,
            """
            01-01 元日, 01-08 成人の日, 02-11 建国記念の日, 02-12 休日, 03-21 春分の日, 04-29 昭和の日, 04-30 休日,
            05-03 憲法記念日, 05-04 みどりの日, 05-05 こどもの日, 07-16 海の日, 08-11 山の日, 09-17 敬老の日, 09-23 秋分の日,
            09-24 休日, 10-08 体育の日, 11-03 文化の日, 11-23 勤労感謝の日, 12-23 天皇誕生日, 12-24 休日
            """
        },
        {
            2019,
            """
            01-01 元日, 01-14 成人の日, 02-11 建国記念の日, 03-21 春分の日, 04-29 昭和の日, 04-30 休日, 05-01 休日（祝日扱い）,
            05-02 休日, 05-03 憲法記念日, 05-04 みどりの日, 05-05 こどもの日, 05-06 休日, 07-15 海の日, 08-11 山の日,
            08-12 休日, 09-16 敬老の日, 09-23 秋分の日, 10-14 体育の日（スポーツの日）, 10-22 休日（祝日扱い）, 11-03 文化の日,
            11-04 休日, 11-23 勤労感謝の日
            """
        },
        {
            2020,
            """
            01-01 元日, 01-13 成人の日, 02-11 建国記念の日, 02-23 天皇誕生日, 02-24 休日, 03-20 春分の日, 04-29 昭和の日,
            05-03 憲法記念日, 05-04 みどりの日, 05-05 こどもの日, 05-06 休日, 07-23 海の日, 07-24 スポーツの日, 08-10 山の日,
            09-21 敬老の日, 09-22 秋分の日, 11-03 文化の日, 11-23 勤労感謝の日
            """
        },
        {
            2021,
            """
            01-01 元日, 01-11 成人の日, 02-11 建国記念の日, 02-23 天皇誕生日, 03-20 春分の日, 04-29 昭和の日, 05-03 憲法記念日,
            05-04 みどりの日, 05-05 こどもの日, 07-22 海の日, 07-23 スポーツの日, 08-08 山の日, 08-09 休日, 09-20 敬老の日,
            09-23 秋分の日, 11-03 文化の日, 11-23 勤労感謝の日
            """
        },
        {
            2022,
            """
            01-01 元日, 01-10 成人の日, 02-11 建国記念の日, 02-23 天皇誕生日, 03-21 春分の日, 04-29 昭和の日, 05-03 憲法記念日,
            05-04 みどりの日, 05-05 こどもの日, 07-18 海の日, 08-11 山の日, 09-19 敬老の日, 09-23 秋分の日, 10-10 スポーツの日,
            11-03 文化の日, 11-23 勤労感謝の日
            """
        },
        {
            2023,
            """
            01-01 元日, 01-02 休日, 01-09 成人の日, 02-11 建国記念の日, 02-23 天皇誕生日, 03-21 春分の日, 04-29 昭和の日,
            05-03 憲法記念日, 05-04 みどりの日, 05-05 こどもの日, 07-17 海の日, 08-11 山の日, 09-18 敬老の日, 09-23 秋分の日,
            10-09 スポーツの日, 11-03 文化の日, 11-23 勤労感謝の日
            """
        },
        {
            2024,
            """
            01-01 元日, 01-08 成人の日, 02-11 建国記念の日, 02-12 休日, 02-23 天皇誕生日, 03-20 春分の日, 04-29 昭和の日,
            05-03 憲法記念日, 05-04 みどりの日, 05-05 こどもの日, 05-06 休日, 07-15 海の日, 08-11 山の日, 08-12 休日,
            09-16 敬老の日, 09-22 秋分の日, 09-23 休日, 10-14 スポーツの日, 11-03 文化の日, 11-04 休日, 11-23 勤労感謝の日
            """
        },
        {
            2025,
            """
            01-01 元日, 01-13 成人の日, 02-11 建国記念の日, 02-23 天皇誕生日, 02-24 休日, 03-20 春分の日, 04-29 昭和の日,
            05-03 憲法記念日, 05-04 みどりの日, 05-05 こどもの日, 05-06 休日, 07-21 海の日, 08-11 山の日, 09-15 敬老の日,
            09-23 秋分の日, 10-13 スポーツの日, 11-03 文化の日, 11-23 勤労感謝の日, 11-24 休日
            """
        },
        {
            2026,
            """
            01-01 元日, 01-12 成人の日, 02-11 建国記念の日, 02-23 天皇誕生日, 03-20 春分の日, 04-29 昭和の日, 05-03 憲法記念日,
            05-04 みどりの日, 05-05 こどもの日, 05-06 休日, 07-20 海の日, 08-11 山の日, 09-21 敬老の日, 09-22 休日,
            09-23 秋分の日, 10-12 スポーツの日, 11-03 文化の日, 11-23 勤労感謝の日
            """
        },
        {
            2027,
            """
            01-01 元日, 01-11 成人の日, 02-11 建国記念の日, 02-23 天皇誕生日, 03-21 春分の日, 03-22 休日, 04-29 昭和の日,
            05-03 憲法記念日, 05-04 みどりの日, 05-05 こどもの日, 07-19 海の日, 08-11 山の日, 09-20 敬老の日, 09-23 秋分の日,
            10-11 スポーツの日, 11-03 文化の日, 11-23 勤労感謝の日
            """
        },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Of_gives_the_published_list(int year, string published)
    {
        var expected = published.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(expected, Holidays.Of(year).Select(holiday => $"{holiday.Day:MM-dd} {holiday.Name}"));
        Assert.All(Holidays.Of(year), holiday => Assert.Equal(year, holiday.Day.Year));
    }

    [Theory]
    [InlineData("2030-05-06", "休日")] // 5 May is a Sunday: one step.
    [InlineData("2031-05-06", "休日")] // 4 May is a Sunday: two steps.
    [InlineData("2026-05-06", "休日")] // 3 May is a Sunday: three steps.
    [InlineData("2028-05-06", null)] // None of the three is a Sunday.
    public void Substitute_day_steps_over_the_holidays_of_Golden_Week(string day, string? name) =>
        Assert.Equal(name, Holidays.NameOf(DateOnly.Parse(day)));

    [Theory]
    [InlineData(2026)]
    [InlineData(2032)]
    [InlineData(2037)]
    [InlineData(2043)]
    [InlineData(2049)]
    [InlineData(2099)]
    public void Day_between_Respect_for_the_Aged_and_the_equinox_is_a_day_off_in(int year)
    {
        var september = Holidays.Of(year).Where(holiday => holiday.Day.Month == 9).ToList();

        Assert.Equal(["敬老の日", "休日", "秋分の日"], september.Select(holiday => holiday.Name));
        Assert.Equal(DayOfWeek.Tuesday, september[1].Day.DayOfWeek);
    }

    [Theory]
    [InlineData(2028, 20, 22)]
    [InlineData(2041, 20, 23)]
    [InlineData(2045, 20, 22)]
    [InlineData(2055, 21, 23)]
    [InlineData(2059, 20, 23)]
    [InlineData(2074, 20, 23)] // A few minutes after midnight, the closest of all.
    [InlineData(2078, 20, 22)]
    [InlineData(2088, 20, 22)]
    [InlineData(2092, 19, 22)]
    [InlineData(2099, 20, 23)]
    public void Equinoxes_follow_the_astronomical_formula(int year, int march, int september)
    {
        Assert.Equal(new(year, 3, march), Holidays.Of(year).Single(holiday => holiday.Name == "春分の日").Day);
        Assert.Equal(new(year, 9, september), Holidays.Of(year).Single(holiday => holiday.Name == "秋分の日").Day);
    }

    [Theory]
    [InlineData("2018-12-23", "天皇誕生日")]
    [InlineData("2019-02-23", null)]
    [InlineData("2019-12-23", null)]
    [InlineData("2020-02-23", "天皇誕生日")]
    [InlineData("2019-04-30", "休日")]
    [InlineData("2019-05-01", "休日（祝日扱い）")]
    [InlineData("2019-05-02", "休日")]
    [InlineData("2020-07-20", null)]
    [InlineData("2020-10-12", null)]
    [InlineData("2021-08-11", null)]
    [InlineData("2021-10-11", null)]
    [InlineData("2026-12-31", null)]
    public void NameOf_knows_the_days_that_acts_added_and_took_away(string day, string? name) =>
        Assert.Equal(name, Holidays.NameOf(DateOnly.Parse(day)));

    [Fact]
    public void NameOf_agrees_with_Of_in_every_known_year()
    {
        for (var year = Holidays.FirstYear; year <= Holidays.LastYear; year++)
        {
            Assert.All(Holidays.Of(year), holiday => Assert.Equal(holiday.Name, Holidays.NameOf(holiday.Day)));
            Assert.Equal(Holidays.Of(year).OrderBy(holiday => holiday.Day), Holidays.Of(year));
        }
    }

    [Theory]
    [InlineData(2016)]
    [InlineData(2100)]
    public void Year_beyond_the_rules_is_refused(int year)
    {
        var ofYear = Assert.Throws<ArgumentOutOfRangeException>(() => Holidays.Of(year));
        var ofDay = Assert.Throws<ArgumentOutOfRangeException>(() => Holidays.NameOf(new(year, 1, 1)));

        Assert.Contains($"2017 to 2099, not {year}", ofYear.Message);
        Assert.Contains($"2017 to 2099, not {year}-01-01", ofDay.Message);
    }
}
