using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Plans;

/// <summary>What must hold inside a plan beyond its shape: numbers and references that name exactly one thing.</summary>
public static class PlanCheck
{
    /// <summary>Every broken rule of the plan, by JSON path with its remedy.</summary>
    public static IEnumerable<Problem> Problems(Plan plan) =>
        [.. Years(plan), .. Nodes(plan), .. Items(plan), .. Twice(plan)];

    static IEnumerable<Problem> Years(Plan plan)
    {
        if (plan.About.LastYear < plan.About.FirstYear)
            yield return new("$.plan.lastYear", $"The plan ends in {plan.About.LastYear} before it begins in {plan.About.FirstYear}. Exchange or correct the two years.") { ReliesOn = "$.plan.firstYear" };
        if (plan.Items.Count == 0)
            yield return new("$.items", "The plan has no items, so there is nothing to report on. Add at least one.");
    }

    static IEnumerable<Problem> Nodes(Plan plan)
    {
        HashSet<string> departments = [.. plan.Departments];
        var byId = plan.Nodes.GroupBy(n => n.Id).ToDictionary(g => g.Key, g => g.First());
        for (var i = 0; i < plan.Nodes.Count; i++)
        {
            var (node, path) = (plan.Nodes[i], $"$.nodes[{i}]");
            if (!ReferenceEquals(byId[node.Id], node))
                yield return new($"{path}.id", $"The id \"{node.Id}\" stands twice. Give each heading an id of its own.");
            if (node.Level < 0 || node.Level >= plan.Levels.Count)
                yield return new($"{path}.level", $"Level {node.Level} has no name in $.levels, which names {plan.Levels.Count}, counted from 0. Correct the level or name it there.") { ReliesOn = "$.levels" };
            if (node.Parent is null)
            {
                if (node.Level > 0) yield return new($"{path}.parent", $"A heading of level {node.Level} needs a parent. Name the id of the heading above it.") { ReliesOn = $"{path}.level" };
            }
            else if (node.Level == 0)
                yield return new($"{path}.parent", "A heading of level 0 is outermost and has no parent. Remove the parent or correct the level.") { ReliesOn = $"{path}.level" };
            else if (!byId.TryGetValue(node.Parent, out var parent))
                yield return new($"{path}.parent", $"No heading has the id \"{node.Parent}\". Correct the parent or add that heading.") { ReliesOn = "$.nodes[].id" };
            // A parent that is always one level further out also rules out headings that go round in a circle.
            else if (parent.Level != node.Level - 1)
                yield return new($"{path}.parent", $"The parent \"{node.Parent}\" is of level {parent.Level}; a heading of level {node.Level} hangs on one of level {node.Level - 1}.") { ReliesOn = "$.nodes[].level" };
            foreach (var problem in Departments(departments, node.Departments, $"{path}.departments")) yield return problem;
        }
    }

    static IEnumerable<Problem> Items(Plan plan)
    {
        var (nodes, numbers, departments) = (plan.Nodes.Select(n => n.Id).ToHashSet(), plan.Items.Select(i => i.No).ToHashSet(), plan.Departments.ToHashSet());
        return plan.Items.SelectMany((item, index) => Item(plan, item, $"$.items[{index}]", nodes, numbers, departments));
    }

    static IEnumerable<Problem> Item(Plan plan, PlanItem item, string path, HashSet<string> nodes, HashSet<string> numbers, HashSet<string> departments)
    {
        if (!nodes.Contains(item.Node))
            yield return new($"{path}.node", $"No heading has the id \"{item.Node}\". Correct it or add that heading to $.nodes.") { ReliesOn = "$.nodes[].id" };
        if (item.No.Trim().Length == 0)
            yield return new($"{path}.no", "The number is empty. Give the number as it is printed.");
        foreach (var (field, no) in new[] { ("repeatOf", item.RepeatOf), ("mergedInto", item.MergedInto) })
            if (no is not null && (no == item.No || !numbers.Contains(no)))
                yield return new($"{path}.{field}", $"\"{no}\" is not the number of another item. Name the item that stands for this one.") { ReliesOn = "$.items[].no" };
        if (item.ClosedFrom is { } closed && (closed < plan.About.FirstYear || closed > plan.About.LastYear))
            yield return new($"{path}.closedFrom", $"{closed} lies outside the plan, which runs from {plan.About.FirstYear} to {plan.About.LastYear}. Correct the year, or leave it out.") { ReliesOn = "$.plan.firstYear $.plan.lastYear" };
        if (item is { ClosedFrom: not null, ClosedMark: null, MergedInto: null })
            yield return new($"{path}.closedFrom", "The item is not closed. Give it a \"closedMark\" or \"mergedInto\", or remove the year.") { ReliesOn = $"{path}.closedMark {path}.mergedInto" };
        foreach (var problem in Departments(departments, item.LeadDepartments, $"{path}.leadDepartments")) yield return problem;
        foreach (var problem in Departments(departments, item.SupportingDepartments, $"{path}.supportingDepartments")) yield return problem;
        for (var i = 0; i < (item.Indicators?.Count ?? 0); i++)
            if (item.Indicators![i].DirectionWord is not (null or "higher" or "lower" or "range" or "text"))
                yield return new($"{path}.indicators[{i}].direction", $"\"{item.Indicators[i].Direction}\" is no direction. Write higher, lower, range or text, perhaps with a remark in brackets after it, or leave the field out.");
        foreach (var problem in Effects(plan, item, path)) yield return problem;
        foreach (var (period, answer) in item.Answers ?? new Dictionary<Period, YearAnswer>())
            foreach (var problem in Answer(plan, item, answer, $"{path}.answers[\"{period}\"]"))
                yield return problem;
    }

