using System.Text.Json.Serialization;

namespace ReformFlow.Core.Organisation;

/// <summary>Items that pass from one department to another, by their keys.</summary>
public sealed record Succession(string From, string To, IReadOnlyList<string> Items)
{
    /// <summary>Items of other departments to which the part (関係課) passes; null in logs of before parts passed by themselves, where they went with the last item.</summary>
    public IReadOnlyList<string>? Parts { get; init; }

    /// <summary>Items that are written and items to which a part is given.</summary>
    [JsonIgnore]
    public IEnumerable<string> All => Items.Concat(Parts ?? []);
}
