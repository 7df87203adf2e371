namespace ReformFlow.Core.Reports.Words;

/// <summary>Digits in the two widths of Japanese print; all other characters stay as they are.</summary>
static class DigitWidth
{
    /// <summary>R5 → R５.</summary>
    public static string Full(string text) => string.Concat(text.Select(c => c is >= '0' and <= '9' ? (char)(c - '0' + '０') : c));

    /// <summary>R５ → R5.</summary>
    public static string Half(string text) => string.Concat(text.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));
}
