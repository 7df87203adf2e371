using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Organisation;

/// <summary>Who writes what: each open item of a plan has exactly one writing department.</summary>
public static class Responsibilities
{
    /// <summary>Department key → keys of the items that it writes, both in printed order; or every item that nobody writes.</summary>
    /// <param name="plan">A plan whose items have keys.</param>
    /// <param name="municipality">The organisation that answers for it.</param>
    public static (IReadOnlyList<Responsibility> Writing, IReadOnlyList<Problem> Problems) Of(Plan plan, Municipality municipality)
    {
        var writing = new Dictionary<string, List<string>>();
        var problems = new List<Problem>();
        for (var i = 0; i < plan.Items.Count; i++)
        {
            var (item, path) = (plan.Items[i], $"$.items[{i}]");
            foreach (var name in (item.LeadDepartments ?? []).Concat(item.SupportingDepartments ?? []))
                if (municipality.Printed(name) is null && !municipality.IsCollective(name))
                    problems.Add(new($"plan {path}.leadDepartments or .supportingDepartments", $"Item {item.No} prints 「{name}」, which organisation $.departments does not know. Add it there as a name, under printedAs or as a collective."));
            if (!item.IsOpen) continue;
            var department = Writer(item, municipality);
            if (department is null)
                problems.Add(new($"plan {path}.leadDepartments", $"Nobody writes item {item.No} 「{item.Title}」 ({Printed(item)}). Add {{\"item\": \"{item.No}\", \"department\": …}} to organisation $.writers."));
            else if (department.Person is null)
                problems.Add(new($"organisation $.departments (key {department.Key})", $"{department.Name} writes plan {path} (item {item.No}) but has no address. Add its address, or name another department in organisation $.writers."));
            else
            {
                if (!writing.TryGetValue(department.Key, out var items)) writing[department.Key] = items = [];
                items.Add(item.Key!);
            }
        }
        foreach (var stray in municipality.Writers.Where(w => plan.Items.All(i => i.No != w.Item)))
            problems.Add(new("organisation $.writers", $"The plan has no item {stray.Item}. Correct the number or remove the line."));
        return ([.. municipality.Departments.Where(d => writing.ContainsKey(d.Key)).Select(d => new Responsibility(d.Key, writing[d.Key]))], problems);
    }

    static Department? Writer(PlanItem item, Municipality municipality)
    {
        var named = municipality.Writers.FirstOrDefault(w => w.Item == item.No);
        if (named is not null) return municipality.Department(named.Department);
        return item.LeadDepartments is [var only] ? municipality.Printed(only) : null;
    }

    static string Printed(PlanItem item) => item.LeadDepartments switch
    {
        null or [] => "it prints no department",
        [var one] => $"it prints 「{one}」",
        var several => $"it prints {several.Count} departments",
    };
}

/// <summary>What one department writes in one cycle: the keys of its items, in printed order.</summary>
public sealed record Responsibility(string Department, IReadOnlyList<string> Items);
