using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Words;

/// <summary>Signs that stand alone in a cell, with what they say to those who listen.</summary>
static class Signs
{
    const string Dashes = "－-‐―—ー";
    const string Arrows = "→⇒➡";
    const string Marks = "○〇●◎△▲×✕☆★□■◇◆…";

    /// <summary>A value as printed: an arrow is read as what it carries on, a dash as what is not there.</summary>
    /// <param name="nothing">What a dash means at this place.</param>
    public static Inline Of(string text, string nothing = "なし") => text.Length != 1 ? text
        : Arrows.Contains(text[0]) ? new Mark(text, "前から継続")
        : Dashes.Contains(text[0]) ? new Mark(text, nothing)
        : text;

    /// <summary>A symbol of a scale with its label; a symbol of letters (A, 達成) is read before it, a sign is read as its label alone.</summary>
    public static Inline OfScale(string symbol, string? label) =>
        label is null || symbol == label ? Of(symbol)
        : symbol.Any(c => Arrows.Contains(c) || Marks.Contains(c)) || symbol.All(c => Dashes.Contains(c)) ? new Mark(symbol, label)
        // A symbol that spells its label out needs nobody to say it twice.
        : symbol.Contains(label, StringComparison.Ordinal) ? symbol
        : new Mark(symbol, label) { ReadsSymbol = true };
}
