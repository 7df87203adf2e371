namespace ReformFlow.App.Mail;

/// <summary>What a mail server's refusal concerns.</summary>
enum SmtpConcern
{
    /// <summary>This moment: the server takes the mail later.</summary>
    Now,

    /// <summary>This mail: it will never be taken.</summary>
    Mail,

    /// <summary>Everything that this deployment sends, while nothing is wrong with the mail: sign-in, relaying, the sender.</summary>
    Deployment,

    /// <summary>Perhaps this recipient, perhaps the deployment: another recipient tells.</summary>
    Either,
}

/// <summary>Tells a mail server's refusals apart by their codes alone; its words may repeat an address, so nobody is told them.</summary>
static class SmtpTrouble
{
    /// <summary>The answer to MAIL. The sender is the same for every mail of a town, so only a size is this mail's fault.</summary>
    public static SmtpConcern OfSender(SmtpReply reply) => reply switch
    {
        { IsForGood: false } => SmtpConcern.Now,
        { Status: (_, 3, 4) } or { Code: 552, Status: null } => SmtpConcern.Mail,
        _ => SmtpConcern.Deployment,
    };

    /// <summary>The answer to RCPT, or to DATA before any text.</summary>
    public static SmtpConcern OfRecipient(SmtpReply reply) => reply switch
    {
        { IsForGood: false } => SmtpConcern.Now,
        _ when IsOutOfOrder(reply) => SmtpConcern.Deployment,
        { Status: (_, 3, not 4) or (_, 7, _) } => SmtpConcern.Either,
        { Status: null } when reply.Code == 554 || reply.Words.Contains("relay", StringComparison.OrdinalIgnoreCase) => SmtpConcern.Either,
        _ => SmtpConcern.Mail,
    };

    /// <summary>The answer to the whole mail.</summary>
    public static SmtpConcern OfText(SmtpReply reply) => reply switch
    {
        { IsForGood: false } => SmtpConcern.Now,
        _ when IsOutOfOrder(reply) => SmtpConcern.Deployment,
        // Filters answer to a text with 5.7.0 and 5.7.1; the finer ones are about the sender's credentials, its domain or its machine.
        { Status: (_, 7, > 1) or (_, 3, not 4) } => SmtpConcern.Deployment,
        _ => SmtpConcern.Mail,
    };

    /// <summary>Why a mail was refused for good, in the desk's words.</summary>
    public static string Reason(SmtpReply reply) => $"{Words(reply)}（{reply.Codes}）";

    // Not known, out of order, no mail here, encryption or sign-in first.
    static bool IsOutOfOrder(SmtpReply reply) => reply.Code is 500 or 502 or 503 or 504 or 521 or 530 or 534 or 535 or 538;

    static string Words(SmtpReply reply) => reply switch
    {
        { Status: (_, 1, _) } or { Code: 501 or 551 or 553, Status: null } => "宛先のメールアドレスがないか、書き方に誤りがあります",
        { Status: (_, 2, 2) } => "宛先のメールボックスがいっぱいです",
        { Status: (_, 2, _) } => "宛先のメールボックスが使えなくなっています",
        { Status: (_, 3, 4) } or { Code: 552, Status: null } => "メールが大きすぎます",
        { Status: (_, 4, _) } => "宛先のメールサーバーが見つからないか、宛先を受け付けませんでした",
        { Status: (_, 7, _) } => "メールサーバーの決まりにより、受け付けられませんでした",
        { Code: 550, Status: null } => "宛先が受け付けられませんでした",
        _ => "メールが受け付けられませんでした",
    };
}
