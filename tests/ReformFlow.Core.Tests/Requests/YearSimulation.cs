using System.Collections.Immutable;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

/// <summary>One append of a simulated year, with the head before and after it.</summary>
sealed record Entry(CycleSettings Cycle, Append Append, Head Before, Head After)
{
    public DateTimeOffset At => Append.At;
    public string Stream => $"{Cycle.Key}/{Append.Stream}";
}

/// <summary>Runs a town's cycles through a year without a clock: asks the policies, performs what is due, waits for the moments that they name.</summary>
/// <remarks>The worker sleeps and crashes between claim and outcome as chance has it; people act through <see cref="SimulatedPeople"/>.</remarks>
sealed class YearSimulation
{
    // Far more than any year needs: beyond it the policies keep each other awake for ever.
    const int MaxTurns = 200_000;

    readonly Dictionary<(string Cycle, string Stream), Head> _heads = [];
    readonly Dictionary<(string Cycle, string Stream), DateTimeOffset> _lookAt = [];
    readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _turns = new();
    readonly List<Entry> _log = [];
    readonly List<(DateTimeOffset From, DateTimeOffset To)> _sleeps = [];
    readonly SimulatedPeople _people;
    readonly Random _chance;
    readonly HashSet<string> _handed = [];
    int _order;

    public YearSimulation(int seed, int? departments = null)
    {
        Seed = seed;
        _chance = new(seed);
        IsCalm = seed % 4 == 0;
        Cycles = SimulatedTown.Cycles(_chance, departments);
        var starts = Cycles.ToDictionary(c => c.Key, c => SimulatedTown.StartOf(c, _chance));
        if (!IsCalm) _sleeps.AddRange(SimulatedTown.Sleeps(starts.Values.Min(), _chance));
        _people = new(this, _chance);
        foreach (var cycle in Cycles)
            At(starts[cycle.Key], () => Start(cycle));
        Run();
    }

    public int Seed { get; }

    /// <summary>True for a year without sleeps, crashes and refused mails, in which every mail leaves at its very hour.</summary>
    public bool IsCalm { get; }
    public IReadOnlyList<CycleSettings> Cycles { get; }
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Sleeps => _sleeps;
    public IReadOnlyList<Entry> Log => _log;
    public DateTimeOffset Now { get; private set; }

    /// <summary>Answers of a policy that contradict each other or themselves.</summary>
    public List<string> Contradictions { get; } = [];

    public Head Head(CycleSettings cycle, string stream) => _heads[(cycle.Key, stream)];

    public RequestHead Request(CycleSettings cycle, string department) => (RequestHead)Head(cycle, $"request~{department}");

    public IEnumerable<RequestHead> Requests(CycleSettings cycle) => cycle.Requests.Select(r => Request(cycle, r.Department));

    /// <summary>Has something done at a moment; what stands for one moment is done in the order in which it was asked for.</summary>
    public void At(DateTimeOffset at, Action act) => _turns.Enqueue(act, (at > Now ? at : Now, _order++));

    /// <summary>Writes facts into a stream, as one append, and rings the worker.</summary>
    public void Write(CycleSettings cycle, string stream, string by, params IReadOnlyList<Event> facts)
    {
        var before = _heads[(cycle.Key, stream)];
        var append = new Append(stream, before.Version + 1, before.Hash, Now, by, facts);
        var after = before.After(append, Append.HashOf(append.ToBytes()));
        _heads[(cycle.Key, stream)] = after;
        _log.Add(new(cycle, append, before, after));
        LookAgain(cycle, stream, Now);
        if (stream != "cycle") LookAgain(cycle, "cycle", Now);
    }

    void Start(CycleSettings cycle)
    {
        _heads[(cycle.Key, "cycle")] = Core.Log.Head.Empty("cycle");
        foreach (var request in cycle.Requests) _heads[(cycle.Key, $"request~{request.Department}")] = Core.Log.Head.Empty($"request~{request.Department}");
        Write(cycle, "cycle", "p1", new CycleStarted(cycle));
        foreach (var request in cycle.Requests) LookAgain(cycle, $"request~{request.Department}", Now);
        _people.Expect(cycle);
    }

    void Run()
    {
        for (var turn = 0; _turns.TryDequeue(out var act, out var when); turn++)
        {
            if (turn > MaxTurns) throw new InvalidOperationException($"Year {Seed} does not end.");
            Now = when.At;
            act();
        }
    }

    void LookAgain(CycleSettings cycle, string stream, DateTimeOffset at)
    {
        var key = (cycle.Key, stream);
        if (_lookAt.TryGetValue(key, out var planned) && planned <= at && planned >= Now) return;
        _lookAt[key] = at;
        At(at, () =>
        {
            if (_lookAt.TryGetValue(key, out var mine) && mine == at) Tend(cycle, stream);
        });
    }

    void Tend(CycleSettings cycle, string stream)
    {
        _lookAt.Remove((cycle.Key, stream));
        var tried = new HashSet<string>();
        while (true)
        {
            // A crash in the midst of its steps sends the worker to sleep as well.
            if (_sleeps.FirstOrDefault(s => s.From <= Now && Now < s.To) is { To: var wakes } && wakes > Now)
            {
                LookAgain(cycle, stream, wakes);
                return;
            }
            var decision = Ask(cycle, stream);
            foreach (var hand in decision.Due.OfType<HandStep>().Where(h => _handed.Add(h.Key))) _people.HandOverByHand(cycle, stream, hand);
            decision = decision with { Due = [.. decision.Due.Where(s => s is not HandStep)] };
            if (decision.Due.FirstOrDefault(s => !tried.Contains(s.Key)) is not { } step)
            {
                if (decision.LookAgainAt is { } at) LookAgain(cycle, stream, at);
                return;
            }
            tried.Add(step.Key);
            if (Steps(cycle, stream).GetValueOrDefault(step.Key) is { Outcome: null } mark && mark.FreeAt("worker", DateTimeOffset.MinValue) is var free && free > Now)
                LookAgain(cycle, stream, free);
            else
                Perform(cycle, stream, step);
        }
    }

