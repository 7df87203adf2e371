using System.Globalization;
using ReformFlow.Core.Reports.Derivations;

namespace ReformFlow.Core.Tests.Reports.Derivations;

/// <summary>Amounts as offices print them: separators, compounds, wide digits, limits, spans; and texts that say no amount.</summary>
public class PrintedAmountTests
{
    [Theory]
    [InlineData("1,083人", "1083", "人")]
    [InlineData("1083名", "1083", "人")]
    [InlineData("98.20%", "98.20", "%")]
    [InlineData("９８．２０％", "98.20", "%")]
    [InlineData("13億円", "1300000000", "円")]
    [InlineData("846,354,905円", "846354905", "円")]
    [InlineData("11.17億円", "1117000000", "円")]
    [InlineData("225,229千円", "225229000", "円")]
    [InlineData("122万4千枚", "1224000", "枚")]
    [InlineData("1億2,345万6,789円", "123456789", "円")]
    [InlineData("3百万円", "3000000", "円")]
    [InlineData("0人", "0", "人")]
    [InlineData(" 12 ", "12", "")]
    [InlineData("△3.5ポイント", "-3.5", "ポイント")]
    [InlineData("-3", "-3", "")]
    [InlineData("累計 450件", "450", "累計件")]
    [InlineData("450件（累計）", "450", "累計件")]
    [InlineData("42手続（※1）", "42", "手続")]
    public void A_number_is_read_with_its_unit(string text, string value, string unit)
    {
        var amount = PrintedAmount.Of(text);

        Assert.Equal((decimal.Parse(value, CultureInfo.InvariantCulture), unit), (amount?.Exact, amount?.Unit));
    }

    [Theory]
    [InlineData("60％以下", null, "60", false, "%")]
    [InlineData("45時間以内", null, "45", false, "時間")]
    [InlineData("60%未満", null, "60", true, "%")]
    [InlineData("100件以上", "100", null, false, "件")]
    [InlineData("100件超", "100", null, true, "件")]
    [InlineData("100件を超える", "100", null, true, "件")]
    [InlineData("10～20件", "10", "20", false, "件")]
    [InlineData("10件から20件", "10", "20", false, "件")]
    [InlineData("20%以上30%以下", "20", "30", false, "%")]
    public void A_limit_or_span_is_no_exact_number(string text, string? least, string? most, bool isStrict, string unit)
    {
        var amount = PrintedAmount.Of(text)!.Value;

        Assert.Equal((Number(least), Number(most), isStrict, unit, null), (amount.Least, amount.Most, amount.IsStrict, amount.Unit, amount.Exact));

        static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("9部41課85係")]
    [InlineData("令和8年度までに50%")]
    [InlineData("全国平均以上")]
    [InlineData("検討")]
    [InlineData("")]
    [InlineData("1,2")]
    [InlineData("30～10")]
    [InlineData("1万2億")]
    [InlineData("（50%）")]
    public void A_text_without_one_amount_says_none(string text) => Assert.Null(PrintedAmount.Of(text));

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("　", true)]
    [InlineData("-", true)]
    [InlineData("－", true)]
    [InlineData(" – ", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    public void A_dash_stands_for_no_amount(string? text, bool isNone) => Assert.Equal(isNone, PrintedAmount.IsNone(text));
}
