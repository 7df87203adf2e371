using ReformFlow.App.Cycles;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Changes;

/// <summary>The changes that a cycle's office accepted, as its report lists them.</summary>
static class AcceptedChanges
{
    /// <summary>Those among a request's proposals.</summary>
    public static IEnumerable<PlanChange> Of(StartedCycle cycle, IReadOnlyList<Proposal> proposals) =>
        from p in proposals
        where p.Decision is { Accepted: true, FromYear: not null }
        select new PlanChange(DecideChange.IdOf(cycle, p), p.Proposed.Kind, p.Proposed.Item ?? "", p.Decision!.FromYear!.Value, p.Proposed.Reason, p.Proposed.Texts, p.Proposed.Target, p.Decision.No);

    /// <summary>In the order of the plan's items; new ones at the end.</summary>
    public static IReadOnlyList<PlanChange> InPlanOrder(IEnumerable<PlanChange> changes, Plan plan)
    {
        var order = plan.Items.Select((item, index) => (item.Key, index)).ToDictionary(i => i.Key!, i => i.index);
        return [.. changes.OrderBy(c => order.GetValueOrDefault(c.Item, int.MaxValue))];
    }
}
