using ReformFlow.App.Reports;

namespace ReformFlow.App.Tests.Reports;

/// <summary>Which lines of a text are a table that was aligned by hand: 1 for those.</summary>
public class FixedPitchTests
{
    [Theory]
    [InlineData("・収納率\n　　　　　R3　　　R4\n　市民税　　98.9% ⇒ 99.1%\n　国民健康保険料　93.0%", "0111")]
    [InlineData("【状況】\n　対象　　1,904人\n　利用　　　837人\n以上", "0110")]
    [InlineData("　字下げした文です。\n　字下げした文です。", "00")]
    [InlineData("　見出し　一つ　　　　一行だけ", "0")]
    [InlineData("一つの　空白\nだけの　行", "00")]
    [InlineData("一行", "0")]
    [InlineData("", "0")]
    public void Aligned_lines_are_told_from_indented_ones(string text, string aligned) =>
        Assert.Equal(aligned, string.Concat(FixedPitch.Of(text.Split('\n')).Select(a => a ? '1' : '0')));

    [Fact]
    public void Parts_of_a_line_are_the_whole_line() => Assert.Equal(["　市民税　　", "98.9% ", "⇒", " 99.1%"], FixedPitch.Parts("　市民税　　98.9% ⇒ 99.1%"));
}
