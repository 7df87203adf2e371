using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Tests.Reviews;

// Properties of the way from the lock to publication. Whatever the office writes in whatever order: nothing is published with an open required
// review or without the approval in force. On whatever day of three years a cycle is started: it is published in time, or as soon as the last
// gate closes, or it ends unpublished and the office was told for want of what.
public class ReviewedCycleTests
{
    static readonly DateOnly _first = new(2026, 4, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Nothing_is_published_with_an_open_review_or_without_its_approval(int seed)
    {
        var published = 0;
        for (var year = 0; year < 250; year++)
        {
            var office = Chaos(new Random(seed * 10_000 + year));
            for (var i = 0; i < office.Facts.Count; i++)
                if (office.Facts[i].Fact is Published p)
                {
                    published++;
                    Assert.True(IsClear([.. office.Facts.Take(i).Select(f => f.Fact)], p.Number), $"Year {seed}/{year}: edition {p.Number} went out at {office.Facts[i].At:u}.");
                }
        }
        Assert.InRange(published, 60, 1000);
    }

    // Asks the facts themselves and no fold.
    static bool IsClear(IReadOnlyList<Event> facts, int edition)
    {
        var settings = facts.OfType<CycleStarted>().Single().Settings;
        var required = settings.Reviews.Concat(facts.OfType<ReviewPlanned>().Select(p => p.Step)).Where(s => s.Required && !facts.OfType<ReviewDropped>().Any(d => d.Review == s.Key));
        var reviewed = required.All(s => facts.LastOrDefault(f => f is ReviewOpened o && o.Review == s.Key || f is ReviewConcluded c && c.Review == s.Key)
            is ReviewConcluded { Outcome: not ReviewOutcome.Continued });
        var content = facts.OfType<EditionCompiled>().Single(e => e.Number == edition).Content;
        var rule = facts.OfType<ApprovalRuleChanged>().LastOrDefault()?.Rule ?? settings.Approval;
        var approved = facts.LastOrDefault(f => f is Approved a && a.Content == content || f is ApprovalRecorded r && r.Content == content || f is ApprovalWithdrawn w && w.Content == content)
            is Approved or ApprovalRecorded;
        return reviewed && (rule == ApprovalRule.None || approved);
    }

    static SimulatedOffice Chaos(Random chance)
    {
        var (dates, start) = Days(_first.AddDays(chance.Next(365 * 3)));
        var cycle = Sample.Cycle() with { Dates = dates, PublishAutomatically = chance.Next(2) == 0, Approval = (ApprovalRule)chance.Next(2), Reviews = [.. Steps(chance, dates)] };
        var office = new SimulatedOffice(cycle, start);
        var at = TokyoTime.At(dates.LockDay, default);
        for (var act = 0; act < 60; act++)
        {
            // Some years dawdle past the publication day, some are through with everything long before.
            at = at.AddMinutes(chance.Next(60 * 24 * 2));
            office.PassTo(at);
            Act(office, chance);
        }
        office.PassTo(at.AddDays(60));
        return office;
    }

    static IEnumerable<ReviewStep> Steps(Random chance, CycleDates dates) =>
        Enumerable.Range(1, chance.Next(4)).Select(n => new ReviewStep($"s{n}", $"会議{n}", chance.Next(4) == 0 ? null : dates.LockDay.AddDays(chance.Next(-5, 40)), chance.Next(3) > 0));

    static void Act(SimulatedOffice office, Random chance)
    {
        var review = office.Head.Reviews.Count == 0 ? null : office.Head.Reviews[chance.Next(office.Head.Reviews.Count)];
        var edition = office.Head.Editions.Count == 0 ? null : office.Head.Editions[chance.Next(office.Head.Editions.Count)];
        switch (chance.Next(16))
        {
            case 0: office.Compile(isDraft: true); break;
            case 1: office.Compile(); break;
            case 2: office.Content = $"{(char)('a' + chance.Next(3))}"; break;
            case 3 when review is not null: office.Write(new ReviewOpened(review.Key, 1, null, null)); break;
            case 4 or 5 or 6 or 7 when review is not null: office.Write(new ReviewConcluded(review.Key, (ReviewOutcome)chance.Next(4), "", TokyoTime.DayOf(office.Now))); break;
            case 8 when review is not null: office.Write(new ReviewMoved(review.Key, TokyoTime.DayOf(office.Now).AddDays(chance.Next(-3, 20)), "")); break;
            case 9 when review is not null && chance.Next(4) == 0: office.Write(new ReviewDropped(review.Key, "")); break;
            case 10 when chance.Next(4) == 0: office.Write(new ReviewPlanned(new($"s{office.Head.Reviews.Count + 1}", "臨時", null, true), review?.Key, "")); break;
            // Neither the newest nor a clear one is asked for: the gates alone decide what goes out.
            case 11 when edition is { IsDraft: false }: office.Write(new Released(edition.Number)); break;
            case 12 or 13 when edition is { Content: { } content }: office.Write(chance.Next(2) == 0 ? new Approved(edition.Number, content) : new ApprovalRecorded(edition.Number, content, TokyoTime.DayOf(office.Now), "第1号", "市長", null)); break;
            case 14 when edition is { Content: { } content } && chance.Next(3) == 0: office.Write(new ApprovalWithdrawn(content, "")); break;
            case 15 when chance.Next(6) == 0: office.Write(new ApprovalRuleChanged((ApprovalRule)chance.Next(2), "")); break;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cycle_started_on_any_day_is_published_at_its_hour_when_all_was_done_in_time(bool isAutomatic)
    {
        foreach (var (cycle, start) in AnyDay(isAutomatic))
        {
            var office = new SimulatedOffice(cycle, start);
            office.PassTo(TokyoTime.At(cycle.Reviews[0].Day!.Value, new(8, 0)));
            Conclude(office);
            Approve(office);
            Assert.False(office.PassTo(office.Now.AddDays(400)), $"{cycle.Dates}");

            Assert.Equal(TokyoTime.At(cycle.Dates.PublicationDay, cycle.Hours.PublishedAt), Assert.Single(office.Facts, f => f.Fact is Published).At);
            Assert.Empty(office.Told(StepKind.NoticeHeld));
            Assert.Empty(office.Told(StepKind.NoticeOutcome));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cycle_whose_reviews_are_late_is_published_when_the_last_gate_closes(bool isAutomatic)
    {
        foreach (var (cycle, start) in AnyDay(isAutomatic))
        {
            var office = new SimulatedOffice(cycle, start);
            office.PassTo(TokyoTime.At(cycle.Dates.PublicationDay.AddDays(9), new(14, 0)));
            Assert.DoesNotContain(office.Facts, f => f.Fact is Published);
            Conclude(office);
            office.PassTo(office.Now.AddDays(2));
            Assert.DoesNotContain(office.Facts, f => f.Fact is Published);
            Approve(office);
            var clear = office.Now;
            Assert.False(office.PassTo(office.Now.AddDays(400)), $"{cycle.Dates}");

            Assert.Equal(clear, Assert.Single(office.Facts, f => f.Fact is Published).At);
            // Once for review and approval together, once for the approval alone.
            Assert.Equal([cycle.Dates.PublicationDay, cycle.Dates.PublicationDay.AddDays(9)], office.Told(StepKind.NoticeHeld));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cycle_that_is_never_reviewed_ends_unpublished_and_the_office_was_told(bool isAutomatic)
    {
        foreach (var (cycle, start) in AnyDay(isAutomatic))
        {
            var office = new SimulatedOffice(cycle, start);
            Assert.False(office.PassTo(start.AddDays(400)), $"{cycle.Dates}");

            Assert.DoesNotContain(office.Facts, f => f.Fact is Published or Released or ReleasedByItself);
            var day = cycle.Reviews[0].Day!.Value;
            Assert.Equal([cycle.Calendar.Add(day, CyclePolicy.BeforeReview)], office.Told(StepKind.NoticeReview));
            Assert.Equal([cycle.Calendar.Add(day, CyclePolicy.AfterReview)], office.Told(StepKind.NoticeOutcome));
            Assert.Equal([cycle.Dates.PublicationDay], office.Told(StepKind.NoticeHeld));
        }
    }

    static void Conclude(SimulatedOffice office) =>
        office.Write(new ReviewOpened("s1", office.Compile(isDraft: true), "資料1", null), new ReviewConcluded("s1", ReviewOutcome.Agreed, "", TokyoTime.DayOf(office.Now)));

    static void Approve(SimulatedOffice office)
    {
        var number = office.Compile();
        office.Write(new Approved(number, office.Content));
        if (!office.Head.Settings!.PublishAutomatically) office.Write(new Released(number));
    }

    static IEnumerable<(CycleSettings Cycle, DateTimeOffset Start)> AnyDay(bool isAutomatic)
    {
        for (var i = 0; i < 365 * 3; i++)
        {
            var (dates, start) = Days(_first.AddDays(i));
            var cycle = Sample.Cycle() with { Dates = dates, PublishAutomatically = isAutomatic, Approval = ApprovalRule.Required };
            yield return (cycle with { Reviews = [new("s1", "推進本部", cycle.Calendar.Add(dates.LockDay, 8), true)] }, start);
        }
    }

    // Started on a day, asked on the next business day, and from there on as proposed.
    static (CycleDates Dates, DateTimeOffset Start) Days(DateOnly started)
    {
        var calendar = Sample.Cycle().Calendar;
        var request = calendar.Add(started, 1);
        var due = calendar.Add(request, CycleDates.RequestToDue);
        var locked = calendar.Add(due, CycleDates.DueToLock);
        return (new(request, due, locked, calendar.Add(locked, CycleDates.LockToPublication)), TokyoTime.At(started, new(15, 0)));
    }
}
