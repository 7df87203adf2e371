using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Organisation;

/// <summary>Works out what a new organisation means for a running cycle: who lives on, who passes what to whom, whose post changed hands.</summary>
public static class Adoption
{
    /// <summary>The fact that adopts the organisation, or every reason why it can't be, in the desk's words.</summary>
    /// <param name="cycle">A started cycle.</param>
    /// <param name="plan">The cycle's plan.</param>
    /// <param name="before">The organisation that the cycle knows now.</param>
    /// <param name="after">The new one, stored under <paramref name="file"/>.</param>
    public static (OrganisationAdopted? Adopted, IReadOnlyList<Problem> Problems) Of(CycleHead cycle, Plan plan, Municipality before, Municipality after, string file)
    {
        var problems = new List<Problem>();
        var heirs = new Dictionary<(string From, string To), (List<string> Items, List<string> Parts)>();
        var numbers = plan.Items.ToDictionary(i => i.Key!, i => i.No);
        foreach (var request in cycle.Settings!.Requests)
            foreach (var (item, isPart) in request.Items.Select(i => (i, false)).Concat(request.Parts.Select(i => (i, true))))
            {
                // What was handed in rests in its successor's name until it is asked for again; that one may be gone too by now.
                var owner = cycle.SuccessorOf(request.Department, item) ?? request.Department;
                if (Heir(after, owner, cycle.Settings.Plan, numbers[item], NameOf(before, owner), problems) is { } heir && heir != request.Department)
                {
                    if (!heirs.TryGetValue((request.Department, heir), out var passing)) heirs[(request.Department, heir)] = passing = ([], []);
                    (isPart ? passing.Parts : passing.Items).Add(item);
                }
            }

        var writing = cycle.Settings.Requests.Select(r => r.Department).Concat(heirs.Keys.Select(h => h.To)).Distinct();
        foreach (var department in after.Departments.Where(d => writing.Contains(d.Key) && d.Person is null && d.Channel == Channel.Mail))
            problems.Add(new("organisation", $"{department.Name}には照会を送る宛先がありません。組織のファイルに電子メールのアドレスを入れるか、channel を byHand にしてください。"));
        if (problems.Count > 0) return (null, [.. problems.Distinct()]);

        IReadOnlyList<string> renewed = [.. from d in after.Departments
                                            where d.Mailbox == Mailbox.Personal && before.Departments.FirstOrDefault(b => b.Key == d.Key) is { } old && old.Person != d.Person
                                            where cycle.Settings.Requests.Any(r => r.Department == d.Key)
                                            select d.Key];
        return (new(file, [.. heirs.Select(h => new Succession(h.Key.From, h.Key.To, h.Value.Items) { Parts = h.Value.Parts })],
            [.. after.Departments.Select(d => Responsibilities.Reached(after, d, []))], renewed), []);
    }

    static string? Heir(Municipality after, string owner, string plan, string number, string name, List<Problem> problems)
    {
        var claims = (from d in after.Departments from s in d.Succeeds where s.Department == owner select (Heir: d, s.Items)).ToList();
        var named = claims.Where(c => c.Items?.Contains(number) == true).Select(c => c.Heir).Distinct().ToList();
        if (named.Count > 1) return Refuse($"項目{number}（{name}）の引継ぎ先が{Names(named)}と重なっています。組織のファイルの succeeds で、どちらか1つにしてください。");
        if (named is [var one]) return one.Key;
        if (after.Departments.Any(d => d.Key == owner)) return owner;
        var general = claims.Where(c => c.Items is null).Select(c => c.Heir).Distinct().ToList();
        if (general is [var only]) return only.Key;
        if (general.Count == 0) return Refuse($"{name}（項目{number}）の引継ぎ先がありません。組織のファイルで、引き継ぐ所属の succeeds に \"{owner}\" を加えるか、{name}を残してください。");
        var writer = after.WriterOf(plan, number)?.Key;
        return general.FirstOrDefault(d => d.Key == writer)?.Key
            ?? Refuse($"項目{number}（{name}）を、{Names(general)}のどれが引き継ぐか決まりません。組織のファイルの succeeds に items で番号を書くか、writers で書く所属を決めてください。");

        string? Refuse(string words)
        {
            problems.Add(new("organisation", words));
            return null;
        }
    }

    static string NameOf(Municipality before, string key) => before.Departments.FirstOrDefault(d => d.Key == key)?.Name ?? key;

    static string Names(IEnumerable<Department> departments) => string.Join("、", departments.Select(d => d.Name));
}
