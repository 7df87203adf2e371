using Microsoft.Extensions.Logging;
using ReformFlow.App.Log;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Cycles;

/// <summary>Who performs steps: a name for its claims, and since when it runs.</summary>
public sealed record WorkerIdentity(string Name, DateTimeOffset StartedAt);

/// <summary>Performs the steps that the policies find due, each once: claim at the version on which it was due, act, record the outcome.</summary>
public sealed class Performer(
    Streams streams, CycleFinder cycles, MailWriter mails, IMailSender sender, CompileEdition compile, IDoorbell doorbell,
    WorkerIdentity worker, TimeProvider time, ILogger<Performer> logger)
{
    /// <summary>How long a step that could not be performed this time is left alone.</summary>
    static readonly TimeSpan _pause = TimeSpan.FromMinutes(5);

    /// <summary>Performs what is due for one department's request and says when to look again; null when only a new fact can change anything.</summary>
    public async Task<DateTimeOffset?> TendRequestAsync(string town, string cycleKey, string department, CancellationToken cancellation)
    {
        if (await cycles.FindAsync(town, cycleKey, cancellation) is not { } cycle) return null;
        var others = await cycles.OthersAsync(town, cycleKey, department, cancellation);
        return await TendAsync(
            cycle.StreamOf(department),
            (RequestHead head) => RequestPolicy.Next(cycle.Settings, head, others, time.GetUtcNow()),
            head => head.Steps,
            (head, step) => PerformAsync(With(cycle, department, head), department, step, others, cancellation),
            cancellation);
    }

    /// <summary>The same for the cycle as a whole.</summary>
    public async Task<DateTimeOffset?> TendCycleAsync(string town, string cycleKey, CancellationToken cancellation)
    {
        if (await cycles.FindAsync(town, cycleKey, cancellation) is not { } cycle) return null;
        return await TendAsync(
            StreamName.Cycle(town, cycleKey),
            (CycleHead head) => CyclePolicy.Next(head, [.. cycle.Requests.Values], time.GetUtcNow()),
            head => head.Steps,
            (head, step) => PerformAsync(cycle with { Head = head }, step, cancellation),
            cancellation);
    }

    async Task<DateTimeOffset?> TendAsync<T>(
        StreamName stream, Func<T, Decision> decide, Func<T, IReadOnlyDictionary<string, StepMark>> marks,
        Func<T, PerformStep, Task<StepOutcome>> perform, CancellationToken cancellation) where T : Head
    {
        DateTimeOffset? lookAgain = null;
        var tried = new HashSet<string>();
        while (true)
        {
            var head = await streams.HeadAsync<T>(stream, cancellation);
            var decision = decide(head);
            Earlier(decision.LookAgainAt);
            var step = decision.Due.FirstOrDefault(s => !tried.Contains(s.Key));
            if (step is null) return lookAgain;
            tried.Add(step.Key);

            if (marks(head).GetValueOrDefault(step.Key) is { } mark && mark.FreeAt(worker.Name, worker.StartedAt) is var free && free > time.GetUtcNow())
            {
                Earlier(free);
                continue;
            }
            if (!await ClaimAsync(stream, step, decide, marks, cancellation))
            {
                Earlier(time.GetUtcNow() + _pause);
                continue;
            }
            if (step is not PerformStep due) continue;
            try
            {
                var outcome = await perform(await streams.HeadAsync<T>(stream, cancellation), due);
                await streams.ChangeAsync<T>(stream, Append.System, h => marks(h).GetValueOrDefault(step.Key)?.Outcome is null ? [outcome] : [], cancellation);
            }
            catch (MailBusyException busy)
            {
                logger.LogWarning("{Step} could not be mailed this time: {Reason}", step.Key, busy.Message);
                Earlier(time.GetUtcNow() + _pause);
            }
        }

        void Earlier(DateTimeOffset? at) => lookAgain = lookAgain is null || at < lookAgain ? at ?? lookAgain : lookAgain;
    }

    /// <summary>Writes the claim at the version on which the step was due; a step that is skipped or dropped is settled with it.</summary>
    async Task<bool> ClaimAsync<T>(StreamName stream, Step step, Func<T, Decision> decide, Func<T, IReadOnlyDictionary<string, StepMark>> marks, CancellationToken cancellation) where T : Head
    {
        var claimed = false;
        await streams.ChangeAsync<T>(stream, Append.System, head =>
        {
            // Asked again on every newer head: whoever claimed, submitted or returned meanwhile changes the answer.
            var stillDue = decide(head).Due.FirstOrDefault(s => s.Key == step.Key);
            var free = marks(head).GetValueOrDefault(step.Key) is not { } mark || mark.FreeAt(worker.Name, worker.StartedAt) <= time.GetUtcNow();
            claimed = stillDue is not null && stillDue.GetType() == step.GetType() && free;
            return !claimed ? [] : stillDue switch
            {
                SkipStep skip => [new StepClaimed(skip.Key, worker.Name), new StepSkipped(skip.Key, skip.Reason, skip.SaidBy)],
                DropStep drop => [new StepDropped(drop.Key, drop.Reason)],
                _ => [new StepClaimed(step.Key, worker.Name)],
            };
        }, cancellation);
        return claimed;
    }

    async Task<StepOutcome> PerformAsync(RunningCycle cycle, string department, PerformStep step, IReadOnlyList<OtherRequest> others, CancellationToken cancellation)
    {
        if (step.Kind == StepKind.Lock) return new Locked(step.Key);
        try
        {
            var also = step.Kind is StepKind.Request or StepKind.Remind ? RequestPolicy.ToList(others, time.GetUtcNow(), cycle.Requests[department].Person).ToList() : [];
            var (mail, to) = await mails.OfRequestAsync(cycle, department, step, also, cancellation);
            await sender.SendAsync(mail, cancellation);
            return step.Kind switch
            {
                StepKind.Request => new RequestSent(step.Key, to, mail.MessageId),
                StepKind.Remind => new ReminderSent(step.Key, to, mail.MessageId),
                StepKind.Receipt => new ReceiptSent(step.Key, to, mail.MessageId),
                _ => new OfficeNotified(step.Key),
            };
        }
        catch (MailRefusedException refused)
        {
            doorbell.Ring(cycle.Settings.Town, cycle.Settings.Key, department);
            return new MailRefused(step.Key, refused.Message);
        }
    }

    async Task<StepOutcome> PerformAsync(RunningCycle cycle, PerformStep step, CancellationToken cancellation)
    {
        switch (step.Kind)
        {
            case StepKind.Release:
                return new ReleasedByItself(step.Key, await compile.RunAsync(cycle, Append.System, cancellation));
            case StepKind.Publish:
                return new Published(step.Key, cycle.Head.Released()!.Number);
            default:
                try
                {
                    await sender.SendAsync(await mails.OfCycleAsync(cycle, step, cancellation), cancellation);
                    return new OfficeNotified(step.Key);
                }
                catch (MailRefusedException refused)
                {
                    return new MailRefused(step.Key, refused.Message);
                }
        }
    }

    static RunningCycle With(RunningCycle cycle, string department, RequestHead head) =>
        cycle with { Requests = new Dictionary<string, RequestHead>(cycle.Requests) { [department] = head } };
}
