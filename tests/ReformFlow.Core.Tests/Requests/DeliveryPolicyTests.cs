using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// Cases: probe; by hand; undelivered and sent again; handover with and without a new link; withdrawal. Asked Monday 1 June 2026, due Tuesday 30 June.
public class DeliveryPolicyTests
{
    static readonly CycleSettings _cycle = Sample.Cycle();
    static readonly CycleSettings _byHand = _cycle with { Requests = [new("zeimu", ["i1"]) { Channel = Channel.ByHand }] };
    static readonly string _request = Sample.Key(StepKind.Request, 1, "2026-06-30", 1);

    [Theory]
    [InlineData("5/18 8:59:59", false)]
    [InlineData("5/18 9:00", true)]
    [InlineData("5/29 17:00", true)]
    [InlineData("6/1 9:00", false)]
    public void Probe_goes_out_between_its_day_and_the_request(string now, bool isDue) =>
        Assert.Equal(isDue, RequestPolicy.Next(Probed, Sample.Request(), [], Sample.At(now)).Due.Any(s => s.Kind == StepKind.Probe));

    [Fact]
    public void Probe_that_found_the_wrong_post_is_told_to_the_office_once()
    {
        var head = Sample.Request(("5/18 9:00", new ProbeSent("k", "p1", "m")), ("5/18 10:00", new ProbeAnswered(false, "福祉課へ")));
        var key = Sample.Key(StepKind.NoticeProbe, 1, "2026-05-18", 0);
        Assert.Equal([new PerformStep(StepKind.NoticeProbe, key)], RequestPolicy.Next(Probed, head, [], Sample.At("5/18 10:00")).Due);
        head = Sample.Request(("5/18 10:00", new ProbeAnswered(false, "福祉課へ")), ("5/18 10:01", new OfficeNotified(key)));
        Assert.Empty(RequestPolicy.Next(Probed, head, [], Sample.At("5/18 10:02")).Due);
    }

    [Fact]
    public void Department_that_is_reached_by_hand_is_handed_everything_and_mailed_nothing()
    {
        Assert.Equal([new HandStep(StepKind.Request, _request)], RequestPolicy.Next(_byHand, Sample.Request(), [], Sample.At("6/1 9:00")).Due);
        Assert.Equal([new HandStep(StepKind.Remind, Sample.Key(StepKind.Remind, 1, "2026-06-30", -3))], RequestPolicy.Next(_byHand, Sample.Asked(), [], Sample.At("6/25 9:00")).Due);
        Assert.IsType<SkipStep>(RequestPolicy.Next(_byHand, Sample.Asked(("6/10", new Submitted(1))), [], Sample.At("6/10")).Due.Single(s => s.Kind == StepKind.Receipt));
    }

    [Fact]
    public void Reminder_waits_until_the_request_was_handed_over() =>
        Assert.DoesNotContain(RequestPolicy.Next(_byHand, Sample.Request(), [], Sample.At("6/25 9:00")).Due, s => s.Kind == StepKind.Remind);

    [Fact]
    public void Office_chooses_another_way_at_any_time()
    {
        Assert.IsType<HandStep>(Assert.Single(RequestPolicy.Next(_cycle, Sample.Request(("5/30", new ChannelChanged(Channel.ByHand))), [], Sample.At("6/1 9:00")).Due));
        Assert.IsType<PerformStep>(Assert.Single(RequestPolicy.Next(_byHand, Sample.Request(("5/30", new ChannelChanged(Channel.Mail))), [], Sample.At("6/1 9:00")).Due));
    }

    [Theory]
    [InlineData("6/1 8:59:59", 0)]
    [InlineData("6/1 9:00", 1)]
    public void Office_is_told_on_the_morning_what_is_to_be_handed_over(string now, int notices)
    {
        var due = CyclePolicy.Next(Sample.Started(_byHand), [Sample.Request()], Sample.At(now)).Due;
        Assert.Equal(notices, due.Count(s => s.Key == Sample.Key(StepKind.NoticeByHand, 1, "2026-06-01", 0, whom: "office")));
    }

    [Fact]
    public void Mail_that_did_not_arrive_ends_the_chase_until_it_is_sent_again()
    {
        var lost = Sample.Asked(("6/2", new MarkedUndelivered(_request, "電話")));
        Assert.Empty(RequestPolicy.Next(_cycle, lost, [], Sample.At("6/25 9:00")).Due);

        var again = Sample.Key(StepKind.Request, 1, "2026-06-30", 2);
        var resent = Sample.Asked(("6/2", new MarkedUndelivered(_request, "電話")), ("6/3 10:00", new ResendAsked("訂正")));
        Assert.Equal([new PerformStep(StepKind.Request, again)], RequestPolicy.Next(_cycle, resent, [], Sample.At("6/3 10:00")).Due);
        resent = Sample.Asked(("6/2", new MarkedUndelivered(_request, "電話")), ("6/3 10:00", new ResendAsked("訂正")), ("6/3 10:00", new RequestSent(again, "p1", "m")));
        Assert.Null(resent.RefusedAt);
        Assert.Equal(StepKind.Remind, Assert.Single(RequestPolicy.Next(_cycle, resent, [], Sample.At("6/25 9:00")).Due).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Successor_is_asked_anew_whether_the_link_ends_or_lives_on(int generation)
    {
        var head = Sample.Asked(("6/3 10:00", new HandedOver("p9", generation)));
        Assert.Equal((generation, "p9"), (head.Generation, head.Person));
        Assert.Equal([new PerformStep(StepKind.Request, Sample.Key(StepKind.Request, 1, "2026-06-30", 2))], RequestPolicy.Next(_cycle, head, [], Sample.At("6/3 10:00")).Due);
    }

    [Fact]
    public void Withdrawal_is_told_to_whom_something_was_sent_and_only_once()
    {
        Assert.Empty(RequestPolicy.Next(_cycle, Sample.Request(("5/30", new Withdrawn("不要"))), [], Sample.At("6/10 10:00")).Due);
        var key = Sample.Key(StepKind.Withdrawal, 1, "2026-06-10", 0);
        Assert.Equal([new PerformStep(StepKind.Withdrawal, key)], RequestPolicy.Next(_cycle, Sample.Asked(("6/10 10:00", new Withdrawn("不要"))), [], Sample.At("6/10 10:00")).Due);
        Assert.Empty(RequestPolicy.Next(_cycle, Sample.Asked(("6/10 10:00", new Withdrawn("不要")), ("6/10 10:01", new WithdrawalSent(key, "p1", "m"))), [], Sample.At("6/20")).Due);
    }

    static CycleSettings Probed => _cycle with { Dates = _cycle.Dates with { ProbeDay = new(2026, 5, 18) } };
}
