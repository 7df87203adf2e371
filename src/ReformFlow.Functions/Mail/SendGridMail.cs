using ReformFlow.App.Ports;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace ReformFlow.Functions.Mail;

/// <summary>Writes a mail in SendGrid's form: plain text as it stands, with everything switched off that would change or watch it.</summary>
static class SendGridMail
{
    /// <summary>The custom argument that carries the step's key; SendGrid's events bring it back.</summary>
    public const string KeyArgument = "reformflow_key";

    /// <summary>The custom argument that carries the Message-ID.</summary>
    public const string MessageIdArgument = "reformflow_message_id";

    /// <summary>From a character of ASCII to its full-width twin.</summary>
    const int FullWidth = '！' - '!';

    /// <summary>The mail as SendGrid's client sends it.</summary>
    public static SendGridMessage Of(OutgoingMail mail, bool sandbox) => new()
    {
        From = Mailbox(mail.FromName, mail.FromAddress),
        Personalizations = [new() { Tos = [Mailbox(mail.ToName, mail.ToAddress)] }],
        Subject = mail.Subject.ReplaceLineEndings(" "),
        Contents = [new(MimeType.Text, mail.Body)],
        Headers = new()
        {
            // SendGrid takes this header, but has been seen to put its own id in its place; so the id goes along in a header of ours and as an argument.
            ["Message-ID"] = mail.MessageId,
            ["X-ReformFlow-Message-ID"] = mail.MessageId,
            ["X-ReformFlow-Key"] = mail.Key,
            // RFC 3834: nobody's absence note answers the product.
            ["Auto-Submitted"] = "auto-generated",
        },
        CustomArgs = new() { [KeyArgument] = mail.Key, [MessageIdArgument] = mail.MessageId },
        // Said for each mail, because the account's own setting counts where a mail is silent.
        TrackingSettings = new()
        {
            ClickTracking = new() { Enable = false, EnableText = false },
            OpenTracking = new() { Enable = false },
            SubscriptionTracking = new() { Enable = false },
            Ganalytics = new() { Enable = false },
        },
        // No bypass of SendGrid's lists: one more mail to an address that bounced reaches nobody and costs the town its good name as a sender.
        MailSettings = new()
        {
            FooterSettings = new() { Enable = false },
            SandboxMode = new() { Enable = sandbox },
        },
    };

    static EmailAddress Mailbox(string name, string address) => new(address, name.Length == 0 ? null : string.Concat(name.ReplaceLineEndings(" ").Select(Plain)));

    // SendGrid puts a name unquoted before its address: 「税務課(税務係), 窓口」 would become several addresses, taken with a 202 and then dropped.
    static char Plain(char c) => c is '(' or ')' or '<' or '>' or '[' or ']' or ':' or ';' or ',' or '@' or '"' or '\\' ? (char)(c + FullWidth) : c;
}
