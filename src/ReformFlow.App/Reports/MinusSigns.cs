using System.Text.RegularExpressions;

namespace ReformFlow.App.Reports;

/// <summary>△ and ▲ that mean minus in what people wrote: directly before a figure.</summary>
public static partial class MinusSigns
{
    /// <summary>The text in pieces, of which the signs are to be read as minus.</summary>
    /// <remarks>A text that counts marks (○12件、△3件) has none.</remarks>
    public static IReadOnlyList<(string Text, bool IsMinus)> In(string text)
    {
        if (text.AsSpan().IndexOfAny('△', '▲') < 0 || CountedMark().IsMatch(text)) return [(text, false)];
        return [.. Minus().Split(text).Where(piece => piece.Length > 0).Select(piece => (piece, piece is "△" or "▲"))];
    }

    [GeneratedRegex(@"([△▲])(?=[ \u3000]?[0-9０-９])")]
    private static partial Regex Minus();

    [GeneratedRegex(@"[○〇●◎×][0-9０-９]")]
    private static partial Regex CountedMark();
}
