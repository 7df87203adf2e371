using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Cycles;

/// <summary>A started cycle as its heads and files give it at one moment.</summary>
public sealed record RunningCycle(CycleHead Head, IReadOnlyDictionary<string, RequestHead> Requests, Municipality Municipality, Plan Plan, ReportTemplate Template)
{
    public CycleSettings Settings => Head.Settings!;

    /// <summary>The items that a department writes, in printed order.</summary>
    public IEnumerable<PlanItem> ItemsOf(string department)
    {
        var keys = Settings.Requests.First(r => r.Department == department).Items;
        return Plan.Items.Where(i => keys.Contains(i.Key!));
    }

    /// <summary>The stream of a department's request in this cycle.</summary>
    public StreamName StreamOf(string department) => StreamName.Request(Settings.Town, Settings.Key, department);
}

/// <summary>Finds the cycles of a town.</summary>
public sealed class CycleFinder(Streams streams, Archive archive)
{
    /// <summary>The cycle, or null where the town has started none under this key.</summary>
    public async Task<RunningCycle?> FindAsync(string town, string cycle, CancellationToken cancellation)
    {
        var heads = await streams.HeadsAsync(StreamName.CyclePartition(town, cycle), cancellation);
        if (heads.OfType<CycleHead>().FirstOrDefault() is not { Settings: { } settings } head) return null;
        var requests = settings.Requests.ToDictionary(
            r => r.Department,
            r => heads.OfType<RequestHead>().FirstOrDefault(h => h.Stream == $"request~{r.Department}")
                ?? (RequestHead)Core.Log.Head.Empty($"request~{r.Department}"));
        return new(
            head, requests,
            await archive.MunicipalityAsync(town, settings.OrganisationFile, cancellation),
            await archive.PlanAsync(town, settings.PlanFile, cancellation),
            await archive.TemplateAsync(town, settings.TemplateFile, cancellation));
    }

    /// <summary>What the office of a town has registered.</summary>
    public Task<OfficeHead> OfficeAsync(string town, CancellationToken cancellation) => streams.HeadAsync<OfficeHead>(StreamName.Office(town), cancellation);

    /// <summary>A department's requests in the town's other cycles.</summary>
    public async Task<IReadOnlyList<OtherRequest>> OthersAsync(string town, string cycle, string department, CancellationToken cancellation)
    {
        var others = new List<OtherRequest>();
        foreach (var registered in (await OfficeAsync(town, cancellation)).Cycles.Where(c => c.Key != cycle))
        {
            var heads = await streams.HeadsAsync(StreamName.CyclePartition(town, registered.Key), cancellation);
            if (heads.OfType<CycleHead>().FirstOrDefault()?.Settings is { } settings && settings.Requests.Any(r => r.Department == department))
                others.Add(new(settings, heads.OfType<RequestHead>().FirstOrDefault(h => h.Stream == $"request~{department}")
                    ?? (RequestHead)Core.Log.Head.Empty($"request~{department}")));
        }
        return others;
    }
}
