using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>
/// What must hold after a cycle in which the server was killed 14 times: acknowledged answers are kept, every step happened,
/// nobody is chased who has handed in, the mails are those of the same people's year without kills, mails are doubled at most once per kill, claims precede outcomes, the chain holds, time never goes back.
/// </summary>
/// <remarks>REFORMFLOW_SEED repeats the kills of a run that failed; the interleaving with the machine's own doings is never quite the same.</remarks>
public sealed class KillTests(KilledCycle cycle, ITestOutputHelper output) : IClassFixture<KilledCycle>
{
    [Fact]
    public void Acknowledged_answers_are_in_the_log()
    {
        foreach (var field in cycle.Clerks.SelectMany(c => c.Posted).GroupBy(p => (p.Department, p.Item, p.Field)))
        {
            var written = cycle.Appends.FactsOf($"request~{field.Key.Department}").OfType<AnswerChanged>()
                .Where(a => a.Item == field.Key.Item && a.Field == field.Key.Field).Select(a => a.Value.Text).ToList();
            foreach (var post in field.Where(p => p.IsAcknowledged)) Holds(written.Contains(post.Text), $"{post} was acknowledged and is not in the log.");
            if (field.LastOrDefault(p => p.IsAcknowledged) is { } last)
                Holds(field.Any(p => p.Post >= last.Post && p.Text == written[^1]), $"{last} was acknowledged last; the log ends with 「{written[^1]}」.");
        }
        var acknowledged = cycle.Clerks.Sum(c => c.AcknowledgedPosts);
        Holds(acknowledged > 2 * KilledCycle.Kills, $"Only {acknowledged} posts were acknowledged; the run shows nothing.");
        output.WriteLine($"Seed {cycle.Seed}: {KilledCycle.Kills} kills, {acknowledged} posts acknowledged, {cycle.Appends.Count} appends, {cycle.Mails.Count} mails, {Doubled().Sum(d => d.More)} of them doubled, {ClaimedAgain()} steps claimed again, {cycle.Elapsed.TotalSeconds:0} s.");
    }

    [Fact]
    public void Acknowledged_submissions_are_in_the_log_and_get_their_receipt()
    {
        foreach (var clerk in cycle.Clerks)
        {
            var facts = cycle.Appends.FactsOf($"request~{clerk.Department}").ToList();
            Holds(!clerk.IsHandedIn || facts.OfType<Submitted>().Any(), $"{clerk.Department} was told that it had handed in, and the log does not know.");
            // Whoever is reached by hand sees the receipt on the page.
            var receipts = facts.Where(f => f is ReceiptSent || f is StepSkipped skipped && StepKey.KindOf(skipped.Key) == StepKind.Receipt).OfType<StepOutcome>().ToList();
            Holds(facts.OfType<Submitted>().Count() == receipts.Count, $"{clerk.Department} handed in {facts.OfType<Submitted>().Count()} times and got {receipts.Count} receipts.");
        }
        Holds(cycle.Clerks.Any(c => c.IsHandedIn), "Nobody handed in; the run shows nothing.");
    }

    [Fact]
    public void Every_step_happened_once()
    {
        foreach (var request in cycle.Settings.Requests)
        {
            var facts = cycle.Appends.FactsOf($"request~{request.Department}").ToList();
            var first = facts.OfType<RequestSent>().Count(r => r.Key == StepKey.Of(cycle.Settings.Town, cycle.Settings.Key, StepKind.Request, request.Department, 1, cycle.Settings.Dates.DueDay, 1));
            Holds(first == 1, $"{request.Department} got {first} requests.");
            // What has passed on is locked where it went to.
            Holds(request.Department == KilledCycle.Passed || facts.OfType<Locked>().Any(), $"{request.Department} was not locked.");
        }
        var office = cycle.Appends.FactsOf("cycle").ToList();
        Holds(office.OfType<Published>().Count() == 2, "The report and its second edition were not published once each.");
        foreach (var (kind, times) in new[] { (StepKind.NoticeLocked, 1), (StepKind.NoticePublished, 2) })
            Holds(office.OfType<OfficeNotified>().Count(n => StepKey.KindOf(n.Key) == kind) == times, $"{kind} did not reach the office {times} times.");
        foreach (var outcomes in cycle.Appends.SelectMany(a => a.Events).OfType<StepOutcome>().GroupBy(o => o.Key))
            Holds(outcomes.Count() == 1, $"{outcomes.Key} has {outcomes.Count()} outcomes.");
    }

