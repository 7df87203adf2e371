using System.Text;

namespace ReformFlow.Core.Answers;

/// <summary>Takes in a text as somebody typed or pasted it.</summary>
public static class AnswerText
{
    /// <summary>The text with line feeds only, without control characters, which break PDF engines and come from pasting, and without blanks at its end; all else stands as typed.</summary>
    public static string Clean(string raw)
    {
        var text = new StringBuilder(raw.Length);
        foreach (var c in raw.ReplaceLineEndings("\n"))
            if (c is '\n' or '\t' || !char.IsControl(c)) text.Append(c);
        return text.ToString().TrimEnd();
    }

    /// <summary>Why a cleaned text can't be kept, in the page's words, or null when it can.</summary>
    /// <param name="text">The cleaned text.</param>
    /// <param name="maxLength">The longest text allowed, counted in Unicode characters: 𠮷 and 😀 are one each.</param>
    public static string? Refusal(string text, int maxLength)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length++;
            // A lone surrogate arrives as the replacement character once it has passed through a form.
            if (rune == Rune.ReplacementChar)
                return $"{length}文字目に読み取れない文字があります。その文字を消して、入力し直してください。";
        }
        return length > maxLength
            ? $"{length:N0}文字あります。{maxLength:N0}文字以内にまとめてください。"
            : null;
    }
}
