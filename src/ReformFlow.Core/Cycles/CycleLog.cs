using System.Collections.Immutable;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;

namespace ReformFlow.Core.Cycles;

/// <summary>The office started the cycle with these settings; requests follow from them.</summary>
public sealed record CycleStarted(CycleSettings Settings) : Event;

/// <summary>A notice went to the reform office.</summary>
public sealed record OfficeNotified(string Key) : StepOutcome(Key);

/// <summary>The textless fold of a cycle's own stream.</summary>
public sealed record CycleHead(string Stream, int Shape, int Version, string Hash) : Head(Stream, Shape, Version, Hash)
{
    /// <summary>Null until the cycle was started.</summary>
    public CycleSettings? Settings { get; init; }
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Every edition compiled so far, oldest first.</summary>
    public IReadOnlyList<EditionMark> Editions { get; init; } = [];
    public ImmutableSortedDictionary<string, StepMark> Steps { get; init; } = StepMarks.None;

    /// <summary>The edition that the office released last, or null.</summary>
    public EditionMark? Released() => Editions.Where(e => e.ReleasedAt is not null).OrderBy(e => e.ReleasedAt).LastOrDefault();

    /// <summary>The edition that was made public last, or null.</summary>
    public EditionMark? Published() => Editions.Where(e => e.PublishedAt is not null).OrderBy(e => e.PublishedAt).LastOrDefault();

    protected override Head Apply(Event fact, DateTimeOffset at)
    {
        var head = this with { Steps = Steps.After(fact, at) };
        return fact switch
        {
            CycleStarted started => head with { Settings = started.Settings, StartedAt = at },
            EditionCompiled compiled => head with { Editions = [.. Editions, new(compiled.Number, compiled.Document, compiled.IsDraft, compiled.Files, at)] },
            Released released => head.Edition(released.Number, e => e with { ReleasedAt = at }),
            ReleasedByItself released => head.Edition(released.Number, e => e with { ReleasedAt = at }),
            Published published => head.Edition(published.Number, e => e with { PublishedAt = at }),
            _ => head,
        };
    }

    CycleHead Edition(int number, Func<EditionMark, EditionMark> change) => this with { Editions = [.. Editions.Select(e => e.Number == number ? change(e) : e)] };
}
