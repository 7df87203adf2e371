using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ReformFlow.Core.Json;

namespace ReformFlow.App.Mail;

/// <summary>How the way to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on this machine, or one inside the town hall that knows nothing else.</summary>
    None,

    /// <summary>The connection begins in clear and is encrypted before anything is said on it (port 587); without encryption nothing is sent.</summary>
    StartTls,

    /// <summary>The connection is encrypted from its beginning (port 465).</summary>
    Tls,
}

/// <summary>How a mail server is reached.</summary>
/// <param name="Host">The server's name; with encryption it must stand in the server's certificate.</param>
public sealed record SmtpSettings(string Host, int Port, SmtpSecurity Security)
{
    /// <summary>Everything before the mail's last byte: connecting, greeting, encryption, sign-in, addresses, the text.</summary>
    public static readonly TimeSpan LongestDialogue = TimeSpan.FromMinutes(4);

    /// <summary>A step's claim keeps others away for ten minutes; by then this mail must be settled.</summary>
    public static readonly TimeSpan LongestFinalPatience = TimeSpan.FromMinutes(4);

    /// <summary>Who signs in; null for a server that knows this machine by its address.</summary>
    public string? User { get; init; }

    /// <summary>A secret: it is sent only over encryption, or on this machine, and never into a log.</summary>
    public string? Password { get; init; }

    /// <summary>A PEM file with the certificates that alone vouch for the server, for a town hall with an authority of its own; null for those that this machine trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>How long the server may take for each answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take for its word that it has the mail: it may look for viruses first, and breaking off leaves in doubt whether the mail was taken.</summary>
    public TimeSpan FinalPatience { get; init; } = LongestFinalPatience;

    /// <summary>The port that servers use for a kind of protection.</summary>
    public static int UsualPort(SmtpSecurity security) => security switch { SmtpSecurity.StartTls => 587, SmtpSecurity.Tls => 465, _ => 25 };

    /// <summary>What is wrong with the settings, by the name of the setting in camelCase; none where they can be used.</summary>
    public IEnumerable<Problem> Problems()
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) yield return new("host", $"\"{Host}\" is no name of a server. Give its name alone, such as smtp.example.jp.");
        if (Port is < 1 or > 65_535) yield return new("port", "A port is 1 to 65535: 587 for startTls, 465 for tls, 25 for none, as a rule.");
        if ((User is null) != (Password is null)) yield return new(User is null ? "user" : "password", "User and password go together: give both, or neither for a server that asks for none.");
        if (User is not null && Security == SmtpSecurity.None && !IsThisMachine(Host))
            yield return new("security", "A password is not sent unencrypted. Use startTls or tls, or leave out user and password.");
        if (Patience <= TimeSpan.Zero || Patience > LongestDialogue) yield return new("patience", $"The server may take up to {LongestDialogue.TotalSeconds} seconds for an answer.");
        if (FinalPatience <= TimeSpan.Zero || FinalPatience > LongestFinalPatience) yield return new("finalPatience", $"The server may take up to {LongestFinalPatience.TotalSeconds} seconds to take a mail.");
        if (AuthorityFile is not null && !TryReadAuthority(out _)) yield return new("authorityFile", $"{AuthorityFile} can't be read as PEM certificates. Give the file of the authority that signed the server's certificate.");
    }

    /// <summary>Everything but user and password, which a record would else print.</summary>
    public override string ToString() => $"{nameof(SmtpSettings)} {{ {nameof(Host)} = {Host}, {nameof(Port)} = {Port}, {nameof(Security)} = {Security} }}";

    internal bool TryReadAuthority(out X509Certificate2Collection authority)
    {
        authority = [];
        try
        {
            authority.ImportFromPemFile(AuthorityFile!);
            return authority.Count > 0;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    static bool IsThisMachine(string host) => Uri.TryCreate($"smtp://{(host.Contains(':') ? $"[{host}]" : host)}", UriKind.Absolute, out var address) && address.IsLoopback;
}
