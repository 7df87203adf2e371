using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Plans;

public class PeriodTests
{
    [Theory]
    [InlineData("R7", PeriodPart.Annual, "r7")]
    [InlineData("R7/firstHalf", PeriodPart.FirstHalf, "r7-1")]
    [InlineData("R7/secondHalf", PeriodPart.SecondHalf, "r7-2")]
    public void Text_and_key_name_year_and_part(string text, PeriodPart part, string key)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal(new(new(2025), part), period);
        Assert.Equal(text, period.ToString());
        Assert.Equal(key, period.Key);
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(period, StrictJson.Options));
        Assert.Equal(period, JsonSerializer.Deserialize<Period>($"\"{text}\"", StrictJson.Options));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025")]
    [InlineData("R7/")]
    [InlineData("/firstHalf")]
    [InlineData("R7/FirstHalf")]
    [InlineData("R7/firstHalf/")]
    [InlineData("R7 firstHalf")]
    public void Other_text_is_refused(string? text)
    {
        Assert.False(Period.TryParse(text, out var period));
        Assert.Equal(default, period);
    }

    [Fact]
    public void Previous_is_the_same_part_a_year_before() =>
        Assert.Equal(new Period(new(2024), PeriodPart.SecondHalf), new Period(new(2025), PeriodPart.SecondHalf).Previous);

    [Theory]
    [InlineData("R6", "R7", true)]
    [InlineData("R7", "R7", false)]
    [InlineData("R8", "R7", false)]
    [InlineData("R7/firstHalf", "R7/secondHalf", true)]
    [InlineData("R7/secondHalf", "R7/firstHalf", false)]
    [InlineData("R7/firstHalf", "R7", false)]
    [InlineData("R6/secondHalf", "R7/firstHalf", true)]
    public void A_period_is_before_another_of_a_later_year_or_half(string one, string other, bool isBefore)
    {
        Assert.True(Period.TryParse(one, out var first) && Period.TryParse(other, out var second) && first.IsBefore(second) == isBefore);
    }
}
