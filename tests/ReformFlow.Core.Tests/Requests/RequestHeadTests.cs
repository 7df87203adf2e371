using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

public class RequestHeadTests
{
    [Fact]
    public void Empty_request_is_missing_and_nothing_else()
    {
        var head = Sample.Request();

        Assert.Equal((1, 1, 0), (head.Round, head.Generation, head.Version));
        Assert.True(head.IsMissing());
        Assert.False(head.IsClosed());
        Assert.False(head.IsComplete());
    }

    [Fact]
    public void Mails_leave_their_moment_and_key()
    {
        var head = Sample.Asked();
        Assert.Equal((Sample.At("6/1 9:00"), Sample.At("6/1 9:00")), (head.RequestedAt!.Value, head.MailedAt!.Value));

        var reminder = Sample.Key(StepKind.Remind, 1, "2026-06-30", -3);
        head = Sample.Asked(("6/25 9:00", new ReminderSent(reminder, "p1", "m")));
        Assert.Equal((Sample.At("6/1 9:00"), Sample.At("6/25 9:00"), reminder), (head.RequestedAt!.Value, head.MailedAt!.Value, head.MailedKey!));
    }

    [Fact]
    public void Only_requests_and_reminders_count_as_refused()
    {
        Assert.Null(Sample.Asked(("6/2", new MailRefused(Sample.Key(StepKind.Receipt, 1, "2026-06-02", 0), ""))).RefusedAt);
        Assert.Null(Sample.Asked(("6/2", new MailRefused("yama~r8~dance~zeimu~1~2026-06-30~1", ""))).RefusedAt);

        var refused = Sample.Asked(("6/25", new MailRefused(Sample.Key(StepKind.Remind, 1, "2026-06-30", -3), "")));
        Assert.Equal((Sample.At("6/25"), 1), (refused.RefusedAt!.Value, refused.LastRefusal?.Number));
    }

    [Fact]
    public void Skip_that_another_mail_says_counts_as_a_request_and_an_overtaken_one_does_not()
    {
        var key = Sample.Key(StepKind.Request, 1, "2026-06-30", 1);

        Assert.Equal(Sample.At("6/1"), Sample.Request(("6/1", new StepSkipped(key, "", "other"))).RequestedAt);
        Assert.Null(Sample.Request(("6/1", new StepSkipped(key, ""))).RequestedAt);
        Assert.Null(Sample.Request(("6/1", new StepSkipped(Sample.Key(StepKind.Remind, 1, "2026-06-30", 1), "", "other"))).RequestedAt);
    }

    [Theory]
    [InlineData(2, 3, false)]
    [InlineData(3, 3, true)]
    [InlineData(0, 0, true)]
    public void Draft_is_complete_when_what_must_be_filled_is(int filled, int required, bool isComplete) =>
        Assert.Equal(isComplete, Sample.Asked(("6/10", new DraftSaved(filled, required))).IsComplete());

    [Fact]
    public void Return_opens_a_new_round_and_keeps_the_last_submission()
    {
        var head = Sample.Asked(("6/10", new Submitted(1)), ("6/11", new Accepted(1)), ("6/12", new Returned([new("i1", [], "")], "", new(2026, 6, 25))));

        Assert.Equal((2, new DateOnly(2026, 6, 25)), (head.Round, head.DueDay!.Value));
        Assert.Equal(new SubmissionMark(1, Sample.At("6/10")), head.LastSubmission);
        Assert.True(head is { SubmittedAt: null, AcceptedAt: null, RequestedAt: null, LockedAt: null, ReturnedItems.Count: 1 });
        Assert.True(head.IsMissing());
        Assert.Equal(2, Sample.Asked(("6/10", new Submitted(1)), ("6/12", new Returned([], "", new(2026, 6, 25))), ("6/13", new Submitted(2))).LastSubmission!.Round);
    }

    [Fact]
    public void Handover_changes_person_and_link_and_extension_the_day()
    {
        var head = Sample.Asked(("6/10", new HandedOver("p9", 2)), ("6/11", new Extended(new(2026, 7, 7), "")));

        Assert.Equal(("p9", 2, new DateOnly(2026, 7, 7), Sample.At("6/11")), (head.Person!, head.Generation, head.DueDay!.Value, head.ChangedAt!.Value));
    }

    [Fact]
    public void Extension_after_the_lock_opens_the_request_again() =>
        Assert.Null(Sample.Asked(("7/15", new Locked("k")), ("7/16", new Extended(new(2026, 7, 24), ""))).LockedAt);

    [Fact]
    public void Excused_and_withdrawn_requests_are_closed_and_not_missing()
    {
        var excused = Sample.Asked(("6/10", new Excused(MissingAnswer.LastYear, "")));

        Assert.Equal(MissingAnswer.LastYear, excused.Print);
        Assert.True(excused.IsClosed() && !excused.IsMissing());
        Assert.True(Sample.Asked(("6/10", new Withdrawn(""))) is var withdrawn && withdrawn.IsClosed() && !withdrawn.IsMissing());
    }

    [Fact]
    public void Mail_in_doubt_pauses_as_a_refusal_does_until_the_office_has_said()
    {
        var key = Sample.Key(StepKind.Request, 1, "2026-06-30", 1);
        var doubt = Sample.Request(("6/1 9:00", new MailInDoubt(key, "")));
        Assert.True(doubt.IsInDoubt());
        Assert.Equal((null, Sample.At("6/1 9:00")), (doubt.RequestedAt, doubt.RefusedAt));

        var arrived = Sample.Request(("6/1 9:00", new MailInDoubt(key, "")), ("6/2", new MarkedArrived(key)));
        Assert.False(arrived.IsInDoubt());
        // It arrived when it was sent.
        Assert.Equal((Sample.At("6/1 9:00"), Sample.At("6/1 9:00"), null), (arrived.RequestedAt, arrived.MailedAt, arrived.RefusedAt));

        var resent = Sample.Request(("6/1 9:00", new MailInDoubt(key, "")), ("6/1 9:00", new ResendAsked("")));
        Assert.False(resent.IsInDoubt());
        Assert.Equal(2, resent.Sending);
    }

    [Fact]
    public void Word_about_another_mail_settles_no_doubt()
    {
        var doubt = Sample.Request(("6/1 9:00", new MailInDoubt(Sample.Key(StepKind.Request, 1, "2026-06-30", 1), "")), ("6/2", new MarkedArrived("other")));

        Assert.True(doubt.IsInDoubt());
    }
}
