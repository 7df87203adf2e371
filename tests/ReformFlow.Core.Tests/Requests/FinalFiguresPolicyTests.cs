using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// Cases: not before the day; only what was handed in; lock or not, accepted or not; once for each figure; quiet days; the round's own end.
// Submitted 10 June 2026 with a figure final on Friday 31 July, after the lock on 14 July.
public class FinalFiguresPolicyTests
{
    static readonly CycleSettings _cycle = Sample.Cycle();
    static readonly string _ask = Sample.Key(StepKind.AskFinal, 1, "2026-07-31", 0);
    static readonly AnswerChanged _provisional = new("i1", "actual.n1.R7", new("98", true, new(2026, 7, 31)));

    [Theory]
    [InlineData("7/31 8:59:59", false)]
    [InlineData("7/31 9:00", true)]
    public void Figure_is_asked_for_on_its_day_and_not_before(string now, bool isDue)
    {
        foreach (var head in new[] { Handed(), Handed(("7/1", new Accepted(1))), Handed(("7/15", new Locked("k"))) })
            Assert.Equal(isDue, Due(head, now).Any(s => s.Kind == StepKind.AskFinal));
    }

    [Fact]
    public void Nothing_is_asked_for_that_was_not_handed_in_or_is_final_already()
    {
        Assert.DoesNotContain(Due(Sample.Asked(("6/10", _provisional)), "7/31 9:00"), s => s.Kind == StepKind.AskFinal);
        Assert.DoesNotContain(Due(Handed(("7/1", _provisional with { Value = new("98") })), "7/31 9:00"), s => s.Kind == StepKind.AskFinal);
        Assert.DoesNotContain(Due(Handed(("7/1", new Withdrawn("不要"))), "7/31 9:00"), s => s.Kind == StepKind.AskFinal);
    }

    [Fact]
    public void Asking_opens_a_round_for_these_figures_alone_lock_or_not()
    {
        var asked = FinalsAsked.Of(_ask, _cycle, Handed(("7/1", new Accepted(1))), new(2026, 7, 31));
        Assert.Equal(["actual.n1.R7"], Assert.Single(asked.Items).Fields);
        Assert.Equal(new DateOnly(2026, 8, 7), asked.DueDay);

        var head = Handed(("7/1", new Accepted(1)), ("7/31 9:00", asked));
        Assert.Null(RequestRules.WhyClosed(_cycle, head, Sample.At("7/31 9:00")));
        Assert.True(RequestRules.IsAsked(head, "i1", "actual.n1.R7"));
        Assert.False(RequestRules.IsAsked(head, "i1", "text.achievements"));
        Assert.Equal([new PerformStep(StepKind.Request, Sample.Key(StepKind.Request, 2, "2026-08-07", 1))], Due(head, "7/31 9:00").Where(s => s.Kind != StepKind.Receipt));
    }

    [Fact]
    public void Figures_that_stay_provisional_hold_nothing_up_and_are_not_asked_for_twice()
    {
        var head = Handed(("7/31 9:00", FinalsAsked.Of(_ask, _cycle, Handed(), new(2026, 7, 31))));

        Assert.False(head.IsMissing());
        // Due on 7 August; five business days more, with the holiday of the 11th between, end on the 17th.
        Assert.Null(RequestRules.WhyClosed(_cycle, head, Sample.At("8/17 23:59")));
        Assert.Equal(Closed.Locked, RequestRules.WhyClosed(_cycle, head, Sample.At("8/18 0:00")));
        Assert.DoesNotContain(Due(head, "8/18 9:00"), s => s.Kind is StepKind.AskFinal or StepKind.Request or StepKind.Remind);
    }

    [Fact]
    public void Later_figure_is_asked_for_on_its_own_day()
    {
        var later = new AnswerChanged("i1", "actual.n2.R7", new("7", true, new(2026, 9, 30)));
        var head = Handed(("6/10 9:30", later));
        var asked = FinalsAsked.Of(_ask, _cycle, head, new(2026, 7, 31));
        Assert.Equal(["actual.n1.R7"], Assert.Single(asked.Items).Fields);

        head = Handed(("6/10 9:30", later), ("7/31 9:00", asked), ("8/3 9:00", _provisional with { Value = new("97") }), ("8/3 9:00", new Submitted(2)));
        Assert.DoesNotContain(Due(head, "9/30 8:59"), s => s.Kind == StepKind.AskFinal);
        Assert.Contains(new PerformStep(StepKind.AskFinal, Sample.Key(StepKind.AskFinal, 2, "2026-09-30", 0)), Due(head, "9/30 9:00"));
    }

    [Fact]
    public void Day_in_the_quiet_days_waits_for_their_end()
    {
        var head = Sample.Asked(("6/10", _provisional with { Value = new("98", true, new(2027, 3, 31)) }), ("6/10", new Submitted(1)));
        Assert.DoesNotContain(Due(head, "2027/4/9 9:00"), s => s.Kind == StepKind.AskFinal);
        Assert.Contains(Due(head, "2027/4/12 9:00"), s => s.Kind == StepKind.AskFinal);
    }

    static RequestHead Handed(params (string At, Event Fact)[] more) => Sample.Asked([("6/10 9:00", _provisional), ("6/10 10:00", new Submitted(1)), .. more]);

    static IReadOnlyList<Step> Due(RequestHead head, string now) => RequestPolicy.Next(_cycle, head, [], Sample.At(now)).Due;

    [Theory]
    [InlineData("2026-06-22", false)]
    [InlineData("2026-06-23", true)]
    [InlineData("2029-06-22", true)]
    [InlineData("2029-06-23", false)]
    public void Day_on_which_a_figure_becomes_final_lies_ahead_and_within_three_years(string day, bool stands) =>
        Assert.Equal(stands, FinalDay.WhyNot(DateOnly.Parse(day), new(2026, 6, 22)) is null);
}
