namespace ReformFlow.Functions.Reports.QuestPdf;

/// <summary>Guesses how much room a text takes, to decide what is kept on one page; what is drawn is measured by QuestPDF.</summary>
static class Room
{
    /// <summary>The width of a line in points.</summary>
    public static float Width(ReadOnlySpan<char> line, float size)
    {
        var letters = 0f;
        foreach (var letter in line) letters += letter < 0x80 ? .55f : .95f;
        return letters * size;
    }

    /// <summary>The height in points of a text in a column of a width.</summary>
    public static float Height(string text, float width, float size, float leading)
    {
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines()) lines += Math.Max(1, (int)Math.Ceiling(Width(line, size) / Math.Max(width, size)));
        return lines * size * leading;
    }
}
