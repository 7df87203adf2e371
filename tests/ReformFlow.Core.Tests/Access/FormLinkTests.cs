using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Access;

namespace ReformFlow.Core.Tests.Access;

// Cases: the fixed vector, every position, how people type a code, older and future generations, other towns, cycles, departments and keys.
public class FormLinkTests
{
    static readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    static readonly FormAddress _address = new("yama", "r7", "zeimu");

    // Reckoned apart from the product, by Python's hmac.
    const string First = "QJ86-RNS2-Q2NF-H7RP", Second = "N1AB-AH40-ZSYB-CYHT";

    [Fact]
    public void Code_is_the_same_for_ever()
    {
        Assert.Equal(First, FormLink.Code(_key, _address, 1));
        Assert.Equal(Second, FormLink.Code(_key, _address, 2));
    }

    [Theory]
    [InlineData("QJ86-RNS2-Q2NF-H7RP")]
    [InlineData("qj86-rns2-q2nf-h7rp")]
    [InlineData("QJ86RNS2Q2NFH7RP")]
    [InlineData(" QJ86 RNS2　Q2NF\tH7RP\r\n")]
    [InlineData("ＱＪ８６－ＲＮＳ２－Ｑ２ＮＦ－Ｈ７ＲＰ")]
    [InlineData("ｑｊ８６ーｒｎｓ２ーｑ２ｎｆーｈ７ｒｐ")]
    [InlineData("QJ86‐RNS2‑Q2NF–H7RP")]
    [InlineData("QJ86—RNS2―Q2NF−H7RP")]
    [InlineData("QJ86ｰRNS2─Q2NF━H7RP")]
    [InlineData("\ufeffQJ86-\u200bRNS2\u00ad-Q2NF-H7RP")]
    public void Code_is_taken_as_people_type_and_paste_it(string typed) => Assert.Equal(1, FormLink.GenerationOf(_key, _address, typed, 1));

    [Theory]
    [InlineData("N1AB-AH40-ZSYB-CYHT")]
    [InlineData("nIab-ahAO-zsyb-cyht", false)]
    [InlineData("nIab-ah4O-zsyb-cyht")]
    [InlineData("Nlab-AH4o-ZSYB-CYHT")]
    [InlineData("ＮＬＡＢＡＨ４ＯＺＳＹＢＣＹＨＴ")]
    [InlineData("ｎｌａｂａｈ４ｏｚｓｙｂｃｙｈｔ")]
    [InlineData("N1AB-AH4Q-ZSYB-CYHT", false)]
    public void O_is_taken_for_0_and_I_and_L_for_1(string typed, bool isRight = true) => Assert.Equal(isRight ? 2 : null, FormLink.GenerationOf(_key, _address, typed, 2));

    [Fact]
    public void Every_position_of_the_code_matters()
    {
        foreach (var position in Enumerable.Range(0, First.Length).Where(i => First[i] != '-'))
            foreach (var other in "0123456789ABCDEFGHJKMNPQRSTVWXYZU*".Where(c => c != First[position]))
                Assert.Null(FormLink.GenerationOf(_key, _address, First[..position] + other + First[(position + 1)..], 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("QJ86-RNS2-Q2NF-H7R")]
    [InlineData("QJ86-RNS2-Q2NF-H7RPP")]
    [InlineData("QJ86-RNS2-Q2NF-H7RP/QJ86")]
    [InlineData("𠮷😀")]
    public void Code_of_another_length_or_of_other_letters_proves_nothing(string typed) => Assert.Null(FormLink.GenerationOf(_key, _address, typed, 1));

    [Fact]
    public void Older_generation_is_recognised_and_a_future_one_is_not()
    {
        Assert.Equal(1, FormLink.GenerationOf(_key, _address, First, 3));
        Assert.Equal(2, FormLink.GenerationOf(_key, _address, Second, 3));
        Assert.Null(FormLink.GenerationOf(_key, _address, Second, 1));
        Assert.Null(FormLink.GenerationOf(_key, _address, First, 0));
    }

    [Fact]
    public void Other_town_cycle_department_or_key_is_refused()
    {
        Assert.Null(FormLink.GenerationOf(_key, _address with { Town = "yama2" }, First, 1));
        Assert.Null(FormLink.GenerationOf(_key, _address with { Cycle = "r8" }, First, 1));
        Assert.Null(FormLink.GenerationOf(_key, _address with { Department = "shimin" }, First, 1));
        Assert.Null(FormLink.GenerationOf([.. _key.Reverse()], _address, First, 1));
        // Parts can't be pushed across their borders.
        Assert.NotEqual(FormLink.Code(_key, new("a", "bc", "d"), 1), FormLink.Code(_key, new("ab", "c", "d"), 1));
    }

    [Fact]
    public void Codes_of_any_request_differ_and_are_read_back() => Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(), (generation, department) =>
    {
        var address = _address with { Department = $"d{department}" };
        var code = FormLink.Code(_key, address, generation);
        return code.Length == 19 && FormLink.GenerationOf(_key, address, code.Replace("-", "").ToLowerInvariant(), 40) == generation
            && FormLink.Code(_key, address, generation + 1) != code && FormLink.Normal(FormLink.Normal(code)) == FormLink.Normal(code);
    }).QuickCheckThrowOnFailure();
}
