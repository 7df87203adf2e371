using Microsoft.Extensions.Logging;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Cycles;

/// <summary>A started cycle by itself, without its requests: what one department's page or mail needs to know of it.</summary>
public record StartedCycle(CycleHead Head, Municipality Municipality, Plan Plan, ReportTemplate Template)
{
    public CycleSettings Settings => Head.Settings!;

    /// <summary>The cycle as the place of its own steps.</summary>
    public Place Place => new(Settings.Town, Settings.Key);

    /// <summary>A department's request as the place of its steps.</summary>
    public Place PlaceOf(string department) => new(Settings.Town, Settings.Key, department);

    /// <summary>The stream of the cycle's own facts.</summary>
    public StreamName Stream => StreamName.Cycle(Settings.Town, Settings.Key);

    /// <summary>True when the cycle asks this department.</summary>
    public bool Asks(string department) => Settings.Requests.Any(r => r.Department == department);

    /// <summary>The items that a department writes, in printed order.</summary>
    public IEnumerable<PlanItem> ItemsOf(string department)
    {
        var keys = Settings.Requests.First(r => r.Department == department).Items;
        return Plan.Items.Where(i => keys.Contains(i.Key!));
    }

    /// <summary>The items of other departments to which a department gives its part, in printed order.</summary>
    public IEnumerable<PlanItem> PartsOf(string department)
    {
        var keys = Settings.Requests.First(r => r.Department == department).Parts;
        return Plan.Items.Where(i => keys.Contains(i.Key!));
    }

    /// <summary>The departments that give their part to an item, in the municipality's order.</summary>
    public IEnumerable<Department> PartGiversOf(PlanItem item) =>
        Settings.Requests.Where(r => r.Parts.Contains(item.Key!)).Select(r => Municipality.Department(r.Department));

    /// <summary>What a department fills in for an item: all that is asked, or its part alone.</summary>
    public IReadOnlyList<FormField> FieldsOf(string department, PlanItem item) =>
        Settings.Requests.First(r => r.Department == department).Parts.Contains(item.Key!)
            ? FormFields.Part(Template) is { } part ? [part] : []
            : FormFields.Of(Template, Plan, item, Settings.Period);

    /// <summary>The stream of a department's request in this cycle.</summary>
    public StreamName StreamOf(string department) => StreamName.Request(Settings.Town, Settings.Key, department);
}

/// <summary>A started cycle with the heads of all its requests, by department, as they stood at one moment.</summary>
public sealed record RunningCycle(CycleHead Head, IReadOnlyDictionary<string, RequestHead> Requests, Municipality Municipality, Plan Plan, ReportTemplate Template)
    : StartedCycle(Head, Municipality, Plan, Template);

/// <summary>Finds the cycles of a town.</summary>
public sealed class CycleFinder(Streams streams, Archive archive, ILogger<CycleFinder> logger)
{
    /// <summary>The cycle by itself, or null where the town has started none under this key.</summary>
    public async Task<StartedCycle?> StartedAsync(string town, string cycle, CancellationToken cancellation) =>
        await streams.HeadAsync<CycleHead>(StreamName.Cycle(town, cycle), cancellation) is { Settings: not null } head ? await StartedAsync(head, cancellation) : null;

    /// <summary>The cycle with all its requests, or null where the town has started none under this key.</summary>
    public async Task<RunningCycle?> FindAsync(string town, string cycle, CancellationToken cancellation)
    {
        var heads = await streams.HeadsAsync(StreamName.CyclePartition(town, cycle), cancellation);
        return heads.OfType<CycleHead>().FirstOrDefault() is { Settings: not null } head ? await RunningAsync(head, heads, cancellation) : null;
    }

    /// <summary>The cycle as a head tells of it, with the requests that it knows as they stand now.</summary>
    /// <remarks>Whoever has read a newer head takes this: an organisation that was adopted since asks other departments.</remarks>
    public async Task<RunningCycle> FindAsync(CycleHead head, CancellationToken cancellation) =>
        await RunningAsync(head, await streams.HeadsAsync(StreamName.CyclePartition(head.Settings!.Town, head.Settings.Key), cancellation), cancellation);

