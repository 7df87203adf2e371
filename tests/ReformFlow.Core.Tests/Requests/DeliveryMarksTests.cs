using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// Cases: a bounce pauses, twice, late, before its mail's own record, of a mail that a later request has overtaken, of a mail that is none of the chase;
// a delivery ends the pause of the same and of an earlier mail, and no other; what stood in doubt. Asked Monday 1 June 2026, due Tuesday 30 June.
public class DeliveryMarksTests
{
    static readonly CycleSettings _cycle = Sample.Cycle();
    static readonly string _request = Sample.Key(StepKind.Request, 1, "2026-06-30", 1);
    static readonly string _again = Sample.Key(StepKind.Request, 1, "2026-06-30", 2);
    static readonly string _reminder = Sample.Key(StepKind.Remind, 1, "2026-06-30", -3);
    static readonly string _receipt = Sample.Key(StepKind.Receipt, 1, "2026-06-10", 0);

    [Fact]
    public void Bounce_pauses_the_chase_and_is_told_to_the_office_once()
    {
        var head = Sample.Asked(("6/1 9:05", Bounced(_request, "6/1 9:04")));

        var notice = Sample.Key(StepKind.NoticeRefused, 1, "2026-06-30", 1);
        Assert.Equal([new PerformStep(StepKind.NoticeRefused, notice)], RequestPolicy.Next(_cycle, head, [], Sample.At("6/1 9:05")).Due);
        head = Sample.Asked(("6/1 9:05", Bounced(_request, "6/1 9:04")), ("6/1 9:06", new OfficeNotified(notice)));
        Assert.Empty(RequestPolicy.Next(_cycle, head, [], Sample.At("6/25 9:00")).Due);
        Assert.Null(RequestPolicy.WaitingEscalation(_cycle, head, Sample.At("7/10 9:00")));
    }

    [Fact]
    public void Bounce_that_is_written_down_before_its_mail_pauses_all_the_same()
    {
        var head = Sample.Request(("6/1 9:00", new StepClaimed(_request, "w")), ("6/1 9:00", Bounced(_request, "6/1 9:00")), ("6/1 9:01", new RequestSent(_request, "p1", "m")));

        Assert.Equal((_request, Sample.At("6/1 9:01")), (head.RefusedKey, head.RequestedAt));
    }

    [Theory]
    [InlineData("6/1 9:03", false)]
    [InlineData("6/1 9:04", false)]
    [InlineData("6/1 9:05", true)]
    public void Delivery_of_the_same_mail_ends_the_pause_if_it_came_later(string delivered, bool ends)
    {
        var head = Sample.Asked(("6/1 9:10", Bounced(_request, "6/1 9:04")));

        var after = Told(head, "6/1 9:11", Delivered(_request, delivered));

        Assert.Equal(ends ? null : Sample.At("6/1 9:10"), after.RefusedAt);
        Assert.Equal(ends ? ["Remind"] : Array.Empty<string>(), Kinds(after, "6/25 9:00").Where(k => k == "Remind"));
    }

    [Fact]
    public void Order_of_what_is_told_makes_no_difference()
    {
        Event[] told = [Delivered(_request, "6/1 9:01"), Bounced(_request, "6/1 9:04")];
        Assert.NotNull(Told(Sample.Asked(), "6/1 9:05", told).RefusedAt);
        Assert.NotNull(Told(Sample.Asked(), "6/1 9:05", [.. told.Reverse()]).RefusedAt);
        Assert.NotNull(Told(Told(Sample.Asked(), "6/1 9:05", told[1]), "6/1 9:06", told[0]).RefusedAt);
        Assert.NotNull(Told(Told(Sample.Asked(), "6/1 9:05", told[0]), "6/1 9:06", told[1]).RefusedAt);
    }

    [Theory]
    [InlineData("6/1 9:03", 0)]
    [InlineData("6/1 9:04", 0)]
    [InlineData("6/1 9:05", 1)]
    public void Delivery_before_a_bounce_is_no_news_after_it(string delivered, int news) =>
        Assert.Equal(news, DeliveryMarks.News(Sample.Asked(("6/1 9:10", Bounced(_request, "6/1 9:04"))), [Delivered(_request, delivered)]).Count);

    [Fact]
    public void Same_word_twice_is_news_once()
    {
        Event[] told = [Bounced(_request, "6/1 9:04"), Bounced(_request, "6/1 9:04"), Bounced(_request, "6/1 9:07")];
        Assert.Single(DeliveryMarks.News(Sample.Asked(), told));
        Assert.Empty(DeliveryMarks.News(Sample.Asked(("6/1 9:05", told[0])), told));
        // What the office has settled since is not unsettled by an old word.
        Assert.Empty(DeliveryMarks.News(Sample.Asked(("6/1 9:05", told[0]), ("6/2", new MarkedArrived(_request))), told));
    }

    [Theory]
    [InlineData("mizuhono~r7~request~zeimu~1~2026-06-30~2")]
    [InlineData("mizuhono~r7~lock~zeimu~1~2026-07-13~0")]
    [InlineData("mizuhono~sign-in~p4~0123")]
    [InlineData("")]
    public void Word_about_a_mail_that_never_left_is_no_news(string key) =>
        Assert.Empty(DeliveryMarks.News(Sample.Asked(("7/14", new StepClaimed("mizuhono~r7~lock~zeimu~1~2026-07-13~0", "w"))), [Bounced(key, "6/1 9:04"), Delivered(key, "6/1 9:05")]));

