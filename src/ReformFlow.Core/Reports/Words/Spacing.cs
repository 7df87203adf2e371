using System.Text.RegularExpressions;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Words;

/// <summary>Words that a template writes spaced out (基 本 方 針): printed with space between the letters, read and found as one word.</summary>
/// <remarks>For a template's own words only; what people wrote keeps its spaces.</remarks>
static partial class Spacing
{
    /// <summary>True where every two characters have one space between them.</summary>
    public static bool IsSpaced(string word) => SpacedOut().IsMatch(word);

    /// <summary>The word without its spaces; any other text as it is.</summary>
    public static string Closed(string word) => IsSpaced(word) ? string.Concat(word.Where(c => c is not (' ' or '　'))) : word;

    /// <summary>A template's word as it stands on a line.</summary>
    public static Inline Of(string word) => IsSpaced(word) ? new SpacedText(Closed(word)) : word;

    /// <summary>A box under a template's label.</summary>
    public static SheetBox Box(string label, IReadOnlyList<Inline> content) => new(Closed(label), content) { Spaced = IsSpaced(label) };

    // Latin letters with spaces between are words of one letter.
    [GeneratedRegex(@"\A(?:[^\s\x00-\x7F][ \u3000])+[^\s\x00-\x7F](?:・(?:[^\s\x00-\x7F][ \u3000])+[^\s\x00-\x7F])*\z")]
    private static partial Regex SpacedOut();
}
