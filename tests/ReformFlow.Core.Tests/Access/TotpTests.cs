using System.Text;
using ReformFlow.Core.Access;

namespace ReformFlow.Core.Tests.Access;

public class TotpTests
{
    static readonly byte[] _secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1; its eight digits end in the six of the apps.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Code_is_that_of_the_RFC(long seconds, string code) => Assert.Equal(code[2..], Totp.Of(_secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Code_of_the_step_before_and_after_is_taken(int steps, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        Assert.Equal(isTaken ? Totp.StepAt(now) + steps : null, Totp.Match(_secret, Totp.Of(_secret, Totp.StepAt(now) + steps), now, 0));
    }

    [Fact]
    public void Code_is_taken_once_and_none_that_is_older()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now);
        Assert.Null(Totp.Match(_secret, Totp.Of(_secret, step), now, step));
        Assert.Null(Totp.Match(_secret, Totp.Of(_secret, step - 1), now, step));
        Assert.Equal(step + 1, Totp.Match(_secret, Totp.Of(_secret, step + 1), now, step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void Nonsense_is_no_code(string typed) => Assert.Null(Totp.Match(_secret, typed, DateTimeOffset.FromUnixTimeSeconds(59), 0));

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secret_is_written_as_RFC_4648_says(string bytes, string text) => Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void Address_names_the_office_and_the_account() =>
        Assert.Equal("otpauth://totp/%E8%A1%8C%E9%9D%A9:a%40b.jp?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E8%A1%8C%E9%9D%A9", Totp.Address(_secret, "行革", "a@b.jp"));
}
