using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Configuration;

/// <summary>The few settings that a verb needs on an operator's machine, under the names that the deployment has them.</summary>
/// <param name="Credential">Who opens the account; null where a connection string does.</param>
public sealed record OperatorSettings(StorageAccount Storage, TokenCredential? Credential)
{
    /// <summary>Proves the addresses of <c>signin</c>; empty where it was not asked for.</summary>
    public ReadOnlyMemory<byte> LinkKey { get; private init; }

    /// <summary>Where the office reaches the desk; empty where it was not asked for.</summary>
    public string Desk { get; private init; } = "";

    /// <summary>What <c>import</c> needs: the account of the data and nothing else.</summary>
    /// <exception cref="SettingsException">Names every setting that is missing or wrong, and what to do.</exception>
    public static OperatorSettings ForImport(IConfiguration configuration) => Read(configuration, null);

    /// <summary>What <c>signin</c> needs besides: the link key, and the desk's address unless it was given with the call.</summary>
    /// <exception cref="SettingsException">Names every setting that is missing or wrong, and what to do.</exception>
    public static OperatorSettings ForSignin(IConfiguration configuration, string? site) => Read(configuration, reader =>
        (AzureSettings.LinkKey(reader), site ?? AzureSettings.Address(reader, "DeskAddress")));

    static OperatorSettings Read(IConfiguration configuration, Func<SettingsReader, (ReadOnlyMemory<byte> Key, string Desk)>? more)
    {
        var reader = new SettingsReader(configuration);
        TokenCredential? credential = null;
        // Whoever is signed in with Azure's tools; nothing that happens to lie in the environment.
        var storage = StorageSettings.Read(reader, _ => credential = new ChainedTokenCredential(new AzureCliCredential(), new AzureDeveloperCliCredential()));
        var (key, desk) = more?.Invoke(reader) ?? (default, "");
        reader.ThrowIfAnythingIsWrong();
        return new(storage!, credential) { LinkKey = key, Desk = desk };
    }

    /// <summary>Asks for a token before anything is begun, so that a missing sign-in is not taken for storage that is away.</summary>
    /// <returns>Why the account can't be opened, or null.</returns>
    public async Task<string?> WhyNotSignedInAsync(CancellationToken cancellation)
    {
        try
        {
            if (Credential is not null) await Credential.GetTokenAsync(new(["https://storage.azure.com/.default"]), cancellation);
            return null;
        }
        catch (AuthenticationFailedException e)
        {
            return $"Azure does not know who you are: sign in with az login, and try again. ({string.Join(' ', e.Message.Split('\n').Select(l => l.Trim()))})";
        }
    }
}
