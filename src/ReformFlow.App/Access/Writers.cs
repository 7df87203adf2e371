using ReformFlow.App.Ports;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>Names those who wrote in a stream, from the people beside the log.</summary>
public sealed class Writers(IPeople people)
{
    /// <summary>Said where a person's name was erased.</summary>
    public const string Erased = "（削除済み）";

    /// <summary>Number → name and extension, for everybody who appended under a number of their own; posts and the product itself are not named.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(string town, IEnumerable<Append> appends, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>();
        foreach (var by in appends.Select(a => a.By).Where(by => by != Append.System && !by.Contains(':')).Distinct())
            if (Words(await people.FindAsync(town, by, cancellation)) is { } words) names[by] = words;
        return names;
    }

    /// <summary>A person as pages name it; null for a post's mailbox, which has no name.</summary>
    public static string? Words(Person? person) => person switch
    {
        null or { Name: null, Address: "" } => Erased,
        { Name: null } => null,
        { Extension: { } extension } => $"{person.Name}（内線 {extension}）",
        _ => person.Name,
    };
}
