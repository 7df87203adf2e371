using System.Text.Json;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

public class DaySpanTests
{
    [Theory]
    [InlineData("2026-08-12", false)]
    [InlineData("2026-08-13", true)]
    [InlineData("2026-08-15", true)]
    [InlineData("2026-08-16", false)]
    public void Contains_includes_both_ends(string day, bool inside) =>
        Assert.Equal(inside, new DaySpan(new(2026, 8, 13), new(2026, 8, 15)).Contains(DateOnly.Parse(day)));

    [Fact]
    public void Span_may_be_one_day()
    {
        var day = new DateOnly(2026, 8, 13);

        Assert.True(new DaySpan(day, day).Contains(day));
    }

    [Fact]
    public void Span_that_ends_before_it_begins_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new DaySpan(new(2026, 8, 13), new(2026, 8, 12)));

        Assert.Contains("2026-08-12", error.Message);
        Assert.Contains("2026-08-13", error.Message);
    }

    [Fact]
    public void Span_survives_Json()
    {
        var span = new DaySpan(new(2026, 8, 13), new(2026, 8, 15), "夏季閉庁");

        Assert.Equal(span, JsonSerializer.Deserialize<DaySpan>(JsonSerializer.Serialize(span)));
    }
}
