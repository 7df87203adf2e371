using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

public class RequestRulesTests
{
    static readonly CycleSettings _cycle = Sample.Cycle();

    [Fact]
    public void Due_day_is_the_cycles_until_the_office_gives_another()
    {
        Assert.Equal(new(2026, 6, 30), RequestRules.DueDay(_cycle, Sample.Request()));
        Assert.Equal(Sample.At("6/30 17:00"), RequestRules.DueAt(_cycle, Sample.Request()));
        Assert.Equal(new(2026, 7, 7), RequestRules.DueDay(_cycle, Sample.Asked(("6/10", new Extended(new(2026, 7, 7), "")))));
        Assert.Equal(new(2026, 6, 20), RequestRules.DueDay(_cycle, Sample.Asked(("6/10", new Returned([], "", new(2026, 6, 20))))));
    }

    [Theory]
    [InlineData("2026-07-13", "7/15")]
    [InlineData("2026-07-14", "7/15")]
    [InlineData("2026-07-15", "7/16")]
    public void Input_closes_with_the_lock_day_or_a_later_due_day(string due, string lockAt) =>
        Assert.Equal(Sample.At(lockAt), RequestRules.LockAt(_cycle, Sample.Asked(("6/10", new Extended(DateOnly.Parse(due), "")))));

    [Theory]
    [InlineData("7/14 23:59:59", null, RequestStatus.Sent)]
    [InlineData("7/15 0:00:00", Closed.Locked, RequestStatus.Locked)]
    public void Lock_is_exact_to_the_second(string now, Closed? why, RequestStatus status)
    {
        Assert.Equal(why, RequestRules.WhyClosed(_cycle, Sample.Asked(), Sample.At(now)));
        Assert.Equal(status, RequestRules.Status(_cycle, Sample.Asked(), Sample.At(now)));
    }

    [Fact]
    public void What_is_returned_after_the_lock_is_open_again_until_its_due_day_ends()
    {
        var head = Sample.Asked(("6/10", new Submitted(1)), ("7/15", new Locked("k")), ("7/20 9:00", new Returned([], "", new(2026, 7, 24))));

        Assert.Null(RequestRules.WhyClosed(_cycle, head, Sample.At("7/24 23:59:59")));
        Assert.Equal(Closed.Locked, RequestRules.WhyClosed(_cycle, head, Sample.At("7/25")));
        Assert.Equal(RequestStatus.LockedAgain, RequestRules.Status(_cycle, head, Sample.At("7/25")));
    }

    [Fact]
    public void Status_follows_the_facts()
    {
        var now = Sample.At("6/20");

        Assert.Equal(RequestStatus.NotSent, RequestRules.Status(_cycle, Sample.Request(), now));
        Assert.Equal(RequestStatus.Sent, RequestRules.Status(_cycle, Sample.Asked(), now));
        Assert.Equal(RequestStatus.Drafting, RequestRules.Status(_cycle, Sample.Asked(("6/10", new DraftSaved(1, 3))), now));
        Assert.Equal(RequestStatus.Submitted, RequestRules.Status(_cycle, Sample.Asked(("6/10", new Submitted(1))), now));
        Assert.Equal(RequestStatus.Returned, RequestRules.Status(_cycle, Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Returned([], "", new(2026, 6, 25)))), now));
        Assert.Equal(RequestStatus.Accepted, RequestRules.Status(_cycle, Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Accepted(1))), now));
        Assert.Equal(RequestStatus.Excused, RequestRules.Status(_cycle, Sample.Asked(("6/10", new Excused(MissingAnswer.Blank, ""))), now));
        Assert.Equal(RequestStatus.Withdrawn, RequestRules.Status(_cycle, Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Withdrawn(""))), now));
    }

    [Fact]
    public void Closed_forms_say_why()
    {
        var late = Sample.At("7/20");

        Assert.Equal(Closed.Submitted, RequestRules.WhyClosed(_cycle, Sample.Asked(("6/10", new Submitted(1))), late));
        Assert.Equal(Closed.Accepted, RequestRules.WhyClosed(_cycle, Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Accepted(1))), late));
        Assert.Equal(Closed.Excused, RequestRules.WhyClosed(_cycle, Sample.Asked(("6/10", new Excused(MissingAnswer.Blank, ""))), late));
        Assert.Equal(Closed.Withdrawn, RequestRules.WhyClosed(_cycle, Sample.Asked(("6/10", new Withdrawn(""))), late));
    }

    [Theory]
    [InlineData("i1", "text.effects", true)]
    [InlineData("i1", "mark.a1", true)]
    [InlineData("i2", "mark.a1", true)]
    [InlineData("i2", "mark.a2", false)]
    [InlineData("i3", "mark.a1", false)]
    public void Return_opens_only_what_was_returned(string item, string field, bool isAsked)
    {
        var head = Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Returned([new("i1", [], ""), new("i2", ["mark.a1"], "")], "", new(2026, 6, 25))));

        Assert.Equal(isAsked, RequestRules.IsAsked(head, item, field));
        Assert.True(RequestRules.IsAsked(Sample.Asked(), item, field));
    }

    [Theory]
    [InlineData("6/1 8:59:59", true)]
    [InlineData("6/1 9:00", false)]
    public void The_probe_is_answered_until_the_request_leaves(string now, bool isProbing)
    {
        var cycle = _cycle with { Dates = _cycle.Dates with { ProbeDay = new(2026, 5, 25) } };

        Assert.Equal(isProbing, RequestRules.IsProbing(cycle, Sample.Request(("5/25 10:00", new ProbeAnswered(true, ""))), Sample.At(now)));
        Assert.False(RequestRules.IsProbing(_cycle, Sample.Request(), Sample.At(now)));
        Assert.False(RequestRules.IsProbing(cycle, Sample.Request(("5/25 10:00", new Withdrawn(""))), Sample.At(now)));
    }

    [Fact]
    public void Receipt_number_names_cycle_department_and_round() => Assert.Equal("DX-R7-ZEIMU-2", Receipt.Number("dx-r7", "zeimu", 2));
}
