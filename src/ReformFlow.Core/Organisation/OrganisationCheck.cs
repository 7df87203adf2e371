using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Organisation;

/// <summary>What must hold inside an organisation file: keys and names that mean one department, addresses that can be mailed.</summary>
public static class OrganisationCheck
{
    /// <summary>Every broken rule, by JSON path with its remedy.</summary>
    public static IEnumerable<Problem> Problems(OrganisationFile file)
    {
        if (!Keys.IsAddressKey(file.Municipality.Key))
            yield return new("$.municipality.key", $"\"{file.Municipality.Key}\" can't stand in an address. Use 1 to 40 of a to z, 0 to 9 and hyphens, and none of the addresses' own words.");
        foreach (var problem in Address(file, file.Office.Address, "$.office.address")) yield return problem;
        var members = file.Office.Members ?? [];
        for (var i = 0; i < members.Count; i++)
        {
            var (member, path) = (members[i], $"$.office.members[{i}]");
            if (string.IsNullOrWhiteSpace(member.Name))
                yield return new($"{path}.name", "A member of the office has a name. Give it.");
            if (member.Roles is { Count: 0 })
                yield return new($"{path}.roles", "The list of roles is empty. Name view, edit or approve, or leave the field out for edit.");
            foreach (var problem in Address(file, member.Address, $"{path}.address")) yield return problem;
            if (members.Take(i).Any(m => string.Equals(m.Address, member.Address, StringComparison.OrdinalIgnoreCase)))
                yield return new($"{path}.address", $"\"{member.Address}\" stands twice. Each member has an address of their own.");
        }
        if (file.Departments.Count == 0)
            yield return new("$.departments", "There is no department, so nobody could be asked. Add at least one.");

        var names = new Dictionary<string, string>();
        var keys = new HashSet<string>();
        for (var i = 0; i < file.Departments.Count; i++)
        {
            var (department, path) = (file.Departments[i], $"$.departments[{i}]");
            if (!Keys.IsAddressKey(department.Key))
                yield return new($"{path}.key", $"\"{department.Key}\" can't stand in an address. Use 1 to 40 of a to z, 0 to 9 and hyphens, and none of the addresses' own words.");
            if (!keys.Add(department.Key))
                yield return new($"{path}.key", $"The key \"{department.Key}\" stands twice. Give each department its own.");
            foreach (var name in (department.PrintedAs ?? []).Append(department.Name).Distinct())
                if (!names.TryAdd(name, path))
                    yield return new($"{path}.{(name == department.Name ? "name" : "printedAs")}", $"\"{name}\" also means {names[name]}. A printed name may mean one department only.");
            foreach (var succeeded in department.Succeeds)
                if (Succession(file, department, succeeded) is { } wrong) yield return new($"{path}.succeeds", wrong);
            if (department.Address is not null)
                foreach (var problem in Address(file, department.Address, $"{path}.address")) yield return problem;
            if (department.Superior is not null)
                foreach (var problem in Address(file, department.Superior.Address, $"{path}.superior.address")) yield return problem;
        }

        for (var i = 0; i < file.Collectives.Count; i++)
        {
            if (!names.TryAdd(file.Collectives[i].Name, $"$.collectives[{i}]"))
                yield return new($"$.collectives[{i}].name", $"\"{file.Collectives[i].Name}\" also means {names[file.Collectives[i].Name]}. Choose one of the two.");
            foreach (var member in (file.Collectives[i].Members ?? []).Where(m => !keys.Contains(m)))
                yield return new($"$.collectives[{i}].members", $"No department has the key \"{member}\". Correct it or add the department.");
        }

        for (var i = 0; i < file.Bureaus.Count; i++)
        {
            var bureau = file.Bureaus[i];
            if (file.Departments.All(d => d.Bureau != bureau.Name))
                yield return new($"$.bureaus[{i}].name", $"No department stands under the bureau \"{bureau.Name}\". Correct the name, or give it as bureau of its departments.");
            if (file.Bureaus.Take(i).Any(b => b.Name == bureau.Name))
                yield return new($"$.bureaus[{i}].name", $"The bureau \"{bureau.Name}\" stands twice. Remove one of the two.");
            if (!keys.Contains(bureau.Lead))
                yield return new($"$.bureaus[{i}].lead", $"No department has the key \"{bureau.Lead}\". Correct it or add the department.");
        }

        for (var i = 0; i < file.Writers.Count; i++)
        {
            if (!keys.Contains(file.Writers[i].Department))
                yield return new($"$.writers[{i}].department", $"No department has the key \"{file.Writers[i].Department}\". Correct it or add the department.");
            if (file.Writers.Take(i).Any(w => w.Item == file.Writers[i].Item && (w.Plan ?? Plan.MainKey) == (file.Writers[i].Plan ?? Plan.MainKey)))
                yield return new($"$.writers[{i}].item", $"Item {file.Writers[i].Item} has a writer already; one department writes an item. Remove one of the two.");
        }
    }

    /// <summary>True for name@domain in half-width letters.</summary>
    public static bool IsMailAddress(string address) =>
        address.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !address.Any(c => c is <= ' ' or > '~' || "<>(),:;\"\\".Contains(c));

    static string? Succession(OrganisationFile file, DepartmentEntry department, Succeeded succeeded) =>
        !Keys.IsAddressKey(succeeded.Department) ? $"\"{succeeded.Department}\" can't stand in an address, so no department had it as its key. Give the key that the former department had."
        : succeeded.Department == department.Key ? "A department can't succeed itself. Remove the line; a department that keeps its key keeps its requests."
        : succeeded.Items is null && file.Departments.Any(d => d.Key == succeeded.Department) ? $"The department \"{succeeded.Department}\" is still there. Name the items that pass: {{\"department\": \"{succeeded.Department}\", \"items\": [\"1\"]}}."
        : null;

    static IEnumerable<Problem> Address(OrganisationFile file, string address, string path)
    {
        if (!IsMailAddress(address))
            yield return new(path, $"\"{address}\" is not a mail address. Give it as name@domain, in half-width letters.");
        else if (file.MailDomains.Count > 0 && !file.MailDomains.Contains(address.Split('@')[1], StringComparer.OrdinalIgnoreCase))
            yield return new(path, $"The domain of \"{address}\" is not in $.mailDomains. Correct the address or add the domain there.");
    }
}
