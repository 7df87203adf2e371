using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Tests.Cycles;

// Cases: the notice after the lock; release before, at and after the publication hour; no release; automatic with and without missing answers;
// the notice of publication; a correction; reviews near, past and open; the approval missing, given and given to another edition; the end. Days: locked 14 July 2026, public on 5 August at 10:00.
public class CyclePolicyTests
{
    static readonly CycleSettings _manual = Sample.Cycle();
    static readonly CycleSettings _automatic = _manual with { PublishAutomatically = true };
    static readonly RequestHead _missing = Sample.Asked();
    static readonly RequestHead _submitted = Sample.Asked(("6/10", new Submitted(1)));
    static readonly string _lockNotice = Office(StepKind.NoticeLocked, 1, "2026-07-14");

    [Theory]
    [InlineData("7/15 0:00", false)]
    [InlineData("7/15 8:59:59", false)]
    [InlineData("7/15 9:00", true)]
    public void Office_is_told_that_input_closed_on_the_next_working_morning(string now, bool isDue)
    {
        var decision = Next(Sample.Started(_manual), now);

        Assert.Equal(isDue ? [new PerformStep(StepKind.NoticeLocked, _lockNotice)] : [], decision.Due);
        Assert.Equal(Sample.At(isDue ? "8/5 10:00" : "7/15 9:00"), decision.LookAgainAt);
    }

    [Theory]
    [InlineData("7/20 12:00", "8/5 9:59:59", false)]
    [InlineData("7/20 12:00", "8/5 10:00", true)]
    [InlineData("8/5 10:00", "8/5 10:00", true)]
    [InlineData("8/6 15:00", "8/6 15:00", true)]
    public void Release_is_published_at_the_hour_or_at_once_after_it(string releasedAt, string now, bool isDue)
    {
        var head = Started(_manual, ("7/19", Sample.Compiled(1)), (releasedAt, new Released(1)));

        Assert.Equal(isDue ? [new PerformStep(StepKind.Publish, Office(StepKind.Publish, 1, "2026-08-05"))] : [], Next(head, now).Due);
        if (!isDue) Assert.Equal(Sample.At("8/5 10:00"), Next(head, now).LookAgainAt);
    }

    [Theory]
    [InlineData("8/5 9:59:59", false)]
    [InlineData("8/5 10:00", true)]
    [InlineData("8/25 10:00", true)]
    public void Hour_without_a_release_brings_a_notice_and_nothing_else(string now, bool isDue)
    {
        var notice = Office(StepKind.NoticeUnreleased, 1, "2026-08-05");

        Assert.Equal(isDue ? [new PerformStep(StepKind.NoticeUnreleased, notice)] : [], Next(Started(_manual, ("7/19", Sample.Compiled(1))), now).Due);
        Assert.Empty(Next(Started(_manual, ("7/19", Sample.Compiled(1)), ("8/5 10:00", new OfficeNotified(notice))), now).Due);
    }

    [Fact]
    public void Automatic_cycle_holds_while_an_answer_is_missing_and_releases_after_the_decision()
    {
        var notice = Office(StepKind.NoticeMissing, 1, "2026-08-05");
        var head = Started(_automatic);

        Assert.Equal([new PerformStep(StepKind.NoticeMissing, notice)], Next(head, "8/5 10:00", _submitted, _missing).Due);

        head = Started(_automatic, ("8/5 10:00", new OfficeNotified(notice)));
        Assert.Empty(Next(head, "8/6 10:00", _submitted, _missing).Due);
        Assert.Equal(
            [new PerformStep(StepKind.Release, Office(StepKind.Release, 1, "2026-08-05"))],
            Next(head, "8/6 10:00", _submitted, Sample.Asked(("8/6 9:30", new Excused(MissingAnswer.LastYear, "")))).Due);
    }

    [Theory]
    [InlineData("8/5 9:59:59", false)]
    [InlineData("8/5 10:00", true)]
    public void Automatic_cycle_releases_at_the_hour_when_nothing_is_missing(string now, bool isDue) =>
        Assert.Equal(isDue ? [new PerformStep(StepKind.Release, Office(StepKind.Release, 1, "2026-08-05"))] : [], Next(Started(_automatic), now, _submitted).Due);

