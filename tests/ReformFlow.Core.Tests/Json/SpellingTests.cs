using ReformFlow.Core.Json;

namespace ReformFlow.Core.Tests.Json;

public class SpellingTests
{
    [Theory]
    [InlineData("titel", "title")]
    [InlineData("Title", "title")]
    [InlineData("lable", "label")]
    [InlineData("levles", "levels")]
    [InlineData("level", "levels")]
    [InlineData("farbe", null)]
    [InlineData("tilt", null)]
    [InlineData("na", null)]
    public void A_slip_is_taken_for_the_name_that_is_near(string written, string? meant) =>
        Assert.Equal(meant, Spelling.Meant(written, ["title", "label", "levels", "no"]));
}
