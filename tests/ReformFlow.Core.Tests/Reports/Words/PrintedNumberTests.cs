using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports.Words;

public class PrintedNumberTests
{
    [Theory]
    [InlineData("１", "1")]
    [InlineData("1)", "1")]
    [InlineData("１）", "1")]
    [InlineData("（１０）", "10")]
    [InlineData("③", "3")]
    [InlineData("㉑", "21")]
    [InlineData("施策２", "2")]
    [InlineData("1-2)", "2")]
    [InlineData("(Ⅰ)", "Ⅰ")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Number_stands_by_itself_however_it_is_written(string? code, string? number) => Assert.Equal(number, PrintedNumber.Of(code));

    [Theory]
    [InlineData("１　窓口を近くする", "1", "窓口を近くする")]
    [InlineData("１）窓口を近くする", "1", "窓口を近くする")]
    [InlineData("1) 窓口を近くする", "1", "窓口を近くする")]
    [InlineData("③窓口を近くする", "3", "窓口を近くする")]
    [InlineData("窓口を近くする", "3", "窓口を近くする")]
    // A figure of the title's own.
    [InlineData("28の手続を近くする", "28", "28の手続を近くする")]
    [InlineData("２ 窓口を近くする", "1", "２ 窓口を近くする")]
    [InlineData("④窓口を近くする", null, "窓口を近くする")]
    [InlineData("１）", "1", "１）")]
    public void Title_loses_the_number_that_is_its_own(string title, string? number, string bare) => Assert.Equal(bare, PrintedNumber.Bare(title, number));

    [Theory]
    [InlineData("1", "①")]
    [InlineData("20", "⑳")]
    [InlineData("21", "㉑")]
    [InlineData("36", "㊱")]
    [InlineData("50", "㊿")]
    [InlineData("51", "(51)")]
    [InlineData("Ⅰ", "(Ⅰ)")]
    [InlineData("", "")]
    public void Number_has_a_circle_where_there_is_one(string number, string circled) => Assert.Equal(circled, PrintedNumber.Circled(number));

    [Theory]
    [InlineData("1-1)-③-a", "1-1)-③", "a")]
    [InlineData("1-1)-③-a)", "1-1)-③", "a")]
    [InlineData("1-1)-③ｂ）", "1-1)-③", "ｂ")]
    [InlineData("1-1)-③", "1-1)-③", null)]
    [InlineData("DX", "DX", null)]
    [InlineData("plan", "plan", null)]
    public void Letter_of_a_part_comes_off_its_number(string number, string whole, string? letter) => Assert.Equal((whole, letter), PrintedNumber.OfPart(number));
}
