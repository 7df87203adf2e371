using Azure.Core;
using Azure.Storage.Blobs;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Configuration;

/// <summary>The settings that name the storage accounts: for the data, and for what the public reads.</summary>
static class StorageSettings
{
    const string ClientName = "Data__ClientId";

    /// <summary>The account for the data, or null with a problem told to the reader.</summary>
    /// <param name="credentialOf">Who opens an account that is named, by the client id that is set; an emulator's connection string holds its own key.</param>
    public static StorageAccount? Read(SettingsReader reader, Func<string?, TokenCredential> credentialOf)
    {
        const string remedy = $"On Azure name the storage account for the data in {SettingsReader.Prefix}Data__AccountName; elsewhere give its connection string, for Azurite UseDevelopmentStorage=true. The host keeps its own things in another account, AzureWebJobsStorage.";
        var client = reader.Optional(ClientName);
        var (account, isTold) = Read(reader, "Data", remedy, StorageAccount.Open, name => StorageAccount.Open(Address(name, "table"), Address(name, "blob"), credentialOf(client)));
        if (!isTold) reader.Wrong("Data__ConnectionString", $"It is missing. {remedy}");
        return account;
    }

    /// <summary>The public site; null where the public reads the app's own pages.</summary>
    public static BlobContainerClient? ReadSite(SettingsReader reader, Func<string?, TokenCredential> credentialOf)
    {
        const string remedy = $"On Azure name the storage account of the public site in {SettingsReader.Prefix}Publications__AccountName, for Azurite give UseDevelopmentStorage=true, or leave both out: then the app itself answers the public.";
        return Read(reader, "Publications", remedy, StorageAccount.OpenSite, name => StorageAccount.OpenSite(Address(name, "blob"), credentialOf(reader.Optional(ClientName)))).Account;
    }

    static Uri Address(string account, string service) => new($"https://{account}.{service}.core.windows.net");

    static (T? Account, bool IsTold) Read<T>(SettingsReader reader, string what, string remedy, Func<string, T> byConnection, Func<string, T> byName) where T : class
    {
        string connectionName = $"{what}__ConnectionString", accountName = $"{what}__AccountName";
        switch ((reader.Optional(connectionName), reader.Optional(accountName)))
        {
            case (null, null):
                return (null, false);
            case ({ }, { }):
                reader.Wrong(connectionName, $"It is given together with {SettingsReader.Prefix}{accountName}. Give one of them.");
                return (null, true);
            case (null, { } account):
                if (account.Length is >= 3 and <= 24 && account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))) return (byName(account), true);
                reader.Wrong(accountName, "A storage account's name is 3 to 24 of a-z and 0-9, without any address around it.");
                return (null, true);
            case ({ } connection, null):
                try
                {
                    return (byConnection(connection), true);
                }
                // Neither the value nor the SDK's words about it are repeated: there is a key in it.
                catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
                {
                    reader.Wrong(connectionName, $"It is no connection string of a storage account with tables and blobs. {remedy}");
                    return (null, true);
                }
        }
    }
}
