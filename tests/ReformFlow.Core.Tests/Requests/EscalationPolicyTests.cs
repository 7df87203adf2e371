using ReformFlow.Core.Answers;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// Cases: the day of each level; release; silence where the request did not arrive, a return or a proposal waits on our side, a draft was saved lately;
// one level at a time; the lock. Asked Monday 1 June 2026, due Tuesday 30 June: 5 business days after it is Tuesday 7 July, 8 Friday 10 July; locked Tuesday 14 July.
public class EscalationPolicyTests
{
    static readonly string _superior = Sample.Key(StepKind.Escalate, 1, "2026-06-30", 1);
    static readonly string _bureau = Sample.Key(StepKind.Escalate, 1, "2026-06-30", 2);

    [Theory]
    [InlineData("7/7 8:59:59", false)]
    [InlineData("7/7 9:00", true)]
    public void Superior_is_told_five_business_days_after_the_due_day_and_not_before(string now, bool isDue) =>
        Assert.Equal(isDue, Escalations(Sample.Asked(), now, automatic: true).Contains(_superior));

    [Fact]
    public void Escalation_waits_for_the_office_and_goes_once_it_is_released()
    {
        var head = Sample.Asked();
        Assert.Empty(Escalations(head, "7/7 9:00"));
        Assert.Equal(_superior, RequestPolicy.WaitingEscalation(Cycle(), head, Sample.At("7/7 9:00")));
        Assert.Null(RequestPolicy.WaitingEscalation(Cycle(), head, Sample.At("7/7 8:59:59")));

        head = Sample.Asked(("7/7 9:30", new EscalationReleased(_superior)));
        Assert.Equal([_superior], Escalations(head, "7/7 9:30"));
        Assert.Null(RequestPolicy.WaitingEscalation(Cycle(), head, Sample.At("7/7 9:30")));
    }

    [Fact]
    public void Office_is_told_once_a_day_that_escalations_wait()
    {
        var cycle = Cycle() with { Requests = [With("zeimu"), With("shimin")] };
        RequestHead[] heads = [Sample.Asked(), Sample.RequestOf("shimin", ("6/1 9:00", new RequestSent(Sample.Key(StepKind.Request, 1, "2026-06-30", 1, whom: "shimin"), "p2", "m")))];

        var due = CyclePolicy.Next(Sample.Started(cycle), heads, Sample.At("7/7 9:00")).Due;

        Assert.Equal(Sample.Key(StepKind.NoticeEscalation, 1, "2026-07-07", 0, whom: "office"), Assert.Single(due).Key);
    }

    [Fact]
    public void Bureau_is_told_after_the_superior_and_three_business_days_later()
    {
        Assert.DoesNotContain(_bureau, Escalations(Sample.Asked(), "7/10 9:00", automatic: true));
        var head = Sample.Asked(("7/9 9:00", new Escalated(_superior, "p3", "m")));
        Assert.DoesNotContain(_bureau, Escalations(head, "7/14 8:59:59", automatic: true));
        Assert.Contains(_bureau, Escalations(head, "7/14 9:00", automatic: true));
    }

    [Fact]
    public void Bureau_is_told_at_its_own_day_where_there_is_no_superior()
    {
        var cycle = Cycle(automatic: true) with { Requests = [new("zeimu", ["i1"]) { Above = [EscalationLevel.Bureau] }] };
        Assert.Equal([_bureau], RequestPolicy.Next(cycle, Sample.Asked(), [], Sample.At("7/10 9:00")).Due.Where(s => s.Kind == StepKind.Escalate).Select(s => s.Key));
    }

    [Theory]
    [InlineData("7/3 10:00", "7/7 9:00", true)]
    [InlineData("7/6 10:00", "7/7 9:00", false)]
    [InlineData("7/6 10:00", "7/8 9:00", true)]
    [InlineData("7/4 10:00", "7/7 9:00", true)]
    public void Nobody_is_reported_who_saved_within_the_last_business_day(string saved, string now, bool isDue) =>
        Assert.Equal(isDue, Escalations(Sample.Asked((saved, new DraftSaved(1, 4))), now, automatic: true).Count > 0);

    [Fact]
    public void Nobody_is_reported_whose_request_did_not_arrive()
    {
        Assert.Empty(Escalations(Sample.Request(("6/1 9:00", new MailRefused(Sample.Key(StepKind.Request, 1, "2026-06-30", 1), "550"))), "7/7 9:00", automatic: true));
        Assert.Empty(Escalations(Sample.Asked(("7/1 9:00", new MarkedUndelivered("k", "電話"))), "7/7 9:00", automatic: true));
        Assert.Empty(Escalations(Sample.Asked(("7/6 9:00", new ResendAsked("訂正"))), "7/7 9:00", automatic: true));
    }

    [Fact]
    public void Nobody_is_reported_while_something_waits_on_our_side()
    {
        Assert.Empty(Escalations(Sample.Asked(("6/10", new ChangeProposed(1, ChangeKind.Stop, "i1", null, [], "終わったため"))), "7/7 9:00", automatic: true));
        // A return whose mail has not left yet.
        Assert.Empty(Escalations(Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Returned([], "数字", new(2026, 6, 19)))), "7/7 9:00", automatic: true));
    }

    [Fact]
    public void Nobody_is_reported_who_answered_or_need_not()
    {
        foreach (Event fact in new Event[] { new Submitted(1), new Excused(MissingAnswer.NotApplicable, ""), new Withdrawn("不要"), new Locked("k") })
            Assert.Empty(Escalations(Sample.Asked(("7/6", fact)), "7/7 9:00", automatic: true));
        Assert.Empty(Escalations(Sample.Asked(), "7/15 0:00", automatic: true));
    }

    [Fact]
    public void Extension_begins_the_count_anew()
    {
        var head = Sample.Asked(("7/7 9:30", new EscalationReleased(_superior)), ("7/7 10:00", new Extended(new(2026, 7, 10), "繁忙")), ("7/7 10:00", new RequestSent(Sample.Key(StepKind.Request, 1, "2026-07-10", 1), "p1", "m")));
        Assert.Empty(Escalations(head, "7/8 9:00"));
        Assert.Empty(head.ReleasedEscalations);
    }

    static IReadOnlyList<string> Escalations(RequestHead head, string now, bool automatic = false) =>
        [.. RequestPolicy.Next(Cycle(automatic), head, [], Sample.At(now)).Due.Where(s => s.Kind == StepKind.Escalate).Select(s => s.Key)];

    static CycleSettings Cycle(bool automatic = false) => Sample.Cycle() with { Requests = [With("zeimu")], Escalation = EscalationRule.Usual with { Automatic = automatic } };

    static Responsibility With(string department) => new(department, ["i1"]) { Above = [EscalationLevel.Superior, EscalationLevel.Bureau] };
}
