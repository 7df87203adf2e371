using System.Text.RegularExpressions;

namespace ReformFlow.Core.Plans;

/// <summary>What a key may look like: it stands in addresses, log rows and field names.</summary>
public static partial class Keys
{
    static readonly HashSet<string> _reserved = ["assets", "webhook", "desk", "report", "files", "admin", "runtime"];

    /// <summary>True for 1 to 40 of <c>a-z</c>, <c>0-9</c> and hyphens.</summary>
    public static bool IsKey(string text) => Form().IsMatch(text);

    /// <summary>True for a key that may stand in an address: the addresses' own words are refused.</summary>
    public static bool IsAddressKey(string text) => IsKey(text) && !_reserved.Contains(text);

    /// <summary>The town's key itself, before a store makes a path or a row key of it.</summary>
    /// <exception cref="ArgumentException">It is no key: addresses are typed by hand.</exception>
    public static string TownKey(string town) => IsKey(town) ? town : throw new ArgumentException($"A town's key is made of a-z, 0-9 and hyphens, not \"{town}\".");

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Form();
}
