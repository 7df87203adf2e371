using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

public class TokyoTimeTests
{
    [Theory]
    [InlineData("2026-06-29T14:59:59.9999999Z", "2026-06-29", "23:59:59.9999999")]
    [InlineData("2026-06-29T15:00:00Z", "2026-06-30", "00:00")]
    [InlineData("2026-06-30T08:00:00Z", "2026-06-30", "17:00")]
    [InlineData("2026-06-30T17:00:00+09:00", "2026-06-30", "17:00")]
    [InlineData("2026-06-29T20:00:00-10:00", "2026-06-30", "15:00")]
    [InlineData("2026-12-31T15:00:00Z", "2027-01-01", "00:00")]
    public void DayOf_and_TimeOf_are_what_clocks_in_Japan_show(string moment, string day, string time)
    {
        Assert.Equal(DateOnly.Parse(day), TokyoTime.DayOf(DateTimeOffset.Parse(moment)));
        Assert.Equal(TimeOnly.Parse(time), TokyoTime.TimeOf(DateTimeOffset.Parse(moment)));
    }

    [Theory]
    [InlineData("2026-06-30", "17:00", "2026-06-30T08:00:00Z")]
    [InlineData("2026-06-30", "09:00", "2026-06-30T00:00:00Z")]
    [InlineData("2026-06-30", "08:59", "2026-06-29T23:59:00Z")]
    [InlineData("2027-01-01", "00:00", "2026-12-31T15:00:00Z")]
    public void At_returns_the_moment_in_UTC(string day, string time, string moment)
    {
        var at = TokyoTime.At(DateOnly.Parse(day), TimeOnly.Parse(time));

        Assert.Equal(DateTimeOffset.Parse(moment), at);
        Assert.Equal(TimeSpan.Zero, at.Offset);
    }

    [Fact]
    public void EndOf_is_the_first_moment_of_the_next_day()
    {
        var day = new DateOnly(2026, 12, 31);
        var end = TokyoTime.EndOf(day);

        Assert.Equal(new DateTimeOffset(2026, 12, 31, 15, 0, 0, TimeSpan.Zero), end);
        Assert.Equal(TimeSpan.Zero, end.Offset);
        Assert.Equal(day, TokyoTime.DayOf(end.AddTicks(-1)));
        Assert.Equal(day.AddDays(1), TokyoTime.DayOf(end));
    }

    [Fact]
    public void Offset_is_nine_hours() => Assert.Equal(TimeSpan.FromHours(9), TokyoTime.Offset);
}
