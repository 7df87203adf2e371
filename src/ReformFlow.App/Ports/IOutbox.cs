using ReformFlow.App.Mail;

namespace ReformFlow.App.Ports;

/// <summary>Where mails are put that no server gets, for the office to read at the desk and to send on by itself. A folder, or blobs.</summary>
public interface IOutbox
{
    /// <summary>A town's mails in the order in which they left.</summary>
    Task<IReadOnlyList<OutboxMail>> MailsAsync(string town, CancellationToken cancellation);
}
