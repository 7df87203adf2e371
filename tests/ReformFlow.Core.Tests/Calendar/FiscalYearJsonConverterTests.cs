using System.Text.Encodings.Web;
using System.Text.Json;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

public class FiscalYearJsonConverterTests
{
    sealed record Target(FiscalYear Year, Dictionary<FiscalYear, string> Values);

    [Fact]
    public void Json_holds_the_short_era_form_as_value_and_as_key()
    {
        var target = new Target(new(2025), new() { [new(2019)] = "一", [new(2018)] = "二" });

        var json = JsonSerializer.Serialize(target, _plain);
        Assert.Equal("""{"Year":"R7","Values":{"R1":"一","H30":"二"}}""", json);

        var read = JsonSerializer.Deserialize<Target>(json, _plain)!;
        Assert.Equal(target.Year, read.Year);
        Assert.Equal(target.Values, read.Values);
    }

    [Theory]
    [InlineData("\"H31\"")]
    [InlineData("\"ｒ元\"")]
    public void Reading_accepts_every_way_to_write_a_year(string json) =>
        Assert.Equal(new FiscalYear(2019), JsonSerializer.Deserialize<FiscalYear>(json));

    [Theory]
    [InlineData("\"令和七\"", "令和七")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("2025", "Number")]
    public void Reading_other_text_names_it_and_the_form_expected(string json, string named)
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FiscalYear>(json));

        Assert.Contains(named, error.Message);
        Assert.Contains("such as R7", error.Message);
    }

    [Fact]
    public void Reading_another_property_name_names_it_and_the_form_expected()
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<FiscalYear, int>>("""{"2025":1}"""));

        Assert.Contains("\"2025\"", error.Message);
        Assert.Contains("such as R7", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1867)]
    [InlineData(2118)]
    public void Writing_refuses_a_year_that_could_not_be_read_back(int year)
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new FiscalYear(year)));

        Assert.Contains($"Fiscal year {year} ", error.Message);
    }

    static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
