using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Tests.Reviews;

/// <summary>A cycle's own stream on a clock that jumps: what the office writes, and what the policy has performed.</summary>
sealed class SimulatedOffice
{
    readonly List<(DateTimeOffset At, Event Fact)> _facts = [];

    public SimulatedOffice(CycleSettings cycle, DateTimeOffset now)
    {
        Now = now;
        Head = (CycleHead)Core.Log.Head.Empty("cycle");
        Write(new CycleStarted(cycle));
    }

    public DateTimeOffset Now { get; private set; }
    public CycleHead Head { get; private set; }
    public IReadOnlyList<(DateTimeOffset At, Event Fact)> Facts => _facts;

    /// <summary>The requests as they stand; all handed in unless a test says otherwise.</summary>
    public List<RequestHead> Requests { get; init; } = [Sample.Asked(("6/10", new Core.Answers.Submitted(1)))];

    /// <summary>What a compiled edition would say; two editions of one content are the same report.</summary>
    public string Content { get; set; } = "a";

    public void Write(params IReadOnlyList<Event> facts)
    {
        var append = new Append("cycle", Head.Version + 1, Head.Hash, Now, "p1", facts);
        Head = (CycleHead)Head.After(append, Append.HashOf(append.ToBytes()));
        _facts.AddRange(facts.Select(f => (Now, f)));
    }

    public int Compile(bool isDraft = false)
    {
        var number = Head.Editions.Count + 1;
        Write(Sample.Compiled(number) with { IsDraft = isDraft, Content = Content });
        return number;
    }

    /// <summary>Performs what is due and passes to a moment, stopping wherever the policy wants to look again.</summary>
    /// <returns>False when the policy waits for facts alone before that moment.</returns>
    public bool PassTo(DateTimeOffset until)
    {
        while (true)
        {
            var decision = CyclePolicy.Next(Head, Requests, Now);
            if (decision.Due.FirstOrDefault() is { } step) Perform(step);
            else if (decision.LookAgainAt is { } at && at <= until)
            {
                if (at <= Now) throw new InvalidOperationException($"Look again at {at:u}, which is past at {Now:u}.");
                Now = at;
            }
            else
            {
                if (until > Now) Now = until;
                return decision.LookAgainAt is not null;
            }
        }
    }

    void Perform(Step step)
    {
        Write(step switch
        {
            SkipStep skip => new StepSkipped(skip.Key, skip.Reason),
            DropStep drop => new StepDropped(drop.Key, drop.Reason),
            { Kind: StepKind.Release } => Release(step.Key),
            { Kind: StepKind.Publish } => new Published(step.Key, Head.Released()!.Number),
            _ => new OfficeNotified(step.Key),
        });
    }

    // As the performer does: what it compiled goes out only where that is what was approved.
    StepOutcome Release(string key)
    {
        var number = Head.Editions.LastOrDefault() is { IsDraft: false } last && last.Content == Content ? last.Number : Compile();
        return Gates.Of(Head, Head.Editions[number - 1]).Count == 0 ? new ReleasedByItself(key, number) : new StepDropped(key, "Not what was approved.");
    }

    /// <summary>The days on which a step of a kind was performed.</summary>
    public IReadOnlyList<DateOnly> Told(StepKind kind) => [.. _facts.Where(f => f.Fact is OfficeNotified n && StepKey.KindOf(n.Key) == kind).Select(f => TokyoTime.DayOf(f.At))];
}
