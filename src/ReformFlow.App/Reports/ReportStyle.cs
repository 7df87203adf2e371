using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Reports;

/// <summary>What the caller decides of the page's look: where its fonts come from.</summary>
/// <param name="FontFaces">The @font-face rules as they go into the page: hosted addresses, file: addresses for print, or none.</param>
public sealed record ReportStyle(string FontFaces)
{
    /// <summary>The printed page of each anchor; null before it is known, and on the web.</summary>
    public IReadOnlyDictionary<string, int>? Pages { get; init; }

    /// <summary>The page is what a PDF is printed from: figures lead nowhere in it, and its sections name their pages.</summary>
    public bool IsPrint { get; init; }

    /// <summary>The printed pages that are sheets, in order.</summary>
    public IReadOnlyList<int> Sheets { get; init; } = [];

    /// <summary>The sheet or page on which an anchor is printed; null before it is known, and on the web.</summary>
    public int? NumberOf(string anchor) =>
        Pages is null || !Pages.TryGetValue(anchor, out var page) ? null : Sheets.Contains(page) ? Sheets.Count(s => s <= page) : page;

    /// <summary>The same with what a first print told of the pages.</summary>
    public ReportStyle Printed(ReportDocument document, IReadOnlyDictionary<string, int> pages) => this with { Pages = pages, Sheets = PrintedPages.Sheets(document, pages) };

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
