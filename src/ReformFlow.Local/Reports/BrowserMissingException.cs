namespace ReformFlow.Local.Reports;

/// <summary>No browser was found that could print.</summary>
public sealed class BrowserMissingException(IReadOnlyList<string> places) : Exception(
    $"""
    No browser was found that can print PDF.
    Install Microsoft Edge, Google Chrome or Chromium, or name one by its full path in the setting "browser" or the environment variable {BrowserFinder.Variable}.
    Looked for: {(places.Count == 0 ? "nothing, because PATH is empty" : string.Join(", ", places))}
    """);
