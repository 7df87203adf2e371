using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// Cases: one mail a day for all that is owed: the nearest due day, then the key, speaks; what left already; what became due later;
// another person; a mail that is held. The department is zeimu in the cycles r7 (due 30 June) and dx-r7.
public class RequestPolicyOthersTests
{
    static readonly CycleSettings _r7 = Sample.Cycle();

    [Theory]
    [InlineData("2026-06-29", "dx-r7", "yama~dx-r7~request~zeimu~1~2026-06-29~1")]
    [InlineData("2026-06-30", "dx-r7", "yama~dx-r7~request~zeimu~1~2026-06-30~1")]
    [InlineData("2026-06-30", "s-r7", null)]
    [InlineData("2026-07-01", "dx-r7", null)]
    public void Nearest_due_day_and_then_the_key_speaks_for_all(string due, string key, string? saidBy)
    {
        var decision = RequestPolicy.Next(_r7, Sample.Request(), [Other(key, due)], Sample.At("6/1 9:00"));

        Assert.Equal(
            saidBy is null
                ? [new PerformStep(StepKind.Request, Request())]
                : [new SkipStep(StepKind.Request, Request(), "Another cycle's mail of the day says it too.", saidBy)],
            decision.Due);
    }

    [Fact]
    public void Mail_lists_a_request_that_was_recorded_as_said_by_it_before_it_left()
    {
        var said = new StepSkipped(Sample.Key(StepKind.Request, 1, "2026-06-30", 1, "s-r7"), "said", "k");
        var other = Other("s-r7", "2026-06-30", ("6/1 9:00", new StepClaimed(said.Key, "w")), ("6/1 9:00", said));
        Assert.Single(RequestPolicy.ToList([other], "k", Sample.At("6/1 9:00")));
        Assert.Empty(RequestPolicy.ToList([other], "another", Sample.At("6/1 9:00")));
    }

    [Fact]
    public void All_who_are_silent_name_the_one_who_speaks()
    {
        var decision = RequestPolicy.Next(_r7, Sample.Request(), [Other("b-r7", "2026-06-29"), Other("a-r7", "2026-06-26")], Sample.At("6/1 9:00"));

        Assert.Equal("yama~a-r7~request~zeimu~1~2026-06-26~1", Assert.IsType<SkipStep>(Assert.Single(decision.Due)).SaidBy);
    }

    [Theory]
    [InlineData("6/1 9:00:10", true)]
    [InlineData("6/2 9:00", false)]
    public void Mail_that_left_today_speaks_whatever_its_due_day(string now, bool isSaid)
    {
        var other = Other("dx-r7", "2026-07-09", [.. Sample.AskedAt("6/1 9:00", "dx-r7", due: "2026-07-09")]);
        var step = Assert.Single(RequestPolicy.Next(_r7, Sample.Request(), [other], Sample.At(now)).Due);

        Assert.Equal(isSaid ? Sample.Key(StepKind.Request, 1, "2026-07-09", 1, "dx-r7") : null, (step as SkipStep)?.SaidBy);
    }

    [Fact]
    public void Skipped_request_counts_as_sent_and_is_reminded_of()
    {
        var head = Sample.Request(("6/1 9:00", new StepClaimed(Request(), "w")), ("6/1 9:00", new StepSkipped(Request(), "", "yama~dx-r7~request~zeimu~1~2026-06-29~1")));

        Assert.Equal(StepKind.Remind, Assert.Single(RequestPolicy.Next(_r7, head, [], Sample.At("6/25 9:00")).Due).Kind);
    }

    [Fact]
    public void What_became_due_after_the_mail_of_the_day_gets_a_mail_of_its_own()
    {
        var other = Other("dx-r7", "2026-06-26", [.. Sample.AskedAt("6/12 9:00", "dx-r7", due: "2026-06-26")]);
        var head = Sample.Asked(("6/11 9:00", new Submitted(1)), ("6/12 14:00", new Returned([], "", new(2026, 6, 30))));

        Assert.Contains(new PerformStep(StepKind.Request, Sample.Key(StepKind.Request, 2, "2026-06-30", 1)), RequestPolicy.Next(_r7, head, [other], Sample.At("6/12 14:00")).Due);
    }

    [Fact]
    public void Mail_to_another_person_says_nothing_to_this_one()
    {
        var other = Other("dx-r7", "2026-06-26");
        var head = Sample.Request(("5/30 9:00", new HandedOver("p9", 2)));

        Assert.IsType<PerformStep>(Assert.Single(RequestPolicy.Next(_r7, head, [other], Sample.At("6/1 9:00")).Due));
        Assert.Empty(RequestPolicy.ToList([other], "k", Sample.At("6/1 9:00"), "p9"));
    }

    [Fact]
    public void Mail_that_its_own_quiet_days_hold_does_not_speak()
    {
        var other = Other("dx-r7", "2026-06-26");
        other = other with { Cycle = other.Cycle with { QuietDays = new(6, 1, 6, 5) } };

        Assert.IsType<PerformStep>(Assert.Single(RequestPolicy.Next(_r7, Sample.Request(), [other], Sample.At("6/1 9:00")).Due));
        Assert.Empty(RequestPolicy.ToList([other], "k", Sample.At("6/1 9:00")));
    }

    [Theory]
    [InlineData("6/1 8:59:59", 0)]
    [InlineData("6/1 9:00", 1)]
    public void Mail_of_the_day_lists_what_is_due_elsewhere(string now, int listed) =>
        Assert.Equal(listed, RequestPolicy.ToList([Other("dx-r7", "2026-07-09"), Other("s-r7", "2026-07-09", ("5/30 9:00", new Withdrawn("")))], "k", Sample.At(now)).Count());

    static string Request() => Sample.Key(StepKind.Request, 1, "2026-06-30", 1);

    static OtherRequest Other(string key, string due, params IReadOnlyList<(string At, Event Fact)> facts)
    {
        var cycle = Sample.Cycle(key);
        return new(cycle with { Dates = cycle.Dates with { DueDay = DateOnly.Parse(due) } }, Sample.Request(facts));
    }
}
