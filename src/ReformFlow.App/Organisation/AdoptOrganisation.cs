using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Organisation;

/// <summary>Lets a running cycle go on with the organisation that was imported last: 1 April inside the cycle.</summary>
public sealed class AdoptOrganisation(Streams streams, Archive archive, IDoorbell doorbell)
{
    /// <summary>What an adoption would do: the imported organisation, and the fact or every problem; nothing where the cycle has that organisation already.</summary>
    public sealed record Proposal(Municipality After, OrganisationAdopted? Adopted, IReadOnlyList<Problem> Problems);

    /// <summary>What would be done now; null where there is nothing new.</summary>
    public async Task<Proposal?> ProposeAsync(StartedCycle cycle, CancellationToken cancellation) =>
        await ProposeAsync(cycle, cycle.Head, await FileAsync(cycle, cancellation), cancellation);

    /// <summary>Adopts the organisation as it was shown; every problem, or none and the successions are on their way.</summary>
    /// <param name="file">The hash of the organisation that the office looked at.</param>
    public async Task<IReadOnlyList<Problem>> RunAsync(StartedCycle cycle, string file, string by, CancellationToken cancellation)
    {
        IReadOnlyList<Problem> problems = [];
        await streams.ChangeAsync<CycleHead>(StreamName.Cycle(cycle.Settings.Town, cycle.Settings.Key), by, async head =>
        {
            problems = [];
            if (head.Settings!.OrganisationFile == file) return [];
            if (await FileAsync(cycle, cancellation) != file)
            {
                problems = [new("organisation", "この画面を開いた後に、別の組織が取り込まれました。内容を見直して、もう一度お試しください。")];
                return [];
            }
            // The steps of the last adoption end before the next begins.
            foreach (var request in head.Settings.Requests.Where(r => r.PassesOn))
                if ((await streams.HeadAsync<RequestHead>(cycle.StreamOf(request.Department), cancellation)).PassedOnIn == head.Adoption?.Number)
                {
                    problems = [new("organisation", "前の組織の改正による引継ぎが、まだ終わっていません。少し待ってから、もう一度お試しください。")];
                    return [];
                }
            var proposal = await ProposeAsync(cycle, head, file, cancellation);
            problems = proposal?.Problems ?? [];
            return proposal?.Adopted is { } adopted ? [adopted] : [];
        }, cancellation);
        if (problems.Count == 0) await doorbell.RingAsync(cycle.Place, cancellation);
        return problems;
    }

    async Task<Proposal?> ProposeAsync(StartedCycle cycle, CycleHead head, string file, CancellationToken cancellation)
    {
        if (head.Settings!.OrganisationFile == file) return null;
        var before = await archive.MunicipalityAsync(cycle.Settings.Town, head.Settings.OrganisationFile, cancellation);
        var after = await archive.MunicipalityAsync(cycle.Settings.Town, file, cancellation);
        var (adopted, problems) = Adoption.Of(head, cycle.Plan, before, after, file);
        return new(after, adopted, problems);
    }

    async Task<string> FileAsync(StartedCycle cycle, CancellationToken cancellation) =>
        (await streams.HeadAsync<OfficeHead>(StreamName.Office(cycle.Settings.Town), cancellation)).Organisation!;
}
