using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Ports;

/// <summary>Names and addresses of people, kept apart from the log so that they can be corrected and erased. A file, or a table.</summary>
public interface IPeople
{
    /// <summary>Everybody on record in a town, by number.</summary>
    Task<IReadOnlyList<Person>> AllAsync(string town, CancellationToken cancellation);

    /// <summary>The person with this number, or null.</summary>
    Task<Person?> FindAsync(string town, string number, CancellationToken cancellation);

    /// <summary>Adds or corrects these people; others stay as they are.</summary>
    Task SaveAsync(string town, IReadOnlyList<Person> people, CancellationToken cancellation);
}
