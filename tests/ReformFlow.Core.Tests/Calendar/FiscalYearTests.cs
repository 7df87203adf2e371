using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

public class FiscalYearTests
{
    [Fact]
    public void Year_runs_from_April_to_March()
    {
        var year = new FiscalYear(2025);

        Assert.Equal(new DateOnly(2025, 4, 1), year.First);
        Assert.Equal(new DateOnly(2026, 3, 31), year.Last);
        Assert.Equal(new FiscalYear(2024), year.Previous);
        Assert.Equal(new FiscalYear(2026), year.Next);
    }

    [Theory]
    [InlineData("2025-03-31", 2024)]
    [InlineData("2025-04-01", 2025)]
    [InlineData("2025-12-31", 2025)]
    [InlineData("2026-01-01", 2025)]
    [InlineData("2026-03-31", 2025)]
    [InlineData("2026-04-01", 2026)]
    public void Of_changes_on_the_first_of_April(string day, int year) =>
        Assert.Equal(new FiscalYear(year), FiscalYear.Of(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2025-03-31", false)]
    [InlineData("2025-04-01", true)]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void Contains_includes_both_ends(string day, bool inside) =>
        Assert.Equal(inside, new FiscalYear(2025).Contains(DateOnly.Parse(day)));

    [Theory]
    [InlineData("R5", 2023)]
    [InlineData("r5", 2023)]
    [InlineData("Ｒ５", 2023)]
    [InlineData("ｒ５", 2023)]
    [InlineData("R05", 2023)]
    [InlineData(" R5　", 2023)]
    [InlineData("R10", 2028)]
    [InlineData("Ｈ３０", 2018)]
    [InlineData("S63", 1988)]
    [InlineData("T15", 1926)]
    [InlineData("M1", 1868)]
    [InlineData("R1", 2019)]
    [InlineData("R元", 2019)]
    [InlineData("Ｒ元", 2019)]
    [InlineData("H元", 1989)]
    [InlineData("S64", 1989)]
    [InlineData("H31", 2019)]
    [InlineData("H35", 2023)]
    [InlineData("R99", 2117)]
    public void TryParse_reads_the_short_era_form_in_any_width_and_case(string text, int year)
    {
        Assert.True(FiscalYear.TryParse(text, out var read));
        Assert.Equal(new FiscalYear(year), read);
        Assert.Equal(read, FiscalYear.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("R")]
    [InlineData("R0")]
    [InlineData("R00")]
    [InlineData("R100")]
    [InlineData("R-1")]
    [InlineData("R 5")]
    [InlineData("R5年度")]
    [InlineData("R元元")]
    [InlineData("X5")]
    [InlineData("5")]
    [InlineData("2023")]
    [InlineData("R٥")]
    public void TryParse_refuses_other_text(string? text)
    {
        Assert.False(FiscalYear.TryParse(text, out var year));
        Assert.Equal(default, year);
    }

    [Fact]
    public void Parse_names_the_text_and_the_form_expected()
    {
        var error = Assert.Throws<FormatException>(() => FiscalYear.Parse("2023年"));

        Assert.Contains("2023年", error.Message);
        Assert.Contains("such as R7", error.Message);
    }

    [Theory]
    [InlineData(1868, "M1", "m1")]
    [InlineData(1988, "S63", "s63")]
    [InlineData(1989, "H1", "h1")]
    [InlineData(2018, "H30", "h30")]
    [InlineData(2019, "R1", "r1")]
    [InlineData(2023, "R5", "r5")]
    [InlineData(2028, "R10", "r10")]
    public void ToString_and_Key_are_the_short_era_form(int year, string text, string key)
    {
        Assert.Equal(text, new FiscalYear(year).ToString());
        Assert.Equal(key, new FiscalYear(year).Key);
    }

    [Theory]
    [InlineData(1867, "1867")]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(10000, "10000")]
    public void ToString_writes_a_year_without_era_as_a_number(int year, string text) =>
        Assert.Equal(text, new FiscalYear(year).ToString());

    [Fact]
    public void TryParse_reads_what_ToString_writes() =>
        Prop.ForAll(
            Gen.Choose(1868, 2117).ToArbitrary(),
            year => FiscalYear.Parse(new FiscalYear(year).ToString()).Year == year
                && FiscalYear.Parse(new FiscalYear(year).Key).Year == year).QuickCheckThrowOnFailure();

    [Fact]
    public void Comparison_follows_time()
    {
        FiscalYear h30 = new(2018), r1 = new(2019), h31 = FiscalYear.Parse("H31");

        Assert.True(h30 < r1);
        Assert.True(r1 > h30);
        Assert.True(r1 <= h31);
        Assert.True(r1 >= h31);
        Assert.False(r1 < h31);
        Assert.False(r1 > h31);
        Assert.Equal([h30, r1], new[] { r1, h30 }.Order());
    }
}
