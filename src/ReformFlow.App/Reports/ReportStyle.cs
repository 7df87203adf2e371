namespace ReformFlow.App.Reports;

/// <summary>What the caller decides of the page's look: where its fonts come from.</summary>
/// <param name="FontFaces">The @font-face rules as they go into the page: hosted addresses, file: addresses for print, or none.</param>
public sealed record ReportStyle(string FontFaces)
{
    /// <summary>The printed page of each anchor; null before it is known, and on the web.</summary>
    public IReadOnlyDictionary<string, int>? Pages { get; init; }

    /// <summary>The page is what a PDF is printed from: figures lead nowhere in it.</summary>
    public bool IsPrint { get; init; }

    /// <summary>Fonts of the reader's own machine only.</summary>
    public static ReportStyle OwnFonts { get; } = new("");

    /// <summary>The style sheet of every HTML edition.</summary>
    internal static string Sheet { get; } = Read();

    static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("ReformFlow.App.Reports.report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