    [Fact]
    public void Department_whose_request_was_never_begun_is_missing() =>
        Assert.Equal(StepKind.NoticeMissing, Assert.Single(CyclePolicy.Next(Started(_automatic), [], Sample.At("8/5 10:00")).Due).Kind);

    [Fact]
    public void Automatic_release_that_a_return_interrupted_is_made_once_the_answer_is_back()
    {
        var release = Office(StepKind.Release, 1, "2026-08-05");
        var head = Started(_automatic, ("8/5 10:00", new StepClaimed(release, "w")));

        Assert.Contains(new DropStep(StepKind.Release, release, "No longer due."), Next(head, "8/5 10:10", _missing).Due);

        head = Started(_automatic, ("8/5 10:00", new StepClaimed(release, "w")), ("8/5 10:10", new StepDropped(release, "")));
        Assert.Equal([new PerformStep(StepKind.Release, release)], Next(head, "8/6 10:00", _submitted).Due);
    }

    [Fact]
    public void Automatic_release_is_followed_by_the_publication()
    {
        var release = Office(StepKind.Release, 1, "2026-08-05");
        var head = Started(_automatic, ("8/5 10:00", new StepClaimed(release, "w")), ("8/5 10:00", Sample.Compiled(1)), ("8/5 10:00:20", new ReleasedByItself(release, 1)));

        Assert.Equal([new PerformStep(StepKind.Publish, Office(StepKind.Publish, 1, "2026-08-05"))], Next(head, "8/5 10:00:20", _submitted).Due);
    }

    [Fact]
    public void Publication_is_told_to_the_office_once()
    {
        var notice = Office(StepKind.NoticePublished, 1, "2026-08-05");
        var head = Started(_manual, Edition(1, "7/20", "8/5 10:00"));

        Assert.Equal([new PerformStep(StepKind.NoticePublished, notice)], Next(head, "8/5 10:00").Due);
        Assert.Equal([], Next(Started(_manual, [.. Edition(1, "7/20", "8/5 10:00"), ("8/5 10:01", new OfficeNotified(notice))]), "8/5 10:01").Due);
    }

    [Fact]
    public void Correction_is_published_on_its_release_and_told_again()
    {
        (string, Event)[] first = [.. Edition(1, "7/20", "8/5 10:00"), ("8/5 10:01", new OfficeNotified(Office(StepKind.NoticePublished, 1, "2026-08-05")))];

        Assert.Empty(Next(Started(_manual, [.. first, ("9/1", Sample.Compiled(2))]), "9/1 12:00").Due);
        Assert.Equal(
            [new PerformStep(StepKind.Publish, Office(StepKind.Publish, 2, "2026-08-05"))],
            Next(Started(_manual, [.. first, ("9/1", Sample.Compiled(2)), ("9/1 11:00", new Released(2))]), "9/1 11:00").Due);
        Assert.Equal(
            [new PerformStep(StepKind.NoticePublished, Office(StepKind.NoticePublished, 2, "2026-08-05"))],
            Next(Started(_manual, [.. first, .. Edition(2, "9/1", "9/1 11:00")]), "9/1 11:00").Due);
    }

