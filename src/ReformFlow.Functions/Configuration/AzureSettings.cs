using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using ReformFlow.App.Web;
using ReformFlow.Core.Plans;
using ReformFlow.Functions.Organisation;
using ReformFlow.Functions.Reports;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Configuration;

/// <summary>Everything that a deployment is told from outside. Each setting is read here and nowhere else, and all of them are checked at start.</summary>
/// <remarks><c>local.settings.sample.json</c> lists them with harmless values. The host's own settings (<c>AzureWebJobs…</c>) are not read here.</remarks>
public sealed record AzureSettings(Towns Towns, SiteSettings Site, StorageAccount Storage, MailSettings Mail, AccessSettings Access, PdfLicense Pdf)
{
    /// <summary>Where publications are put; null where the public reads the app's own pages.</summary>
    public BlobContainerClient? PublicSite { get; private init; }

    /// <summary>The link key's least length.</summary>
    const int KeyBytes = 32;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">Names every setting that is missing or wrong, and what to do.</exception>
    public static AzureSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var towns = new Towns(ReadTowns(reader));
        var site = new SiteSettings(Address(reader, "FormAddress"), Address(reader, "DeskAddress"), Address(reader, "PublicAddress"), LinkKey(reader));
        var storage = StorageSettings.Read(reader, Identity);
        var publicSite = StorageSettings.ReadSite(reader, Identity);
        var mail = MailSettings.Read(reader);
        var access = AccessSettings.Read(reader);
        var pdf = PdfLicenseSetting.Read(reader);
        reader.ThrowIfAnythingIsWrong();
        site = site with { HasOutbox = mail.IsOutbox };
        return new(towns, site, storage!, mail, access, pdf) { PublicSite = publicSite };
    }

    static ManagedIdentityCredential Identity(string? client) => new(client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client));

    static IReadOnlyList<string> ReadTowns(SettingsReader reader)
    {
        const string name = "Towns", remedy = "Name the towns that this deployment serves by their keys, separated by commas: mizuhono,aoba.";
        if (reader.Required(name, remedy) is not { } value) return [];
        var towns = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (towns.Length == 0) reader.Wrong(name, $"It names nobody. {remedy}");
        foreach (var town in towns.Where(t => !Keys.IsAddressKey(t)))
            reader.Wrong(name, $"«{town}» can't be a town's key. A key is 1 to 40 of a-z, 0-9 and hyphens, and none of the addresses' own words.");
        if (towns.Distinct().Count() < towns.Length) reader.Wrong(name, "A town is named twice. Name each once.");
        return towns;
    }

    internal static string Address(SettingsReader reader, string name)
    {
        const string remedy = "Give the address with its scheme and without a path: https://kaikaku.example.jp.";
        if (reader.Required(name, remedy) is not { } value) return "";
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || !IsWeb(address) || address is not { PathAndQuery: "/", Fragment: "", UserInfo: "" })
            reader.Wrong(name, $"«{value}» is no address of a site. {remedy}");
        else if (!IsEncryptedOrHere(address))
            reader.Wrong(name, "Form links prove themselves by their address, so the way to it must be encrypted. Use https.");
        return value.TrimEnd('/');
    }

    internal static ReadOnlyMemory<byte> LinkKey(SettingsReader reader)
    {
        const string name = "LinkKey", remedy = "Make one with «openssl rand -base64 32» and keep it in a key vault; with another key every form link that was mailed ends.";
        if (reader.Required(name, remedy) is not { } value) return default;
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var length)) reader.Wrong(name, $"It is not base64. {remedy}");
        else if (length < KeyBytes) reader.Wrong(name, $"It holds {length} bytes, and must hold {KeyBytes} at least. {remedy}");
        return bytes.AsMemory(0, length);
    }

    internal static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp;

    internal static bool IsEncryptedOrHere(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;
}
