using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReformFlow.Local.Reports;

/// <summary>Reads from a printed PDF on which page each anchor lies. Browsers of the Chromium family write what is asked here as plain text: named destinations, the tree of pages and the table of objects.</summary>
static partial class PdfPages
{
    /// <summary>Anchor → page, counted from 1; null where the file is not written so.</summary>
    public static IReadOnlyDictionary<string, int>? Of(byte[] pdf)
    {
        // One character for each byte: offsets stay what they are.
        var text = Encoding.Latin1.GetString(pdf);
        if (StartXref().Matches(text).LastOrDefault() is not { } start) return null;
        var objects = Offsets(text, int.Parse(start.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        if (objects.Count == 0 || Root().Matches(text).LastOrDefault() is not { } root || Dictionary(root.Groups[1].Value) is not { } catalog
            || Pages().Match(catalog) is not { Success: true } pages || Destinations().Match(catalog) is not { Success: true } destinations) return null;

        var numbers = new Dictionary<string, int>();
        Number(pages.Groups[1].Value);
        return Destination().Matches(Dictionary(destinations.Groups[1].Value) ?? "").Where(d => numbers.ContainsKey(d.Groups["page"].Value))
            .ToDictionary(d => Escape().Replace(d.Groups["name"].Value, e => ((char)Convert.ToByte(e.Groups[1].Value, 16)).ToString()), d => numbers[d.Groups["page"].Value]);

        string? Dictionary(string number)
        {
            if (!objects.TryGetValue(number, out var at) || at >= text.Length) return null;
            var end = text.IndexOf("endobj", at, StringComparison.Ordinal);
            return end < 0 ? null : text[at..end];
        }

        // The tree's leaves from left to right are the pages.
        void Number(string node)
        {
            if (Dictionary(node) is not { } dictionary) return;
            if (Kids().Match(dictionary) is not { Success: true } kids) numbers.TryAdd(node, numbers.Count + 1);
            else foreach (Match kid in Reference().Matches(kids.Groups[1].Value)) Number(kid.Groups[1].Value);
        }
    }

    // Each line of the table: ten digits of the offset, five of the generation, n for an object in use.
    static Dictionary<string, int> Offsets(string text, int table)
    {
        var offsets = new Dictionary<string, int>();
        if (table >= text.Length || Table().Match(text, table) is not { Success: true } head || head.Index != table) return offsets;
        var number = int.Parse(head.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        foreach (Match line in Line().Matches(text, head.Index + head.Length).Take(int.Parse(head.Groups[2].ValueSpan, CultureInfo.InvariantCulture)))
            offsets[$"{number++}"] = line.Groups[2].Value == "n" ? int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : int.MaxValue;
        return offsets;
    }

    [GeneratedRegex(@"startxref\s+(\d+)")] private static partial Regex StartXref();
    [GeneratedRegex(@"xref\s+(\d+) (\d+)\s+")] private static partial Regex Table();
    [GeneratedRegex(@"(\d{10}) \d{5} ([nf])")] private static partial Regex Line();
    [GeneratedRegex(@"/Root (\d+) 0 R")] private static partial Regex Root();
    [GeneratedRegex(@"/Pages (\d+) 0 R")] private static partial Regex Pages();
    [GeneratedRegex(@"/Dests (\d+) 0 R")] private static partial Regex Destinations();
    [GeneratedRegex(@"/Kids\s*\[([^\]]*)\]")] private static partial Regex Kids();
    [GeneratedRegex(@"(\d+) 0 R")] private static partial Regex Reference();
    [GeneratedRegex(@"/(?<name>[^\s\[/]+)\s*\[(?<page>\d+) 0 R /XYZ")] private static partial Regex Destination();
    [GeneratedRegex("#([0-9A-Fa-f]{2})")] private static partial Regex Escape();
}
