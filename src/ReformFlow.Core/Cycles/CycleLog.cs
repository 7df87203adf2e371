using System.Collections.Immutable;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Cycles;

/// <summary>The office started the cycle with these settings; requests follow from them.</summary>
public sealed record CycleStarted(CycleSettings Settings) : Event;

/// <summary>A notice went to the reform office.</summary>
public sealed record OfficeNotified(string Key) : StepOutcome(Key);

/// <summary>The office's own texts in the report are the file with this hash, an <c>office-texts/1</c>.</summary>
public sealed record OfficeTextsStored(string File) : Event;

/// <summary>A version of the office's own texts.</summary>
/// <param name="Number">1 for a cycle's first, then one more each time.</param>
public sealed record OfficeTextsMark(int Number, string File, DateTimeOffset At);

/// <summary>終了: published, and nothing is owed; nobody looks after the cycle any more.</summary>
public sealed record CycleClosed : Event;

/// <summary>中止: the cycle ends without a publication.</summary>
public sealed record CycleStopped(string Reason) : Event;

/// <summary>A cycle that was closed goes on, because something is to be corrected.</summary>
public sealed record CycleReopened(string Reason) : Event;

/// <summary>The textless fold of a cycle's own stream.</summary>
public sealed record CycleHead(string Stream, int Shape, int Version, string Hash) : Head(Stream, Shape, Version, Hash)
{
    /// <summary>The settings in force: those of the start, with the organisation adopted last and the requests as they have passed since; null until the cycle was started.</summary>
    public CycleSettings? Settings { get; init; }
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Every edition compiled so far, oldest first.</summary>
    public IReadOnlyList<EditionMark> Editions { get; init; } = [];
    public ImmutableSortedDictionary<string, StepMark> Steps { get; init; } = StepMarks.None;

    /// <summary>The reviews in their order, dropped ones too.</summary>
    public IReadOnlyList<ReviewMark> Reviews { get; init; } = [];

    /// <summary>Whether an approval is needed, and those that are in force, oldest first.</summary>
    public ApprovalRule Approval { get; init; }
    public IReadOnlyList<ApprovalMark> Approvals { get; init; } = [];

    /// <summary>Every version of the office's own texts, oldest first; the last one holds.</summary>
    public IReadOnlyList<OfficeTextsMark> Texts { get; init; } = [];

    /// <summary>The version of the texts that an edition was compiled from; null for none.</summary>
    public OfficeTextsMark? TextsOf(EditionMark edition) => Texts.LastOrDefault(t => t.File == edition.TextsFile && t.At <= edition.CompiledAt);

    /// <summary>When the cycle was closed or stopped; null while it runs.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The organisation adopted last; null while that of the start holds.</summary>
    public AdoptionMark? Adoption { get; init; }

    /// <summary>The organisations before the one in force, oldest first, by the hashes of their files.</summary>
    public IReadOnlyList<string> FormerOrganisations { get; init; } = [];

    /// <summary>What has passed from one department to another, oldest first.</summary>
    public IReadOnlyList<Succession> Passed { get; init; } = [];

    /// <summary>In whose name a department that is no more stands for an item; null where it needs nobody.</summary>
    public string? SuccessorOf(string department, string item) => Adoption?.Successions.FirstOrDefault(s => s.From == department && s.All.Contains(item))?.To;

    /// <summary>The review with this key.</summary>
    public ReviewMark? Review(string key) => Reviews.FirstOrDefault(r => r.Key == key);

    /// <summary>The approval that holds for an edition, or null.</summary>
    public ApprovalMark? ApprovalOf(EditionMark edition) => edition.Content is null ? null : Approvals.LastOrDefault(a => a.Content == edition.Content);

    /// <summary>The edition that the office released last, or null.</summary>
    public EditionMark? Released() => Editions.Where(e => e.ReleasedAt is not null).OrderBy(e => e.ReleasedAt).LastOrDefault();

    /// <summary>The last decision to go back to an earlier edition; null where there was none.</summary>
    public ReinstatedMark? Reinstated { get; init; }

    /// <summary>The edition that the public reads: the one made public last, or one that the office has gone back to since; or null.</summary>
    public EditionMark? Published()
    {
        var last = Editions.Where(e => e.PublishedAt is not null).OrderBy(e => e.PublishedAt).LastOrDefault();
        return Reinstated is { IsOver: false } back ? Editions.First(e => e.Number == back.Number) : last;
    }

    protected override Head Apply(Event fact, DateTimeOffset at)
    {
        var head = this with { Steps = Steps.After(fact, at), Reviews = Reviews.After(fact, at) };
        return fact switch
        {
            CycleStarted started => head with { Settings = started.Settings, StartedAt = at, Approval = started.Settings.Approval },
            EditionCompiled compiled => head with { Editions = [.. Editions, Marked(compiled, at)] },
            Approved approved => head.Approve(new(approved.Number, approved.Content, at)),
            ApprovalRecorded recorded => head.Approve(new(recorded.Number, recorded.Content, at, recorded.DecidedOn, recorded.Reference, recorded.Post)),
            ApprovalWithdrawn withdrawn => head with { Approvals = [.. Approvals.Where(a => a.Content != withdrawn.Content)] },
            ApprovalRuleChanged changed => head with { Approval = changed.Rule },
            OrganisationAdopted adopted => head with
            {
                Adoption = new(1 + (Adoption?.Number ?? 0), at, adopted.Successions, adopted.Departments, adopted.Renewed),
                FormerOrganisations = [.. FormerOrganisations, Settings!.OrganisationFile],
                Settings = Settings with { OrganisationFile = adopted.File, Requests = Adopted.Requests(Settings.Requests, adopted) },
            },
            RequestPassed passed => head with { Passed = [.. Passed, .. passed.Successions], Settings = Settings! with { Requests = Adopted.Requests(Settings.Requests, passed, Adoption!) } },
            OfficeTextsStored stored => head with { Texts = [.. Texts, new(Texts.Count + 1, stored.File, at)] },
            CycleClosed => head with { ClosedAt = at },
            CycleStopped => head with { StoppedAt = at },
            CycleReopened => head with { ClosedAt = null },
            Released released => head.Edition(released.Number, e => e with { ReleasedAt = at }),
            ReleasedByItself released => head.Edition(released.Number, e => e with { ReleasedAt = at }),
            Published published => head.Edition(published.Number, e => e with { PublishedAt = at }) with { Reinstated = Reinstated is null ? null : Reinstated with { IsOver = true } },
            Reinstated back => head with { Reinstated = new(back.Number, at, 1 + (Reinstated?.Count ?? 0), back.Reason) },
            _ => head,
        };
    }

    // An edition of before there were reviews says what its document says.
    static EditionMark Marked(EditionCompiled compiled, DateTimeOffset at) => new(compiled.Number, compiled.Document, compiled.IsDraft, compiled.Files, at)
    {
        Content = compiled.Content ?? (compiled.IsDraft ? null : compiled.Document),
        DocumentNumber = compiled.DocumentNumber,
        TextsFile = compiled.TextsFile,
    };

    CycleHead Approve(ApprovalMark approval) => this with { Approvals = [.. Approvals, approval] };

    CycleHead Edition(int number, Func<EditionMark, EditionMark> change) => this with { Editions = [.. Editions.Select(e => e.Number == number ? change(e) : e)] };
}
