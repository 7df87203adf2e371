using ReformFlow.Core.Cycles;

namespace ReformFlow.Core.Organisation;

/// <summary>Departments that are no more and still have something handed in: their successors stand for them.</summary>
public static class Resting
{
    /// <summary>The municipality with an entry for each of them, beside its successor: 「市税課（旧税務課）」, with the successor's post and address.</summary>
    /// <param name="cycle">A started cycle.</param>
    /// <param name="present">The organisation in force.</param>
    /// <param name="former">The organisations before it.</param>
    public static Municipality In(CycleHead cycle, Municipality present, IReadOnlyList<Municipality> former)
    {
        var departments = present.Departments.ToList();
        foreach (var request in cycle.Settings!.Requests.Where(r => departments.All(d => d.Key != r.Department)))
        {
            var name = former.Reverse().SelectMany(f => f.Departments).FirstOrDefault(d => d.Key == request.Department)?.Name ?? request.Department;
            var heirs = request.Items.Concat(request.Parts).Select(i => cycle.SuccessorOf(request.Department, i)).ToHashSet();
            var at = departments.FindIndex(d => heirs.Contains(d.Key));
            if (at < 0) throw new InvalidOperationException($"{request.Department} has no successor in the organisation {cycle.Settings.OrganisationFile}; the adoption should have refused it.");
            departments.Insert(at + 1, departments[at] with { Key = request.Department, Name = $"{departments[at].Name}（旧{name}）", PrintedAs = [name], Succeeds = [] });
        }
        return present with { Departments = departments };
    }
}
