using System.Text;
using ReformFlow.App.Ports;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;
using ReformFlow.Local.Files;

namespace ReformFlow.Local.Organisation;

/// <summary>A town's people in one JSON file, which the office may also correct by hand.</summary>
public sealed class PeopleFile(string folder) : IPeople
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "people/1";

    readonly Lock _gate = new();

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">Somebody wrote something into the file that can't be read; the message names each place.</exception>
    public Task<IReadOnlyList<Person>> AllAsync(string town, CancellationToken cancellation)
    {
        var path = PathOf(town);
        return Task.Run<IReadOnlyList<Person>>(() =>
        {
            lock (_gate) return [.. Read(path).Values];
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Person?> FindAsync(string town, string number, CancellationToken cancellation) =>
        (await AllAsync(town, cancellation)).FirstOrDefault(p => p.Number == number);

    /// <inheritdoc/>
    public Task SaveAsync(string town, IReadOnlyList<Person> people, CancellationToken cancellation)
    {
        var path = PathOf(town);
        return Task.Run(() =>
        {
            lock (_gate)
            {
                var all = Read(path);
                foreach (var person in people) all[person.Number] = person;
                DurableFolder.Create(Path.GetFullPath(folder), Path.GetDirectoryName(path)!);
                var text = StrictJson.Write(new PeopleOnFile { Format = FormatName, People = [.. all.Values] });
                WholeFile.Replace(path, Encoding.UTF8.GetBytes(text + "\n"));
            }
        }, cancellation);
    }

    string PathOf(string town) => Path.Combine(TownFolder.Of(folder, town), "people.json");

    static SortedDictionary<string, Person> Read(string path)
    {
        var all = new SortedDictionary<string, Person>(StringComparer.Ordinal);
        if (!File.Exists(path)) return all;
        var reading = StrictJson.Read<PeopleOnFile>(File.ReadAllBytes(path), FormatName);
        var problems = reading.Problems.Select(p => p.ToString()).ToList();
        foreach (var person in reading.Value?.People ?? [])
            if (string.IsNullOrEmpty(person.Number) || person.Address is null) problems.Add("$.people: everybody has a number and an address; somebody who only gave a name has an empty one.");
            else if (!all.TryAdd(person.Number, person)) problems.Add($"$.people: the number {person.Number} stands there twice.");
        return problems.Count == 0 ? all : throw new InvalidDataException($"{path} can't be read. Correct it, or restore it from the backup.\n{string.Join('\n', problems)}");
    }

    sealed record PeopleOnFile
    {
        public required string Format { get; init; }
        public required IReadOnlyList<Person> People { get; init; }
    }
}
