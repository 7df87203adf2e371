namespace ReformFlow.Core.Reports.Words;

/// <summary>Letters, digits and signs that Japanese print knows in two widths (Ａ, A), for comparing what people wrote.</summary>
static class LetterWidth
{
    /// <summary>Ａ → A, （ → (; all other characters stay as they are.</summary>
    public static string Half(string text) => string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));

    /// <summary>True where two words differ in the width of their letters at most.</summary>
    public static bool IsSame(string one, string other) => one == other || Half(one) == Half(other);
}
