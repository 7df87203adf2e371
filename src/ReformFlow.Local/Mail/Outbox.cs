using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.Local.Files;

namespace ReformFlow.Local.Mail;

/// <summary>Puts mails as .eml files into a folder, for a machine without a mail server: they can be read, opened and sent on from there.</summary>
public sealed class Outbox(string folder) : IMailSender, IOutbox
{
    /// <summary>The folder that holds the .eml files.</summary>
    public string Folder => folder;

    /// <inheritdoc/>
    public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var bytes = MailFile.Write(mail);
        var path = Path.Combine(Path.GetFullPath(folder), $"{mail.At.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{mail.Key}.eml");
        return Task.Run(() =>
        {
            try
            {
                Directory.CreateDirectory(folder);
                // On the device before the log says that it left.
                WholeFile.Replace(path, bytes);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new MailBusyException($"The outbox {folder} can't be written to: {e.Message}", e);
            }
        }, cancellation);
    }

    /// <summary>Every mail in the order in which it left.</summary>
    public IEnumerable<OutboxMail> Mails() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(path => OutboxMail.Read(Path.GetFileName(path), File.ReadAllBytes(path)))
        : [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxMail>> MailsAsync(string town, CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<OutboxMail>>(() => [.. Mails().Where(m => m.Key.StartsWith($"{town}~", StringComparison.Ordinal))], cancellation);
}
