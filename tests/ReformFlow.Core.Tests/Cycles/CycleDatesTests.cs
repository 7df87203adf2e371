using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;

namespace ReformFlow.Core.Tests.Cycles;

public class CycleDatesTests
{
    static readonly BusinessCalendar _calendar = new([new(new(2026, 6, 30), new(2026, 6, 30), "庁舎点検")]);
    static readonly CycleDates _dates = new(new(2026, 6, 1), new(2026, 6, 29), new(2026, 7, 14), new(2026, 8, 5));

    [Fact]
    public void Backwards_leaves_its_business_days_between_the_four_days() =>
        Assert.Equal(new(new(2026, 6, 2), new(2026, 7, 1), new(2026, 7, 15), new(2026, 8, 6)), CycleDates.Backwards(new(2026, 8, 6), _calendar));

    [Fact]
    public void Backwards_proposes_days_without_problems() => Prop.ForAll(Gen.Choose(0, 1500).ToArbitrary(), days =>
    {
        var publication = _calendar.OnOrAfter(new DateOnly(2026, 1, 5).AddDays(days));
        var dates = CycleDates.Backwards(publication, _calendar);
        return !dates.Problems(_calendar).Any()
            && _calendar.Between(dates.RequestDay, dates.DueDay) == CycleDates.RequestToDue
            && _calendar.Between(dates.DueDay, dates.LockDay) == CycleDates.DueToLock
            && _calendar.Between(dates.LockDay, dates.PublicationDay) == CycleDates.LockToPublication;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2026-06-01", "dueDay")]
    [InlineData("2026-06-02", null)]
    public void Due_day_comes_after_the_request_day(string due, string? field) => Check(_dates with { DueDay = DateOnly.Parse(due) }, field);

    [Theory]
    [InlineData("2026-06-28", "lockDay")]
    [InlineData("2026-06-29", null)]
    [InlineData("2026-07-12", null)]
    public void Lock_day_is_the_due_day_or_later_and_may_be_a_Sunday(string day, string? field) => Check(_dates with { LockDay = DateOnly.Parse(day) }, field);

    [Theory]
    [InlineData("2026-07-14", "publicationDay")]
    [InlineData("2026-07-15", null)]
    public void Publication_day_comes_after_the_lock_day(string day, string? field) => Check(_dates with { PublicationDay = DateOnly.Parse(day) }, field);

    [Theory]
    [InlineData("2026-05-31", "requestDay")]
    [InlineData("2026-06-01", null)]
    public void Mails_and_publication_are_on_business_days(string day, string? field)
    {
        Check(_dates with { RequestDay = DateOnly.Parse(day) }, field);
        Check(_dates with { DueDay = new(2026, 6, 30) }, "dueDay");
        Check(_dates with { PublicationDay = new(2026, 8, 11) }, "publicationDay");
    }

    [Fact]
    public void Problem_names_the_reason_and_a_day_that_is_open() => Assert.Equal(
        "提出期限（令和8年6月30日（火））は閉庁日（庁舎点検）です。令和8年6月29日（月）などの開庁日にしてください。",
        Assert.Single((_dates with { DueDay = new(2026, 6, 30) }).Problems(_calendar)).Message);

    [Theory]
    [InlineData("2099-12-01", true)]
    [InlineData("2100-01-01", false)]
    [InlineData("3026-06-30", false)]
    [InlineData("0206-06-30", false)]
    public void Year_that_no_calendar_knows_is_a_problem_and_no_crash(string day, bool isKnown)
    {
        var problems = (_dates with { LockDay = DateOnly.Parse(day) }).Problems(_calendar).ToList();

        Assert.Equal(isKnown ? null : $"入力終了日（{day}）は2017年から2099年までの日にしてください。", problems.FirstOrDefault(p => p.Place == "lockDay")?.Message);
    }

    static void Check(CycleDates dates, string? field) => Assert.Equal(field is null ? [] : [field], dates.Problems(_calendar).Select(p => p.Place));
}
