using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ReformFlow.App.Web;

/// <summary>Ranges of network addresses, as network people write them: <c>203.0.113.0/24, 2001:db8::/32, 198.51.100.7</c>.</summary>
public sealed class AddressRanges
{
    readonly IReadOnlyList<IPNetwork> _ranges;

    AddressRanges(IReadOnlyList<IPNetwork> ranges) => _ranges = ranges;

    /// <summary>The ranges of a text, and the parts of it that are none.</summary>
    public static (AddressRanges Ranges, IReadOnlyList<string> Wrong) Read(string text)
    {
        var parts = text.Split([',', ';', ' ', '\t', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var read = parts.Select(part => (Part: part, Range: RangeOf(part))).ToList();
        return (new([.. read.Select(r => r.Range).OfType<IPNetwork>()]), [.. read.Where(r => r.Range is null).Select(r => r.Part)]);
    }

    /// <summary>True for an address within one of the ranges; an IPv4 address is the same when it comes in the clothes of IPv6.</summary>
    public bool Contains(IPAddress address) => _ranges.Any(r => r.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    static IPNetwork? RangeOf(string part)
    {
        var (name, length) = part.Split('/') switch { [var only] => (only, null), [var first, var second] => (first, second), _ => ("", null) };
        // The framework reads «10.1» as 10.0.0.1, which nobody means here.
        if (!IPAddress.TryParse(name, out var address) || address.AddressFamily == AddressFamily.InterNetwork && name.Count(c => c == '.') != 3 || address.IsIPv4MappedToIPv6) return null;
        var bits = address.GetAddressBytes().Length * 8;
        if (length is null) return new(address, bits);
        return int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= bits && IsWhole(address, prefix) ? new(address, prefix) : null;
    }

    // 203.0.113.7/24 may mean the one address or all 256: whoever wrote it decides.
    static bool IsWhole(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            if ((bytes[bit / 8] & 0x80 >> bit % 8) != 0) return false;
        return true;
    }
}
