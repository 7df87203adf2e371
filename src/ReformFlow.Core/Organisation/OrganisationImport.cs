using System.Globalization;
using ReformFlow.Core.Access;

namespace ReformFlow.Core.Organisation;

/// <summary>Parts an organisation file into what the log may name and the people whom it may not.</summary>
public static class OrganisationImport
{
    /// <summary>The municipality and its people; an address that is known already keeps its person's number.</summary>
    /// <param name="file">The file as read.</param>
    /// <param name="known">Everybody on record; numbers are never used again.</param>
    public static (Municipality Municipality, IReadOnlyList<Person> People) Part(OrganisationFile file, IReadOnlyList<Person> known)
    {
        var people = known.ToList();
        var departments = new List<Department>();
        var office = file.Office;
        var officePerson = Number(office.Address);
        foreach (var d in file.Departments)
            departments.Add(new(
                d.Key, d.Name, d.Post, d.Address is null ? null : Number(d.Address), d.Bureau, d.PrintedAs ?? [],
                d.Superior?.Post, d.Superior is null ? null : Number(d.Superior.Address))
            { Channel = d.Channel, Mailbox = d.Mailbox, Succeeds = d.Succeeds });
        return (new(file.Municipality.Key, file.Municipality.Name, file.Municipality.Code,
            new(office.Name, office.Post, officePerson, office.Telephone, office.Extension),
            file.MailDomains, file.Closures, departments, file.Collectives, file.Writers)
        { Bureaus = file.Bureaus }, people);

        string Number(string address) => NumberOf(people, address);
    }

    /// <summary>The people that these members are, among those known, and the roles of each; a name that is on record already stays.</summary>
    public static (IReadOnlyList<Person> People, IReadOnlyList<(string Person, IReadOnlyList<Role> Roles)> Members) Members(IReadOnlyList<OfficeMember> entries, IReadOnlyList<Person> known)
    {
        var people = known.ToList();
        var members = new List<(string, IReadOnlyList<Role>)>();
        foreach (var entry in entries)
        {
            var number = NumberOf(people, entry.Address);
            var index = people.FindIndex(p => p.Number == number);
            people[index] = people[index] with { Name = people[index].Name ?? entry.Name, Extension = people[index].Extension ?? entry.Extension };
            members.Add((number, entry.Roles ?? [Role.Edit]));
        }
        return (people, members);
    }

    /// <summary>A number that nobody has or had.</summary>
    public static string NextNumber(IEnumerable<string> numbers) => $"p{numbers.Where(n => n[0] == 'p').Select(n => int.Parse(n.AsSpan(1), CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1}";

    static string NumberOf(List<Person> people, string address)
    {
        var person = people.FirstOrDefault(p => string.Equals(p.Address, address, StringComparison.OrdinalIgnoreCase));
        if (person is null) people.Add(person = new(NextNumber(people.Select(p => p.Number)), address));
        return person.Number;
    }
}
