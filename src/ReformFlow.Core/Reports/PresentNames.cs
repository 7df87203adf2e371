using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports;

/// <summary>Prints departments under their present names where the template asks for it: renamed ones, and those that took an item over.</summary>
public static class PresentNames
{
    /// <summary>The plan with the departments' names as of now.</summary>
    /// <param name="writing">Item key → key of the department that writes it now, for the items that are asked.</param>
    /// <param name="organisations">Every organisation of the cycle, oldest first; the last is the present one.</param>
    /// <param name="passed">Everything that passed from one department to another, oldest first.</param>
    public static Plan In(Plan plan, IReadOnlyDictionary<string, string> writing, IReadOnlyList<Municipality> organisations, IReadOnlyList<Succession> passed)
    {
        if (organisations.Count < 2) return plan;
        return plan with
        {
            Departments = [.. plan.Departments.SelectMany(n => Of(n, null)).Distinct()],
            Nodes = [.. plan.Nodes.Select(n => n with { Departments = Each(n.Departments, null) })],
            Items = [.. plan.Items.Select(i => i with { LeadDepartments = Each(i.LeadDepartments, i.Key), SupportingDepartments = Each(i.SupportingDepartments, null) })],
        };

        IReadOnlyList<string>? Each(IReadOnlyList<string>? names, string? item) => names is null ? null : [.. names.SelectMany(n => Of(n, item)).Distinct()];

        IEnumerable<string> Of(string name, string? item)
        {
            var known = organisations.Select(o => o.Printed(name)).FirstOrDefault(d => d is not null);
            if (known is null) return [name];
            var then = organisations.First(o => o.Printed(name) is not null);
            // Where nothing changed the plan's own way of printing the name stays.
            var now = Present(known.Key, item).Select(k => organisations[^1].Departments.FirstOrDefault(d => d.Key == k)).OfType<Department>().ToList();
            return now.Count == 0 ? [name] : now.Select(d => d.Key == known.Key && d.Name == then.Department(d.Key).Name ? name : d.Name);
        }

        // Whoever writes the item now, where it came from here; else all that the department has become.
        IEnumerable<string> Present(string key, string? item)
        {
            var (became, ends) = (new HashSet<string> { key }, new List<string>());
            var open = new Queue<string>([key]);
            while (open.TryDequeue(out var next))
            {
                var isPresent = organisations[^1].Departments.Any(d => d.Key == next);
                if (isPresent) ends.Add(next);
                foreach (var heir in Heirs(next))
                    if (became.Add(heir) && (!isPresent || item is not null)) open.Enqueue(heir);
            }
            return item is not null && writing.TryGetValue(item, out var writer) && became.Contains(writer) ? [writer]
                : organisations[^1].Departments.Any(d => d.Key == key) ? [key] : ends;
        }

        // A department without items of its own passes nothing; its successors stand in the organisation's file.
        IEnumerable<string> Heirs(string key) => passed.Where(p => p.From == key).Select(p => p.To)
            .Concat(organisations.SelectMany(o => o.Departments).Where(d => d.Succeeds.Any(s => s.Department == key)).Select(d => d.Key));
    }
}
