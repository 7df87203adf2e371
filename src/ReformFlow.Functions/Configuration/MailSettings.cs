using System.Globalization;
using ReformFlow.App.Mail;
using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Configuration;

/// <summary>Who takes a deployment's mails: SendGrid, a mail server, or the outbox where both are null.</summary>
public sealed record MailSettings(SendGridSettings? SendGrid, SmtpSettings? Smtp)
{
    /// <summary>With what SendGrid's posts about mails are checked; null where they are not taken. It stays while another sender takes over: mails of the days before still come back.</summary>
    public EventKey? EventKey { get; init; }

    /// <summary>True where mails go nowhere until the office sends them on.</summary>
    public bool IsOutbox => this is { SendGrid: null, Smtp: null };

    internal static MailSettings Read(SettingsReader reader)
    {
        const string name = "Mail__Sender";
        var sender = reader.Optional(name) ?? "sendgrid";
        if (sender is not ("sendgrid" or "smtp" or "outbox")) reader.Wrong(name, "Write sendgrid, smtp (a mail server of your own), or outbox (nobody gets a mail; the office reads them at the desk).");
        // Everything is read whoever sends, so that a setting in waiting is found wrong today and not on the day of the change.
        var sendGrid = ReadSendGrid(reader, sender == "sendgrid");
        var smtp = ReadSmtp(reader, sender == "smtp");
        return new(sender == "sendgrid" ? sendGrid : null, sender == "smtp" ? smtp : null) { EventKey = ReadEventKey(reader) };
    }

    static EventKey? ReadEventKey(SettingsReader reader)
    {
        const string name = "SendGrid__EventKey";
        if (reader.Optional(name) is not { } text) return null;
        if (EventKey.Read(text) is { } key) return key;
        reader.Wrong(name, "It is no public key on the curve P-256 in base64. Copy the verification key that SendGrid shows where its event webhook is signed, in one line and without BEGIN and END; or leave it out, and events are not taken.");
        return null;
    }

    static SmtpSettings? ReadSmtp(SettingsReader reader, bool isAsked)
    {
        const string prefix = "Mail__", hostName = "Mail__Host", portName = "Mail__Port", securityName = "Mail__Security", patienceName = "Mail__Patience";
        var host = isAsked ? reader.Required(hostName, "Name the mail server: smtp.example.jp.") : reader.Optional(hostName);
        var security = reader.Optional(securityName) switch
        {
            null or "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "none" => SmtpSecurity.None,
            _ => (SmtpSecurity?)null,
        };
        if (security is null) reader.Wrong(securityName, "Write starttls (port 587 as a rule), tls (465), or none (25) for a server inside your own network.");
        var port = Number(reader, portName) ?? SmtpSettings.UsualPort(security ?? SmtpSecurity.StartTls);
        var settings = new SmtpSettings(host ?? "", port, security ?? SmtpSecurity.StartTls)
        {
            User = reader.Optional("Mail__User"),
            Password = reader.Optional("Mail__Password"),
            AuthorityFile = reader.Optional("Mail__AuthorityFile"),
        };
        if (Number(reader, patienceName) is { } seconds) settings = settings with { Patience = TimeSpan.FromSeconds(seconds) };
        if (host is null) return null;
        foreach (var problem in settings.Problems()) reader.Wrong($"{prefix}{char.ToUpperInvariant(problem.Place[0])}{problem.Place[1..]}", problem.Message);
        return settings;
    }

    static int? Number(SettingsReader reader, string name)
    {
        if (reader.Optional(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        reader.Wrong(name, "Write a whole number, or leave it out.");
        return null;
    }

    static SendGridSettings ReadSendGrid(SettingsReader reader, bool isAsked)
    {
        const string keyName = "SendGrid__ApiKey", sandboxName = "SendGrid__Sandbox", paceName = "SendGrid__MailsPerSecond", baseName = "SendGrid__BaseAddress";
        const string remedy = "Make a key at SendGrid with the permission «Mail Send» and no other. For a rehearsal without SendGrid give any word, and a stand-in's address on this machine in ReformFlow__SendGrid__BaseAddress.";
        var key = (isAsked ? reader.Required(keyName, remedy) : reader.Optional(keyName)) ?? "";
        if (!key.All(c => c is > ' ' and <= '~')) reader.Wrong(keyName, "It holds white space or a character beyond ASCII. Copy it anew.");
        var settings = new SendGridSettings(key);

        if (reader.Optional(sandboxName) is { } sandbox)
        {
            if (bool.TryParse(sandbox, out var isSandbox)) settings = settings with { Sandbox = isSandbox };
            else reader.Wrong(sandboxName, "Write true (SendGrid checks each mail and delivers none) or false.");
        }
        if (reader.Optional(paceName) is { } pace)
        {
            if (double.TryParse(pace, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var mails) && mails > 0) settings = settings with { MailsPerSecond = mails };
            else reader.Wrong(paceName, "Write a number above zero, such as 5 or 0.5.");
        }
        if (reader.Optional(baseName) is { } address)
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && AzureSettings.IsWeb(uri) && AzureSettings.IsEncryptedOrHere(uri)) settings = settings with { BaseAddress = uri };
            else reader.Wrong(baseName, "Leave it out, or give https://api.eu.sendgrid.com for an account kept in the EU, or a stand-in's address on this machine.");
        }
        return settings;
    }
}
