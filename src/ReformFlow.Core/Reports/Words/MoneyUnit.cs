using System.Globalization;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Words;

/// <summary>The unit in which a report prints amounts.</summary>
public enum MoneyUnit { ThousandYen, MillionYen, Yen }

/// <summary>Amounts as public offices print them.</summary>
static class MoneyWords
{
    /// <summary>千円, 百万円, 円.</summary>
    public static string Of(MoneyUnit unit) => unit switch { MoneyUnit.ThousandYen => "千円", MoneyUnit.MillionYen => "百万円", _ => "円" };

    /// <summary>A sum of yen in the unit, rounded once, with △ where it is negative.</summary>
    public static Inline Of(long yen, MoneyUnit unit, RoundingMode rounding)
    {
        var divisor = unit switch { MoneyUnit.ThousandYen => 1_000m, MoneyUnit.MillionYen => 1_000_000m, _ => 1m };
        var rounded = Math.Round(yen / divisor, rounding == RoundingMode.HalfUp ? MidpointRounding.AwayFromZero : MidpointRounding.ToZero);
        var amount = Math.Abs(rounded).ToString("#,##0", CultureInfo.InvariantCulture);
        return rounded < 0 ? new Decrease(amount) : amount;
    }

    /// <summary>How amounts were rounded, for a remark; null where they are not.</summary>
    public static string? Rounded(MoneyUnit unit, RoundingMode rounding) => unit == MoneyUnit.Yen ? null
        : $"円単位の額を合計してから{Of(unit)}未満を{(rounding == RoundingMode.HalfUp ? "四捨五入" : "切り捨て")}しているため、内訳の計と合計が一致しないことがあります。";
}
