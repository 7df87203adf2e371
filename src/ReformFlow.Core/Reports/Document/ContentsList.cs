namespace ReformFlow.Core.Reports.Document;

/// <summary>The report's headings with their printed pages; the web page has its own list of links in its place.</summary>
public sealed record ContentsList(IReadOnlyList<ContentsEntry> Entries) : Block;

/// <summary>A heading of the contents, by the anchor that its page is found with.</summary>
/// <param name="Level">The heading's level: 2 for the parts of the report.</param>
public sealed record ContentsEntry(int Level, string Text, string Anchor);
