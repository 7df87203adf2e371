using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// Cases: the request's hour; reminders before and after the due day; rest after a request; sleep; claims; refusals; quiet days and weekends;
// return, extension, handover; receipt; lock. Days: asked Monday 1 June 2026, due Tuesday 30 June, locked Tuesday 14 July.
// Other cycles of the same department are in RequestPolicyOthersTests, random years in YearSimulationTests.
public class RequestPolicyTests
{
    static readonly CycleSettings _cycle = Sample.Cycle();

    static readonly string _request = Sample.Key(StepKind.Request, 1, "2026-06-30", 1);
    static readonly string _before = Sample.Key(StepKind.Remind, 1, "2026-06-30", -3);
    static readonly string _after1 = Sample.Key(StepKind.Remind, 1, "2026-06-30", 1);
    static readonly string _after3 = Sample.Key(StepKind.Remind, 1, "2026-06-30", 3);
    static readonly string _lock = Sample.Key(StepKind.Lock, 1, "2026-07-14", 0);

    [Theory]
    [InlineData("5/20 10:00", null, "6/1 9:00")]
    [InlineData("6/1 8:59:59", null, "6/1 9:00")]
    [InlineData("6/1 9:00", "yama~r7~request~zeimu~1~2026-06-30~1", "7/15")]
    [InlineData("6/1 9:00:01", "yama~r7~request~zeimu~1~2026-06-30~1", "7/15")]
    public void Request_is_due_at_the_mail_hour_of_its_day_and_not_a_second_before(string now, string? key, string lookAgain)
    {
        var decision = Next(Sample.Request(), now);

        Assert.Equal(key is null ? [] : [new PerformStep(StepKind.Request, key)], decision.Due);
        Assert.Equal(Sample.At(lookAgain), decision.LookAgainAt);
    }

    [Theory]
    [InlineData("6/25 8:59:59", -1, "6/25 9:00")]
    [InlineData("6/25 9:00", 0, "7/1 9:00")]
    [InlineData("6/30 9:00", 0, "7/1 9:00")]
    [InlineData("7/1 8:59:59", 0, "7/1 9:00")]
    [InlineData("7/1 9:00", 1, "7/3 9:00")]
    [InlineData("7/3 9:00", 2, "7/15")]
    public void Reminders_are_due_three_business_days_before_and_one_and_three_after_the_due_day(string now, int reminder, string lookAgain)
    {
        string[] keys = [_before, _after1, _after3];
        var earlier = keys.Take(Math.Max(0, reminder)).Select(k => ("6/24 9:00", (Event)new ReminderSent(k, "p1", "m")));
        // Before the hour of its reminder a mail that the worker slept over waits, so it is due alone at other hours.
        var decision = Next(Sample.Asked([.. earlier]), now);

        Assert.Equal(now.EndsWith("8:59:59", StringComparison.Ordinal) || reminder < 0 ? [] : [new PerformStep(StepKind.Remind, keys[reminder])], decision.Due);
        Assert.Equal(Sample.At(lookAgain), decision.LookAgainAt);
    }

    [Theory]
    [InlineData("2026-06-08", "5/29 9:00", true)]
    [InlineData("2026-06-09", "6/1 9:00", true)]
    [InlineData("2026-06-08", "6/1 9:00", false)]
    [InlineData("2026-06-05", "6/1 9:00", false)]
    public void No_reminder_comes_within_five_business_days_of_the_request(string reminderDay, string askedAt, bool comes)
    {
        var cycle = _cycle with { Reminders = new() { Offsets = [-3] }, Dates = _cycle.Dates with { RequestDay = new(2026, 5, 29), DueDay = _cycle.Calendar.Add(DateOnly.Parse(reminderDay), 3) } };
        var head = Sample.Request(Sample.AskedAt(askedAt, due: $"{cycle.Dates.DueDay:yyyy-MM-dd}"));
        var decision = RequestPolicy.Next(cycle, head, [], Sample.At($"{reminderDay} 9:00".Replace('-', '/')));

        Assert.Equal(comes ? 1 : 0, decision.Due.Count);
    }

