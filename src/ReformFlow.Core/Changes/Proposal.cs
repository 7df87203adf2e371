using ReformFlow.Core.Log;

namespace ReformFlow.Core.Changes;

/// <summary>A proposal with what became of it, as its request's stream tells.</summary>
/// <param name="Department">The key of the department that made it.</param>
public sealed record Proposal(string Department, ChangeProposed Proposed, DateTimeOffset At, DateTimeOffset? WithdrawnAt = null, ChangeDecided? Decision = null, DateTimeOffset? DecidedAt = null)
{
    /// <summary>True while the office has to decide.</summary>
    public bool IsOpen => WithdrawnAt is null && Decision is null;

    /// <summary>The proposals of one request, oldest first.</summary>
    /// <param name="appends">The appends of its stream.</param>
    public static IReadOnlyList<Proposal> Of(string department, IReadOnlyList<Append> appends)
    {
        var proposals = new List<Proposal>();
        foreach (var append in appends)
            foreach (var fact in append.Events)
                switch (fact)
                {
                    case ChangeProposed proposed: proposals.Add(new(department, proposed, append.At)); break;
                    case ChangeWithdrawn withdrawn: Change(withdrawn.Number, p => p with { WithdrawnAt = append.At }); break;
                    case ChangeDecided decided: Change(decided.Number, p => p with { Decision = decided, DecidedAt = append.At }); break;
                }
        return proposals;

        void Change(int number, Func<Proposal, Proposal> change)
        {
            var at = proposals.FindIndex(p => p.Proposed.Number == number);
            if (at >= 0) proposals[at] = change(proposals[at]);
        }
    }
}