    async Task<RunningCycle> RunningAsync(CycleHead head, IReadOnlyList<Head> heads, CancellationToken cancellation)
    {
        var settings = head.Settings!;
        var begun = heads.OfType<RequestHead>().ToDictionary(h => h.Stream);
        var requests = settings.Requests.ToDictionary(
            r => r.Department,
            r => StreamName.Request(settings.Town, settings.Key, r.Department).Name is var name && begun.TryGetValue(name, out var request) ? request : (RequestHead)Head.Empty(name));
        var started = await StartedAsync(head, cancellation);
        return new(head, requests, started.Municipality, started.Plan, started.Template);
    }

    /// <summary>The head of a department's request.</summary>
    public Task<RequestHead> RequestAsync(StartedCycle cycle, string department, CancellationToken cancellation) =>
        streams.HeadAsync<RequestHead>(cycle.StreamOf(department), cancellation);

    /// <summary>What the office of a town has registered.</summary>
    public Task<OfficeHead> OfficeAsync(string town, CancellationToken cancellation) => streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation);

    /// <summary>All cycles of a town that have not ended and can be read.</summary>
    public async Task<IReadOnlyList<RunningCycle>> AllAsync(string town, CancellationToken cancellation)
    {
        var all = new List<RunningCycle>();
        foreach (var registered in (await OfficeAsync(town, cancellation)).OpenCycles())
            if (await UnlessBrokenAsync(town, registered.Key, () => FindAsync(town, registered.Key, cancellation)) is { } cycle) all.Add(cycle);
        return all;
    }

    /// <summary>A department's requests in the town's other cycles.</summary>
    public async Task<IReadOnlyList<OtherRequest>> OthersAsync(string town, string cycle, string department, CancellationToken cancellation)
    {
        var others = new List<OtherRequest>();
        foreach (var registered in (await OfficeAsync(town, cancellation)).OpenCycles().Where(c => c.Key != cycle))
            if (await UnlessBrokenAsync(town, registered.Key, async () => await StartedAsync(town, registered.Key, cancellation) is { } other && other.Asks(department)
                ? new OtherRequest(other.Settings, await RequestAsync(other, department, cancellation)) : null) is { } request)
                others.Add(request);
        return others;
    }

    /// <summary>The published cycles of a plan about earlier periods, the earliest first.</summary>
    public async Task<IReadOnlyList<StartedCycle>> EarlierAsync(string town, string plan, Period period, CancellationToken cancellation)
    {
        var earlier = new List<StartedCycle>();
        foreach (var registered in (await OfficeAsync(town, cancellation)).Cycles.Where(c => c.Plan == plan))
            if (await UnlessBrokenAsync(town, registered.Key, () => StartedAsync(town, registered.Key, cancellation)) is { } cycle
                && cycle.Settings.Period.IsBefore(period) && cycle.Head.Editions.Any(e => e.PublishedAt is not null))
                earlier.Add(cycle);
        return [.. earlier.OrderBy(c => c.Settings.Period.Year).ThenBy(c => c.Settings.Period.Part)];
    }

    // An altered file, line or row of one cycle keeps no other waiting, whatever its store calls that. Storage that is away does: it is back before anything is decided without it.
    async Task<T?> UnlessBrokenAsync<T>(string town, string cycle, Func<Task<T?>> read) where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not (IOException or OperationCanceledException))
        {
            StepLog.Unreadable(logger, e, town, cycle);
            return null;
        }
    }

    /// <summary>The organisations that a cycle knew before the one in force, oldest first.</summary>
    public async Task<IReadOnlyList<Municipality>> FormerAsync(CycleHead head, CancellationToken cancellation)
    {
        var former = new List<Municipality>();
        foreach (var file in head.FormerOrganisations) former.Add(await archive.MunicipalityAsync(head.Settings!.Town, file, cancellation));
        return former;
    }

    async Task<Municipality> MunicipalityAsync(CycleHead head, CancellationToken cancellation)
    {
        var present = await archive.MunicipalityAsync(head.Settings!.Town, head.Settings.OrganisationFile, cancellation);
        return head.FormerOrganisations.Count == 0 ? present : Resting.In(head, present, await FormerAsync(head, cancellation));
    }

    async Task<StartedCycle> StartedAsync(CycleHead head, CancellationToken cancellation) => head.Settings is { Town: var town } settings
        ? new(head,
            await MunicipalityAsync(head, cancellation),
            await archive.PlanAsync(town, settings.PlanFile, cancellation),
            await archive.TemplateAsync(town, settings.TemplateFile, cancellation))
        : throw new InvalidOperationException("The cycle was never started.");
}
