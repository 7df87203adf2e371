using ReformFlow.Core.Cycles;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Publication;

/// <summary>Something that must be recorded before an edition is made public.</summary>
/// <param name="Review">For a review: its key.</param>
public sealed record OpenGate(GateKind Kind, string? Review = null)
{
    public override string ToString() => Review is null ? $"{Kind}" : $"{Kind} {Review}";
}

/// <summary>What a publication waits for.</summary>
public enum GateKind
{
    /// <summary>The decision on answers that never came.</summary>
    MissingAnswers,

    /// <summary>The outcome of a required review.</summary>
    Review,

    /// <summary>The approval of the edition.</summary>
    Approval,

    /// <summary>公表の決定.</summary>
    Release,
}

/// <summary>What stands between an edition and the public.</summary>
public static class Gates
{
    /// <summary>The required reviews without an outcome, in their order, and the approval that is missing.</summary>
    /// <param name="edition">The edition that would go out; null where there is none yet.</param>
    public static IReadOnlyList<OpenGate> Of(CycleHead cycle, EditionMark? edition)
    {
        var gates = cycle.Reviews.Where(r => r.HoldsPublication).Select(r => new OpenGate(GateKind.Review, r.Key)).ToList();
        if (cycle.Approval == ApprovalRule.Required && (edition is null || cycle.ApprovalOf(edition) is null)) gates.Add(new(GateKind.Approval));
        return gates;
    }

    /// <summary>A number for a set of gates, so that each set is told to the office once: FNV-1a over their names, the same on every machine.</summary>
    public static int NumberOf(IReadOnlyList<OpenGate> gates)
    {
        var hash = 2166136261u;
        foreach (var c in string.Join('\n', gates)) hash = (hash ^ c) * 16777619u;
        return (int)(hash & int.MaxValue);
    }
}