    [Fact]
    public void Worker_that_slept_performs_the_latest_reminder_and_skips_those_it_overtook()
    {
        var decision = Next(Sample.Asked(), "7/6 10:00");

        Assert.Equal(
            [new SkipStep(StepKind.Remind, _before, $"Overtaken by {_after3}."), new SkipStep(StepKind.Remind, _after1, $"Overtaken by {_after3}."), new PerformStep(StepKind.Remind, _after3)],
            decision.Due);
    }

    [Fact]
    public void Order_of_the_offsets_in_the_settings_does_not_matter_nor_do_doubles()
    {
        var cycle = _cycle with { Reminders = new() { Offsets = [3, 1, 3, -3, 1] } };

        Assert.Equal(Next(Sample.Asked(), "7/6 10:00").Due, RequestPolicy.Next(cycle, Sample.Asked(), [], Sample.At("7/6 10:00")).Due);
    }

    [Theory]
    [InlineData("7/3 20:00", true, null)]
    [InlineData("7/4 10:00", false, "7/6 9:00")]
    [InlineData("7/5 23:00", false, "7/6 9:00")]
    [InlineData("7/6 8:59:59", false, "7/6 9:00")]
    [InlineData("7/6 9:00", true, null)]
    public void Overdue_mail_waits_for_the_next_mail_hour_of_a_business_day(string now, bool isDue, string? lookAgain)
    {
        var decision = Next(Sample.Asked(), now);

        Assert.Equal(isDue, decision.Due.OfType<PerformStep>().Any());
        if (lookAgain is not null) Assert.Equal(Sample.At(lookAgain), decision.LookAgainAt);
    }

    [Theory]
    [InlineData("3/24 9:00", true)]
    [InlineData("3/25 9:00", false)]
    [InlineData("4/10 9:00", false)]
    [InlineData("4/13 8:59:59", false)]
    [InlineData("4/13 9:00", true)]
    public void Quiet_days_hold_requests_and_reminders(string now, bool isDue)
    {
        var cycle = _cycle with { Dates = new(new(2026, 3, 2), new(2026, 3, 27), new(2026, 4, 20), new(2026, 5, 20)) };
        var asked = Sample.Request(Sample.AskedAt("3/2 9:00", due: "2026-03-27"));

        Assert.Equal(isDue, RequestPolicy.Next(cycle, Sample.Request(), [], Sample.At(now)).Due.Count > 0);
        Assert.Equal(isDue, RequestPolicy.Next(cycle, asked, [], Sample.At(now)).Due.Count > 0);
    }

    [Fact]
    public void Reminders_that_quiet_days_held_back_leave_as_one()
    {
        var cycle = _cycle with { Dates = new(new(2026, 3, 2), new(2026, 3, 31), new(2026, 4, 20), new(2026, 5, 20)) };
        var decision = RequestPolicy.Next(cycle, Sample.Request(Sample.AskedAt("3/2 9:00", due: "2026-03-31")), [], Sample.At("4/13 9:00"));

        Assert.Equal(Sample.Key(StepKind.Remind, 1, "2026-03-31", 3), Assert.Single(decision.Due.OfType<PerformStep>()).Key);
        Assert.Equal(2, decision.Due.OfType<SkipStep>().Count());
    }

    [Fact]
    public void Lock_is_due_at_the_end_of_the_lock_day_and_ends_the_chase()
    {
        Assert.DoesNotContain(Next(Sample.Asked(), "7/14 23:59:59").Due, s => s.Kind == StepKind.Lock);

        var decision = Next(Sample.Asked(), "7/15");

        Assert.Equal([new PerformStep(StepKind.Lock, _lock)], decision.Due);
        Assert.Null(decision.LookAgainAt);
        Assert.Equal([], Next(Sample.Asked(("7/15", new Locked(_lock))), "7/20").Due);
    }

    [Fact]
    public void Request_that_was_never_mailed_is_not_mailed_after_the_lock() =>
        Assert.Equal([new PerformStep(StepKind.Lock, _lock)], Next(Sample.Request(), "7/21 9:00").Due);