    [Fact]
    public void Edition_that_is_back_is_shown_once_and_what_was_released_does_not_go_out_again()
    {
        (string, Event)[] two = [.. Edition(1, "7/20", "8/5 10:00"), .. Edition(2, "9/1", "9/1 11:00"), ("9/1 11:01", new OfficeNotified(Office(StepKind.NoticePublished, 2, "2026-08-05")))];
        var back = Sample.Key(StepKind.Restore, 1, "2026-08-05", 1, whom: "office");

        var head = Started(_manual, [.. two, ("9/2", new Reinstated(1, "取り違え"))]);
        Assert.Equal(1, head.Published()!.Number);
        Assert.Equal([new PerformStep(StepKind.Restore, back)], Next(head, "9/2").Due);
        var restored = Next(Started(_manual, [.. two, ("9/2", new Reinstated(1, "取り違え")), ("9/2", new Restored(back, 1))]), "9/2");
        Assert.Empty(restored.Due);
        Assert.Null(restored.LookAgainAt);

        // There and back again is another decision, and a step of its own.
        head = Started(_manual, [.. two, ("9/2", new Reinstated(1, "取り違え")), ("9/2", new Restored(back, 1)), ("9/3", new Reinstated(2, "確認")), ("9/4", new Reinstated(1, "確認"))]);
        Assert.Equal([new PerformStep(StepKind.Restore, Sample.Key(StepKind.Restore, 1, "2026-08-05", 3, whom: "office"))], Next(head, "9/4").Due);
    }

    [Fact]
    public void Edition_published_after_one_came_back_takes_its_place()
    {
        var head = Started(_manual, [.. Edition(1, "7/20", "8/5 10:00"), .. Edition(2, "9/1", "9/1 11:00"), ("9/2", new Reinstated(1, "取り違え")), .. Edition(3, "9/3", "9/3 11:00")]);

        Assert.Equal(3, head.Published()!.Number);
        Assert.Equal([new PerformStep(StepKind.NoticePublished, Office(StepKind.NoticePublished, 3, "2026-08-05"))], Next(head, "9/3 11:00").Due);
    }

    [Fact]
    public void Edition_that_was_released_last_is_the_one_that_goes_out()
    {
        var head = Started(_manual, ("7/19", Sample.Compiled(1)), ("7/19", Sample.Compiled(2)), ("7/20", new Released(2)), ("7/21", new Released(1)));

        Assert.Equal(1, head.Released()!.Number);
        Assert.Equal(Office(StepKind.Publish, 1, "2026-08-05"), Assert.Single(Next(head, "8/5 10:00").Due).Key);
    }

    static readonly CycleSettings _reviewed = _manual with { Reviews = [new("s1", "推進本部", new(2026, 7, 27), true), new("s2", "議会", new(2026, 9, 1), false)] };
    static readonly CycleSettings _approved = _manual with { Approval = ApprovalRule.Required };

    [Theory]
    [InlineData("7/22 8:59:59", false)]
    [InlineData("7/22 9:00", true)]
    public void Office_is_told_three_business_days_before_a_review_that_nothing_is_prepared(string now, bool isDue)
    {
        var notice = Sample.Key(StepKind.NoticeReview, 1, "2026-07-27", -3, whom: "s1");

        Assert.Equal(isDue ? [new PerformStep(StepKind.NoticeReview, notice)] : [], Next(Started(_reviewed), now).Due);
        Assert.Empty(Next(Started(_reviewed, ("7/21", new ReviewOpened("s1", 1, null, null))), now).Due);
    }

    [Theory]
    [InlineData("7/28 8:59:59", false)]
    [InlineData("7/28 9:00", true)]
    public void Office_is_told_the_day_after_a_review_that_its_outcome_is_missing(string now, bool isDue)
    {
        (string, Event) opened = ("7/21", new ReviewOpened("s1", 1, null, null));

        Assert.Equal(isDue ? [new PerformStep(StepKind.NoticeOutcome, Sample.Key(StepKind.NoticeOutcome, 1, "2026-07-27", 1, whom: "s1"))] : [], Next(Started(_reviewed, opened), now).Due);
        Assert.Empty(Next(Started(_reviewed, opened, ("7/27 16:00", new ReviewConcluded("s1", ReviewOutcome.Continued, "", new(2026, 7, 27)))), now).Due);
        Assert.Empty(Next(Started(_reviewed, opened, ("7/27 16:00", new ReviewDropped("s1", ""))), now).Due);
    }

