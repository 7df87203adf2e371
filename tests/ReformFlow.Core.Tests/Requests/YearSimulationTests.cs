using System.Collections.Concurrent;
using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// What holds in every year, whoever answers when and however long the worker sleeps:
// the policies never contradict themselves; mails keep to office hours, rest, and silence after a submission, a lock or a refusal;
// one overdue reminder at most follows a sleep; one mail of the day speaks for all cycles; nobody is forgotten in a calm year;
// every claim and outcome match; every request ends; nothing is public without a release; the log folds to the heads that it made.
public class YearSimulationTests(ITestOutputHelper output)
{
    const int Years = 80;

    // Another set of years: REFORMFLOW_SEED=7000 dotnet test …
    static readonly int _firstSeed = int.TryParse(Environment.GetEnvironmentVariable("REFORMFLOW_SEED"), out var seed) ? seed : 1;
    static readonly ConcurrentDictionary<int, Lazy<YearSimulation>> _years = new();

    [Fact]
    public void Policies_never_contradict_themselves_and_every_year_ends() => Holds(year => year.Contradictions);

    [Fact]
    public void Nothing_is_mailed_between_a_submission_and_the_next_return() => Holds(year =>
        from e in Chases(year)
        where ((RequestHead)e.Before).SubmittedAt is not null || ((RequestHead)e.Before).IsClosed()
        select Say(e));

    [Fact]
    public void Requests_and_reminders_leave_in_office_hours_of_working_days() => Holds(year =>
        from e in Chases(year)
        let day = TokyoTime.DayOf(e.At)
        where !e.Cycle.Calendar.IsBusinessDay(day) || e.Cycle.Calendar.IsQuiet(day) || TokyoTime.TimeOf(e.At) < new TimeOnly(9, 0)
        select Say(e));

    [Fact]
    public void Nobody_is_asked_for_a_form_that_is_closed() => Holds(year =>
        from e in Chases(year) where RequestRules.WhyClosed(e.Cycle, (RequestHead)e.Before, e.At) is not null select Say(e));

    [Fact]
    public void At_most_one_overdue_reminder_follows_a_sleep() => Holds(year =>
        from sleep in year.Sleeps
        from perStream in Sent<ReminderSent>(year).Where(s => s.Entry.At >= sleep.To && Planned(s) < sleep.To).GroupBy(s => s.Entry.Stream)
        where perStream.Count() > 1
        select $"{perStream.Key} after {sleep.To:u}: {string.Join(", ", perStream.Select(s => s.Fact.Key))}");

    [Fact]
    public void Reminder_is_never_early_and_never_sent_twice() => Holds(year =>
    [
        .. Sent<ReminderSent>(year).Where(s => s.Entry.At < Planned(s)).Select(s => Say(s.Entry)),
        .. Sent<ReminderSent>(year).GroupBy(s => (s.Entry.Stream, s.Fact.Key)).Where(g => g.Count() > 1).Select(g => g.Key.ToString()),
    ]);

    [Fact]
    public void Reminder_keeps_its_rest_after_every_request() => Holds(year =>
        from s in Sent<ReminderSent>(year)
        let head = (RequestHead)s.Entry.Before
        let rested = s.Entry.Cycle.Calendar.Between(TokyoTime.DayOf(head.RequestedAt!.Value), TokyoTime.DayOf(s.Entry.At))
        where rested <= s.Entry.Cycle.Reminders.RestAfterRequest
        select $"{rested} days: {Say(s.Entry)}");

    [Fact]
    public void Reminder_follows_the_request_of_its_round_due_day_and_link() => Holds(year =>
        from s in Sent<ReminderSent>(year)
        let head = (RequestHead)s.Entry.Before
        let request = StepKey.Of("yama", s.Entry.Cycle.Key, StepKind.Request, s.Entry.Append.Stream["request~".Length..], head.Round, RequestRules.DueDay(s.Entry.Cycle, head), head.Sending)
        where !head.Steps.IsFinished(request)
        select Say(s.Entry));

    [Fact]
    public void Refused_mail_silences_reminders_until_a_request_arrives() => Holds(year =>
        from s in Sent<ReminderSent>(year) where ((RequestHead)s.Entry.Before).RefusedAt is not null select Say(s.Entry));

