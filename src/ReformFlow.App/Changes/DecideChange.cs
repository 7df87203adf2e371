using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Changes;

/// <summary>The office's decisions about proposals, and the versions of the plan that follow from them.</summary>
public sealed class DecideChange(Streams streams, Archive archive, IDoorbell doorbell)
{
    /// <summary>Records a decision; null when done (now or before), else why not.</summary>
    public async Task<string?> RunAsync(StartedCycle cycle, string department, ChangeDecided decided, string by, CancellationToken cancellation)
    {
        decided = decided with { Note = AnswerText.Clean(decided.Note), No = decided.No is null ? null : AnswerText.Clean(decided.No).Trim() };
        var plan = (await VersionsAsync(cycle, cancellation))[^1];
        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, async head =>
        {
            var proposal = (await OfAsync(cycle, department, cancellation)).FirstOrDefault(p => p.Proposed.Number == decided.Number);
            refusal = proposal switch
            {
                null => "その申し出はありません。",
                { WithdrawnAt: not null } => "所属が取り下げたため、決定することはできません。",
                { Decision: { } before } => before == decided ? null : "この申し出は、すでに決定しています。",
                _ => ChangeCheck.Refusal(proposal.Proposed, decided, cycle.Settings, plan),
            };
            return refusal is null && head.Changes.Open.Contains(decided.Number) ? [decided] : [];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return refusal;
    }

    /// <summary>Brings a request's accepted changes into the plan's next version, those that it lacks; may be repeated.</summary>
    /// <returns>The hash of the version that holds them.</returns>
    public async Task<string> ApplyAsync(StartedCycle cycle, string department, CancellationToken cancellation)
    {
        var accepted = (await OfAsync(cycle, department, cancellation)).Where(p => p.Decision?.Accepted == true).ToList();
        var head = await streams.ChangeAsync<PlanHead>(PlanStream(cycle), Append.System, async head =>
        {
            var versions = await VersionsAsync(cycle, head, cancellation);
            var plan = accepted.Aggregate(versions[^1], (plan, p) => PlanChanges.With(plan, IdOf(cycle, p), p.Proposed, p.Decision!, versions));
            return ReferenceEquals(plan, versions[^1]) ? [] : [new PlanStored(await archive.StoreJsonAsync(cycle.Settings.Town, plan, cancellation))];
        }, cancellation);
        return head.Files[^1];
    }

    /// <summary>A request's proposals, oldest first.</summary>
    public async Task<IReadOnlyList<Proposal>> OfAsync(StartedCycle cycle, string department, CancellationToken cancellation) =>
        Proposal.Of(department, await streams.ReadAsync(cycle.StreamOf(department), cancellation));

    /// <summary>The plan's last version, which knows what has been accepted so far.</summary>
    public async Task<Plan> LastAsync(StartedCycle cycle, CancellationToken cancellation) => (await VersionsAsync(cycle, cancellation))[^1];

    /// <summary>Where a proposal was made, as the plan's file names it.</summary>
    public static string IdOf(StartedCycle cycle, Proposal proposal) => $"{cycle.Settings.Key}~{proposal.Department}~{proposal.Proposed.Number}";

    async Task<IReadOnlyList<Plan>> VersionsAsync(StartedCycle cycle, CancellationToken cancellation) =>
        await VersionsAsync(cycle, await streams.HeadAsync<PlanHead>(PlanStream(cycle), cancellation), cancellation);

    async Task<IReadOnlyList<Plan>> VersionsAsync(StartedCycle cycle, PlanHead head, CancellationToken cancellation)
    {
        var versions = new List<Plan>();
        foreach (var file in head.Files) versions.Add(await archive.PlanAsync(cycle.Settings.Town, file, cancellation));
        return versions;
    }

    static StreamName PlanStream(StartedCycle cycle) => StreamName.Plan(cycle.Settings.Town, cycle.Settings.Plan);
}
