using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Tests.Json;

// Cases: the RFC's examples, its table of numbers, escapes, order of names, halves of characters, values as the product writes them.
public class CanonicalJsonTests
{
    [Fact]
    public void Write_gives_the_example_of_RFC_8785() => Assert.Equal(
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        Canonical("""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """));

    [Fact]
    public void Names_are_in_the_order_of_UTF16_code_units()
    {
        var written = Canonical("""{"\u20ac":"Euro","\r":"CR","\ufb33":"Dalet","1":"One","\ud83d\ude00":"Smile","\u0080":"Control","\u00f6":"o"}""");

        Assert.Equal(["CR", "One", "Control", "o", "Euro", "Smile", "Dalet"], JsonDocument.Parse(written).RootElement.EnumerateObject().Select(p => p.Value.GetString()!));
    }

    [Fact]
    public void Names_of_inner_objects_are_ordered_and_lists_are_not() =>
        Assert.Equal("""[{"a":{"b":1,"c":2}},3,1]""", Canonical("""[ {"a": {"c": 2, "b": 1}}, 3, 1 ]"""));

    // Appendix B of the RFC, and the borders between plain digits and exponents.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Number_is_written_as_the_RFC_lists_it(ulong bits, string text) =>
        Assert.Equal(text, Canonical(BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e-6", "0.000001")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("1.50e-7", "1.5e-7")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("100", "100")]
    [InlineData("1200.0", "1200")]
    [InlineData("0.5", "0.5")]
    [InlineData("10.01", "10.01")]
    [InlineData("9007199254740993", "9007199254740992")]
    public void Number_has_one_form(string given, string written) => Assert.Equal(written, Canonical(given));

    [Fact]
    public void Number_reads_back_as_the_same_number() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), bits =>
        {
            var value = BitConverter.UInt64BitsToDouble(bits);
            if (!double.IsFinite(value)) return true;
            var written = Canonical(value.ToString("R", CultureInfo.InvariantCulture));
            return double.Parse(written, CultureInfo.InvariantCulture).Equals(value == 0 ? 0 : value)
                && !written.Contains('E') && !written.EndsWith(".0", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public void Number_beyond_all_doubles_is_refused(string text) =>
        Assert.Equal("A number that is not finite has no canonical form.", Assert.Throws<ArgumentException>(() => Canonical(text)).Message);

    [Theory]
    [InlineData("\u0000", @"""\u0000""")]
    [InlineData("\u0008\u0009\u000a\u000c\u000d", @"""\b\t\n\f\r""")]
    [InlineData("\u000b\u001f", @"""\u000b\u001f""")]
    [InlineData("\"\\/", """
        "\"\\/"
        """)]
    [InlineData("\u007f\u0080\u2028", "\"\u007f\u0080\u2028\"")]
    [InlineData("玉名市<&'>＋", "\"玉名市<&'>＋\"")]
    [InlineData("𠮷😀", "\"𠮷😀\"")]
    public void Text_is_escaped_only_where_it_must_be(string text, string written) => Assert.Equal(written, Encoding.UTF8.GetString(CanonicalJson.Write(text)));

    [Theory]
    [InlineData(0xd842)]
    [InlineData(0x61, 0xdfb7, 0x62)]
    [InlineData(0xdfb7, 0xd842)]
    public void Half_of_a_character_is_refused_in_values_and_names(params int[] units)
    {
        var half = string.Concat(units.Select(u => (char)u));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(half));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(new Dictionary<string, int> { [half] = 1 }));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(new[] { new Problem("$", half) }));
    }

    [Fact]
    public void Value_is_written_in_camelCase_without_what_is_absent() =>
        Assert.Equal("""{"isGood":true,"problems":[]}""", Encoding.UTF8.GetString(CanonicalJson.Write(new Reading<string>(null, []))));

    [Fact]
    public void Writing_what_was_written_changes_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string>, double)[]>(), pairs =>
        {
            var map = pairs.Where(p => double.IsFinite(p.Item2) && !p.Item1.Get.Any(char.IsSurrogate)).DistinctBy(p => p.Item1.Get).ToDictionary(p => p.Item1.Get, p => p.Item2);
            var once = CanonicalJson.Write(map);
            return once.SequenceEqual(CanonicalJson.Write(JsonDocument.Parse(once).RootElement));
        }).QuickCheckThrowOnFailure();

    static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(JsonDocument.Parse(json).RootElement));
}