    [Fact]
    public void Escalation_is_fair() => Holds(year =>
        from s in Sent<Escalated>(year)
        let head = (RequestHead)s.Entry.Before
        let calendar = s.Entry.Cycle.Calendar
        let day = TokyoTime.DayOf(s.Entry.At)
        let isMailed = s.Fact.MessageId.Length > 0
        where head.RequestedAt is null || head.RefusedAt is not null || head.SubmittedAt is not null || head.IsClosed() || head.AwaitsOffice() || head.IsAskingFinals()
            || isMailed && (calendar.IsQuiet(day) || !calendar.IsBusinessDay(day))
            || calendar.Between(RequestRules.DueDay(s.Entry.Cycle, head), day) < (StepKey.NumberOf(s.Fact.Key) == 1 ? s.Entry.Cycle.Escalation.ToSuperior : s.Entry.Cycle.Escalation.ToBureau)
            || head.SavedAt is { } saved && calendar.Between(TokyoTime.DayOf(saved), day) < 1
            || !s.Entry.Cycle.Escalation.Automatic && !head.ReleasedEscalations.Contains(s.Fact.Key)
        select Say(s.Entry));

    [Fact]
    public void Escalation_goes_one_level_at_a_time_and_once() => Holds(year =>
        from stream in Sent<Escalated>(year).GroupBy(s => (s.Entry.Stream, Round: s.Fact.Key.Split('~')[4], Due: s.Fact.Key.Split('~')[5]))
        let levels = stream.Select(s => StepKey.NumberOf(s.Fact.Key)).ToList()
        where !levels.SequenceEqual(levels.Distinct().Order())
        select $"{stream.Key}: {string.Join(", ", levels)}");

    [Fact]
    public void Figure_is_asked_for_once_it_is_final_and_not_before() => Holds(year =>
        from s in Facts<FinalsAsked>(year)
        let head = (RequestHead)s.Entry.Before
        let asked = s.Fact.Items.SelectMany(i => i.Fields.Select(f => (i.Item, Field: f))).ToList()
        where head.SubmittedAt is null || asked.Count == 0 || asked.Any(f => !head.Provisional.Any(p => p.Item == f.Item && p.Field == f.Field && p.FinalOn <= TokyoTime.DayOf(s.Entry.At)))
        select Say(s.Entry));

    [Fact]
    public void Probe_never_follows_the_request() => Holds(year =>
        from s in Sent<ProbeSent>(year) where ((RequestHead)s.Entry.Before).RequestedAt is not null select Say(s.Entry));

    [Fact]
    public void Superior_is_asked_only_about_what_waits_for_it() => Holds(year =>
        from s in Sent<ConfirmationAsked>(year)
        where !s.Entry.Cycle.NeedsConfirmation || ((RequestHead)s.Entry.Before).LastSubmission is null
        select Say(s.Entry));

    [Fact]
    public void Every_refusal_is_told_to_the_office_unless_the_request_closed_or_arrived() => Holds(year =>
        from refused in Facts<MailRefused>(year)
        let later = year.Log.Where(e => e.Stream == refused.Entry.Stream && e.Append.Version > refused.Entry.Append.Version).ToList()
        where !later.Any(e => e.Append.Events.Any(f => f is OfficeNotified or RequestSent or Accepted or Excused or Withdrawn))
        select Say(refused.Entry));

    [Fact]
    public void Refusal_is_told_to_the_office_once() => Holds(year =>
        from stream in year.Log.Where(e => e.Append.Stream != "cycle").GroupBy(e => e.Stream)
        let refused = stream.Count(e => e.Append.Events.Any(f => f is MailRefused))
        let told = stream.Count(e => e.Append.Events.Any(f => f is OfficeNotified told && StepKey.KindOf(told.Key) == StepKind.NoticeRefused))
        where told > refused
        select $"{stream.Key}: {refused} refused, {told} told");

    [Fact]
    public void Step_that_is_said_elsewhere_names_a_mail_of_the_same_day() => Holds(year =>
        from skip in Facts<StepSkipped>(year)
        where skip.Fact.SaidBy is not null && year.IsCalm
        where !Facts<StepOutcome>(year).Any(o => o.Fact is RequestSent or ReminderSent && o.Fact.Key == skip.Fact.SaidBy && o.Entry.Cycle.Key != skip.Entry.Cycle.Key
            && TokyoTime.DayOf(o.Entry.At) == TokyoTime.DayOf(skip.Entry.At))
        select Say(skip.Entry));