    [Fact]
    public void Submission_ends_the_chase_brings_a_receipt_and_still_locks()
    {
        var head = Sample.Asked(("6/24 18:30:15", new Submitted(1)));
        var receipt = Sample.Key(StepKind.Receipt, 1, "2026-06-24", 0);

        Assert.Equal([new PerformStep(StepKind.Receipt, receipt)], Next(head, "6/24 18:30:15").Due);
        Assert.Equal(Sample.At("7/15"), Next(head, "7/3 9:00").LookAgainAt);
        Assert.Equal([new PerformStep(StepKind.Receipt, receipt), new PerformStep(StepKind.Lock, _lock)], Next(head, "7/15").Due);
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("excused")]
    [InlineData("withdrawn")]
    public void Closed_request_needs_nothing_more(string how)
    {
        var head = Sample.Asked(("6/10", how switch { "accepted" => new Accepted(1), "excused" => new Excused(MissingAnswer.Blank, ""), _ => new Withdrawn("") }));

        Assert.DoesNotContain(Next(head, "7/20").Due, s => s.Kind != StepKind.Withdrawal);
        Assert.Null(Next(head, "6/11").LookAgainAt);
    }

    [Fact]
    public void Receipt_is_owed_for_what_was_handed_in_even_when_the_request_is_taken_back() =>
        Assert.Equal([StepKind.Receipt, StepKind.Withdrawal], Next(Sample.Asked(("6/10", new Submitted(1)), ("6/10", new Withdrawn(""))), "6/10").Due.Select(s => s.Kind));

    [Fact]
    public void Claimed_reminder_that_a_submission_overtook_is_dropped()
    {
        var head = Sample.Asked(("6/25 9:00", new StepClaimed(_before, "w")), ("6/25 9:00:05", new Submitted(1)));

        Assert.Contains(new DropStep(StepKind.Remind, _before, "No longer due."), Next(head, "6/25 9:10:05").Due);
    }

    [Fact]
    public void Claimed_reminder_that_is_still_due_is_due_again() =>
        Assert.Equal([new PerformStep(StepKind.Remind, _before)], Next(Sample.Asked(("6/25 9:00", new StepClaimed(_before, "w"))), "6/25 9:00:05").Due);

    [Fact]
    public void Dropped_step_that_is_called_for_again_is_due_again()
    {
        var head = Sample.Asked(
            ("6/25 9:00", new StepClaimed(_before, "w")), ("6/25 9:00:01", new Extended(new(2026, 7, 7), "")), ("6/25 9:10", new StepDropped(_before, "")),
            ("6/25 9:20", new Extended(new(2026, 6, 30), "")));

        Assert.Equal([new PerformStep(StepKind.Remind, _before)], Next(head, "6/25 9:20").Due);
    }

    [Fact]
    public void Return_makes_a_new_round_whose_request_leaves_at_once_and_later_reminds_again()
    {
        var head = Sample.Asked(("6/10 14:00", new Submitted(1)), ("6/10 14:01", new ReceiptSent(Sample.Key(StepKind.Receipt, 1, "2026-06-10", 0), "p1", "m")),
            ("6/12 14:00", new Returned([new("i1", [], "数字")], "確認", new(2026, 7, 7))));
        var request = Sample.Key(StepKind.Request, 2, "2026-07-07", 1);

        Assert.Equal([new PerformStep(StepKind.Request, request)], Next(head, "6/12 14:00").Due);

        head = (RequestHead)After(head, "6/12 14:00", new RequestSent(request, "p1", "m"));
        Assert.Equal([new PerformStep(StepKind.Remind, Sample.Key(StepKind.Remind, 2, "2026-07-07", -3))], Next(head, "7/2 9:00").Due);
    }

    [Fact]
    public void Return_at_night_leaves_in_the_morning() =>
        Assert.Equal(Sample.At("6/15 9:00"), Next(Sample.Asked(("6/12 14:00", new Returned([], "", new(2026, 7, 7)))), "6/13 1:00").LookAgainAt);

    [Fact]
    public void Extension_is_mailed_as_a_request_and_moves_reminders_and_lock()
    {
        var head = Sample.Asked(("6/26 15:00", new Extended(new(2026, 7, 21), "")));
        var request = Sample.Key(StepKind.Request, 1, "2026-07-21", 1);

        Assert.Equal([new PerformStep(StepKind.Request, request)], Next(head, "6/26 15:00").Due);

        head = (RequestHead)After(head, "6/26 15:00", new RequestSent(request, "p1", "m"));
        Assert.Equal(Sample.At("7/15 9:00"), Next(head, "7/14 9:00").LookAgainAt);
        Assert.Equal(Sample.Key(StepKind.Remind, 1, "2026-07-21", -3), Assert.Single(Next(head, "7/15 9:00").Due).Key);
        Assert.Equal(Sample.Key(StepKind.Lock, 1, "2026-07-21", 0), Assert.Single(Next(head, "7/22").Due).Key);
    }

