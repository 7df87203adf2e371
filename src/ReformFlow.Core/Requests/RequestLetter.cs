using ReformFlow.Core.Mail;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Requests;

/// <summary>The request as a document for 決裁 and 供覧: the mail's own words on paper, with number, date and sender where a 照会 has them.</summary>
public static class RequestLetter
{
    /// <summary>Makes the document.</summary>
    /// <param name="text">The request as the department gets it.</param>
    /// <param name="values">What its placeholders stand for: number, date and sender stand at the line's end.</param>
    public static ReportDocument Compose(MailText text, string municipality, string period, IReadOnlyDictionary<string, string> values)
    {
        var atEnd = new[] { "documentNumber", "documentDate", "senderPost" }.Select(name => values.GetValueOrDefault(name) ?? "").Where(v => v.Length > 0).ToHashSet();
        var blocks = new List<Block>();
        foreach (var group in Groups(text.Body))
            if (Squeezed(group) == Squeezed([text.Subject])) blocks.Add(new Heading(1, text.Subject));
            else if (group.All(line => atEnd.Contains(line.Trim('　', ' ')))) blocks.AddRange(group.Select(line => new Paragraph([line.Trim('　', ' ')], ParagraphRole.LineEnd)));
            else blocks.Add(new Paragraph([string.Join('\n', group)]));
        // A text that does not repeat its subject gets it as its title.
        if (!blocks.OfType<Heading>().Any()) blocks.Insert(0, new Heading(1, text.Subject));
        return new()
        {
            Title = text.Subject,
            Municipality = municipality,
            Period = period,
            Sections = [new() { Name = "letter", PageNumbers = false, Blocks = blocks }],
        };
    }

    // The foot of a mail begins with two hyphens, as mail programs know it.
    static IEnumerable<List<string>> Groups(string body)
    {
        var group = new List<string>();
        foreach (var line in body.Split('\n').TakeWhile(l => l.TrimEnd() != "--").Append(""))
            if (line.Trim('　', ' ').Length > 0) group.Add(line);
            else if (group.Count > 0)
            {
                yield return group;
                group = [];
            }
    }

    static string Squeezed(IEnumerable<string> lines) => string.Concat(lines).Replace("　", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
