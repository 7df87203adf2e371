using ReformFlow.Core.Plans;

namespace ReformFlow.Local.Files;

/// <summary>Where a town's data lie in the data folder.</summary>
static class TownFolder
{
    /// <summary>The town's folder.</summary>
    /// <exception cref="ArgumentException">The town is no key, and might lead out of the data folder.</exception>
    public static string Of(string folder, string town) => Path.Combine(Path.GetFullPath(folder), Keys.TownKey(town));
}
