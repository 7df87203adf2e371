using ReformFlow.Core.Mail;

namespace ReformFlow.App.Mail;

/// <summary>A mail's words and whom they are for, before an address is looked up: what is sent, shown, or handed over by hand.</summary>
/// <param name="Person">The number of the person to whom it goes; null where none is known and only a hand can bring it.</param>
/// <param name="Post">The post that it addresses.</param>
public sealed record WrittenMail(MailKind Kind, string? Person, string Post, MailText Text);
