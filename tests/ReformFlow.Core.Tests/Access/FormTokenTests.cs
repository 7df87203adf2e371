using ReformFlow.Core.Access;

namespace ReformFlow.Core.Tests.Access;

public class FormTokenTests
{
    static readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    const string Holder = "yama/r7/zeimu", Page = "/yama/r7/zeimu/save", Token = "6aa5ae241a8979e41998cd0ff28f3b95";

    [Fact]
    public void Token_is_the_same_for_ever() => Assert.Equal(Token, FormToken.Of(_key, Holder, Page));

    [Fact]
    public void Token_holds_for_its_holder_page_and_key_only()
    {
        Assert.True(FormToken.IsValid(_key, Holder, Page, Token));
        Assert.False(FormToken.IsValid(_key, "yama/r7/shimin", Page, Token));
        Assert.False(FormToken.IsValid(_key, Holder, "/yama/r7/zeimu/submit", Token));
        Assert.False(FormToken.IsValid([.. _key.Reverse()], Holder, Page, Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("6aa5ae241a8979e41998cd0ff28f3b9")]
    [InlineData("6aa5ae241a8979e41998cd0ff28f3b955")]
    [InlineData("6AA5AE241A8979E41998CD0FF28F3B95")]
    [InlineData("６aa5ae241a8979e41998cd0ff28f3b95")]
    public void Other_text_is_no_token(string? token) => Assert.False(FormToken.IsValid(_key, Holder, Page, token));

    [Fact]
    public void Every_position_of_the_token_matters()
    {
        for (var i = 0; i < Token.Length; i++)
            Assert.False(FormToken.IsValid(_key, Holder, Page, Token[..i] + (Token[i] == '0' ? '1' : '0') + Token[(i + 1)..]));
    }
}
