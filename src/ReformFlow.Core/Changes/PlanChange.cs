using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Changes;

/// <summary>An accepted change as the plan's file keeps it: it counts from a named year, and a report of an earlier year prints the plan without it.</summary>
/// <param name="Id">Where it was proposed: <c>r7~zeimu~1</c> (cycle, department, number).</param>
/// <param name="Item">The item's permanent key, a new item's too.</param>
/// <param name="Target">統合: the key of the item that this one goes into.</param>
/// <param name="No">The number of a new item.</param>
public sealed record PlanChange(
    string Id, ChangeKind Kind, string Item, FiscalYear FromYear, string Reason,
    IReadOnlyList<ChangedText>? Texts = null, string? Target = null, string? No = null);

/// <summary>Adds accepted changes to a plan, and draws the plan as it stands in a year.</summary>
public static class PlanChanges
{
    /// <summary>The plan as it stands in a fiscal year: the changes that count by then made, and no list of changes left; the plan itself where it has none.</summary>
    public static Plan AsOf(Plan plan, FiscalYear year) => plan.Changes is not { Count: > 0 } changes ? plan
        : changes.Where(c => c.FromYear <= year).Aggregate(plan, Make) with { Changes = null };

    /// <summary>The plan with one more accepted change; the same plan where it has that one already.</summary>
    /// <param name="earlier">Every version of the plan: a new item gets a key that none of them used.</param>
    public static Plan With(Plan plan, string id, ChangeProposed proposed, ChangeDecided decided, IReadOnlyList<Plan> earlier)
    {
        var changes = plan.Changes ?? [];
        if (changes.Any(c => c.Id == id)) return plan;
        var change = new PlanChange(
            id, proposed.Kind, proposed.Item ?? NewKey([.. earlier, plan]), decided.FromYear!.Value, proposed.Reason,
            proposed.Texts.Count > 0 ? proposed.Texts : null, proposed.Target, decided.No);
        return plan with { Changes = [.. changes, change] };
    }

    /// <summary>An imported version with the changes that the version before it holds and the file does not know.</summary>
    public static Plan Carried(Plan imported, Plan? before) => before?.Changes is not { Count: > 0 } known ? imported
        : imported with { Changes = [.. imported.Changes ?? [], .. known.Where(k => imported.Changes?.Any(c => c.Id == k.Id) != true)] };

    static string NewKey(IReadOnlyList<Plan> versions)
    {
        var used = versions.SelectMany(p => p.Items.Select(i => i.Key).Concat(p.Changes?.Select(c => (string?)c.Item) ?? [])).ToHashSet();
        return Enumerable.Range(1, int.MaxValue).Select(n => $"i{n}").First(key => !used.Contains(key));
    }

    static Plan Make(Plan plan, PlanChange change)
    {
        if (change.Kind == ChangeKind.New) return Added(plan, change);
        var item = plan.Items.FirstOrDefault(i => i.Key == change.Item);
        if (item is null) return plan;
        var after = change.Kind switch
        {
            ChangeKind.Stop => item with { ClosedMark = item.ClosedMark ?? "中止", ClosedFrom = item.ClosedFrom ?? change.FromYear },
            ChangeKind.Finish => item with { ClosedMark = item.ClosedMark ?? "完了", ClosedFrom = item.ClosedFrom ?? change.FromYear },
            ChangeKind.Merge => item with { MergedInto = item.MergedInto ?? plan.Items.FirstOrDefault(i => i.Key == change.Target)?.No },
            _ => Revised(item, change),
        };
        return Knowing(plan with { Items = [.. plan.Items.Select(i => i.Key == change.Item ? after : i)] }, after);
    }

    // A field that a later version of the plan has made say something else keeps what it says there.
    static PlanItem Revised(PlanItem item, PlanChange change)
    {
        foreach (var text in change.Texts ?? [])
            if (PlanFields.Read(item, text.Field) is { } present && present == text.Old && (PlanFields.YearOf(text.Field) is not { } year || year >= change.FromYear))
                item = PlanFields.Write(item, text.Field, text.New);
        return item;
    }

    static Plan Added(Plan plan, PlanChange change)
    {
        if (plan.Items.Any(i => i.Key == change.Item || i.No == change.No)) return plan;
        var texts = (change.Texts ?? []).Where(t => PlanFields.YearOf(t.Field) is not { } year || year >= change.FromYear).ToDictionary(t => t.Field, t => t.New);
        var node = plan.Nodes.FirstOrDefault(n => n.Id == texts.GetValueOrDefault("node")) ?? plan.Nodes[^1];
        var item = new PlanItem { Key = change.Item, No = change.No!, Node = node.Id, Title = texts.GetValueOrDefault("title", "") };
        if (texts.Keys.Any(f => f.StartsWith("plan.a1.", StringComparison.Ordinal)))
            item = item with { Actions = [new(Key: "a1", Plan: plan.Years.ToDictionary(y => y, _ => (string?)null))] };
        foreach (var (field, text) in texts) item = PlanFields.Write(item, field, text);
        // Beside its kin: after the last item under the same heading.
        var items = plan.Items.ToList();
        var at = items.FindLastIndex(i => i.Node == node.Id);
        items.Insert(at < 0 ? items.Count : at + 1, item);
        return Knowing(plan with { Items = items }, item);
    }

    // A plan that lists its departments lists every one that its items name.
    static Plan Knowing(Plan plan, PlanItem item) => plan.Departments.Count == 0 ? plan
        : plan with { Departments = [.. plan.Departments.Concat(item.LeadDepartments ?? []).Concat(item.SupportingDepartments ?? []).Distinct()] };
}
