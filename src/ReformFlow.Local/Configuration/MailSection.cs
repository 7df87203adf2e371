using System.Text;
using ReformFlow.App.Mail;
using ReformFlow.Core.Json;

namespace ReformFlow.Local.Configuration;

/// <summary>The way that mails take.</summary>
public sealed record MailSection
{
    public required MailKind Kind { get; init; }

    /// <summary>The mail server; this and all below belong to <see cref="MailKind.Smtp"/>.</summary>
    public string? Host { get; init; }

    /// <summary>Its port; null for the one that its protection usually has.</summary>
    public int? Port { get; init; }
    public SmtpSecurity? Security { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>A file that holds the password alone, from the data folder or absolute.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Certificates that vouch for the server, from the data folder or absolute.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The mail server's settings, or null for the outbox.</summary>
    /// <exception cref="IOException">The password's file can't be read.</exception>
    public SmtpSettings? Smtp(string folder) => Kind == MailKind.Outbox ? null
        : new(Host!, Port ?? SmtpSettings.UsualPort(Security!.Value), Security!.Value)
        {
            User = User,
            Password = PasswordFile is null ? Password : File.ReadAllText(Path.Combine(folder, PasswordFile), Encoding.UTF8).TrimEnd('\r', '\n'),
            AuthorityFile = AuthorityFile is null ? null : Path.Combine(folder, AuthorityFile),
        };

    /// <summary>Everything but user and password, which a record would else print.</summary>
    public override string ToString() => $"{nameof(MailSection)} {{ {nameof(Kind)} = {Kind}, {nameof(Host)} = {Host} }}";
}

/// <summary>What must hold for the way that mails take.</summary>
static class MailCheck
{
    /// <summary>Every broken rule, by JSON path with its remedy.</summary>
    public static IEnumerable<Problem> Problems(MailSection mail, string path, string folder)
    {
        if (mail.Kind == MailKind.Outbox)
        {
            foreach (var (name, value) in new (string, object?)[] { ("host", mail.Host), ("port", mail.Port), ("security", mail.Security), ("user", mail.User), ("password", mail.Password), ("passwordFile", mail.PasswordFile), ("authorityFile", mail.AuthorityFile) })
                if (value is not null) yield return new($"{path}.{name}", "The outbox is a folder and needs no server. Remove this field, or choose the kind smtp.");
            yield break;
        }

        var isWhole = true;
        if (mail.Host is null) yield return Missing("host", "Name the mail server.");
        if (mail.Security is null) yield return Missing("security", "Give startTls (port 587), tls (465), or none for a server inside the town hall that knows nothing else.");
        if (mail is { Password: not null, PasswordFile: not null })
            yield return new($"{path}.passwordFile", "The password stands in this file already. Keep one of the two.");
        if (mail.PasswordFile is { } file && Unreadable(Path.Combine(folder, file)) is { } why)
        {
            isWhole = false;
            yield return new($"{path}.passwordFile", $"{why} Give a file that holds the password alone and that this account may read.");
        }
        // The settings hold a secret themselves where they hold the password.
        var secret = mail.PasswordFile ?? (mail.Password is null ? null : SettingsFile.FileName);
        if (secret is not null && IsOpenToAll(Path.Combine(folder, secret)))
            yield return new($"{path}.{(mail.PasswordFile is null ? "password" : "passwordFile")}", $"Every account of this machine can read {Path.Combine(folder, secret)}, which holds the password. Let only the server's account read it: chmod 600.");
        if (!isWhole) yield break;
        foreach (var problem in mail.Smtp(folder)!.Problems())
            yield return problem with { Place = $"{path}.{(problem.Place == "password" && mail.PasswordFile is not null ? "passwordFile" : problem.Place)}" };

        Problem Missing(string name, string remedy)
        {
            isWhole = false;
            return new($"{path}.{name}", $"This field is missing. {remedy}");
        }
    }

    static bool IsOpenToAll(string path) => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & UnixFileMode.OtherRead) != 0;

    static string? Unreadable(string path)
    {
        try
        {
            using var _ = File.OpenRead(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{path} can't be read: {e.Message}";
        }
    }
}
