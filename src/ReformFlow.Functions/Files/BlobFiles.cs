using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ReformFlow.App.Ports;
using ReformFlow.Core.Plans;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Files;

/// <summary>Files as blobs of a private container, each named by its town and the hash of its bytes.</summary>
public sealed class BlobFiles(BlobContainerClient container) : IFiles
{
    /// <inheritdoc/>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = FileName.Of(bytes.Span);
        var blob = BlobOf(town, hash);
        await StorageTrouble.SayAsync($"Storing {blob.Name}", async () =>
        {
            try
            {
                await blob.UploadAsync(new BinaryData(bytes), _onlyNew, cancellation);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
            {
                // It has these very bytes: its name says so, and reading checks it.
            }
        }, cancellation);
        return hash;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task<byte[]?> ReadAsync(string town, string hash, CancellationToken cancellation)
    {
        var blob = BlobOf(town, hash);
        var bytes = await StorageTrouble.SayAsync($"Reading {blob.Name}", async () =>
        {
            try
            {
                return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellation);
        // A hash takes a millisecond a megabyte; an edition that somebody altered must not go out under its name.
        return bytes is null || FileName.Of(bytes) == hash ? bytes : throw new FileAlteredException($"{container.Name}/{blob.Name}");
    }

    static readonly BlobUploadOptions _onlyNew = new() { Conditions = new() { IfNoneMatch = ETag.All } };

    BlobClient BlobOf(string town, string hash) => container.GetBlobClient($"{Keys.TownKey(town)}/{FileName.Checked(hash)}");
}
