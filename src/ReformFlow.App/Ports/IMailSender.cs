namespace ReformFlow.App.Ports;

/// <summary>Hands a mail over for delivery. An outbox of .eml files, SMTP, or SendGrid.</summary>
public interface IMailSender
{
    /// <summary>Hands the mail over; a mail with the same Message-ID may come again after a crash.</summary>
    /// <exception cref="MailRefusedException">The mail will never be taken: recorded, and the office is told.</exception>
    /// <exception cref="MailBusyException">It was not taken this time: try again later.</exception>
    /// <exception cref="MailInDoubtException">Whether it was taken can't be known: recorded, never sent again by itself, and the office is told.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>One mail as it leaves: plain text, no attachment.</summary>
/// <param name="MessageId">In angle brackets, made from the step's key.</param>
/// <param name="Key">The step's key, carried as <c>X-ReformFlow-Key</c>.</param>
public sealed record OutgoingMail(string Key, string MessageId, DateTimeOffset At, string FromName, string FromAddress, string ToName, string ToAddress, string Subject, string Body);

/// <summary>The mail was refused for good. The reason stays in the log and is read at the desk: it names nobody and no address.</summary>
public sealed class MailRefusedException(string reason) : Exception(reason);

/// <summary>The mail could not be handed over this time.</summary>
public sealed class MailBusyException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>The mail was handed over, but no word came whether it was taken. The reason is read at the desk as that of a refusal is.</summary>
public sealed class MailInDoubtException(string reason, Exception? cause = null) : Exception(reason, cause);
