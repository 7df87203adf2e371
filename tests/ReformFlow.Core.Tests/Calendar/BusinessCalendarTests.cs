using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Tests.Calendar;

// Covered: each reason to be closed and the first of several; the long closures of Golden Week and the turn of the year;
// counting forwards, backwards and from closed days; Add and Between as each other's reverse; the end of the known years.
public class BusinessCalendarTests
{
    static readonly BusinessCalendar _plain = new();

    static readonly BusinessCalendar _town = new(
        [
            new(new(2026, 6, 23), new(2026, 6, 23), "慰霊の日"),
            new(new(2026, 8, 13), new(2026, 8, 14)),
            new(new(2026, 9, 1), new(2026, 9, 1), " "),
        ],
        YearlySpan.DefaultQuietDays);

    [Theory]
    [InlineData("2026-06-26", null)]
    [InlineData("2026-06-27", "土曜日")]
    [InlineData("2026-06-28", "日曜日")]
    [InlineData("2026-06-29", null)]
    [InlineData("2026-07-20", "海の日")]
    [InlineData("2026-09-22", "休日")]
    [InlineData("2026-05-03", "日曜日")] // 憲法記念日 too
    [InlineData("2026-12-28", null)]
    [InlineData("2026-12-29", "年末年始")]
    [InlineData("2026-12-31", "年末年始")]
    [InlineData("2027-01-01", "元日")]
    [InlineData("2027-01-02", "土曜日")]
    [InlineData("2028-01-03", "年末年始")]
    [InlineData("2027-01-04", null)]
    [InlineData("2026-06-22", null)]
    [InlineData("2026-06-23", "慰霊の日")]
    [InlineData("2026-06-24", null)]
    [InlineData("2026-08-12", null)]
    [InlineData("2026-08-13", "閉庁日")]
    [InlineData("2026-08-14", "閉庁日")]
    [InlineData("2026-09-01", "閉庁日")]
    public void WhyClosed_gives_the_first_reason_or_none(string day, string? reason)
    {
        Assert.Equal(reason, _town.WhyClosed(DateOnly.Parse(day)));
        Assert.Equal(reason is null, _town.IsBusinessDay(DateOnly.Parse(day)));
    }

    [Fact]
    public void Closures_belong_to_one_municipality() => Assert.True(_plain.IsBusinessDay(new(2026, 6, 23)));

    [Theory]
    [InlineData("2026-03-24", false)]
    [InlineData("2026-03-25", true)]
    [InlineData("2026-04-10", true)]
    [InlineData("2026-04-11", false)]
    public void Quiet_days_are_the_given_ones_and_stay_business_days(string text, bool quiet)
    {
        var day = DateOnly.Parse(text);

        Assert.Equal(quiet, _town.IsQuiet(day));
        Assert.False(_plain.IsQuiet(day));
        Assert.Equal(_plain.IsBusinessDay(day), _town.IsBusinessDay(day));
    }

    [Theory]
    [InlineData("2026-06-30", 1, "2026-07-01")]
    [InlineData("2026-06-30", -3, "2026-06-25")]
    [InlineData("2026-06-30", -5, "2026-06-22")] // over 23 June, this town's own
    [InlineData("2026-06-26", 1, "2026-06-29")]
    [InlineData("2026-06-27", 1, "2026-06-29")]
    [InlineData("2026-06-28", -1, "2026-06-26")]
    [InlineData("2026-06-30", 0, "2026-06-30")]
    [InlineData("2026-06-27", 0, "2026-06-29")]
    [InlineData("2026-05-01", 1, "2026-05-07")]
    [InlineData("2026-05-07", -1, "2026-05-01")]
    [InlineData("2026-05-04", 0, "2026-05-07")]
    [InlineData("2026-12-28", 1, "2027-01-04")]
    [InlineData("2027-01-04", -1, "2026-12-28")]
    [InlineData("2026-09-18", 1, "2026-09-24")]
    [InlineData("2019-04-26", 1, "2019-05-07")]
    public void Add_counts_business_days_in_both_directions(string day, int businessDays, string result) =>
        Assert.Equal(DateOnly.Parse(result), _town.Add(DateOnly.Parse(day), businessDays));

