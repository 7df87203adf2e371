using ReformFlow.App.Log;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Cycles;

/// <summary>What can be done for a place now, and when to look again.</summary>
/// <param name="Due">The keys of steps that are due and that nobody is at.</param>
/// <param name="LookAgainAt">Null when only a new fact can change anything.</param>
public sealed record Outlook(IReadOnlyList<string> Due, DateTimeOffset? LookAgainAt)
{
    /// <summary>Nothing is due, and nothing becomes due by itself.</summary>
    public bool IsNothing => Due.Count == 0 && LookAgainAt is null;
}

/// <summary>Asks the policies, from the heads alone.</summary>
public sealed class Outlooks(CycleFinder cycles, WorkerIdentity worker, TimeProvider time)
{
    /// <summary>Every place of a town: its cycles, and each department's request in them.</summary>
    public async Task<IReadOnlyList<(Place Place, Outlook Outlook)>> OfTownAsync(string town, CancellationToken cancellation)
    {
        var running = await cycles.AllAsync(town, cancellation);
        var now = time.GetUtcNow();
        var outlooks = new List<(Place, Outlook)>();
        foreach (var cycle in running)
        {
            outlooks.Add((cycle.Place, Of(cycle.Head.Steps, CyclePolicy.Next(cycle.Head, [.. cycle.Requests.Values], now))));
            foreach (var (department, head) in cycle.Requests)
            {
                var others = running.Where(c => c != cycle && c.Requests.ContainsKey(department)).Select(c => new OtherRequest(c.Settings, c.Requests[department])).ToList();
                outlooks.Add((cycle.PlaceOf(department), Of(head.Steps, RequestPolicy.Next(cycle.Settings, head, others, now))));
            }
        }
        return outlooks;
    }

    /// <summary>What a policy's decision leaves to do beside the claims of others.</summary>
    internal Outlook Of(IReadOnlyDictionary<string, StepMark> marks, Decision decision)
    {
        var now = time.GetUtcNow();
        var due = new List<string>();
        var lookAgainAt = decision.LookAgainAt;
        foreach (var step in decision.Due)
            // What is handed over by hand no worker can do.
            if (step is HandStep) continue;
            else if (FreeAt(marks, step.Key) is { } free && free > now) lookAgainAt = Earlier(lookAgainAt, free);
            else due.Add(step.Key);
        return new(due, lookAgainAt);
    }

    /// <summary>When a claimed step may be taken; null where nobody claimed it.</summary>
    internal DateTimeOffset? FreeAt(IReadOnlyDictionary<string, StepMark> marks, string key) => marks.GetValueOrDefault(key)?.FreeAt(worker.Name, worker.StartedAt);

    /// <summary>The earlier of two moments, of which either may be missing.</summary>
    internal static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
