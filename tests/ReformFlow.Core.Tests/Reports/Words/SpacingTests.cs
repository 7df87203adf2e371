using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports.Words;

public class SpacingTests
{
    [Theory]
    [InlineData("備　考", "備考")]
    [InlineData("基 本 方 針", "基本方針")]
    [InlineData("現 状 ・ 課 題", "現状・課題")]
    [InlineData("計　画・実　績", "計画・実績")]
    public void Word_with_a_space_between_all_letters_is_one_word(string written, string read)
    {
        Assert.Equal(new SpacedText(read), Spacing.Of(written));
        Assert.Equal((read, true), (Spacing.Box(written, []).Label, Spacing.Box(written, []).Spaced));
    }

    [Theory]
    [InlineData("備考")]
    [InlineData("第 3 章")]
    [InlineData("A B")]
    [InlineData("取組 内容")]
    [InlineData("目　標　")]
    [InlineData("目　　標")]
    [InlineData("目")]
    public void Any_other_text_stays_as_it_is(string written)
    {
        Assert.Equal(new PlainText(written), Spacing.Of(written));
        Assert.False(Spacing.Box(written, []).Spaced);
    }

}
