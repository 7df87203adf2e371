using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Publication;

/// <summary>The public site as blobs of <c>$web</c>: an edition's files below its hash, written once, and then one page that names them.</summary>
/// <remarks>
/// An edition's files are whole before anything leads to them, and the page at the cycle's address is one blob that holds the report and links into
/// one edition's folder only. So whenever a writer dies, and however many write at once, a reader gets one edition and never parts of two.
/// </remarks>
public sealed class StaticSite(BlobContainerClient container, Archive archive, PublicPages pages) : IPublicSite
{
    // What a hash names never changes; a page that leads to it may change at any moment, and is asked for by its mark.
    const string Forever = "public, max-age=31536000, immutable", AskAgain = "no-cache";

    /// <summary>The metadata of a page that changes: the version of the cycle's stream that it was written from, and the edition that it shows.</summary>
    internal const string Version = "version", Document = "document";

    /// <summary>The names that a static site answers by itself.</summary>
    internal const string Index = "index.html", Nothing = "404.html";

    bool _isPrepared;

    /// <inheritdoc/>
    /// <exception cref="StorageAwayException">The storage is away.</exception>
    /// <exception cref="StorageRefusedException">The app may not write there.</exception>
    public async Task ShowAsync(StartedCycle cycle, CancellationToken cancellation)
    {
        if (cycle.Head.Published() is not { } edition) return;
        await PrepareAsync(cancellation);
        var root = $"{Keys.TownKey(cycle.Settings.Town)}/report/{cycle.Settings.Key}";
        var folder = $"{root}/{PublicPages.FolderOf(edition)}";
        foreach (var (name, hash) in edition.Files)
        {
            var bytes = await FileAsync(cycle, hash, cancellation);
            await WriteOnceAsync($"{folder}/{name}", PublicPages.TypeOf(name), bytes, cancellation);
            if (name == CompileEdition.Html && PublicPages.LeadsToList(bytes)) await WriteOnceAsync($"{folder}/{PublicPages.List}", PublicPages.TypeOf(Index), Encoding.UTF8.GetBytes(await pages.ToListAsync()), cancellation);
        }

        await TurnAsync($"{root}/{Index}", (await pages.IndexAsync(cycle, edition, cancellation))!, cycle, edition, cancellation);
        await TurnAsync($"{root}/{PublicPages.List}", Encoding.UTF8.GetBytes(await pages.ListAsync(cycle)), cycle, edition, cancellation);
    }

    async Task<byte[]> FileAsync(StartedCycle cycle, string hash, CancellationToken cancellation) =>
        await archive.ReadAsync(cycle.Settings.Town, hash, cancellation) ?? throw new InvalidDataException($"The file {hash} of {cycle.Settings.Town} is missing. Restore it from the backup.");

    // The site is switched on with its container; the emulator has neither.
    async Task PrepareAsync(CancellationToken cancellation)
    {
        if (_isPrepared) return;
        await StorageTrouble.SayAsync("Making the public site", () => container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellation), cancellation);
        var page = Encoding.UTF8.GetBytes(await pages.NothingAsync());
        var hash = FileName.Of(page);
        if (Said(await MarkAsync(Nothing, cancellation), Document) != hash)
            await UploadAsync(Nothing, PublicPages.TypeOf(Nothing), AskAgain, page, new Dictionary<string, string> { [Document] = hash }, null, cancellation);
        _isPrepared = true;
    }

    /// <summary>Writes what never changes; where somebody was faster, theirs is the file, whatever moment their printer put into it.</summary>
    Task WriteOnceAsync(string name, string type, byte[] bytes, CancellationToken cancellation) =>
        UploadAsync(name, type, Forever, bytes, null, new() { IfNoneMatch = ETag.All }, cancellation);

    /// <summary>Turns a page to what this head says, unless it already says what a later head did.</summary>
    async Task TurnAsync(string name, byte[] bytes, StartedCycle cycle, EditionMark edition, CancellationToken cancellation)
    {
        var metadata = new Dictionary<string, string> { [Version] = cycle.Head.Version.ToString(CultureInfo.InvariantCulture), [Document] = edition.Document };
        while (true)
        {
            var there = await MarkAsync(name, cancellation);
            if (int.TryParse(Said(there, Version), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= cycle.Head.Version) return;
            if (await UploadAsync(name, PublicPages.TypeOf(Index), AskAgain, bytes, metadata, there is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = there.ETag }, cancellation)) return;
        }
    }

    static string? Said(BlobProperties? there, string name) => there?.Metadata.TryGetValue(name, out var value) == true ? value : null;

    Task<BlobProperties?> MarkAsync(string name, CancellationToken cancellation) => StorageTrouble.SayAsync($"Looking at {name}", async () =>
    {
        try
        {
            return (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation)).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }, cancellation);

    /// <summary>False, with nothing written, where somebody was faster.</summary>
    Task<bool> UploadAsync(string name, string type, string caching, byte[] bytes, IDictionary<string, string>? metadata, BlobRequestConditions? onlyIf, CancellationToken cancellation) => StorageTrouble.SayAsync($"Publishing {name}", async () =>
    {
        try
        {
            await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), new BlobUploadOptions
            {
                HttpHeaders = new() { ContentType = type, CacheControl = caching, ContentLanguage = type.StartsWith("text/html", StringComparison.Ordinal) ? "ja" : null },
                Metadata = metadata,
                Conditions = onlyIf,
            }, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }, cancellation);
}
