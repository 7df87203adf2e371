using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

public class RoundingTests
{
    [Theory]
    [InlineData(RoundingMode.HalfUp, 35, 42, "83.3")]
    [InlineData(RoundingMode.HalfUp, 34, 42, "81.0")]
    [InlineData(RoundingMode.Down, 34, 42, "80.9")]
    [InlineData(RoundingMode.HalfUp, 1, 800, "0.1")]
    [InlineData(RoundingMode.HalfUp, 1, 2000, "0.1")]
    [InlineData(RoundingMode.HalfUp, 1, 2001, "0.0")]
    public void Share_is_rounded_as_the_template_says(RoundingMode mode, int count, int total, string share) =>
        Assert.Equal(decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture), new Rounding { Shares = mode }.Share(count, total));

    // 83.33… − 80.95… is 2.38…, and 83.3 − 81.0 is 2.3.
    [Theory, InlineData(DifferenceOf.Rounded, "2.3"), InlineData(DifferenceOf.Exact, "2.4")]
    public void Difference_is_that_of_the_printed_shares_or_of_the_exact_ones(DifferenceOf differences, string difference) =>
        Assert.Equal(decimal.Parse(difference, System.Globalization.CultureInfo.InvariantCulture), new Rounding { Differences = differences }.Difference(35, 42, 34, 42));

    [Fact]
    public void Nothing_has_no_shares()
    {
        Assert.Null(new Rounding().Share(0, 0));
        Assert.Null(new Rounding().Difference(1, 2, 0, 0));
    }
}
