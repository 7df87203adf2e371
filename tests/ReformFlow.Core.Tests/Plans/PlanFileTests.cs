using System.Text;
using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Plans;

public class PlanFileTests
{
    [Theory]
    [InlineData("yamaguchi")]
    [InlineData("mine")]
    [InlineData("nomi")]
    public void A_published_plan_is_read_and_written_again_without_loss(string name)
    {
        var bytes = PublishedPlans.Read(name);
        var reading = PlanFile.Read(bytes);
        Assert.Empty(reading.Problems);
        using var original = JsonDocument.Parse(bytes);
        Assert.Equal(
            Encoding.UTF8.GetString(CanonicalJson.Write(original.RootElement)),
            Encoding.UTF8.GetString(CanonicalJson.Write(reading.Value!)));
    }

    [Theory]
    [InlineData("higher", false)]
    [InlineData("lower", true)]
    [InlineData("lower (以内)", true)]
    [InlineData("range", false)]
    [InlineData("text", false)]
    public void An_indicator_says_which_way_it_is_meant_to_go(string word, bool lowerIsBetter)
    {
        var reading = PlanFile.Read(PlanWith($$"""{ "name": "受付件数", "direction": "{{word}}" }"""));
        Assert.Empty(reading.Problems);
        Assert.Equal(lowerIsBetter, reading.Value!.Items[0].Indicators![0].LowerIsBetter);
    }

    [Fact]
    public void An_unknown_direction_is_named_with_its_path() =>
        Assert.Equal("$.items[0].indicators[0].direction", Assert.Single(PlanFile.Read(PlanWith("""{ "name": "受付件数", "direction": "up" }""")).Problems).Place);

    [Fact]
    public void An_action_may_have_a_schedule_and_neither_number_nor_title()
    {
        var action = Assert.Single(PlanFile.Read(PlanWith("""{ "name": "受付件数" }""")).Value!.Items[0].Actions!);
        Assert.Null(action.No);
        Assert.Null(action.Title);
    }

    static byte[] PlanWith(string indicator) => Encoding.UTF8.GetBytes($$"""
        {
          "format": "reform-plan/1", "municipality": { "name": "架空市" },
          "plan": { "title": "架空計画", "firstYear": "R5", "lastYear": "R6" },
          "levels": ["方針"], "nodes": [{ "id": "1", "level": 0, "title": "窓口" }],
          "items": [{ "no": "1", "node": "1", "title": "窓口", "actions": [{ "plan": { "R5": "実施" } }], "indicators": [{{indicator}}] }]
        }
        """);
}