    [Fact]
    public void Cycle_went_through_every_kind_of_step()
    {
        foreach (var (stream, fact) in new (string, Type)[]
        {
            ("zeimu", typeof(ProbeSent)), (KilledCycle.Extended, typeof(Extended)), (KilledCycle.ByHand, typeof(ChannelChanged)), (KilledCycle.HandedOver, typeof(HandedOver)),
            (KilledCycle.Returned, typeof(ConfirmationAsked)), (KilledCycle.Returned, typeof(Confirmed)), (KilledCycle.Returned, typeof(Returned)),
            (KilledCycle.Passed, typeof(PassedOn)), (KilledCycle.Successor, typeof(TookOver)), (KilledCycle.Successor, typeof(Escalated)),
            (KilledCycle.Provisional, typeof(FinalsAsked)),
        })
            Holds(cycle.Appends.FactsOf($"request~{stream}").Any(f => f.GetType() == fact), $"{stream} has no {fact.Name}.");
        foreach (var (fact, times) in new[] { (typeof(OrganisationAdopted), 1), (typeof(RequestPassed), 1), (typeof(ReviewOpened), 1), (typeof(ReviewConcluded), 1), (typeof(ApprovalRecorded), 2), (typeof(Released), 2), (typeof(Published), 2) })
            Holds(cycle.Appends.FactsOf("cycle").Count(f => f.GetType() == fact) == times, $"{fact.Name} is not in the log {times} times.");
        foreach (var department in new[] { KilledCycle.Returned, KilledCycle.Provisional })
            Holds(cycle.Appends.FactsOf($"request~{department}").OfType<Submitted>().Select(f => f.Round).Distinct().Count() == 2, $"{department} has not handed in twice.");
    }

    [Fact]
    public void Figure_that_became_final_after_the_publication_is_in_the_second_edition()
    {
        var facts = cycle.Appends.FactsOf($"request~{KilledCycle.Provisional}").ToList();
        Holds(facts.OfType<AnswerChanged>().Last(a => a.Field.StartsWith("actual.", StringComparison.Ordinal)).Value.Provisional is null, "The figure still stands as 見込.");
        Holds(facts.OfType<OfficeNotified>().Count(n => StepKey.KindOf(n.Key) == StepKind.NoticeFinals) == 1, "The office was not told once of the final figure.");
        var order = cycle.Appends.Where(a => a.Stream == "cycle" || a.Stream == $"request~{KilledCycle.Provisional}").SelectMany(a => a.Events).Where(f => f is Published or FinalsAsked or Accepted).Select(f => f.GetType().Name);
        Holds(string.Join(' ', order) is "Accepted Published FinalsAsked Accepted Published", $"The facts came in another order: {string.Join(' ', order)}.");
    }

    [Fact]
    public void Folder_holds_together() => Holds(cycle.Verified == 0, "`reformflow verify` found something wrong.");

    [Fact]
    public void Mails_are_those_of_a_run_without_kills()
    {
        var without = cycle.WithoutKills.Select(m => m.Key).ToHashSet();
        var mailed = cycle.Mails.Select(m => m.Key).ToHashSet();
        Holds(mailed.Count > 40, $"{mailed.Count} mails show nothing.");
        // A kill moves the clock up to an hour ahead: who acted on the very day of a mail may have overtaken it, or been overtaken.
        var differing = mailed.Except(without).Select(k => (Key: k, cycle.Mails.First(m => m.Key == k).At)).Concat(cycle.WithoutKills.Where(m => !mailed.Contains(m.Key)).Select(m => (m.Key, m.At)))
            .Where(d => !cycle.Acts.Any(a => (a.Stream.Name == $"request~{StepKey.WhomOf(d.Key)}" || a.Stream.Name == "cycle" || d.Key.Contains("~office~", StringComparison.Ordinal)) && (a.At - d.At).Duration() < TimeSpan.FromDays(1)));
        Holds(!differing.Any(), $"{string.Join(", ", differing)} left in one of the two runs only.");
    }

