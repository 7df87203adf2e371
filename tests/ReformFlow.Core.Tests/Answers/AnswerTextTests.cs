using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Answers;

namespace ReformFlow.Core.Tests.Answers;

public class AnswerTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("１２３　ｱｲｳ", "１２３　ｱｲｳ")]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\u2028b\u2029c\u0085d\fe", "a\nb\nc\nd\ne")]
    [InlineData("a\0b\u0007c\u001bd\u007fe\u009ff", "abcdef")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("　・字下げ\n\n　続き", "　・字下げ\n\n　続き")]
    [InlineData("終わり　 \r\n\n", "終わり")]
    [InlineData(" \n　", "")]
    [InlineData("𠮷野家😀葛󠄀", "𠮷野家😀葛󠄀")]
    public void Clean_keeps_what_was_typed_and_drops_what_breaks(string raw, string clean) => Assert.Equal(clean, AnswerText.Clean(raw));

    [Fact]
    public void Cleaning_twice_changes_nothing() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), raw =>
    {
        var once = AnswerText.Clean(raw.Get);
        return AnswerText.Clean(once) == once && !once.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", 0, true)]
    [InlineData("五文字です", 5, true)]
    [InlineData("六文字ですよ", 5, false)]
    [InlineData("𠮷😀𠮷😀𠮷", 5, true)]
    [InlineData("𠮷😀𠮷😀𠮷😀", 5, false)]
    [InlineData("a\nb\nc", 5, true)]
    public void Refusal_counts_characters_and_not_code_units(string text, int maxLength, bool isTaken) => Assert.Equal(isTaken, AnswerText.Refusal(text, maxLength) is null);

    [Fact]
    public void Refusal_of_a_long_text_says_both_numbers()
    {
        Assert.Null(AnswerText.Refusal(new('あ', 100_000), 100_000));
        Assert.Equal("100,001文字あります。100,000文字以内にまとめてください。", AnswerText.Refusal(new('あ', 100_001), 100_000));
        Assert.Equal("100,000文字あります。4,000文字以内にまとめてください。", AnswerText.Refusal(string.Concat(Enumerable.Repeat("😀", 100_000)), 4000));
    }

    [Theory]
    [InlineData(0xFFFD)]
    [InlineData(0xD842)]
    [InlineData(0xDFB7)]
    public void Refusal_names_the_place_of_a_character_that_can_not_be_read(int unit) =>
        Assert.Equal("3文字目に読み取れない文字があります。その文字を消して、入力し直してください。", AnswerText.Refusal($"𠮷x{(char)unit}y", 10));
}