    [Fact]
    public void Request_that_is_sent_again_ends_the_pause_and_its_own_bounce_begins_another()
    {
        List<(string At, Event Fact)> facts = [("6/1 9:05", Bounced(_request, "6/1 9:04")), ("6/2 10:00", new ResendAsked("")), ("6/2 10:00", new StepClaimed(_again, "w")), ("6/2 10:01", new RequestSent(_again, "p1", "m"))];
        var resent = Sample.Asked(facts);
        Assert.Null(resent.RefusedAt);
        Assert.Equal(StepKind.Remind, Assert.Single(RequestPolicy.Next(_cycle, resent, [], Sample.At("6/25 9:00")).Due, s => s.Kind == StepKind.Remind).Kind);

        Assert.Equal(_again, Told(resent, "6/2 10:05", Bounced(_again, "6/2 10:04")).RefusedKey);
    }

    [Fact]
    public void Bounce_of_a_mail_before_the_last_request_is_kept_and_pauses_nothing()
    {
        var resent = Sample.Asked(("6/2 10:00", new ResendAsked("")), ("6/2 10:00", new StepClaimed(_again, "w")), ("6/2 10:01", new RequestSent(_again, "p1", "m")));

        var after = Told(resent, "6/4", Bounced(_request, "6/4"));

        Assert.True(after.Deliveries[_request].HasBounced);
        Assert.Equal((null, null), (after.RefusedAt, after.LastRefusal));
    }

    [Theory]
    [InlineData("6/24 10:00", true)]
    [InlineData("6/24 8:00", false)]
    public void Delivery_of_a_later_mail_ends_the_pause_of_an_earlier_one(string bounced, bool pauses)
    {
        var reminded = Sample.Asked(("6/24 9:00", new StepClaimed(_reminder, "w")), ("6/24 9:00", new ReminderSent(_reminder, "p1", "m")));
        var delivered = Delivered(_reminder, "6/24 9:01");

        Assert.Equal(pauses, Told(Told(reminded, "6/24 11:00", Bounced(_request, bounced)), "6/24 11:01", delivered).RefusedAt is not null);
        Assert.Equal(pauses, Told(Told(reminded, "6/24 9:02", delivered), "6/24 11:00", Bounced(_request, bounced)).RefusedAt is not null);
    }

    [Fact]
    public void Delivery_of_an_earlier_mail_says_nothing_of_a_later_one()
    {
        var reminded = Sample.Asked(("6/24 9:00", new StepClaimed(_reminder, "w")), ("6/24 9:00", new ReminderSent(_reminder, "p1", "m")), ("6/24 9:05", Bounced(_reminder, "6/24 9:04")));

        Assert.Equal(_reminder, Told(reminded, "6/24 9:10", Delivered(_request, "6/24 9:09")).RefusedKey);
    }

    [Fact]
    public void Bounce_of_a_receipt_is_told_to_the_office_and_pauses_nothing()
    {
        var head = Sample.Asked(("6/10", new Submitted(1)), ("6/10", new StepClaimed(_receipt, "w")), ("6/10", new ReceiptSent(_receipt, "p1", "m")), ("6/10", Bounced(_receipt, "6/10")));

        Assert.Null(head.RefusedAt);
        Assert.Contains("NoticeRefused", Kinds(head, "6/10 9:00"));
        Assert.Empty(DeliveryMarks.News(Sample.Asked(("6/10", new StepClaimed(_receipt, "w"))), [Delivered(_receipt, "6/10")]));
    }

    [Fact]
    public void What_is_told_settles_a_doubt_either_way()
    {
        var doubt = Sample.Request(("6/1 9:00", new StepClaimed(_request, "w")), ("6/1 9:00", new MailInDoubt(_request, "")));

        var arrived = Told(doubt, "6/1 9:05", Delivered(_request, "6/1 9:01"));
        Assert.Equal((false, null, Sample.At("6/1 9:00")), (arrived.IsInDoubt(), arrived.RefusedAt, arrived.RequestedAt));
        Assert.Contains("Remind", Kinds(arrived, "6/25 9:00"));

        var lost = Told(doubt, "6/1 9:05", Bounced(_request, "6/1 9:01"));
        Assert.Equal((false, Sample.At("6/1 9:05"), 2), (lost.IsInDoubt(), lost.RefusedAt, lost.LastRefusal!.Number));
        // The office may know better still.
        Assert.Contains("Remind", Kinds((RequestHead)Sample.Fold(lost, [("6/2", new MarkedArrived(_request))]), "6/25 9:00"));
    }

    [Fact]
    public void Server_that_took_the_mail_does_not_overrule_the_office()
    {
        var head = Sample.Asked(("6/2", new MarkedUndelivered(_request, "電話")));

        Assert.NotNull(Told(head, "6/3", Delivered(_request, "6/3")).RefusedAt);
    }

    static MailBounced Bounced(string key, string on) => new(key, Sample.At(on), BounceKind.Address, "5.1.1", "t");

    static MailDelivered Delivered(string key, string on) => new(key, Sample.At(on), "t");

    static RequestHead Told(RequestHead head, string at, params Event[] told) => (RequestHead)Sample.Fold(head, [.. DeliveryMarks.News(head, told).Select(f => (at, f))]);

    static IEnumerable<string> Kinds(RequestHead head, string now) => RequestPolicy.Next(_cycle, head, [], Sample.At(now)).Due.Select(s => s.Kind.ToString());
}
