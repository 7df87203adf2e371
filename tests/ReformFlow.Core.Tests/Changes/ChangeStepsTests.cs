using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Changes;

public class ChangeStepsTests
{
    static readonly ChangeProposed _stop = new(1, ChangeKind.Stop, "i1", null, [], "理由");

    [Fact]
    public void The_office_hears_of_a_proposal_at_once() => Assert.Equal([StepKind.NoticeProposal], Due("6/10 20:00", ("6/10 20:00", _stop)));

    [Fact]
    public void A_proposal_that_was_taken_back_is_told_to_nobody() => Assert.Empty(Due("6/10 21:00", ("6/10 20:00", _stop), ("6/10 20:01", new ChangeWithdrawn(1))));

    [Theory]
    [InlineData(true, new[] { StepKind.ApplyChanges, StepKind.Decision })]
    [InlineData(false, new[] { StepKind.Decision })]
    public void A_decision_is_mailed_and_what_was_accepted_goes_into_the_plan(bool accepted, StepKind[] kinds) =>
        Assert.Equal(kinds, Due("6/11 10:00", ("6/10 20:00", _stop), ("6/11 10:00", new ChangeDecided(1, accepted, accepted ? new(2026) : null, "説明"))));

    [Fact]
    public void Two_decisions_are_one_mail_and_one_version()
    {
        var head = Sample.Asked(("6/10", _stop), ("6/10", _stop with { Number = 2 }), ("6/11", new ChangeDecided(1, true, new(2026), "")), ("6/11", new ChangeDecided(2, true, new(2026), "")));
        var due = RequestPolicy.Next(Sample.Cycle(), head, [], Sample.At("6/11 10:00")).Due;

        Assert.Equal([Sample.Key(StepKind.ApplyChanges, 1, "2026-06-11", 2), Sample.Key(StepKind.Decision, 1, "2026-06-11", 2)], due.Select(s => s.Key));
    }

    [Fact]
    public void What_was_done_is_not_due_again_and_a_later_decision_is()
    {
        var key = Sample.Key(StepKind.Decision, 1, "2026-06-11", 1);
        (string, Event)[] facts = [("6/10", _stop), ("6/11", new ChangeDecided(1, false, null, "説明")), ("6/11", new StepClaimed(key, "w")), ("6/11", new DecisionSent(key, "p1", "m"))];

        Assert.Empty(Due("6/12", facts));
        Assert.Equal([StepKind.Decision], Due("6/12", [.. facts, ("6/11 8:00", _stop with { Number = 2 }), ("6/11 9:00", new ChangeDecided(2, false, null, "説明"))]));
    }

    [Fact]
    public void A_head_knows_what_waits_for_the_office()
    {
        var marks = Sample.Asked(("6/10", _stop), ("6/10", _stop with { Number = 2 }), ("6/10", _stop with { Number = 3 }), ("6/11", new ChangeWithdrawn(2)), ("6/11", new ChangeDecided(1, true, new(2026), ""))).Changes;

        Assert.Equal((3, 1), (marks.Proposed, marks.Decided));
        Assert.Equal([3], marks.Open);
        Assert.Equal([1], marks.Accepted);
    }

    static IEnumerable<StepKind> Due(string now, params IReadOnlyList<(string, Event)> facts) =>
        RequestPolicy.Next(Sample.Cycle(), Sample.Asked(facts), [], Sample.At(now)).Due.Select(s => s.Kind).Where(k => k is StepKind.NoticeProposal or StepKind.ApplyChanges or StepKind.Decision);
}
