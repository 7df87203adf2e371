using System.Text.RegularExpressions;

namespace ReformFlow.App.Mail;

/// <summary>One answer of a mail server: its code, its lines, and the finer code (RFC 3463) where it gives one.</summary>
sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>More of a server's words than this is no help to anybody.</summary>
    const int LongestWords = 300;

    /// <summary>Class, subject and detail, as in 5.1.1; null where the server gives none. Some servers put it last.</summary>
    public (int Class, int Subject, int Detail)? Status { get; } =
        StatusCode().Match(string.Join(' ', Lines)) is { Success: true } match && int.Parse(match.Groups[1].Value) * 100 == Code / 100 * 100
            ? (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value), int.Parse(match.Groups[3].Value))
            : null;

    public bool IsGood => Code is >= 200 and < 300;

    public bool IsForGood => Code is >= 500 and < 600;

    /// <summary>550 5.1.1, or 550.</summary>
    public string Codes => Status is var (@class, subject, detail) ? $"{Code} {@class}.{subject}.{detail}" : $"{Code}";

    /// <summary>The server's words without the codes.</summary>
    public string Words => string.Join(' ', Lines);

    /// <summary>True where the server offers an extension, in answer to EHLO.</summary>
    public bool Offers(string extension) => Offer(extension) is not null;

    /// <summary>The words after an extension's name, in answer to EHLO; null where it is not offered.</summary>
    public IReadOnlyList<string>? Offer(string extension) => Lines.Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words.Length > 0 && words[0].Equals(extension, StringComparison.OrdinalIgnoreCase))?[1..];

    /// <summary>The server's words with nothing in them that looks like an address, and without what must not be written down.</summary>
    public string DiscreetWords(params ReadOnlySpan<string?> unsaid)
    {
        var words = Address().Replace(Words, "…");
        foreach (var word in unsaid)
            if (word is { Length: > 1 }) words = words.Replace(word, "…", StringComparison.OrdinalIgnoreCase);
        words = string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c));
        return words.Length <= LongestWords ? words : $"{words[..LongestWords]}…";
    }

    [GeneratedRegex(@"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"[^\s<>\[\]()"",;:]+@[^\s<>\[\]()"",;:]+")]
    private static partial Regex Address();
}
