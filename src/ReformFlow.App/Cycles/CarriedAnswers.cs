using ReformFlow.App.Log;
using ReformFlow.App.Reports;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Cycles;

/// <summary>Lays over a plan what its earlier cycles published, so that last year's answers stand beside this year's form and in this year's report.</summary>
public sealed class CarriedAnswers(Streams streams, CycleFinder cycles, CompileEdition editions)
{
    /// <summary>The plan with the answers of each earlier period as they were last published.</summary>
    public async Task<Plan> OverAsync(string town, string key, Plan plan, Period period, CancellationToken cancellation)
    {
        foreach (var cycle in await cycles.EarlierAsync(town, key, period, cancellation))
        {
            var published = cycle.Head.Published()!;
            var compiled = (await streams.ReadAsync(cycle.Stream, cancellation)).SelectMany(a => a.Events).OfType<EditionCompiled>().First(e => e.Number == published.Number);
            plan = PlanAnswers.Carry(plan, (await editions.SourceOfAsync(cycle, compiled, cancellation)).Plan, cycle.Settings.Period);
        }
        return plan;
    }
}
