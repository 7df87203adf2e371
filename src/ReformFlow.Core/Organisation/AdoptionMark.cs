namespace ReformFlow.Core.Organisation;

/// <summary>The organisation that a cycle adopted last.</summary>
/// <param name="Number">Counts the organisations that the cycle adopted, from 1.</param>
public sealed record AdoptionMark(int Number, DateTimeOffset At, IReadOnlyList<Succession> Successions, IReadOnlyList<Responsibility> Departments, IReadOnlyList<string> Renewed);

/// <summary>How a cycle's requests follow from the organisation that it adopts.</summary>
static class Adopted
{
    /// <summary>The requests as they stand on the day of the adoption: nothing has passed yet, and who will pass something on is asked for nothing until then.</summary>
    public static IReadOnlyList<Responsibility> Requests(IReadOnlyList<Responsibility> requests, OrganisationAdopted adopted) => InOrder(
        [.. requests.Select(r =>
        {
            var heirs = adopted.Successions.Where(s => s.From == r.Department).ToList();
            var reached = adopted.Departments.FirstOrDefault(d => d.Department == r.Department) ?? (heirs.Count > 0 ? adopted.Departments.First(d => d.Department == heirs[0].To) : r);
            return reached with { Department = r.Department, Items = r.Items, Parts = r.Parts, PassesOn = heirs.Count > 0 };
        })], adopted.Departments, adopted.Successions);

    /// <summary>The requests after items have passed.</summary>
    public static IReadOnlyList<Responsibility> Requests(IReadOnlyList<Responsibility> requests, RequestPassed passed, AdoptionMark adoption)
    {
        var all = requests.ToList();
        foreach (var succession in passed.Successions)
        {
            var from = all.FindIndex(r => r.Department == succession.From);
            if (from < 0) continue;
            var moved = all[from].Items.Where(succession.Items.Contains).ToList();
            var parts = all[from].Parts.Where(p => succession.Parts?.Contains(p) == true).ToList();
            all[from] = all[from] with { Items = [.. all[from].Items.Except(moved)], Parts = [.. all[from].Parts.Except(parts)], PassesOn = false };
            var to = all.FindIndex(r => r.Department == succession.To);
            if (to < 0)
            {
                to = all.Count;
                all.Add(adoption.Departments.FirstOrDefault(d => d.Department == succession.To) ?? new(succession.To, []));
            }
            all[to] = all[to] with { Items = [.. all[to].Items, .. moved], Parts = [.. all[to].Parts.Union(parts)] };
            // In a log of before, a department's part in others' passed on with its last item; who writes an item gives it no part.
            if (succession.Parts is null && all[from].Items.Count == 0 && all[from].Parts.Count > 0)
                (all[from], all[to]) = (all[from] with { Parts = [] }, all[to] with { Parts = [.. all[to].Parts.Union(all[from].Parts)] });
            if (all[to].Parts.Any(all[to].Items.Contains)) all[to] = all[to] with { Parts = [.. all[to].Parts.Except(all[to].Items)] };
        }
        return InOrder([.. all.Where(r => r.Items.Count > 0 || r.Parts.Count > 0)], adoption.Departments, adoption.Successions);
    }

    // A department that is no more stands where its first successor does.
    static IReadOnlyList<Responsibility> InOrder(IReadOnlyList<Responsibility> requests, IReadOnlyList<Responsibility> departments, IReadOnlyList<Succession> successions)
    {
        var order = departments.Select((d, i) => (d.Department, i)).ToDictionary(d => d.Department, d => d.i);
        return [.. requests.OrderBy(r => order.TryGetValue(r.Department, out var at) ? at
            : successions.Where(s => s.From == r.Department).Select(s => order.GetValueOrDefault(s.To, int.MaxValue)).DefaultIfEmpty(int.MaxValue).Min())];
    }
}