    [Fact]
    public void Review_that_continues_on_another_day_is_prepared_and_concluded_anew()
    {
        var head = Started(_reviewed, ("7/21", new ReviewOpened("s1", 1, null, null)), ("7/27 16:00", new ReviewConcluded("s1", ReviewOutcome.Continued, "", new(2026, 7, 27))),
            ("7/27 16:05", new ReviewMoved("s1", new(2026, 8, 3), "継続")));

        Assert.Equal(Sample.Key(StepKind.NoticeReview, 1, "2026-08-03", -3, whom: "s1"), Assert.Single(Next(head, "7/29 9:00").Due).Key);
    }

    [Fact]
    public void Day_that_was_entered_late_brings_no_notice_of_its_preparation() =>
        Assert.DoesNotContain(Next(Started(_reviewed, ("7/24", new ReviewMoved("s1", new(2026, 7, 27), "早まった"))), "7/24 12:00").Due, s => s.Kind == StepKind.NoticeReview);

    [Theory]
    [InlineData(ReviewOutcome.Agreed, true)]
    [InlineData(ReviewOutcome.AgreedWithChanges, true)]
    [InlineData(ReviewOutcome.Reported, true)]
    [InlineData(ReviewOutcome.Continued, false)]
    public void Released_edition_waits_for_a_required_review_and_for_no_other(ReviewOutcome outcome, bool isPublished)
    {
        (string, Event)[] released = [("7/19", Sample.Compiled(1)), ("7/19", new ReviewOpened("s1", 1, null, null)), ("7/20", new Released(1))];

        Assert.Equal(StepKind.NoticeHeld, Assert.Single(Next(Started(_reviewed, [.. released, ("7/28", new OfficeNotified(Sample.Key(StepKind.NoticeOutcome, 1, "2026-07-27", 1, whom: "s1")))]), "8/5 10:00").Due).Kind);
        var head = Started(_reviewed, [.. released, ("7/27", new ReviewConcluded("s1", outcome, "", new(2026, 7, 27)))]);
        Assert.Equal(isPublished ? StepKind.Publish : StepKind.NoticeHeld, Assert.Single(Next(head, "8/5 10:00").Due).Kind);
    }

    [Fact]
    public void Hour_without_approval_is_told_with_the_release_that_is_missing_too()
    {
        var head = Started(_approved, ("7/19", Sample.Compiled(1)));

        Assert.Equal([new(GateKind.Approval), new OpenGate(GateKind.Release)], CyclePolicy.Waiting(head, []));
        Assert.Equal(StepKind.NoticeHeld, Assert.Single(Next(head, "8/5 10:00").Due).Kind);
        Assert.Equal(StepKind.NoticeUnreleased, Assert.Single(Next(Started(_approved, ("7/19", Sample.Compiled(1)), ("7/20", new Approved(1, "document-1"))), "8/5 10:00").Due).Kind);
    }

    [Fact]
    public void Each_set_of_gates_is_told_once()
    {
        var cycle = _approved with { PublishAutomatically = true, Reviews = _reviewed.Reviews };
        var told = Assert.Single(Next(Started(cycle, ("7/28", new ReviewConcluded("s1", ReviewOutcome.Continued, "", new(2026, 7, 27)))), "8/5 10:00", _missing).Due);
        (string, Event)[] facts = [("7/28", new ReviewConcluded("s1", ReviewOutcome.Continued, "", new(2026, 7, 27))), ("8/5 10:00", new OfficeNotified(told.Key))];

        Assert.Empty(Next(Started(cycle, facts), "8/6", _missing).Due);
        var rest = Assert.Single(Next(Started(cycle, facts), "8/6", _submitted).Due);
        Assert.Equal(StepKind.NoticeHeld, rest.Kind);
        Assert.NotEqual(told.Key, rest.Key);
    }

    [Fact]
    public void Approval_holds_for_the_same_report_under_another_number_and_for_no_other()
    {
        (string, Event)[] facts = [("7/19", Sample.Compiled(1) with { IsDraft = true, Content = "a" }), ("7/20", new Approved(1, "a")), ("7/21", Sample.Compiled(2) with { Content = "a" })];

        Assert.Equal(StepKind.Publish, Assert.Single(Next(Started(_approved, [.. facts, ("7/22", new Released(2))]), "8/5 10:00").Due).Kind);
        Assert.Equal(StepKind.NoticeHeld, Assert.Single(Next(Started(_approved, [.. facts, ("7/22", new Released(2)), ("7/23", new ApprovalWithdrawn("a", ""))]), "8/5 10:00").Due).Kind);
        Assert.Equal(StepKind.NoticeHeld, Assert.Single(Next(Started(_approved, [.. facts, ("7/22", Sample.Compiled(3)), ("7/22", new Released(3))]), "8/5 10:00").Due).Kind);
    }

