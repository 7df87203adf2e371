using ReformFlow.Core.Log;

namespace ReformFlow.Core.Plans;

/// <summary>A version of the plan was stored as the file with this hash; its items have their permanent keys.</summary>
public sealed record PlanStored(string File) : Event;

/// <summary>The versions of a plan, oldest first, by the hashes of their files.</summary>
public sealed record PlanHead(string Stream, int Shape, int Version, string Hash) : Head(Stream, Shape, Version, Hash)
{
    public IReadOnlyList<string> Files { get; init; } = [];

    protected override Head Apply(Event fact, DateTimeOffset at) => fact is PlanStored stored ? this with { Files = [.. Files, stored.File] } : this;
}
