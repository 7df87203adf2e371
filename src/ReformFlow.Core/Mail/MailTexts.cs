using System.Text.RegularExpressions;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Mail;

/// <summary>The municipality's own words for its mails: the file form <c>mail-texts/1</c>, with placeholders such as <c>{dueDay}</c>.</summary>
public sealed partial record MailTexts
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "mail-texts/1";

    public required string Format { get; init; }

    /// <summary>Stands under every mail: who to ask.</summary>
    public required string Foot { get; init; }

    /// <summary>Name of the mail (<see cref="MailKind"/> in camelCase) → its subject and body; a mail that is missing here has the built-in text.</summary>
    public required IReadOnlyDictionary<string, MailText> Mails { get; init; }

    /// <summary>The texts that a municipality starts with until it brings its own.</summary>
    public static ReadOnlySpan<byte> BuiltIn()
    {
        using var stream = typeof(MailTexts).Assembly.GetManifestResourceStream("mail-texts.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    static readonly Lazy<MailTexts> _builtIn = new(() => Read(BuiltIn()).Value!);

    /// <summary>The built-in texts.</summary>
    public static MailTexts Standard => _builtIn.Value;

    /// <summary>The placeholders that a mail's text may use, and those of the foot, by their names.</summary>
    public static IReadOnlyList<string> PlaceholdersOf(MailKind kind) => MailPlaceholders.Known(NameOf(kind));

    /// <inheritdoc cref="PlaceholdersOf"/>
    public static IReadOnlyList<string> FootPlaceholders => MailPlaceholders.Known("");

    /// <summary>The placeholders that a text uses, known or not.</summary>
    public static IEnumerable<string> PlaceholdersIn(string words) => Placeholder().Matches(words).Select(m => m.Groups[1].Value);

    /// <summary>The name of a mail in the file.</summary>
    public static string NameOf(MailKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    /// <summary>Reads and checks the UTF-8 bytes of a mail-texts file.</summary>
    public static Reading<MailTexts> Read(ReadOnlySpan<byte> utf8)
    {
        var reading = StrictJson.Read<MailTexts>(utf8, FormatName);
        if (!reading.IsGood) return reading;
        var problems = Problems(reading.Value!).ToList();
        return problems.Count > 0 ? new(null, problems) : reading;
    }

    /// <summary>The text of a mail: the municipality's own, else the built-in one.</summary>
    /// <remarks>A file from before a mail existed stays good, so no new version of the product stops a town's mails.</remarks>
    public MailText TextOf(MailKind kind) => Mails.GetValueOrDefault(NameOf(kind)) ?? _builtIn.Value.Mails[NameOf(kind)];

    /// <summary>The mails of which the file has no text of its own.</summary>
    public IEnumerable<MailKind> Missing() => Enum.GetValues<MailKind>().Where(kind => !Mails.ContainsKey(NameOf(kind)));

    /// <summary>The mail's subject and its body with the foot, filled in.</summary>
    /// <exception cref="KeyNotFoundException">A placeholder of this text has no value in this mail.</exception>
    public MailText Fill(MailKind kind, IReadOnlyDictionary<string, string> values)
    {
        var text = TextOf(kind);
        return new(Fill(text.Subject), $"{Fill(text.Body).TrimEnd()}\n\n{Fill(Foot).TrimEnd()}\n");

        // A line about something that this cycle does without would only ask what is missing.
        bool IsWritten(string line) => !MailPlaceholders.Optional.Any(name => line.Contains($"{{{name}}}", StringComparison.Ordinal) && values.GetValueOrDefault(name) is null or "");

        string Fill(string words) => Placeholder().Replace(string.Join('\n', words.Split('\n').Where(IsWritten)).TrimStart('\n'), match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new KeyNotFoundException($"The mail text {NameOf(kind)} uses {match.Value}, which this mail does not know."));
    }

    static IEnumerable<Problem> Problems(MailTexts texts)
    {
        foreach (var stray in texts.Mails.Keys.Where(name => Enum.GetValues<MailKind>().All(k => NameOf(k) != name)))
            yield return new($"$.mails.{stray}", $"No mail has this name. Mails are {string.Join(", ", Enum.GetValues<MailKind>().Select(NameOf))}.");
        foreach (var (name, text) in texts.Mails)
            foreach (var (part, words) in new[] { ("subject", text.Subject), ("body", text.Body) })
                foreach (var problem in Unknown(words, $"$.mails.{name}.{part}", MailPlaceholders.Known(name), "this mail"))
                    yield return problem;
        foreach (var problem in Unknown(texts.Foot, "$.foot", MailPlaceholders.Known(""), "the foot of every mail"))
            yield return problem;
    }

    static IEnumerable<Problem> Unknown(string words, string place, IReadOnlyList<string> known, string where) =>
        from Match match in Placeholder().Matches(words)
        where !known.Contains(match.Groups[1].Value)
        select new Problem(place, $"{match.Value} has no meaning in {where}. Known here: {string.Join(" ", known.Select(p => $"{{{p}}}"))}.");

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Placeholder();
}

/// <summary>A subject and a body.</summary>
public sealed record MailText(string Subject, string Body);

/// <summary>Every mail that the product sends.</summary>
public enum MailKind
{
    Probe, Request, RequestAgain, RequestExtended, RequestDeclined, RequestFinals, RequestTakenOver, ReminderBefore, ReminderAfter, ReminderComplete,
    Escalation, Receipt, ReceiptToConfirm, Confirmation, ConfirmationReminder, Withdrawal, ChangeDecided,
    NoticeRefused, NoticeInDoubt, NoticeEscalation, NoticeProbe, NoticeFinals, NoticeByHand, NoticeProposal, NoticeLocked, NoticeMissing, NoticeUnreleased, NoticeHeld, NoticeReview, NoticeOutcome, NoticePublished,
}

/// <summary>Which placeholders a mail's text may use.</summary>
static class MailPlaceholders
{
    /// <summary>What a cycle may do without: where one of these has no value, its line is left out.</summary>
    public static readonly string[] Optional = ["documentNumber", "documentDate"];

    static readonly string[] _always = ["year", "plan", "office", "officeTelephone", "officeExtension", "officeAddress", "publicationDay", "senderPost", .. Optional];
    static readonly string[] _request = ["department", "post", "dueDay", "dueIn", "lockDay", "items", "itemCount", "link", "code", "frontPage", "via"];

    public static IReadOnlyList<string> Known(string mail) => mail switch
    {
        "probe" => [.. _always, .. _request, "requestDay"],
        "request" or "reminderBefore" or "reminderAfter" or "reminderComplete" or "requestFinals" => [.. _always, .. _request],
        "requestTakenOver" => [.. _always, .. _request, "reason"],
        "requestAgain" or "requestExtended" or "requestDeclined" => [.. _always, .. _request, "reason"],
        "withdrawal" => [.. _always, "department", "post", "items", "itemCount", "reason", "via"],
        "escalation" => [.. _always, "department", "post", "superior", "dueDay", "dueIn", "lockDay", "items", "itemCount", "requestedAt", "remindedAt", "savedAt"],
        "confirmation" or "confirmationReminder" => [.. _always, "department", "post", "superior", "items", "itemCount", "submittedAt", "link", "code", "frontPage"],
        "receipt" or "receiptToConfirm" => [.. _always, .. _request, "receipt", "submittedAt"],
        "noticeRefused" or "noticeInDoubt" => [.. _always, "deskAddress", "department", "post", "mail", "reason"],
        "noticeProbe" => [.. _always, "deskAddress", "department", "post", "reason"],
        "noticeEscalation" => [.. _always, "deskAddress", "late"],
        "noticeFinals" => [.. _always, "deskAddress", "department", "figures"],
        "noticeByHand" => [.. _always, "deskAddress", "byHand"],
        "noticeLocked" or "noticeMissing" => [.. _always, "deskAddress", "owed", "lockDay"],
        "noticeHeld" => [.. _always, "deskAddress", "waiting"],
        "noticeReview" or "noticeOutcome" => [.. _always, "deskAddress", "reviews"],
        "noticeUnreleased" => [.. _always, "deskAddress"],
        "changeDecided" => [.. _always, .. _request, "decisions"],
        "noticeProposal" => [.. _always, "deskAddress", "department", "proposals"],
        "noticePublished" => [.. _always, "deskAddress", "publicAddress"],
        _ => _always,
    };
}