    static IEnumerable<Problem> Effects(Plan plan, PlanItem item, string path)
    {
        if (item is { RepeatOf: { } no, Effects.Count: > 0 })
            yield return new($"{path}.effects", $"Item {item.No} repeats item {no}, where its amounts are counted. Move them there.");
        for (var i = 0; i < (item.Effects?.Count ?? 0); i++)
        {
            var (effect, at) = (item.Effects![i], $"{path}.effects[{i}]");
            if (item.Effects.Take(i).Any(e => e.Kind == effect.Kind))
                yield return new($"{at}.kind", $"The item has amounts of the kind \"{(effect.Kind == EffectKind.Saving ? "saving" : "revenue")}\" already. Put all years of a kind into one entry.");
            foreach (var (field, amounts) in new[] { ("planned", effect.Planned), ("actual", effect.Actual) })
                foreach (var (year, amount) in amounts ?? new Dictionary<FiscalYear, Amount>())
                {
                    // What lies outside the plan's years would be in no sum.
                    if (year < plan.About.FirstYear || year > plan.About.LastYear)
                        yield return new($"{at}.{field}[\"{year}\"]", $"{year} lies outside the plan, which runs from {plan.About.FirstYear} to {plan.About.LastYear}. Correct the year or remove the amount.") { ReliesOn = "$.plan.firstYear $.plan.lastYear" };
                    if (amount.Yen is > Amount.Largest or < -Amount.Largest)
                        yield return new($"{at}.{field}[\"{year}\"]", $"{amount.Yen} is more than {Amount.Largest} yen. Give the amount in yen.");
                }
        }
    }

    // A plan that hides its departments has an empty list of them, and then no name is wrong.
    static IEnumerable<Problem> Departments(HashSet<string> known, IReadOnlyList<string>? names, string path)
    {
        if (known.Count == 0) yield break;
        for (var i = 0; i < (names?.Count ?? 0); i++)
            if (!known.Contains(names![i]))
                yield return new($"{path}[{i}]", $"\"{names[i]}\" is not in $.departments. Correct the name or add it there.") { ReliesOn = "$.departments" };
    }

    static IEnumerable<Problem> Answer(Plan plan, PlanItem item, YearAnswer answer, string path)
    {
        var marks = Symbols(plan, "action");
        foreach (var (no, symbol) in answer.Marks ?? new Dictionary<string, string>())
        {
            if (item.Actions?.Any(a => (a.No ?? a.Key) == no) != true)
                yield return new($"{path}.marks[\"{no}\"]", $"Item {item.No} has no action {no}. Correct the number or add the action.") { ReliesOn = $"{path[..path.IndexOf(".answers", StringComparison.Ordinal)]}.actions" };
            if (marks.Count > 0 && !marks.Contains(symbol))
                yield return new($"{path}.marks[\"{no}\"]", $"\"{symbol}\" is not in the scale for actions ({string.Join(" ", marks)}). Use one of those or add it to $.scales.") { ReliesOn = "$.scales[].appliesTo $.scales[].symbols" };
        }
    }

    static IEnumerable<Problem> Twice(Plan plan)
    {
        var items = plan.Items.Select((item, index) => (item, path: $"$.items[{index}]")).ToList();
        foreach (var problem in Repeated(items.Select(i => ((string?)i.item.No, $"{i.path}.no")), "number")) yield return problem;
        foreach (var problem in Repeated(items.Select(i => (i.item.Key, $"{i.path}.key")), "key")) yield return problem;
        foreach (var (item, path) in items)
        {
            foreach (var problem in Repeated((item.Actions ?? []).Select((a, i) => (a.No, $"{path}.actions[{i}].no")), "number")) yield return problem;
            foreach (var problem in Repeated((item.Actions ?? []).Select((a, i) => (a.Key, $"{path}.actions[{i}].key")), "key")) yield return problem;
            foreach (var problem in Repeated((item.Indicators ?? []).Select((n, i) => (n.Key, $"{path}.indicators[{i}].key")), "key")) yield return problem;
        }
    }

    static IEnumerable<Problem> Repeated(IEnumerable<(string? Name, string Path)> entries, string what)
    {
        var seen = new Dictionary<string, string>();
        foreach (var (name, path) in entries)
        {
            if (name is null) continue;
            if (what == "key" && !Keys.IsKey(name))
                yield return new(path, $"The key \"{name}\" may hold only a to z, 0 to 9 and hyphens, 1 to 40 of them.");
            if (!seen.TryAdd(name, path))
                yield return new(path, $"The {what} \"{name}\" stands at {seen[name]} already. Give each its own.");
        }
    }

    static List<string> Symbols(Plan plan, string appliesTo) =>
        [.. plan.Scales.Where(s => s.AppliesTo == appliesTo).SelectMany(s => s.Symbols ?? []).Select(s => s.Symbol)];
}
