using System.Collections.Immutable;
using ReformFlow.Core.Access;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Organisation;

/// <summary>A plan is known under this key.</summary>
public sealed record PlanRegistered(string Key, string Title) : Event;

/// <summary>A cycle was started under this key for that plan.</summary>
public sealed record CycleRegistered(string Key, string Plan) : Event;

/// <summary>The cycle has ended: nobody asks what is due in it any more, and its partition is read when somebody opens it.</summary>
/// <param name="Title">What the desk lists it as.</param>
/// <param name="WasPublished">False where it was stopped.</param>
public sealed record CycleEnded(string Key, string Title, bool WasPublished) : Event;

/// <summary>A cycle that had ended goes on.</summary>
public sealed record CycleResumed(string Key) : Event;

/// <summary>The organisation in force is the file with this hash.</summary>
public sealed record OrganisationStored(string File) : Event;

/// <summary>The texts of the municipality's mails are the file with this hash.</summary>
public sealed record MailTextsStored(string File) : Event;

/// <summary>A report template of the town's own is the file with this hash; a later one of the same name takes its place for cycles to come.</summary>
public sealed record TemplateStored(string Name, string Title, string File) : Event;

/// <summary>Cycles of this plan are proposed with the template of this name: what was chosen last.</summary>
public sealed record TemplateProposed(string Plan, string Name) : Event;

/// <summary>What the office has registered: plans, cycles, the files in force, and its members.</summary>
public sealed record OfficeHead(string Stream, int Shape, int Version, string Hash) : Head(Stream, Shape, Version, Hash)
{
    public IReadOnlyList<PlanRegistered> Plans { get; init; } = [];
    public IReadOnlyList<CycleRegistered> Cycles { get; init; } = [];

    /// <summary>The cycles that have ended.</summary>
    public IReadOnlyList<CycleEnded> Ended { get; init; } = [];
    public string? Organisation { get; init; }
    public string? MailTexts { get; init; }

    /// <summary>The town's own report templates, each as it was stored last.</summary>
    public IReadOnlyList<TemplateStored> Templates { get; init; } = [];

    /// <summary>Plan → the template with which its cycles are proposed; a plan that is absent has chosen none.</summary>
    public ImmutableSortedDictionary<string, string> Proposed { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Everybody who is or was a member, by number.</summary>
    public ImmutableSortedDictionary<string, MemberMark> Members { get; init; } = MemberMarks.None;

    /// <summary>Who stands in for whom, as it was named.</summary>
    public IReadOnlyList<Deputyship> Deputies { get; init; } = [];

    /// <summary>The cycles in which something may be due.</summary>
    public IEnumerable<CycleRegistered> OpenCycles() => Cycles.Where(c => Ended.All(e => e.Key != c.Key));

    protected override Head Apply(Event fact, DateTimeOffset at) => fact switch
    {
        PlanRegistered plan => this with { Plans = [.. Plans.Where(p => p.Key != plan.Key), plan] },
        CycleRegistered cycle => this with { Cycles = [.. Cycles, cycle] },
        CycleEnded ended => this with { Ended = [.. Ended.Where(e => e.Key != ended.Key), ended] },
        CycleResumed resumed => this with { Ended = [.. Ended.Where(e => e.Key != resumed.Key)] },
        OrganisationStored stored => this with { Organisation = stored.File },
        TemplateStored template => this with { Templates = [.. Templates.Where(t => t.Name != template.Name), template] },
        TemplateProposed proposed => this with { Proposed = Proposed.SetItem(proposed.Plan, proposed.Name) },
        MailTextsStored stored => this with { MailTexts = stored.File },
        _ => this with { Members = Members.After(fact, at), Deputies = Deputies.After(fact) },
    };
}
