using System.Text;
using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Plans;

public class FigureTests
{
    [Theory]
    [InlineData("\"９８．６％\"")]
    [InlineData("\"\"")]
    [InlineData("{\"provisional\":true,\"text\":\"9部41課85係\"}")]
    [InlineData("{\"finalOn\":\"2026-06-30\",\"provisional\":true,\"text\":\"98.6%\"}")]
    public void Figure_is_written_as_it_was_read(string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(CanonicalJson.Write(JsonSerializer.Deserialize<Figure>(json, StrictJson.Options)!)));

    [Fact]
    public void Final_figure_is_a_plain_text() =>
        Assert.Equal(new Figure("5"), JsonSerializer.Deserialize<Figure>("{\"text\":\"5\",\"provisional\":false}", StrictJson.Options));

    [Fact]
    public void Figure_that_is_final_on_a_day_keeps_the_day() =>
        Assert.Equal(new Figure("5", false, new(2026, 6, 30)), JsonSerializer.Deserialize<Figure>(CanonicalJson.Write(new Figure("5", false, new(2026, 6, 30))), StrictJson.Options));
}
