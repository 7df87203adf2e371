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

        string Number(string address)
        {
            var person = people.FirstOrDefault(p => string.Equals(p.Address, address, StringComparison.OrdinalIgnoreCase));
            if (person is null)
            {
                var next = people.Select(p => int.Parse(p.Number.AsSpan(1))).DefaultIfEmpty(0).Max() + 1;
                people.Add(person = new($"p{next}", address));
            }
            return person.Number;
        }
    }
}
