using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ReformFlow.Functions.Storage;

/// <summary>The storage account that keeps a deployment's data: the log and the people as tables, files and outbox as blobs.</summary>
public sealed class StorageAccount
{
    StorageAccount(TableServiceClient tables, BlobServiceClient blobs)
    {
        Log = tables.GetTableClient("log");
        People = tables.GetTableClient("people");
        Files = blobs.GetBlobContainerClient("files");
        Outbox = blobs.GetBlobContainerClient("outbox");
    }

    /// <summary>The table of the log.</summary>
    public TableClient Log { get; }

    /// <summary>The table of the people.</summary>
    public TableClient People { get; }

    /// <summary>The private container of the files.</summary>
    public BlobContainerClient Files { get; }

    /// <summary>The private container of mails that no server gets; empty where one does.</summary>
    public BlobContainerClient Outbox { get; }

    /// <summary>Opens an account by its connection string: the emulator's, or a key's.</summary>
    public static StorageAccount Open(string connection) => new(new(connection, Patient(new TableClientOptions())), new(connection, Patient(new BlobClientOptions())));

    /// <summary>Opens an account by its services' addresses, as whoever the credential says.</summary>
    public static StorageAccount Open(Uri tables, Uri blobs, TokenCredential credential) =>
        new(new(tables, credential, Patient(new TableClientOptions())), new(blobs, credential, Patient(new BlobClientOptions())));

    /// <summary>The public site of an account by its connection string: the emulator's.</summary>
    public static BlobContainerClient OpenSite(string connection) => new BlobServiceClient(connection, Patient(new BlobClientOptions())).GetBlobContainerClient("$web");

    /// <summary>The public site of an account by its service's address, as whoever the credential says.</summary>
    public static BlobContainerClient OpenSite(Uri blobs, TokenCredential credential) => new BlobServiceClient(blobs, credential, Patient(new BlobClientOptions())).GetBlobContainerClient("$web");

    /// <summary>Makes tables and containers where they are missing; called once at start, before anything uses them.</summary>
    /// <exception cref="StorageAwayException">The storage is away.</exception>
    /// <exception cref="StorageRefusedException">The app may not make them.</exception>
    public Task EnsureAsync(CancellationToken cancellation) => Task.WhenAll(
        StorageTrouble.SayAsync($"Making the table {Log.Name}", () => Log.CreateIfNotExistsAsync(cancellation), cancellation),
        StorageTrouble.SayAsync($"Making the table {People.Name}", () => People.CreateIfNotExistsAsync(cancellation), cancellation),
        StorageTrouble.SayAsync($"Making the container {Files.Name}", () => Files.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellation), cancellation),
        StorageTrouble.SayAsync($"Making the container {Outbox.Name}", () => Outbox.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellation), cancellation));

    /// <summary>How long a call is tried again: where nobody answers, 4 × 15 seconds and about 3 in between, so that a page fails while its reader still waits.</summary>
    internal static T Patient<T>(T options) where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromSeconds(0.4);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
        return options;
    }
}
