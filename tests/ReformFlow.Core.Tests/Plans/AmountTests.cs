using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Plans;

public class AmountTests
{
    [Theory]
    [InlineData("1,234円", 1_234)]
    [InlineData("1,200千円", 1_200_000)]
    [InlineData("１２百万円", 12_000_000)]
    [InlineData("3千万円", 30_000_000)]
    [InlineData("５０万円", 500_000)]
    [InlineData("1.5億円", 150_000_000)]
    [InlineData("△300 千円", -300_000)]
    [InlineData("▲1円", -1)]
    [InlineData("-20千円", -20_000)]
    [InlineData("0円", 0)]
    public void Amount_is_read_as_people_write_it(string text, long yen)
    {
        Assert.Equal(new Amount(yen, text), Amount.Parse(text));
        Assert.Null(Amount.Refusal(text));
    }

    [Theory]
    [InlineData("1200")]
    [InlineData("1,200千")]
    [InlineData("約1,200千円")]
    [InlineData("0.5円")]
    [InlineData("1.0005千円")]
    [InlineData("千円")]
    [InlineData("999999999999999億円")]
    [InlineData("12億3千万円")]
    public void Amount_that_could_mean_two_things_is_refused_with_an_example(string text)
    {
        Assert.Null(Amount.Parse(text));
        Assert.Contains("「1,200千円」", Amount.Refusal(text));
    }

    [Fact]
    public void Empty_field_is_no_wrong_amount() => Assert.Null(Amount.Refusal(" "));

    [Theory]
    [InlineData("1200000", "1200000")]
    [InlineData("{\"yen\":-5,\"text\":\"△5円\",\"provisional\":true,\"finalOn\":\"2026-06-30\"}", "{\"yen\":-5,\"text\":\"△5円\",\"provisional\":true,\"finalOn\":\"2026-06-30\"}")]
    public void Amount_is_written_as_it_was_read(string json, string written) =>
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize<Amount>(json, StrictJson.Options), StrictJson.Options));

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"1200\"")]
    [InlineData("{\"text\":\"5円\"}")]
    [InlineData("{\"yen\":5,\"colour\":\"red\"}")]
    public void Amount_of_another_form_says_which_form_is_meant(string json) =>
        Assert.StartsWith("An amount is a whole number of yen", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Amount>(json, StrictJson.Options)).Message, StringComparison.Ordinal);
}
