using System.Text.Json;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

public class YearlySpanTests
{
    [Theory]
    [InlineData("2026-03-24", false)]
    [InlineData("2026-03-25", true)]
    [InlineData("2026-03-31", true)]
    [InlineData("2027-04-01", true)]
    [InlineData("2026-04-10", true)]
    [InlineData("2026-04-11", false)]
    [InlineData("2026-12-31", false)]
    public void DefaultQuietDays_run_from_25_March_to_10_April(string day, bool inside) =>
        Assert.Equal(inside, YearlySpan.DefaultQuietDays.Contains(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-12-28", false)]
    [InlineData("2026-12-29", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", true)]
    [InlineData("2027-01-03", true)]
    [InlineData("2027-01-04", false)]
    [InlineData("2027-06-30", false)]
    public void NewYear_wraps_over_the_end_of_the_year(string day, bool inside) =>
        Assert.Equal(inside, YearlySpan.NewYear.Contains(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2028-02-28", false)]
    [InlineData("2028-02-29", true)]
    [InlineData("2027-02-28", false)]
    [InlineData("2027-03-01", true)]
    [InlineData("2027-03-02", false)]
    public void Span_may_begin_on_the_leap_day(string day, bool inside) =>
        Assert.Equal(inside, new YearlySpan(2, 29, 3, 1).Contains(DateOnly.Parse(day)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(13, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 32)]
    [InlineData(2, 30)]
    [InlineData(4, 31)]
    public void Day_that_no_year_has_is_refused(int month, int day)
    {
        var first = Assert.Throws<ArgumentException>(() => new YearlySpan(month, day, 5, 5));
        var last = Assert.Throws<ArgumentException>(() => new YearlySpan(5, 5, month, day));

        Assert.Contains($"day {day} in month {month}", first.Message);
        Assert.Equal("FirstDay", first.ParamName);
        Assert.Equal("LastDay", last.ParamName);
    }

    [Fact]
    public void Span_is_four_numbers_in_Json()
    {
        var json = JsonSerializer.Serialize(YearlySpan.NewYear);

        Assert.Equal("""{"FirstMonth":12,"FirstDay":29,"LastMonth":1,"LastDay":3}""", json);
        Assert.Equal(YearlySpan.NewYear, JsonSerializer.Deserialize<YearlySpan>(json));
    }
}