    [Theory]
    [InlineData("2026-06-30", "2026-06-30", "2026-06-30")]
    [InlineData("2026-06-27", "2026-06-29", "2026-06-26")]
    [InlineData("2026-05-04", "2026-05-07", "2026-05-01")]
    [InlineData("2026-12-31", "2027-01-04", "2026-12-28")]
    public void OnOrAfter_and_OnOrBefore_stay_on_a_business_day(string day, string after, string before)
    {
        Assert.Equal(DateOnly.Parse(after), _town.OnOrAfter(DateOnly.Parse(day)));
        Assert.Equal(DateOnly.Parse(before), _town.OnOrBefore(DateOnly.Parse(day)));
    }

    [Theory]
    [InlineData("2026-06-30", "2026-06-30", 0)]
    [InlineData("2026-06-27", "2026-06-27", 0)]
    [InlineData("2026-06-29", "2026-06-30", 1)]
    [InlineData("2026-06-26", "2026-06-28", 0)]
    [InlineData("2026-06-27", "2026-06-29", 1)]
    [InlineData("2026-06-30", "2026-06-25", -3)]
    [InlineData("2026-06-28", "2026-06-26", -1)]
    [InlineData("2026-06-28", "2026-06-27", 0)]
    [InlineData("2026-05-01", "2026-05-07", 1)]
    [InlineData("2026-05-07", "2026-05-01", -1)]
    [InlineData("2026-12-28", "2027-01-04", 1)]
    public void Between_counts_the_far_end_and_not_the_near_one(string from, string to, int businessDays) =>
        Assert.Equal(businessDays, _town.Between(DateOnly.Parse(from), DateOnly.Parse(to)));

    [Fact]
    public void Day_beyond_the_known_years_is_refused_even_on_a_weekend()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _plain.IsBusinessDay(new(2016, 12, 31)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _plain.IsBusinessDay(new(2100, 1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _plain.Add(new(2099, 12, 28), 1));
    }

    [Fact]
    public void Add_reaches_what_Between_counted() =>
        Prop.ForAll(Calendars, Days, Days, (calendar, from, to) =>
            from == to || !calendar.IsBusinessDay(to) || calendar.Add(from, calendar.Between(from, to)) == to).QuickCheckThrowOnFailure();

    [Fact]
    public void Between_counts_what_Add_went() =>
        Prop.ForAll(Calendars, Days, Steps, (calendar, day, steps) =>
            steps == 0 || calendar.Between(day, calendar.Add(day, steps)) == steps).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_ends_on_a_business_day_and_goes_in_the_direction_asked() =>
        Prop.ForAll(Calendars, Days, Steps, (calendar, day, steps) =>
        {
            var end = calendar.Add(day, steps);
            return calendar.IsBusinessDay(end)
                && (steps == 0 ? end == calendar.OnOrAfter(day) : Math.Sign(end.CompareTo(day)) == Math.Sign(steps));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_in_two_parts_is_Add_at_once() =>
        Prop.ForAll(Calendars, Days, Steps, (calendar, day, steps) =>
        {
            var one = Math.Sign(steps);
            return steps == 0 || calendar.Add(calendar.Add(day, one), steps - one) == calendar.Add(day, steps);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Between_is_the_number_of_business_days_on_the_way() =>
        Prop.ForAll(Calendars, Days, Days, (calendar, from, to) =>
        {
            var days = to.DayNumber - from.DayNumber;
            var forwards = Enumerable.Range(1, Math.Max(0, days)).Count(n => calendar.IsBusinessDay(from.AddDays(n)));
            var backwards = Enumerable.Range(1, Math.Max(0, -days)).Count(n => calendar.IsBusinessDay(from.AddDays(-n)));
            return calendar.Between(from, to) == forwards - backwards;
        }).QuickCheckThrowOnFailure();

    // Two years with the longest closures known (2019 to 2021), so that most examples meet some.
    static readonly DateOnly _start = new(2019, 4, 1);

    static Arbitrary<DateOnly> Days => Gen.Choose(0, 730).Select(_start.AddDays).ToArbitrary();

    static Arbitrary<int> Steps => Gen.Choose(-120, 120).ToArbitrary();

    static Arbitrary<BusinessCalendar> Calendars =>
        Gen.Choose(0, 730)
            .Zip(Gen.Choose(0, 20))
            .Select(span => new DaySpan(_start.AddDays(span.Item1), _start.AddDays(span.Item1 + span.Item2)))
            .ListOf()
            .Select(closures => new BusinessCalendar(closures))
            .ToArbitrary();
}