    [Fact]
    public void Reminders_went_to_whoever_had_not_handed_in()
    {
        var settings = cycle.Settings;
        // Others are reminded by another day, by hand, or in a successor's name; the run without kills is their measure.
        foreach (var request in settings.Requests.Where(r => r.Department is not (KilledCycle.Extended or KilledCycle.ByHand or KilledCycle.Passed)))
        {
            var stream = cycle.Appends.Where(a => a.Stream == $"request~{request.Department}").ToList();
            var handedIn = stream.FirstOrDefault(a => a.Events.Any(e => e is Submitted))?.At;
            foreach (var offset in settings.Reminders.Offsets)
            {
                var due = TokyoTime.At(settings.Calendar.Add(settings.Dates.DueDay, offset), settings.Hours.MailsAt);
                var key = StepKey.Of(settings.Town, settings.Key, StepKind.Remind, request.Department, 1, settings.Dates.DueDay, offset);
                var reminded = stream.SelectMany(a => a.Events).OfType<ReminderSent>().Any(r => r.Key == key);
                if (handedIn < due) Holds(!reminded, $"{key}: handed in at {handedIn:u} and reminded all the same.");
                // Each kill moves the clock up to an hour ahead, so who hands in on that very day may be overtaken by it.
                if (handedIn is null || handedIn > due.AddDays(1)) Holds(reminded, $"{key}: not handed in until {handedIn:u} and not reminded.");
            }
        }
    }

    [Fact]
    public void Nobody_is_chased_between_a_submission_and_the_next_return() =>
        Holds(!cycle.Appends.ChasesAfterSubmission().Any(), $"{string.Join(", ", cycle.Appends.ChasesAfterSubmission())} came after a submission.");

    [Fact]
    public void At_most_one_mail_is_doubled_per_kill()
    {
        foreach (var (key, more) in Doubled()) Holds(more <= KilledCycle.Kills, $"{key} was mailed {more + 1} times.");
        Holds(Doubled().Sum(d => d.More) <= KilledCycle.Kills, $"{string.Join(", ", Doubled())} were doubled by {KilledCycle.Kills} kills.");
    }

    [Fact]
    public void Mails_and_outcomes_have_their_claims()
    {
        Holds(!cycle.Appends.OutcomesWithoutClaim().Any(), $"No claim precedes {string.Join(", ", cycle.Appends.OutcomesWithoutClaim())}.");
        var claimed = cycle.Appends.SelectMany(a => a.Events).OfType<StepClaimed>().Select(c => c.Key).ToHashSet();
        foreach (var mail in cycle.Mails) Holds(claimed.Contains(mail.Key), $"{mail.Key} was mailed without a claim.");
        var mailed = cycle.Mails.Select(m => m.Key).ToHashSet();
        // What somebody of the office recorded was handed over by hand.
        foreach (var outcome in cycle.Appends.Where(a => a.By == Append.System).SelectMany(a => a.Events).OfType<StepOutcome>().Where(o => o is RequestSent or ReminderSent or ReceiptSent or OfficeNotified))
            Holds(mailed.Contains(outcome.Key), $"{outcome} is in the log and its mail is not in the outbox.");
    }

    [Fact]
    public void Clock_never_went_back()
    {
        foreach (var (before, after) in cycle.Appends.Zip(cycle.Appends.Skip(1)))
            Holds(after.At >= before.At, $"{after.Stream} version {after.Version} at {after.At:u} follows {before.Stream} version {before.Version} at {before.At:u}.");
    }

    [Fact]
    public void Server_had_nothing_to_complain_of() => Holds(!cycle.Said.Contains("fail:") && !cycle.Said.Contains("Unhandled"), cycle.Said);

    // Kills that came between a claim and its outcome.
    int ClaimedAgain() => cycle.Appends.SelectMany(a => a.Events).OfType<StepClaimed>().GroupBy(c => c.Key).Sum(g => g.Count() - 1);

    IEnumerable<(string Key, int More)> Doubled() => cycle.Mails.GroupBy(m => m.Key).Where(g => g.Count() > 1).Select(g => (g.Key, g.Count() - 1));

    void Holds(bool condition, string otherwise) => Assert.True(condition, $"Seed {cycle.Seed}: {otherwise}");
}
