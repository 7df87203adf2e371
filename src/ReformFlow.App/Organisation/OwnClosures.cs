using ReformFlow.Core.Calendar;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Organisation;

/// <summary>Closed days that the server's administrator named for a town beside those of its organisation.</summary>
public sealed class OwnClosures(IReadOnlyDictionary<string, IReadOnlyList<DaySpan>> byTown)
{
    /// <summary>None.</summary>
    public static readonly OwnClosures None = new(new Dictionary<string, IReadOnlyList<DaySpan>>());

    /// <summary>All closed days that a cycle counts with which is started now.</summary>
    public IReadOnlyList<DaySpan> Of(Municipality municipality) => [.. municipality.Closures, .. byTown.GetValueOrDefault(municipality.Key) ?? []];
}
