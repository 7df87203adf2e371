using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Sheets;

namespace ReformFlow.Core.Tests.Reports.Sheets;

public class ScheduleBarsTests
{
    static readonly IReadOnlyList<FiscalYear> _years = [.. Enumerable.Range(2022, 5).Select(y => new FiscalYear(y))];

    [Fact]
    public void Bars_that_follow_each_other_share_a_track() =>
        Assert.Equal(["検討 1", "方針 1", "", "実施 2"], Tracks(Bar("検討", 2022, 2022), Bar("方針", 2023, 2023), Bar("実施", 2025, 2026)).Single());

    [Fact]
    public void Bar_that_overlaps_has_a_track_of_its_own() =>
        Assert.Equal([["検討 2", "", "", ""], ["", "実施 4"]], Tracks(Bar("検討", 2022, 2023), Bar("実施", 2023, 2026)));

    [Fact]
    public void Bar_never_goes_before_one_that_stands_before_it() =>
        Assert.Equal([["", "", "実施 3"], ["検討 1", "", "", "", ""]], Tracks(Bar("実施", 2024, 2026), Bar("検討", 2022, 2022)));

    [Fact]
    public void Track_that_was_left_is_not_gone_back_to() =>
        Assert.Equal([["検討 2", "", "", ""], ["説明 1", "", "", "公表 2"]], Tracks(Bar("検討", 2022, 2023), Bar("説明", 2022, 2022), Bar("公表", 2025, 2026)));

    [Theory]
    [InlineData(null, null, 0, 5, "（年度の記載なし）", true, true)]
    [InlineData(2024, null, 2, 3, "（令和6年度から）", false, true)]
    [InlineData(null, 2023, 0, 2, "（令和5年度まで）", true, false)]
    [InlineData(2023, 2024, 1, 2, "（令和5年度から令和6年度まで）", false, false)]
    [InlineData(2026, 2026, 4, 1, "（令和8年度）", false, false)]
    public void End_that_nobody_knows_is_open_and_said(int? from, int? to, int first, int span, string spoken, bool openStart, bool openEnd)
    {
        var track = ScheduleBars.Tracks([Bar("実施", from, to)], _years).Single();
        var (cell, before) = (track.Single(c => c.Bar is not null), track.TakeWhile(c => c.Bar is null).Count());

        Assert.Equal((first, span), (before, cell.ColumnSpan ?? 1));
        Assert.Equal(new Bar(openStart, openEnd), cell.Bar);
        Assert.Equal(new Spoken(spoken), cell.Content[^1]);
    }

    [Theory, InlineData(2025, 2023), InlineData(2030, 2031), InlineData(2010, 2011)]
    public void Bar_with_impossible_years_keeps_its_text_over_all_of_them(int from, int to) =>
        Assert.Equal(["実施 5"], Tracks(Bar("実施", from, to)).Single());

    static ScheduleBar Bar(string text, int? from, int? to) => new(text, from is { } f ? new FiscalYear(f) : null, to is { } t ? new FiscalYear(t) : null);

    static List<List<string>> Tracks(params ScheduleBar[] bars) =>
        [.. ScheduleBars.Tracks(bars, _years).Select(t => t.Select(c => c.Bar is null ? "" : $"{PrintedText.Of(c.Content)} {c.ColumnSpan ?? 1}").ToList())];
}
