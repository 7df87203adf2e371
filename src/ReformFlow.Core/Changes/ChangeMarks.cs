using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Changes;

/// <summary>How a request's proposals stand, without their words.</summary>
public sealed record ChangeMarks
{
    /// <summary>No proposals at all.</summary>
    public static ChangeMarks None { get; } = new();

    /// <summary>The number of the last proposal; 0 for none.</summary>
    public int Proposed { get; init; }

    /// <summary>When the last one was made.</summary>
    public DateTimeOffset? ProposedAt { get; init; }

    /// <summary>Proposals that wait for the office.</summary>
    public IReadOnlyList<int> Open { get; init; } = [];

    /// <summary>How many the office has decided, and when the last.</summary>
    public int Decided { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Accepted proposals, and when the last was accepted.</summary>
    public IReadOnlyList<int> Accepted { get; init; } = [];
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The marks after one more fact.</summary>
    public ChangeMarks After(Event fact, DateTimeOffset at) => fact switch
    {
        ChangeProposed proposed => this with { Proposed = proposed.Number, ProposedAt = at, Open = [.. Open, proposed.Number] },
        ChangeWithdrawn withdrawn => this with { Open = [.. Open.Where(n => n != withdrawn.Number)] },
        ChangeDecided decided => this with
        {
            Open = [.. Open.Where(n => n != decided.Number)],
            Decided = Decided + 1,
            DecidedAt = at,
            Accepted = decided.Accepted ? [.. Accepted, decided.Number] : Accepted,
            AcceptedAt = decided.Accepted ? at : AcceptedAt,
        },
        // What still waited is asked in the successor's name.
        PassedOn { IsWhole: true } => this with { Open = [] },
        _ => this,
    };

    /// <summary>The same proposals, whoever counted them.</summary>
    public bool Equals(ChangeMarks? other) => other is not null
        && (Proposed, ProposedAt, Decided, DecidedAt, AcceptedAt) == (other.Proposed, other.ProposedAt, other.Decided, other.DecidedAt, other.AcceptedAt)
        && Open.SequenceEqual(other.Open) && Accepted.SequenceEqual(other.Accepted);

    public override int GetHashCode() => HashCode.Combine(Proposed, Decided, Open.Count, Accepted.Count);
}