    Decision Ask(CycleSettings cycle, string stream)
    {
        var decision = Decide(cycle, stream, Now);
        var again = Decide(cycle, stream, Now);
        if (!decision.Due.SequenceEqual(again.Due) || decision.LookAgainAt != again.LookAgainAt) Contradictions.Add($"{Now:u} {stream}: asked twice, answered twice");
        if (decision.LookAgainAt <= Now) Contradictions.Add($"{Now:u} {stream}: look again at {decision.LookAgainAt:u}, which is past");
        if (decision.Due.DistinctBy(s => s.Key).Count() != decision.Due.Count) Contradictions.Add($"{Now:u} {stream}: one key, two steps");

        // Nothing may become due by itself before the moment that was named.
        var last = (decision.LookAgainAt ?? Now.AddDays(60)).AddTicks(-1);
        var between = Now + (last - Now) * _chance.NextDouble();
        foreach (var moment in new[] { between, last })
            if (Decide(cycle, stream, moment).Due.OfType<PerformStep>().ExceptBy(decision.Due.Select(s => s.Key), s => s.Key).ToList() is [var early, ..])
                Contradictions.Add($"{Now:u} {stream}: {early.Key} is due at {moment:u}, before {decision.LookAgainAt:u}");
        return decision;
    }

    Decision Decide(CycleSettings cycle, string stream, DateTimeOffset now) => stream == "cycle"
        ? CyclePolicy.Next((CycleHead)Head(cycle, stream), [.. Requests(cycle)], now)
        : RequestPolicy.Next(cycle, (RequestHead)Head(cycle, stream), Others(cycle, stream), now);

    List<OtherRequest> Others(CycleSettings cycle, string stream) =>
        [.. Cycles.Where(c => c.Key != cycle.Key && _heads.ContainsKey((c.Key, stream))).Select(c => new OtherRequest(c, (RequestHead)Head(c, stream)))];

    ImmutableSortedDictionary<string, StepMark> Steps(CycleSettings cycle, string stream) =>
        Head(cycle, stream) switch { RequestHead request => request.Steps, CycleHead head => head.Steps, _ => StepMarks.None };

    void Perform(CycleSettings cycle, string stream, Step step)
    {
        switch (step)
        {
            case SkipStep skip:
                Write(cycle, stream, Append.System, new StepClaimed(skip.Key, "worker"), new StepSkipped(skip.Key, skip.Reason, skip.SaidBy));
                return;
            case DropStep drop:
                Write(cycle, stream, Append.System, new StepDropped(drop.Key, drop.Reason));
                return;
        }
        Write(cycle, stream, Append.System, new StepClaimed(step.Key, "worker"));
        if (!IsCalm && _chance.Next(40) == 0)
        {
            _sleeps.Add((Now, Now.AddMinutes(_chance.Next(1, 60 * 24 * 3))));
            return;
        }
        var isRefused = !IsCalm && Cycles.Count == 1 && _chance.Next(25) == 0;
        switch (step.Kind)
        {
            case StepKind.Probe or StepKind.Request or StepKind.Remind when isRefused:
                Write(cycle, stream, Append.System, new MailRefused(step.Key, "550"));
                break;
            case StepKind.Request:
                Write(cycle, stream, Append.System, new RequestSent(step.Key, "p2", StepKey.MessageId(step.Key, "example.jp")));
                _people.Receive(cycle, stream["request~".Length..]);
                break;
            case StepKind.Remind:
                Write(cycle, stream, Append.System, new ReminderSent(step.Key, "p2", StepKey.MessageId(step.Key, "example.jp")));
                _people.Receive(cycle, stream["request~".Length..]);
                break;
            case StepKind.Probe:
                Write(cycle, stream, Append.System, new ProbeSent(step.Key, "p2", StepKey.MessageId(step.Key, "example.jp")));
                _people.AnswerProbe(cycle, stream["request~".Length..]);
                break;
            case StepKind.Confirm or StepKind.RemindConfirm:
                Write(cycle, stream, Append.System, new ConfirmationAsked(step.Key, "p3", StepKey.MessageId(step.Key, "example.jp")));
                _people.Confirm(cycle, stream["request~".Length..]);
                break;
            case StepKind.AskFinal:
                Write(cycle, stream, Append.System, FinalsAsked.Of(step.Key, cycle, (RequestHead)Head(cycle, stream), TokyoTime.DayOf(Now)));
                break;
            case StepKind.Lock:
                Write(cycle, stream, Append.System, new Locked(step.Key));
                break;
            case StepKind.Release:
                var number = ((CycleHead)Head(cycle, stream)).Editions.Count + 1;
                Write(cycle, stream, Append.System, Sample.Compiled(number));
                Write(cycle, stream, Append.System, new ReleasedByItself(step.Key, number));
                break;
            case StepKind.Publish:
                Write(cycle, stream, Append.System, new Published(step.Key, ((CycleHead)Head(cycle, stream)).Released()!.Number));
                break;
            default:
                Write(cycle, stream, Append.System, RequestRules.Sent(step, "p2", StepKey.MessageId(step.Key, "example.jp")));
                if (step.Kind == StepKind.NoticeEscalation) _people.ReleaseEscalations(cycle);
                if (step.Kind is StepKind.NoticeLocked or StepKind.NoticeMissing) _people.DecideMissing(cycle);
                break;
        }
    }
}
