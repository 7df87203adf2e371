using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ReformFlow.App.Assets;

/// <summary>A style, script, font or licence text that is embedded in the product.</summary>
/// <param name="name">Its place below <c>assets/</c>, as in <c>fonts/BIZUDPGothic-Bold.ttf</c>.</param>
/// <param name="read">Gives the bytes; called once, when somebody first wants them.</param>
public sealed class Asset(string name, Func<byte[]> read)
{
    readonly Lazy<byte[]> _bytes = new(read);
    string? _hash;

    public string Name => name;

    public string ContentType { get; } = Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".ttf" => "font/ttf",
        ".txt" => "text/plain; charset=utf-8",
        _ => throw new ArgumentException($"Asset {name} has an ending without a content type."),
    };

    /// <summary>The bytes as they are served: in a style, the addresses of other assets are filled in.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    /// <summary>The first 16 hexadecimal digits of the bytes' SHA-256.</summary>
    public string Hash => _hash ??= Convert.ToHexStringLower(SHA256.HashData(_bytes.Value))[..16];

    /// <summary>Where it is served; an address never changes its content, so browsers may keep it for good.</summary>
    public string Address => $"/assets/{Hash}/{Name}";
}

/// <summary>The embedded assets, found by name or by address.</summary>
public sealed partial class AssetFiles
{
    const string Folder = "assets/";

    readonly Dictionary<string, Asset> _assets;

    public AssetFiles()
    {
        var assembly = typeof(AssetFiles).Assembly;
        _assets = assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Select(resource => resource[Folder.Length..])
            .ToDictionary(name => name, name => new Asset(name, () => Read(assembly, name)), StringComparer.Ordinal);
    }

    public IReadOnlyCollection<Asset> All => _assets.Values;

    /// <summary>The address of an asset that must exist: a name comes from code or from a style, never from a visitor.</summary>
    public string AddressOf(string name) =>
        _assets.TryGetValue(name, out var asset) ? asset.Address : throw new ArgumentException($"There is no asset {name}.", nameof(name));

    /// <summary>Finds what a visitor's address names; an address with another content's hash finds nothing.</summary>
    public bool TryFind(string hash, string name, [NotNullWhen(true)] out Asset? asset)
    {
        if (_assets.TryGetValue(name, out asset) && asset.Hash == hash)
            return true;
        asset = null;
        return false;
    }

    byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(Folder + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return name.EndsWith(".css", StringComparison.Ordinal) ? FillInAddresses(bytes) : bytes;
    }

    // A style's own hash covers the hashes of its fonts, so a new font gives the style a new address too.
    byte[] FillInAddresses(byte[] css) =>
        Encoding.UTF8.GetBytes(Reference().Replace(Encoding.UTF8.GetString(css), match => $"url({AddressOf(match.Groups[1].Value)})"));

    [GeneratedRegex(@"url\(([^)]+)\)")]
    private static partial Regex Reference();
}
