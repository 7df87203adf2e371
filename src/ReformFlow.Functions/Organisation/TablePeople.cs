using Azure.Data.Tables;
using ReformFlow.App.Ports;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Organisation;

/// <summary>People in a table of their own: a partition for each town, a row for each number.</summary>
public sealed class TablePeople(TableClient table) : IPeople
{
    /// <summary>The service takes no more rows in one transaction.</summary>
    const int MostAtOnce = 100;

    /// <inheritdoc/>
    /// <exception cref="IOException">The storage is away.</exception>
    public Task<IReadOnlyList<Person>> AllAsync(string town, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.TownKey(town)}");
        return StorageTrouble.SayAsync<IReadOnlyList<Person>>($"Reading the people of {town}", async () =>
        {
            var people = new List<Person>();
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) people.Add(PersonOf(row));
            return people;
        }, cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task<Person?> FindAsync(string town, string number, CancellationToken cancellation)
    {
        _ = Keys.TownKey(town);
        if (!Keys.IsKey(number)) return null;
        var found = await StorageTrouble.SayAsync($"Reading {number} of {town}", () => table.GetEntityIfExistsAsync<TableEntity>(town, number, cancellationToken: cancellation), cancellation);
        return found.HasValue ? PersonOf(found.Value!) : null;
    }

    /// <inheritdoc/>
    /// <remarks>More than a hundred are not saved as a whole: a save that was cut short is mended by saving the same people again.</remarks>
    /// <exception cref="ArgumentException">A number is no key.</exception>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task SaveAsync(string town, IReadOnlyList<Person> people, CancellationToken cancellation)
    {
        _ = Keys.TownKey(town);
        var last = people.GroupBy(p => p.Number).Select(same => RowOf(town, same.Last())).ToList();
        foreach (var some in last.Chunk(MostAtOnce))
            await StorageTrouble.SayAsync($"Saving people of {town}", () => table.SubmitTransactionAsync(some.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, r)), cancellation), cancellation);
    }

    // A row is replaced as a whole, so that an erased name leaves nothing behind.
    static TableEntity RowOf(string town, Person person)
    {
        var row = new TableEntity(town, Keys.IsKey(person.Number) ? person.Number : throw new ArgumentException($"A person's number is made of a-z, 0-9 and hyphens, not \"{person.Number}\"."))
        {
            [nameof(Person.Address)] = person.Address,
        };
        if (person.Name is not null) row[nameof(Person.Name)] = person.Name;
        if (person.Extension is not null) row[nameof(Person.Extension)] = person.Extension;
        if (person.Department is not null) row[nameof(Person.Department)] = person.Department;
        if (person.Authenticator is not null) row[nameof(Person.Authenticator)] = person.Authenticator;
        return row;
    }

    static Person PersonOf(TableEntity row) =>
        new(row.RowKey, row.GetString(nameof(Person.Address)), row.GetString(nameof(Person.Name)), row.GetString(nameof(Person.Extension)), row.GetString(nameof(Person.Authenticator))) { Department = row.GetString(nameof(Person.Department)) };
}
