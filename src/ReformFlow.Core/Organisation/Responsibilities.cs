using System.Text.Json.Serialization;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Organisation;

/// <summary>Who writes what: each open item of a plan has exactly one writing department.</summary>
public static class Responsibilities
{
    /// <summary>Department key → keys of the items that it writes, both in printed order; or every item that nobody writes.</summary>
    /// <param name="plan">A plan whose items have keys.</param>
    /// <param name="planKey">The key under which the town knows the plan.</param>
    /// <param name="municipality">The organisation that answers for it.</param>
    /// <param name="asksParts">Whether supporting departments are asked for their part: those that mail or a hand reaches, never a collective, never the writer.</param>
    public static (IReadOnlyList<Responsibility> Writing, IReadOnlyList<Problem> Problems) Of(Plan plan, string planKey, Municipality municipality, bool asksParts = false)
    {
        var writing = new Dictionary<string, List<string>>();
        var parts = new Dictionary<string, List<string>>();
        var problems = new List<Problem>();
        var inPlan = planKey == Plan.MainKey ? "" : $" \"plan\": \"{planKey}\",";
        for (var i = 0; i < plan.Nodes.Count; i++)
            foreach (var name in plan.Nodes[i].Departments ?? [])
                if (!IsKnown(name))
                    problems.Add(new($"plan $.nodes[{i}].departments", $"Heading 「{plan.Nodes[i].Title}」 prints 「{name}」, which organisation $.departments does not know. Add it there as a name, under printedAs or as a collective."));
        for (var i = 0; i < plan.Items.Count; i++)
        {
            var (item, path) = (plan.Items[i], $"$.items[{i}]");
            foreach (var name in (item.LeadDepartments ?? []).Concat(item.SupportingDepartments ?? []))
                if (!IsKnown(name))
                    problems.Add(new($"plan {path}.leadDepartments or .supportingDepartments", $"Item {item.No} prints 「{name}」, which organisation $.departments does not know. Add it there as a name, under printedAs or as a collective."));
            if (!item.IsOpen) continue;
            var leads = Leads(plan, item);
            var department = municipality.WriterOf(planKey, item.No) ?? (leads is [var only] ? municipality.Printed(only) : null);
            if (department is null)
                problems.Add(new($"plan {path}.leadDepartments", $"Nobody writes item {item.No} 「{item.Title}」 ({Printed(leads)}). Add {{\"item\": \"{item.No}\",{inPlan} \"department\": …}} to organisation $.writers."));
            else if (department.Person is null && department.Channel == Channel.Mail)
                problems.Add(new($"organisation $.departments (key {department.Key})", $"{department.Name} writes plan {path} (item {item.No}) but has no address. Add its address, set its channel to byHand, or name another department in organisation $.writers."));
            else
            {
                if (!writing.TryGetValue(department.Key, out var items)) writing[department.Key] = items = [];
                items.Add(item.Key!);
                if (asksParts) AddParts(item, department);
            }
        }
        foreach (var stray in municipality.Writers.Where(w => w.IsOf(planKey) && plan.Items.All(i => i.No != w.Item)))
            problems.Add(new("organisation $.writers", $"The plan {planKey} has no item {stray.Item}. Correct the number or remove the line."));
        return ([.. municipality.Departments.Where(d => writing.ContainsKey(d.Key) || parts.ContainsKey(d.Key))
            .Select(d => Reached(municipality, d, writing.GetValueOrDefault(d.Key) ?? []) with { Parts = parts.GetValueOrDefault(d.Key) ?? [] })], problems);

        void AddParts(PlanItem item, Department writer)
        {
            foreach (var supporting in (item.SupportingDepartments ?? []).Select(municipality.Printed).OfType<Department>().Distinct())
            {
                if (supporting.Key == writer.Key || supporting.Person is null && supporting.Channel == Channel.Mail) continue;
                if (!parts.TryGetValue(supporting.Key, out var items)) parts[supporting.Key] = items = [];
                items.Add(item.Key!);
            }
        }

        bool IsKnown(string name) => municipality.Printed(name) is not null || municipality.IsCollective(name);
    }

    /// <summary>What a department writes, and how the product's words reach it and the posts above it.</summary>
    public static Responsibility Reached(Municipality municipality, Department department, IReadOnlyList<string> items) =>
        new(department.Key, items) { Channel = department.Channel, Above = municipality.Above(department) };

    // Where an item names nobody, the nearest heading that owns departments does.
    static IReadOnlyList<string> Leads(Plan plan, PlanItem item)
    {
        if (item.LeadDepartments is { Count: > 0 } own) return own;
        for (var node = plan.Nodes.FirstOrDefault(n => n.Id == item.Node); node is not null; node = plan.Nodes.FirstOrDefault(n => n.Id == node.Parent))
            if (node.Departments is { Count: > 0 } above) return above;
        return [];
    }

    static string Printed(IReadOnlyList<string> leads) => leads switch
    {
        [] => "it prints no department",
        [var one] => $"it prints 「{one}」",
        var several => $"it prints {several.Count} departments",
    };
}

/// <summary>What one department writes in one cycle: the keys of its items, in printed order.</summary>
public sealed record Responsibility(string Department, IReadOnlyList<string> Items)
{
    /// <summary>The keys of items of other departments to which it gives its part (関係課), in printed order.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>How its mails reach the department.</summary>
    public Channel Channel { get; init; }

    /// <summary>The posts above it that can be told when it is late.</summary>
    public IReadOnlyList<EscalationLevel> Above { get; init; } = [];

    /// <summary>True while the department has a successor for some of its items and is therefore asked for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PassesOn { get; init; }
}

/// <summary>How the product's words reach a department.</summary>
public enum Channel
{
    /// <summary>By mail.</summary>
    Mail,

    /// <summary>By hand: the office copies subject and text into its groupware and records that it did.</summary>
    ByHand,
}

/// <summary>Who is told when a department stays late; the numbers stand in step keys.</summary>
public enum EscalationLevel
{
    /// <summary>The department's superior.</summary>
    Superior = 1,

    /// <summary>The leading department (主管課) of its bureau.</summary>
    Bureau = 2,
}