    [Fact]
    public void One_mail_a_day_says_what_became_due_together() => Holds(year =>
        from day in Facts<StepOutcome>(year).Where(o => o.Fact is RequestSent or ReminderSent && TokyoTime.TimeOf(o.Entry.At) == new TimeOnly(9, 0))
            .GroupBy(o => (o.Entry.Append.Stream, o.Entry.At, ((RequestHead)o.Entry.Before).Person))
        where day.Count() > 1
        select string.Join(", ", day.Select(o => o.Fact.Key)));

    [Fact]
    public void Nobody_is_forgotten_in_a_calm_year() => Holds(year => !year.IsCalm ? [] :
        from stream in year.Log.Where(e => e.Append.Stream != "cycle").GroupBy(e => e.Stream)
        from forgotten in Forgotten([.. stream])
        select forgotten);

    [Fact]
    public void Every_outcome_has_its_claim_and_every_claim_its_outcome() => Holds(year =>
        from stream in year.Log.GroupBy(e => e.Stream)
        from broken in Unmatched(stream.SelectMany(e => e.Append.Events))
        select $"{stream.Key}: {broken}");

    [Fact]
    public void Every_request_ends_accepted_excused_withdrawn_or_locked() => Holds(year =>
        from cycle in year.Cycles
        from head in year.Requests(cycle)
        where RequestRules.Status(cycle, head, year.Now.AddYears(1)) is not (RequestStatus.Accepted or RequestStatus.Excused or RequestStatus.Withdrawn) && head.LockedAt is null
        select $"{cycle.Key} {head.Stream}: {RequestRules.Status(cycle, head, year.Now.AddYears(1))}");

    [Fact]
    public void Every_submission_has_its_receipt() => Holds(year =>
        from s in Facts<Submitted>(year)
        let last = year.Log.Last(e => e.Stream == s.Entry.Stream).After as RequestHead
        where last!.LastSubmission!.Round == s.Fact.Round && !Facts<ReceiptSent>(year).Any(r => r.Entry.Stream == s.Entry.Stream && r.Entry.At >= s.Entry.At)
        select Say(s.Entry));

    [Fact]
    public void Nothing_is_public_without_a_release_or_before_its_hour() => Holds(year =>
        from p in Facts<Published>(year)
        let edition = ((CycleHead)p.Entry.Before).Editions.Single(e => e.Number == p.Fact.Number)
        where edition.ReleasedAt is null || p.Entry.At < TokyoTime.At(p.Entry.Cycle.Dates.PublicationDay, p.Entry.Cycle.Hours.PublishedAt)
        select Say(p.Entry));

    [Fact]
    public void Nothing_is_released_by_itself_while_an_answer_is_missing() => Holds(year =>
        from r in Facts<ReleasedByItself>(year)
        from head in r.Entry.Cycle.Requests.Select(d => year.Log.LastOrDefault(e => e.Stream == $"{r.Entry.Cycle.Key}/request~{d.Department}" && e.At <= r.Entry.At)?.After as RequestHead)
        where !r.Entry.Cycle.PublishAutomatically || head is null || head.IsMissing()
        select $"{Say(r.Entry)} without {head?.Stream}");

    [Fact]
    public void Automatic_cycle_is_published_in_the_end_when_nothing_is_missing() => Holds(year =>
        from cycle in year.Cycles
        where cycle.PublishAutomatically && !year.Requests(cycle).Any(r => r.IsMissing()) && ((CycleHead)year.Head(cycle, "cycle")).Published() is null
        select cycle.Key);

    [Fact]
    public void Log_folds_to_the_heads_that_it_made() => Holds(year =>
        from stream in year.Log.GroupBy(e => e.Stream)
        let folded = stream.Aggregate(Head.Empty(stream.First().Append.Stream), (head, e) => e.Append.ToBytes() is var bytes ? head.After(Append.FromBytes(bytes), Append.HashOf(bytes)) : head)
        where !CanonicalJson.Write(folded).SequenceEqual(CanonicalJson.Write(stream.Last().After))
        select stream.Key);

    [Fact]
    public void Year_of_nine_departments_takes_milliseconds()
    {
        _ = new YearSimulation(_firstSeed, 9);
        var clock = Stopwatch.StartNew();
        var years = Enumerable.Range(_firstSeed, 20).Select(seed => new YearSimulation(seed, 9)).ToList();
        output.WriteLine($"A year of 9 departments: {clock.Elapsed.TotalMilliseconds / years.Count:F1} ms, {years.Average(y => y.Log.Count):F0} appends.");
    }

