using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports.Words;

public class ItemMentionsTests
{
    [Fact]
    public void A_text_is_cut_at_the_items_that_it_names() =>
        Assert.Equal([("始め", null), ("{item:③-1}", "③-1"), ("、", null), ("{item: 2 }", "2")], ItemMentions.In("始め{item:③-1}、{item: 2 }"));

    [Theory]
    [InlineData("{item:9}", "The plan has no item \"9\".")]
    [InlineData("{item:}", "\"{item:}\" names no item.")]
    [InlineData("{item 1}", "\"{item 1}\" names no item.")]
    [InlineData("{item:1", "\"{item:1\" names no item.")]
    public void A_mention_that_leads_nowhere_is_a_problem(string text, string words) =>
        Assert.StartsWith(words, Assert.Single(ItemMentions.Problems(text, SamplePlan.Of(SamplePlan.Item("1")), "$")).Message, StringComparison.Ordinal);

    [Theory, InlineData("{item:1}など"), InlineData("{波括弧}の文"), InlineData("")]
    public void Other_texts_are_the_offices_own(string text) => Assert.Empty(ItemMentions.Problems(text, SamplePlan.Of(SamplePlan.Item("1")), "$"));
}
