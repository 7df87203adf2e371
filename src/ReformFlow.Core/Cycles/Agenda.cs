using System.Collections.Immutable;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Cycles;

/// <summary>Turns what is planned into what is due: the rules that requests and cycles share.</summary>
static class Agenda
{
    /// <summary>
    /// Of several overdue steps of one kind for one department only the latest is performed and the overtaken ones are skipped;
    /// what was claimed and is planned no more is dropped; the rest says when to look again.
    /// </summary>
    public static Decision Decide(IReadOnlyList<PlannedStep> planned, ImmutableSortedDictionary<string, StepMark> marks, DateTimeOffset now)
    {
        var open = planned.Where(p => !marks.IsFinished(p.Key)).ToList();
        var due = new List<Step>();
        foreach (var alike in open.Where(p => p.At <= now).GroupBy(p => (p.Kind, StepKey.WhomOf(p.Key))))
        {
            var steps = alike.OrderBy(p => p.At).ToList();
            due.AddRange(steps.SkipLast(1).Select(p => new SkipStep(p.Kind, p.Key, $"Overtaken by {steps[^1].Key}.")));
            due.Add(new PerformStep(alike.Key.Kind, steps[^1].Key));
        }
        foreach (var key in marks.Unfinished().Where(key => due.All(s => s.Key != key)))
            due.Add(new DropStep(StepKey.KindOf(key) ?? StepKind.Lock, key, "No longer due."));
        return new(due, open.Where(p => p.At > now).Select(p => (DateTimeOffset?)p.At).Min());
    }
}
