namespace ReformFlow.Functions.Mail;

/// <summary>How the deployment reaches SendGrid.</summary>
/// <param name="ApiKey">The account's API key; it needs the permission «Mail Send» and no other. A secret: it belongs into a key vault and never into a log.</param>
public sealed record SendGridSettings(string ApiKey)
{
    /// <summary>True where SendGrid only checks each mail and delivers none; the log then says «sent» of mails that nobody gets, so this is for trials only.</summary>
    public bool Sandbox { get; init; }

    /// <summary>
    /// The most mails that one process hands over in a second; where several instances run, each has this rate for itself.
    /// The default gives sixty departments their mails in twelve seconds. It is half of the 600 requests a minute that SendGrid allows on most of its
    /// addresses, and far below the 10,000 a second of its mail address; a plan's daily or monthly number of mails is another limit, which pacing can't keep.
    /// </summary>
    public double MailsPerSecond { get; init; } = 5;

    /// <summary>Where SendGrid listens: the default, <c>https://api.eu.sendgrid.com</c> for a subuser that was made in the EU, or a loopback address in tests.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.sendgrid.com");

    /// <summary>Everything but the key, which a record would else print.</summary>
    public override string ToString() => $"{nameof(SendGridSettings)} {{ {nameof(BaseAddress)} = {BaseAddress}, {nameof(Sandbox)} = {Sandbox}, {nameof(MailsPerSecond)} = {MailsPerSecond} }}";
}
