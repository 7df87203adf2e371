using Microsoft.Extensions.Logging;
using ReformFlow.App.Changes;
using ReformFlow.App.Log;
using ReformFlow.App.Mail;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Cycles;

/// <summary>Who performs steps: a name for its claims, and since when it runs.</summary>
public sealed record WorkerIdentity(string Name, DateTimeOffset StartedAt);

/// <summary>Performs the steps that the policies find due, each once: claim at the version on which it was due, act, record the outcome.</summary>
public sealed class Performer(
    Streams streams, CycleFinder cycles, Outlooks outlooks, MailWriter mails, IMailSender sender, IPublicSite site, CompileEdition compile, DecideChange changes, PassOn passOn,
    WorkerIdentity worker, TimeProvider time, ILogger<Performer> logger)
{
    /// <summary>How long a step that could not be performed this time is left alone.</summary>
    static readonly TimeSpan _pause = TimeSpan.FromMinutes(5);

    /// <summary>Performs all that is due for a place and says when to look again; null when only a new fact can change anything.</summary>
    public async Task<DateTimeOffset?> TendAsync(Place place, CancellationToken cancellation)
    {
        if (await WorkAsync(place, cancellation) is not { } work) return null;
        DateTimeOffset? lookAgainAt = null;
        var tried = new HashSet<string>();
        while (true)
        {
            var outlook = await LookAsync(work, cancellation);
            lookAgainAt = Outlooks.Earlier(lookAgainAt, outlook.LookAgainAt);
            if (outlook.Due.FirstOrDefault(tried.Add) is not { } key) return lookAgainAt;
            try
            {
                lookAgainAt = Outlooks.Earlier(lookAgainAt, await PerformAsync(work, key, cancellation));
            }
            catch (MailBusyException)
            {
                lookAgainAt = Outlooks.Earlier(lookAgainAt, time.GetUtcNow() + _pause);
            }
        }
    }

    /// <summary>What can be done for a place now; nothing where there is no such cycle.</summary>
    public async Task<Outlook> LookAsync(Place place, CancellationToken cancellation) =>
        await WorkAsync(place, cancellation) is { } work ? await LookAsync(work, cancellation) : new([], null);

    /// <summary>Performs one step, if it is still due and nobody is at it; may be called any number of times.</summary>
    /// <returns>Null when the step is settled, else when to come back to it.</returns>
    /// <exception cref="MailBusyException">The mail was not taken this time; the step is free for the next try.</exception>
    /// <remarks>A claimed step is performed to its end even where its worker is told to stop: a mail that left and was not recorded would leave again.</remarks>
    public async Task<DateTimeOffset?> PerformAsync(Place place, string key, CancellationToken cancellation) =>
        await WorkAsync(place, cancellation) is { } work ? await PerformAsync(work, key, cancellation) : null;

    /// <summary>A place's stream, its policy, and how its steps are performed.</summary>
    sealed record Work(
        StreamName Stream, Func<Head, Decision> Decide, Func<Head, IReadOnlyDictionary<string, StepMark>> Marks,
        Func<Head, PerformStep, Task<StepOutcome>> Perform);

    async Task<Work?> WorkAsync(Place place, CancellationToken cancellation)
    {
        if (place.Department is not { } department)
            return await cycles.FindAsync(place.Town, place.Cycle, cancellation) is { } running ? new(
                StreamName.Cycle(place.Town, place.Cycle),
                head => CyclePolicy.Next((CycleHead)head, [.. running.Requests.Values], time.GetUtcNow()),
                head => ((CycleHead)head).Steps,
                // What is asked of whom may have passed on between the look and the claim.
                async (head, step) => await PerformAsync(await cycles.FindAsync((CycleHead)head, CancellationToken.None), step)) : null;

        if (await cycles.StartedAsync(place.Town, place.Cycle, cancellation) is not { } cycle || !cycle.Asks(department)) return null;
        var others = await cycles.OthersAsync(place.Town, place.Cycle, department, cancellation);
        return new(
            cycle.StreamOf(department),
            head => RequestPolicy.Next(cycle.Settings, (RequestHead)head, others, time.GetUtcNow()),
            head => ((RequestHead)head).Steps,
            (head, step) => PerformAsync(cycle, department, (RequestHead)head, step, others));
    }

    async Task<Outlook> LookAsync(Work work, CancellationToken cancellation)
    {
        var head = await streams.HeadAsync<Head>(work.Stream, cancellation);
        return outlooks.Of(work.Marks(head), work.Decide(head));
    }

    async Task<DateTimeOffset?> PerformAsync(Work work, string key, CancellationToken cancellation)
    {
        var (step, head) = await ClaimAsync(work, key, cancellation);
        if (step is null) return work.Decide(head).Due.Any(s => s.Key == key) ? outlooks.FreeAt(work.Marks(head), key) ?? time.GetUtcNow() + _pause : null;
        if (step is not PerformStep due) return null;
        StepOutcome outcome;
        try
        {
            outcome = await work.Perform(head, due);
        }
        catch (Exception e) when (e is not LostTrackException)
        {
            StepLog.PutOff(logger, key, e.Message);
            // It is known not to have happened, so whoever tries next need not wait for the claim to grow old.
            await streams.ChangeAsync<Head>(work.Stream, Append.System,
                h => work.Marks(h).GetValueOrDefault(key) is { Outcome: null } mark && mark.Worker == worker.Name ? [new StepPutOff(key, e is MailBusyException ? e.Message : e.GetType().Name)] : [],
                CancellationToken.None, seen: head);
            throw;
        }
        StepLog.Settled(logger, outcome);
        await streams.ChangeAsync<Head>(work.Stream, Append.System, h => work.Marks(h).GetValueOrDefault(key)?.Outcome is null ? [Settled(h, outcome)] : [], CancellationToken.None, seen: head);
        return null;
    }

    /// <summary>Writes the claim at the version on which the step was due; a step that is skipped or dropped is settled with it.</summary>
    /// <returns>The claimed step, or null where it is no longer due or somebody is at it; and the head that says so.</returns>
    async Task<(Step? Claimed, Head Head)> ClaimAsync(Work work, string key, CancellationToken cancellation)
    {
        Step? claimed = null;
        var after = await streams.ChangeAsync<Head>(work.Stream, Append.System, head =>
        {
            // Asked again on every newer head: whoever claimed, submitted or returned meanwhile changes the answer.
            var due = work.Decide(head).Due.FirstOrDefault(s => s.Key == key);
            claimed = outlooks.FreeAt(work.Marks(head), key) > time.GetUtcNow() ? null : due;
            return claimed switch
            {
                null => [],
                SkipStep skip => [new StepClaimed(key, worker.Name), new StepSkipped(key, skip.Reason, skip.SaidBy)],
                DropStep drop => [new StepDropped(key, drop.Reason)],
                _ => [new StepClaimed(key, worker.Name)],
            };
        }, cancellation);
        return (claimed, after);
    }

    async Task<StepOutcome> PerformAsync(StartedCycle cycle, string department, RequestHead head, PerformStep step, IReadOnlyList<OtherRequest> others)
    {
        if (step.Kind == StepKind.Lock) return new Locked(step.Key);
        if (step.Kind == StepKind.ApplyChanges) return new ChangesApplied(step.Key, await changes.ApplyAsync(cycle, department, CancellationToken.None));
        if (step.Kind == StepKind.AskFinal) return FinalsAsked.Of(step.Key, cycle.Settings, head, TokyoTime.DayOf(time.GetUtcNow()));
        try
        {
            var also = RequestPolicy.IsChase(step) ? RequestPolicy.ToList(others, step.Key, time.GetUtcNow(), head.Person).ToList() : [];
            var (mail, to) = await mails.OfRequestAsync(cycle, department, head, step, also, CancellationToken.None);
            await SendAsync(mail);
            return RequestRules.Sent(step, to, mail.MessageId);
        }
        catch (Exception e) when (OutcomeOf(step, e) is { } outcome)
        {
            return outcome;
        }
    }

    async Task<StepOutcome> PerformAsync(RunningCycle cycle, PerformStep step)
    {
        switch (step.Kind)
        {
            case StepKind.Release:
                return await ReleaseAsync(cycle, step);
            case StepKind.PassOn:
                return await passOn.RunAsync(cycle, StepKey.WhomOf(step.Key)!, step.Key, CancellationToken.None);
            case StepKind.Renew:
                return await passOn.RenewAsync(cycle, StepKey.WhomOf(step.Key)!, step.Key, CancellationToken.None);
            case StepKind.Publish:
                return new Published(step.Key, cycle.Head.Released()!.Number);
            case StepKind.Restore:
                await site.ShowAsync(cycle, CancellationToken.None);
                return new Restored(step.Key, cycle.Head.Published()!.Number);
            default:
                // The log says what is public; the office is told once the public can read it.
                if (step.Kind == StepKind.NoticePublished) await site.ShowAsync(cycle, CancellationToken.None);
                try
                {
                    await SendAsync(await mails.OfCycleAsync(cycle, step, CancellationToken.None));
                    return new OfficeNotified(step.Key);
                }
                catch (Exception e) when (OutcomeOf(step, e) is { } outcome)
                {
                    return outcome;
                }
        }
    }

    // What was compiled goes out only where that is what was approved: answers may have changed since, and then the office decides anew.
    async Task<StepOutcome> ReleaseAsync(RunningCycle cycle, PerformStep step)
    {
        if (CyclePolicy.Missing(cycle.Settings, cycle.Requests.Values).Any()) return new StepDropped(step.Key, "An answer is missing again.");
        int number;
        try
        {
            number = await compile.RunAsync(cycle, Append.System, CancellationToken.None);
        }
        // Trying again would not help; the office finds the place named when it compiles.
        catch (UnprintableTextException unprintable)
        {
            return new StepDropped(step.Key, $"The report can't be printed: no font has {unprintable.Letter}.");
        }
        var head = await streams.HeadAsync<CycleHead>(StreamName.Cycle(cycle.Settings.Town, cycle.Settings.Key), CancellationToken.None);
        return Gates.Of(head, head.Editions.Single(e => e.Number == number)) is { Count: > 0 } open
            ? new StepDropped(step.Key, $"The edition waits for {string.Join(", ", open)}.")
            : new ReleasedByItself(step.Key, number);
    }

    // A gate that opened between claim and outcome keeps the edition in.
    static StepOutcome Settled(Head head, StepOutcome outcome) =>
        outcome is Published published && head is CycleHead cycle && Gates.Of(cycle, cycle.Editions.Single(e => e.Number == published.Number)).Count > 0
            ? new StepDropped(published.Key, "A review or the approval was opened again meanwhile.")
            : outcome;

    // A mail in doubt is settled as one that was refused is: nothing by itself may send it again.
    static StepOutcome? OutcomeOf(PerformStep step, Exception trouble) => trouble switch
    {
        MailRefusedException => new MailRefused(step.Key, trouble.Message),
        MailInDoubtException => new MailInDoubt(step.Key, trouble.Message),
        _ => null,
    };

    // What a sender throws that is none of its answers says nothing of the mail: the claim stays and grows old, as it does where a worker dies.
    async Task SendAsync(OutgoingMail mail)
    {
        try
        {
            await sender.SendAsync(mail, CancellationToken.None);
        }
        catch (Exception e) when (e is not (MailRefusedException or MailBusyException or MailInDoubtException))
        {
            throw new LostTrackException(mail.Key, e);
        }
    }

    sealed class LostTrackException(string key, Exception cause) : Exception($"Whether the mail of {key} has left is not known: {cause.Message}", cause);
}
