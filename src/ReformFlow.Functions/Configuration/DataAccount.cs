using Azure.Core;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Configuration;

/// <summary>The settings that name the storage account for the data.</summary>
static class DataAccount
{
    /// <summary>The account, or null with a problem told to the reader.</summary>
    /// <param name="credentialOf">Who opens an account that is named, by the client id that is set; an emulator's connection string holds its own key.</param>
    public static StorageAccount? Read(SettingsReader reader, Func<string?, TokenCredential> credentialOf)
    {
        const string connectionName = "Data__ConnectionString", accountName = "Data__AccountName", clientName = "Data__ClientId";
        const string remedy = $"On Azure name the storage account for the data in {SettingsReader.Prefix}{accountName}; elsewhere give its connection string, for Azurite UseDevelopmentStorage=true. The host keeps its own things in another account, AzureWebJobsStorage.";
        var (connection, account, client) = (reader.Optional(connectionName), reader.Optional(accountName), reader.Optional(clientName));
        switch (connection, account)
        {
            case (null, null):
                reader.Wrong(connectionName, $"It is missing. {remedy}");
                return null;
            case ({ }, { }):
                reader.Wrong(connectionName, $"It is given together with {SettingsReader.Prefix}{accountName}. Give one of them.");
                return null;
            case (null, { }):
                if (account.Length is < 3 or > 24 || !account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
                {
                    reader.Wrong(accountName, "A storage account's name is 3 to 24 of a-z and 0-9, without any address around it.");
                    return null;
                }
                return StorageAccount.Open(new($"https://{account}.table.core.windows.net"), new($"https://{account}.blob.core.windows.net"),
                    credentialOf(client));
            default:
                try
                {
                    return StorageAccount.Open(connection!);
                }
                // Neither the value nor the SDK's words about it are repeated: there is a key in it.
                catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
                {
                    reader.Wrong(connectionName, $"It is no connection string of a storage account with tables and blobs. {remedy}");
                    return null;
                }
        }
    }
}
