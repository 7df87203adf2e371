using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.Core.Plans;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Mail;

/// <summary>Puts mails as .eml blobs into a private container, for a deployment without a mail server: the office reads them at the desk and sends them on from there.</summary>
/// <remarks>A blob is named by its town and the step's key, so a mail that is put there again replaces itself.</remarks>
public sealed class BlobOutbox(BlobContainerClient container) : IMailSender, IOutbox
{
    /// <summary>How many mails are read at once.</summary>
    const int AtOnce = 16;

    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var bytes = new BinaryData(MailFile.Write(mail));
        var blob = container.GetBlobClient($"{mail.Key.Split('~')[0]}/{mail.Key}.eml");
        try
        {
            await StorageTrouble.SayAsync($"Putting {blob.Name} into the outbox", () => blob.UploadAsync(bytes, new BlobUploadOptions { HttpHeaders = new() { ContentType = "message/rfc822" } }, cancellation), cancellation);
        }
        catch (Exception e) when (e is StorageAwayException or StorageRefusedException)
        {
            throw new MailBusyException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task<IReadOnlyList<OutboxMail>> MailsAsync(string town, CancellationToken cancellation)
    {
        var folder = $"{Keys.TownKey(town)}/";
        var mails = new List<OutboxMail>();
        await StorageTrouble.SayAsync($"Reading the outbox of {town}", async () =>
        {
            await foreach (var page in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellation).AsPages(pageSizeHint: AtOnce))
                mails.AddRange(await Task.WhenAll(page.Values.Select(async blob => OutboxMail.Read(
                    blob.Name[folder.Length..], (await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellation)).Value.Content.ToMemory().Span))));
        }, cancellation);
        return [.. mails.OrderBy(m => m.At).ThenBy(m => m.Key, StringComparer.Ordinal)];
    }
}
