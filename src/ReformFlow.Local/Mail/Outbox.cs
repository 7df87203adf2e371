using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using ReformFlow.App.Ports;

namespace ReformFlow.Local.Mail;

/// <summary>Puts mails as .eml files into a folder, for a machine without a mail server: they can be read, opened and sent on from there.</summary>
public sealed class Outbox(string folder) : IMailSender
{
    /// <summary>The folder that holds the .eml files.</summary>
    public string Folder => folder;

    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        // The framework writes the message; a folder of its own keeps a half-written one out of sight.
        var writing = Directory.CreateDirectory(Path.Combine(folder, ".writing", Guid.NewGuid().ToString("N")));
        try
        {
            using var message = Message(mail);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = writing.FullName };
            await client.SendMailAsync(message, cancellation);
            File.Move(writing.EnumerateFiles().Single().FullName, Path.Combine(folder, $"{mail.At.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{mail.Key}.eml"), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SmtpException)
        {
            throw new MailBusyException($"The outbox {folder} can't be written to: {e.Message}", e);
        }
        finally
        {
            writing.Delete(recursive: true);
        }
    }

    /// <summary>Every mail in the order in which it left.</summary>
    public IEnumerable<OutboxMail> Mails() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(OutboxMail.Read)
        : [];

    static MailMessage Message(OutgoingMail mail)
    {
        var message = new MailMessage(new MailAddress(mail.FromAddress, mail.FromName, Encoding.UTF8), new MailAddress(mail.ToAddress, mail.ToName, Encoding.UTF8))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = mail.Body,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.Headers.Add("Message-ID", mail.MessageId);
        message.Headers.Add("X-ReformFlow-Key", mail.Key);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Date", mail.At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture));
        return message;
    }
}
