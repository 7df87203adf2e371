using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// Cases: asked at once, reminded in office hours, ended by the superior's word, the office's acceptance or its own decline. Submitted Wednesday 10 June 2026.
public class ConfirmationPolicyTests
{
    static readonly CycleSettings _cycle = Sample.Cycle() with { NeedsConfirmation = true, Requests = [new("zeimu", ["i1"]) { Above = [EscalationLevel.Superior] }] };
    static readonly string _ask = Sample.Key(StepKind.Confirm, 1, "2026-06-10", 0);

    [Fact]
    public void Superior_is_asked_at_once_and_reminded_after_two_and_five_business_days()
    {
        var head = Sample.Asked(("6/10 20:00", new Submitted(1)));
        Assert.Contains(new PerformStep(StepKind.Confirm, _ask), Due(head, "6/10 20:00"));
        Assert.DoesNotContain(Due(head, "6/30 9:00"), s => s.Kind == StepKind.RemindConfirm);

        head = Sample.Asked(("6/10 20:00", new Submitted(1)), ("6/10 20:00", new ConfirmationAsked(_ask, "p3", "m")));
        Assert.DoesNotContain(Due(head, "6/12 8:59:59"), s => s.Kind == StepKind.RemindConfirm);
        Assert.Contains(new PerformStep(StepKind.RemindConfirm, Sample.Key(StepKind.RemindConfirm, 1, "2026-06-10", 2)), Due(head, "6/12 9:00"));
        Assert.Contains(new PerformStep(StepKind.RemindConfirm, Sample.Key(StepKind.RemindConfirm, 1, "2026-06-10", 5)), Due(head, "6/17 9:00"));
    }

    [Fact]
    public void Nobody_is_asked_where_the_cycle_asks_for_no_confirmation_or_the_department_has_no_superior()
    {
        var head = Sample.Asked(("6/10 20:00", new Submitted(1)));
        Assert.DoesNotContain(RequestPolicy.Next(_cycle with { NeedsConfirmation = false }, head, [], Sample.At("6/20")).Due, s => s.Kind == StepKind.Confirm);
        Assert.DoesNotContain(RequestPolicy.Next(Sample.Cycle() with { NeedsConfirmation = true }, head, [], Sample.At("6/20")).Due, s => s.Kind == StepKind.Confirm);
    }

    [Fact]
    public void Confirmation_or_acceptance_ends_the_asking()
    {
        foreach (Event end in new Event[] { new Confirmed(1, ConfirmationWay.Deputy, "課長補佐"), new Accepted(1), new Withdrawn("不要") })
            Assert.DoesNotContain(Due(Sample.Asked(("6/10 20:00", new Submitted(1)), ("6/11", end)), "6/30 9:00"), s => s.Kind is StepKind.Confirm or StepKind.RemindConfirm);
    }

    [Fact]
    public void Status_says_that_the_superior_is_awaited_until_the_word_is_given()
    {
        Assert.Equal(RequestStatus.Confirming, RequestRules.Status(_cycle, Sample.Asked(("6/10", new Submitted(1))), Sample.At("6/11")));
        Assert.Equal(RequestStatus.Submitted, RequestRules.Status(_cycle, Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Confirmed(1, ConfirmationWay.Superior, "部長"))), Sample.At("6/11")));
    }

    [Fact]
    public void Decline_opens_a_round_that_is_mailed_and_asked_for_confirmation_anew()
    {
        var head = Sample.Asked(("6/10 20:00", new Submitted(1)), ("6/11 10:00", new ConfirmationDeclined("数字", new(2026, 6, 30))));

        Assert.Equal((2, true, null), (head.Round, head.IsDeclined, RequestRules.WhyClosed(_cycle, head, Sample.At("6/11 10:00"))));
        Assert.Contains(new PerformStep(StepKind.Request, Sample.Key(StepKind.Request, 2, "2026-06-30", 1)), Due(head, "6/11 10:00"));
        head = Sample.Asked(("6/10 20:00", new Submitted(1)), ("6/11 10:00", new ConfirmationDeclined("数字", new(2026, 6, 30))), ("6/12 10:00", new Submitted(2)));
        Assert.Contains(new PerformStep(StepKind.Confirm, Sample.Key(StepKind.Confirm, 2, "2026-06-12", 0)), Due(head, "6/12 10:00"));
        Assert.False(head.AcceptedAt is not null || head.ConfirmedAt is not null);
    }

    static IReadOnlyList<Step> Due(RequestHead head, string now) => RequestPolicy.Next(_cycle, head, [], Sample.At(now)).Due;
}
