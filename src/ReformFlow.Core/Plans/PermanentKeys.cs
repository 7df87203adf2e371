using ReformFlow.Core.Changes;

namespace ReformFlow.Core.Plans;

/// <summary>Gives items, actions and indicators their permanent keys, so that answers find them in every later version of the plan.</summary>
public static class PermanentKeys
{
    /// <summary>The plan with a key on every item (<c>i1</c>), action (<c>a1</c>) and indicator (<c>n1</c>).</summary>
    /// <param name="plan">The plan as read; keys that it brings are kept.</param>
    /// <param name="earlier">Every earlier version, oldest first: a match by key, else by number and title (name), keeps its key, and no key is used again.</param>
    public static Plan Give(Plan plan, params IReadOnlyList<Plan> earlier)
    {
        // An item that was accepted for a later year has its key already, and its entry in the file is that item.
        IReadOnlyList<PlanItem> before = earlier.Count > 0 ? [.. earlier[^1].Items, .. PlanChanges.AsOf(earlier[^1], earlier[^1].About.LastYear).Items] : [];
        var items = Keyed(plan.Items, "i", i => i.Key, (i, key) => i with { Key = key },
            before, (a, b) => a.No == b.No && a.Title == b.Title,
            earlier.SelectMany(p => p.Items.Select(i => i.Key).Concat(p.Changes?.Select(c => (string?)c.Item) ?? [])));
        return plan with { Items = [.. items.Select(item => Inside(item, [.. earlier.SelectMany(p => p.Items).Where(i => i.Key == item.Key)]))] };
    }

    static PlanItem Inside(PlanItem item, IReadOnlyList<PlanItem> earlier) => item with
    {
        Actions = item.Actions is null ? null : Keyed(item.Actions, "a", a => a.Key, (a, key) => a with { Key = key },
            earlier.LastOrDefault()?.Actions ?? [], (a, b) => a.No == b.No && a.Title == b.Title, earlier.SelectMany(i => i.Actions ?? []).Select(a => a.Key)),
        Indicators = item.Indicators is null ? null : Keyed(item.Indicators, "n", n => n.Key, (n, key) => n with { Key = key },
            earlier.LastOrDefault()?.Indicators ?? [], (a, b) => a.Name == b.Name, earlier.SelectMany(i => i.Indicators ?? []).Select(n => n.Key)),
    };

    static List<T> Keyed<T>(
        IReadOnlyList<T> now, string prefix, Func<T, string?> keyOf, Func<T, string, T> withKey,
        IReadOnlyList<T> before, Func<T, T, bool> isSame, IEnumerable<string?> everUsed)
    {
        var used = everUsed.Concat(now.Select(keyOf)).OfType<string>().ToHashSet();
        var taken = now.Select(keyOf).OfType<string>().ToHashSet();
        var next = 1;
        var result = new List<T>();
        foreach (var entry in now)
        {
            var key = keyOf(entry)
                ?? before.Where(b => isSame(b, entry)).Select(keyOf).FirstOrDefault(k => k is not null && !taken.Contains(k));
            while (key is null)
            {
                var candidate = $"{prefix}{next++}";
                if (used.Add(candidate)) key = candidate;
            }
            taken.Add(key);
            result.Add(withKey(entry, key));
        }
        return result;
    }
}
