using System.Text.RegularExpressions;

namespace ReformFlow.App.Reports;

/// <summary>Tables that somebody aligned with spaces inside a text: lines whose columns stand under each other only where each letter has its place, a wide one two.</summary>
public static partial class FixedPitch
{
    /// <summary>For each line, whether it belongs to such a table: two or more lines in a row with gaps in or before them, one of which is wider than a space between words.</summary>
    public static IReadOnlyList<bool> Of(IReadOnlyList<string> lines)
    {
        var aligned = new bool[lines.Count];
        for (var first = 0; first < lines.Count; first++)
        {
            var end = first;
            while (end < lines.Count && Gap().IsMatch(lines[end])) end++;
            if (end - first >= 2 && lines.Skip(first).Take(end - first).Any(WideGap().IsMatch)) Array.Fill(aligned, true, first, end - first);
            first = Math.Max(first, end - 1);
        }
        return aligned;
    }

    /// <summary>A line in pieces, each wholly of half-width letters or without one.</summary>
    public static IEnumerable<string> Parts(string line) => Narrow().Split(line).Where(p => p.Length > 0);

    /// <summary>True for a piece of half-width letters.</summary>
    public static bool IsNarrow(string part) => char.IsAscii(part[0]);

    // An indented sentence is no line of a table.
    [GeneratedRegex(@"^[ 　]+\S(?!.*。[ 　]*$)|\S(　| {2})[ 　]*\S(?!.*。[ 　]*$)")] private static partial Regex Gap();

    [GeneratedRegex(@"\S[ 　]{2,}\S")] private static partial Regex WideGap();

    [GeneratedRegex("([\x20-\x7e]+)")] private static partial Regex Narrow();
}