    [Fact]
    public void Extension_does_not_bring_its_request_and_a_reminder_on_one_morning()
    {
        // Extended on Friday evening to a day whose reminder falls on Monday, when the new due day is told.
        var head = Sample.Asked(("6/26 20:00", new Extended(new(2026, 7, 2), "")));

        Assert.Equal([new PerformStep(StepKind.Request, Sample.Key(StepKind.Request, 1, "2026-07-02", 1))], Next(head, "6/29 9:00").Due);
    }

    [Fact]
    public void Handover_asks_the_new_person_by_a_new_link_before_anything_reminds_it()
    {
        var head = Sample.Asked(("6/24 20:00", new HandedOver("p9", 2)));
        var request = Sample.Key(StepKind.Request, 1, "2026-06-30", 2);

        Assert.Equal([new PerformStep(StepKind.Request, request)], Next(head, "6/25 9:00").Due);

        head = (RequestHead)After(head, "6/25 9:00", new RequestSent(request, "p9", "m"));
        Assert.Empty(Next(head, "6/25 9:00").Due);
        Assert.Empty(Next(head, "7/2 9:00").Due);
        Assert.Equal([new PerformStep(StepKind.Remind, _after3)], Next(head, "7/3 9:00").Due);
    }

    [Fact]
    public void Refused_mail_is_told_to_the_office_at_once_and_silences_reminders()
    {
        var head = Sample.Request(("6/1 9:00", new MailRefused(_request, "550")));

        Assert.Equal([new PerformStep(StepKind.NoticeRefused, Sample.Key(StepKind.NoticeRefused, 1, "2026-06-30", 1))], Next(head, "6/1 9:00").Due);
        Assert.DoesNotContain(Next(head, "7/3 9:00").Due, s => s.Kind is StepKind.Request or StepKind.Remind);
    }

    [Fact]
    public void Request_that_arrives_after_a_refusal_ends_the_silence()
    {
        var head = Sample.Request(("6/1 9:00", new MailRefused(_request, "550")), ("6/2 9:00", new HandedOver("p9", 2)), ("6/2 9:00", new RequestSent(Sample.Key(StepKind.Request, 1, "2026-06-30", 2), "p9", "m")));

        Assert.Contains(new PerformStep(StepKind.Remind, _before), Next(head, "6/25 9:00").Due);
    }

    [Fact]
    public void Each_refusal_is_told_under_its_own_key_and_only_once()
    {
        var first = Sample.Key(StepKind.NoticeRefused, 1, "2026-06-30", 1);
        var head = Sample.Request(
            ("6/1 9:00", new MailRefused(_request, "550")), ("6/1 9:01", new OfficeNotified(first)),
            ("6/2 9:00", new HandedOver("p9", 2)), ("6/2 9:00", new RequestSent(Sample.Key(StepKind.Request, 1, "2026-06-30", 2), "p9", "m")),
            ("7/1 9:00", new MailRefused(_after1, "550")));
        var second = Sample.Key(StepKind.NoticeRefused, 1, "2026-06-30", 2);

        Assert.Equal([new PerformStep(StepKind.NoticeRefused, second)], Next(head, "7/1 9:00").Due);

        head = (RequestHead)After((RequestHead)After(head, "7/1 9:00", new OfficeNotified(second)), "7/1 10:00", new Submitted(1));
        head = (RequestHead)After(head, "7/2 10:00", new Returned([], "", new(2026, 7, 13)));
        Assert.DoesNotContain(Next(head, "7/2 10:00").Due, s => s.Kind == StepKind.NoticeRefused);
    }

    static Decision Next(RequestHead head, string now) => RequestPolicy.Next(_cycle, head, [], Sample.At(now));

    static Head After(RequestHead head, string at, Event fact)
    {
        var append = new Append(head.Stream, head.Version + 1, head.Hash, Sample.At(at), Append.System, [fact]);
        return head.After(append, Append.HashOf(append.ToBytes()));
    }
}