    [Fact]
    public void Incomplete_draft_has_nothing_that_could_be_approved()
    {
        var head = Started(_approved, ("7/19", Sample.Compiled(1) with { IsDraft = true }));

        Assert.Null(head.Editions[0].Content);
        Assert.Null(head.ApprovalOf(head.Editions[0]));
    }

    [Fact]
    public void Cycle_that_was_stopped_or_closed_asks_for_nothing_and_drops_what_was_begun()
    {
        var begun = Office(StepKind.Release, 1, "2026-08-05");

        Assert.Equal([new DropStep(StepKind.Release, begun, "No longer due.")], Next(Started(_automatic, ("8/5 10:00", new StepClaimed(begun, "w")), ("8/5 10:01", new CycleStopped("見直し"))), "8/5 10:20").Due);
        Assert.Equal(new([], null), Next(Started(_automatic, ("7/20", new CycleStopped("見直し"))), "8/5 10:00") with { Due = [] });
        Assert.Null(Next(Started(_automatic, ("8/20", new CycleClosed())), "8/21").LookAgainAt);
        Assert.NotNull(Next(Started(_automatic, ("7/20", new CycleClosed()), ("7/21", new CycleReopened("正誤"))), "7/22").LookAgainAt);
    }

    [Fact]
    public void A_department_that_only_gives_parts_holds_no_publication_up()
    {
        var cycle = Sample.Cycle("r7", "zeimu", "shimin") with { PublishAutomatically = true };
        cycle = cycle with { Requests = [cycle.Requests[0], cycle.Requests[1] with { Items = [], Parts = ["i1"] }] };
        var (zeimu, shimin) = (Sample.Asked(), Sample.RequestOf("shimin", [.. Sample.AskedAt("6/1 9:00")]));

        Assert.Equal(["zeimu"], CyclePolicy.Missing(cycle, [zeimu, shimin]).Select(h => h.Department));
        // Not even where it has not been reached at all.
        var submitted = Sample.Asked(("6/10", new Submitted(1)));
        Assert.DoesNotContain(CyclePolicy.Waiting(Sample.Started(cycle), [submitted]), g => g.Kind == GateKind.MissingAnswers);
        Assert.Contains(CyclePolicy.Waiting(Sample.Started(cycle), [zeimu, shimin]), g => g.Kind == GateKind.MissingAnswers);
    }

    [Fact]
    public void Settings_with_other_closures_count_in_another_calendar()
    {
        var before = _manual.Calendar;
        var changed = _manual with { Closures = [new(new(2026, 6, 30), new(2026, 6, 30))] };

        Assert.True(before.IsBusinessDay(new(2026, 6, 30)));
        Assert.False(changed.Calendar.IsBusinessDay(new(2026, 6, 30)));
    }

    // A started cycle whose lock was told already, so that a test sees its own steps only.
    static CycleHead Started(CycleSettings cycle, params IReadOnlyList<(string At, Event Fact)> facts) => Sample.Started(cycle, [("7/15", new OfficeNotified(_lockNotice)), .. facts]);

    static Decision Next(CycleHead head, string now, params IReadOnlyList<RequestHead> requests) => CyclePolicy.Next(head, requests, Sample.At(now));

    static (string, Event)[] Edition(int number, string releasedAt, string publishedAt) =>
        [("7/19", Sample.Compiled(number)), (releasedAt, new Released(number)), (publishedAt, new Published(Office(StepKind.Publish, number, "2026-08-05"), number))];

    static string Office(StepKind kind, int round, string day) => Sample.Key(kind, round, day, 0, whom: "office");
}
