using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Mail;

// Cases: short trouble, long trouble, given back or lost, a try in progress, trouble that ended, others leave, overtaken and handed over, notices, an ended cycle, several cycles.
public class WaitingMailsTests
{
    static readonly CycleSettings _cycle = Sample.Cycle();
    static readonly string _request = Sample.Key(StepKind.Request, 1, "2026-06-30", 1);

    [Theory]
    [InlineData("6/1 9:29:59", false)]
    [InlineData("6/1 9:30", true)]
    [InlineData("6/7 3:00", true)]
    public void Mail_that_can_t_leave_is_told_after_half_an_hour_at_any_hour(string now, bool isTold) =>
        Assert.Equal(isTold ? new WaitingMails(Sample.At("6/1 9:00"), 1, ["zeimu"], OthersLeave: false) : null, Of(now, Busy("6/1 9:00")), Same);

    [Fact]
    public void Moment_is_that_of_the_first_try() =>
        Assert.Equal(Sample.At("6/1 9:00"), Of("6/4 12:00", [.. Busy("6/1 9:00"), .. Busy("6/2 9:00"), .. Busy("6/4 11:55")])!.Since);

    [Theory]
    [InlineData("6/1 9:29", false)]
    [InlineData("6/1 9:30", true)]
    public void Claim_of_which_nobody_heard_again_counts_as_well(string now, bool isTold) =>
        Assert.Equal(isTold, Of(now, ("6/1 9:00", new StepClaimed(_request, "w"))) is not null);

    [Fact]
    public void Try_in_progress_keeps_the_notice() =>
        Assert.NotNull(Of("6/1 10:00", [.. Busy("6/1 9:00"), ("6/1 10:00", new StepClaimed(_request, "w"))]));

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Notice_ends_with_the_outcome(StepOutcome outcome) =>
        Assert.Null(Of("6/1 11:00", [.. Busy("6/1 9:00"), ("6/1 10:00", new StepClaimed(_request, "w")), ("6/1 10:00", outcome)]));

    public static TheoryData<StepOutcome> Outcomes => [new RequestSent(_request, "p1", "m"), new MailRefused(_request, "r"), new MailInDoubt(_request, "r"), new StepDropped(_request, "r")];

    [Fact]
    public void Mails_that_leave_meanwhile_show_that_the_trouble_is_the_recipient_s()
    {
        var other = Sample.Key(StepKind.Receipt, 1, "2026-06-30", 1);
        Assert.False(Of("6/3 12:00", [("6/1 8:00", new StepClaimed(other, "w")), ("6/1 8:00", new ReceiptSent(other, "p1", "m")), .. Busy("6/1 9:00")])!.OthersLeave);
        Assert.True(Of("6/3 12:00", [.. Busy("6/1 9:00"), ("6/2 8:00", new StepClaimed(other, "w")), ("6/2 8:00", new ReceiptSent(other, "p1", "m"))])!.OthersLeave);
        Assert.False(Of("6/3 12:00", [.. Busy("6/1 9:00"), ("6/2 8:00", new StepClaimed(other, "w")), ("6/2 8:00", new StepSkipped(other, "r"))])!.OthersLeave);
    }

    [Fact]
    public void What_will_not_be_mailed_any_more_waits_for_nobody()
    {
        Assert.Null(Of("6/3 12:00", [.. Busy("6/1 9:00"), ("6/2 9:00", new ChannelChanged(Channel.ByHand))]));
        Assert.Null(Of("6/3 12:00", [.. Busy("6/1 9:00"), ("6/2 9:00", new Withdrawn("r"))]));
    }

    [Fact]
    public void Lock_that_could_not_be_recorded_is_no_mail()
    {
        var key = Sample.Key(StepKind.Lock, 1, "2026-07-21", 0);
        Assert.Null(Of("7/22 12:00", ("7/22 0:00", new StepClaimed(key, "w")), ("7/22 0:00", new StepPutOff(key, "r"))));
    }

    [Fact]
    public void Notice_to_the_office_counts_and_ended_cycles_do_not()
    {
        var key = Sample.Key(StepKind.NoticeByHand, 1, "2026-06-01", 0, whom: "office");
        CycleHead head = Sample.Started(_cycle with { Requests = [new("zeimu", ["i1"]) { Channel = Channel.ByHand }] });
        head = head with { Steps = head.Steps.After(new StepClaimed(key, "w"), Sample.At("6/1 9:00")).After(new StepPutOff(key, "r"), Sample.At("6/1 9:00")) };

        Assert.Equal(new(Sample.At("6/1 9:00"), 1, [], OthersLeave: false), WaitingMails.Of(head, [Sample.Request()], Sample.At("6/1 10:00")), Same);
        Assert.Null(WaitingMails.Of(head with { StoppedAt = Sample.At("6/1 9:30") }, [Sample.Request()], Sample.At("6/1 10:00")));
        Assert.Null(WaitingMails.Of(head with { ClosedAt = Sample.At("6/1 9:30") }, [Sample.Request()], Sample.At("6/1 10:00")));
    }

    [Fact]
    public void Several_cycles_are_told_together()
    {
        var (early, late) = (new WaitingMails(Sample.At("6/1"), 2, ["a", "b"], OthersLeave: false), new WaitingMails(Sample.At("6/2"), 1, ["b"], OthersLeave: true));

        Assert.Equal(new(Sample.At("6/1"), 3, ["a", "b"], OthersLeave: true), WaitingMails.Together([late, null, early]) is var all ? all! with { Departments = [.. all.Departments.Order()] } : null, Same);
        Assert.Null(WaitingMails.Together([null]));
    }

    static (string, Event)[] Busy(string at) => [(at, new StepClaimed(_request, "w")), (at, new StepPutOff(_request, "busy"))];

    static WaitingMails? Of(string now, params (string, Event)[] facts) => WaitingMails.Of(Sample.Started(_cycle), [Sample.Request(facts)], Sample.At(now));

    // A list is compared by what it holds.
    static bool Same(WaitingMails? a, WaitingMails? b) =>
        (a?.Since, a?.Count, a?.OthersLeave) == (b?.Since, b?.Count, b?.OthersLeave) && (a?.Departments ?? []).SequenceEqual(b?.Departments ?? []);
}
