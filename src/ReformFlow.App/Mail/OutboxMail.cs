using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReformFlow.App.Mail;

/// <summary>One mail of the outbox, as a person reads it.</summary>
public sealed partial record OutboxMail(string File, DateTimeOffset At, string Key, string MessageId, string To, string Subject, string Body)
{
    /// <summary>Reads what <see cref="MailFile"/> wrote.</summary>
    public static OutboxMail Read(string file, ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        // A header that goes on in the next line begins there with white space.
        var headers = Folding().Replace(text[..end], "").Split('\n')
            .Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => Decode(parts[1]), StringComparer.OrdinalIgnoreCase);
        return new(
            file,
            DateTimeOffset.ParseExact(Header("Date"), "ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Header("X-ReformFlow-Key"), Header("Message-ID"), Header("To"), Header("Subject"),
            Encoding.UTF8.GetString(Convert.FromBase64String(text[(end + 2)..].ReplaceLineEndings(""))).ReplaceLineEndings("\n"));

        string Header(string name) => headers[name].FirstOrDefault() ?? "";
    }

    static string Decode(string header) => EncodedWord().Replace(header, match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)));

    [GeneratedRegex(@"\n(?=[ \t])")]
    private static partial Regex Folding();

    [GeneratedRegex(@"\s*=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
