using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

public class JapaneseDateTests
{
    [Theory]
    [InlineData(1988, Digits.Half, "昭和63年度")]
    [InlineData(1989, Digits.Half, "平成元年度")]
    [InlineData(2018, Digits.Half, "平成30年度")]
    [InlineData(2019, Digits.Half, "令和元年度")]
    [InlineData(2019, Digits.Full, "令和元年度")]
    [InlineData(2020, Digits.Half, "令和2年度")]
    [InlineData(2025, Digits.Full, "令和７年度")]
    [InlineData(2025, Digits.SingleFull, "令和７年度")]
    [InlineData(2027, Digits.SingleFull, "令和９年度")]
    [InlineData(2028, Digits.Full, "令和１０年度")]
    [InlineData(2028, Digits.SingleFull, "令和10年度")]
    public void Year_writes_the_era_and_the_width_of_digits(int year, Digits digits, string text) =>
        Assert.Equal(text, JapaneseDate.Year(new(year), digits));

    [Fact]
    public void Year_has_a_form_with_the_Gregorian_year()
    {
        Assert.Equal("令和7年度", JapaneseDate.Year(new(2025)));
        Assert.Equal("令和7年度（2025年度）", JapaneseDate.WithGregorian(new(2025)));
        Assert.Equal("令和元年度（2019年度）", JapaneseDate.WithGregorian(new(2019)));
    }

    [Theory]
    [InlineData("2026-06-30", "令和8年6月30日")]
    [InlineData("2019-04-30", "平成31年4月30日")]
    [InlineData("2019-05-01", "令和元年5月1日")]
    [InlineData("2019-12-31", "令和元年12月31日")]
    [InlineData("2020-01-01", "令和2年1月1日")]
    [InlineData("1989-01-07", "昭和64年1月7日")]
    [InlineData("1989-01-08", "平成元年1月8日")]
    [InlineData("1926-12-24", "大正15年12月24日")]
    [InlineData("1926-12-25", "昭和元年12月25日")]
    [InlineData("1912-07-29", "明治45年7月29日")]
    [InlineData("1912-07-30", "大正元年7月30日")]
    [InlineData("1868-10-23", "明治元年10月23日")]
    public void Day_changes_era_on_its_first_day(string day, string text) =>
        Assert.Equal(text, JapaneseDate.Day(DateOnly.Parse(day)));

    [Theory]
    [InlineData(Digits.Half, "令和8年6月30日")]
    [InlineData(Digits.Full, "令和８年６月３０日")]
    [InlineData(Digits.SingleFull, "令和８年６月30日")]
    public void Day_writes_each_number_in_the_width_of_digits(Digits digits, string text) =>
        Assert.Equal(text, JapaneseDate.Day(new(2026, 6, 30), digits));

    [Theory]
    [InlineData("2026-06-28", "令和8年6月28日（日）")]
    [InlineData("2026-06-29", "令和8年6月29日（月）")]
    [InlineData("2026-06-30", "令和8年6月30日（火）")]
    [InlineData("2026-07-01", "令和8年7月1日（水）")]
    [InlineData("2026-07-02", "令和8年7月2日（木）")]
    [InlineData("2026-07-03", "令和8年7月3日（金）")]
    [InlineData("2026-07-04", "令和8年7月4日（土）")]
    public void DayWithWeekday_adds_the_weekday_in_full_width_brackets(string day, string text) =>
        Assert.Equal(text, JapaneseDate.DayWithWeekday(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-06-01", "令和8年6月")]
    [InlineData("2019-04-30", "平成31年4月")]
    [InlineData("2019-05-01", "令和元年5月")]
    public void Month_has_the_era_of_its_day(string day, string text) =>
        Assert.Equal(text, JapaneseDate.Month(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-06-30T08:00:00Z", "令和8年6月30日（火）17時00分")]
    [InlineData("2026-06-30T14:59:59Z", "令和8年6月30日（火）23時59分")]
    [InlineData("2026-06-30T15:00:00Z", "令和8年7月1日（水）0時00分")]
    [InlineData("2019-04-30T15:05:00Z", "令和元年5月1日（水）0時05分")]
    public void Moment_is_written_in_Tokyo_time(string moment, string text) =>
        Assert.Equal(text, JapaneseDate.Moment(DateTimeOffset.Parse(moment)));

    [Theory]
    [InlineData("17:00", "令和8年6月30日（火）17時")]
    [InlineData("17:30", "令和8年6月30日（火）17時30分")]
    [InlineData("09:05", "令和8年6月30日（火）9時05分")]
    [InlineData("00:00", "令和8年6月30日（火）0時")]
    public void DayAndHour_leaves_out_zero_minutes(string time, string text) =>
        Assert.Equal(text, JapaneseDate.DayAndHour(new(2026, 6, 30), TimeOnly.Parse(time)));

    [Fact]
    public void Dates_before_Meiji_are_refused()
    {
        var day = Assert.Throws<ArgumentOutOfRangeException>(() => JapaneseDate.Day(new(1868, 10, 22)));
        var year = Assert.Throws<ArgumentOutOfRangeException>(() => JapaneseDate.Year(new(1867)));

        Assert.Contains("1868-10-22", day.Message);
        Assert.Contains("1867", year.Message);
    }
}