    void Holds(Func<YearSimulation, IEnumerable<string>> violations)
    {
        Prop.ForAll(Gen.Choose(_firstSeed, _firstSeed + Years - 1).ToArbitrary(), seed =>
        {
            var year = _years.GetOrAdd(seed, s => new(() => new YearSimulation(s))).Value;
            var found = violations(year).Take(3).ToList();
            if (found.Count > 0) output.WriteLine($"Year {seed}: {string.Join("\n", found)}");
            return found.Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    // Every step towards a mail to the department, those included that are skipped because another mail says them.
    static IEnumerable<Entry> Chases(YearSimulation year) =>
        from c in Facts<StepClaimed>(year) where StepKey.KindOf(c.Fact.Key) is StepKind.Request or StepKind.Remind && c.Entry.Append.By == Append.System select c.Entry;

    static IEnumerable<(Entry Entry, T Fact)> Facts<T>(YearSimulation year) where T : Event =>
        from e in year.Log from fact in e.Append.Events.OfType<T>() select (e, fact);

    static IEnumerable<(Entry Entry, T Fact)> Sent<T>(YearSimulation year) where T : StepOutcome => Facts<T>(year);

    // Counted here by hand: business days from the due day in the key, then on to the first day on which reminders may leave.
    static DateTimeOffset Planned((Entry Entry, ReminderSent Fact) sent)
    {
        var parts = sent.Fact.Key.Split('~');
        var calendar = sent.Entry.Cycle.Calendar;
        var (day, offset) = (DateOnly.Parse(parts[5]), int.Parse(parts[6]));
        for (; offset > 0; offset--) do day = day.AddDays(1); while (!calendar.IsBusinessDay(day));
        for (; offset < 0; offset++) do day = day.AddDays(-1); while (!calendar.IsBusinessDay(day));
        while (!calendar.IsBusinessDay(day) || calendar.IsQuiet(day)) day = day.AddDays(1);
        return TokyoTime.At(day, new(9, 0));
    }

    // Whoever is asked anew is written to at the next hour at which mails leave, unless the question fell away before.
    static IEnumerable<string> Forgotten(IReadOnlyList<Entry> stream)
    {
        for (var i = 0; i < stream.Count; i++)
        {
            if (!stream[i].Append.Events.Any(f => f is Returned or Extended or HandedOver or ResendAsked or ConfirmationDeclined or FinalsAsked)) continue;
            var (cycle, head) = (stream[i].Cycle, (RequestHead)stream[i].After);
            // What goes by hand goes when somebody takes it.
            if (RequestRules.ChannelOf(cycle, head) == Core.Organisation.Channel.ByHand) continue;
            var (day, first) = (TokyoTime.DayOf(stream[i].At), TokyoTime.At(cycle.Dates.RequestDay, new(9, 0)));
            if (first > stream[i].At) continue;
            while (!cycle.Calendar.IsBusinessDay(day) || cycle.Calendar.IsQuiet(day)) day = day.AddDays(1);
            var opens = TokyoTime.At(day, new(9, 0)) is var hour && hour > stream[i].At ? hour : stream[i].At;
            var answers = stream.Skip(i + 1).TakeWhile(e => e.At <= opens).SelectMany(e => e.Append.Events).ToList();
            var fellAway = head.SubmittedAt is not null || head.IsClosed() || opens >= RequestRules.LockAt(cycle, head)
                || answers.Any(f => f is Submitted or Accepted or Excused or Withdrawn or Returned or Extended or HandedOver or ResendAsked);
            // A due day that was in force before under the same round and link has the same key: it was said already.
            var key = StepKey.Of("yama", cycle.Key, StepKind.Request, head.Stream["request~".Length..], head.Round, RequestRules.DueDay(cycle, head), head.Sending);
            if (!fellAway && !head.Steps.IsFinished(key) && !answers.Any(f => f is StepOutcome said && said.Key == key)) yield return $"{Say(stream[i])}: {key} is not said at {opens:u}";
        }
    }

    static IEnumerable<string> Unmatched(IEnumerable<Event> events)
    {
        var claimed = new HashSet<string>();
        foreach (var fact in events)
        {
            if (fact is StepClaimed claim) claimed.Add(claim.Key);
            if (fact is StepOutcome outcome && !claimed.Remove(outcome.Key)) yield return $"{outcome} without a claim";
        }
        foreach (var key in claimed) yield return $"{key} was claimed and never finished";
    }

    static string Say(Entry entry) => $"{entry.At:u} {entry.Stream} {string.Join(" ", entry.Append.Events)}";
}
