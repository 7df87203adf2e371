using System.Globalization;
using System.Text;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Reports;

/// <summary>The printed pages of a document's sections as style rules: paper, running foot and page number in the margin.</summary>
public static class PrintedPages
{
    /// <summary>The style sheet's name for the pages of a section.</summary>
    internal static string Name(int section) => $"pages-{section}";

    /// <summary>True for a document that prints numbers which only a first print tells: it must be printed twice.</summary>
    public static bool AreAsked(ReportDocument document) => document.Sections.Any(s => s.SheetNumbers || s.Blocks.Any(Asks));

    /// <summary>The pages that are sheets, by the anchors at both ends of their sections.</summary>
    internal static IReadOnlyList<int> Sheets(ReportDocument document, IReadOnlyDictionary<string, int> pages) =>
    [
        .. Enumerable.Range(0, document.Sections.Count).Where(i => document.Sections[i].SheetNumbers && pages.ContainsKey(Name(i)) && pages.ContainsKey(End(i)))
            .SelectMany(i => Enumerable.Range(pages[Name(i)], Math.Max(pages[End(i)] - pages[Name(i)] + 1, 0))).Distinct().Order(),
    ];

    /// <summary>The anchor at the end of a section's pages; that at their start is their name.</summary>
    internal static string End(int section) => $"{Name(section)}-end";

    static bool Asks(Block block) => block is ContentsList
        || block is Table table && table.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Content).Any(i => i is PageReference { Number: null });

    internal static string Css(ReportDocument document, ReportStyle style)
    {
        var css = new StringBuilder();
        for (var i = 0; i < document.Sections.Count; i++)
        {
            var section = document.Sections[i];
            var lies = section.Orientation == Orientation.Landscape ? "landscape" : "portrait";
            css.Append(CultureInfo.InvariantCulture, $"@page {Name(i)}{{size:{section.Paper} {lies};");
            // Whoever binds the pages needs 25 mm at that edge.
            if (section.Binding == Binding.Left) css.Append("margin-left:25mm;");
            if (section.Binding == Binding.Top) css.Append("margin-top:25mm;");
            if (section.IsUncounted) css.Append("counter-increment:page 0;");
            if (section.RunningHead is { } head) css.Append(CultureInfo.InvariantCulture, $"@top-left{{content:{Quoted(head)}}}");
            if (section.RunningFoot is { } foot) css.Append(CultureInfo.InvariantCulture, $"@bottom-left{{content:{Quoted(foot)}}}");
            if (section.PageLabel is { } label) css.Append(CultureInfo.InvariantCulture, $"@bottom-right{{content:{Quoted(label)}}}");
            else if (section.SheetNumbers) css.Append(CultureInfo.InvariantCulture, $"counter-increment:sheet;@bottom-right{{content:counter(sheet){(style.Sheets.Count > 0 ? $" \"/{style.Sheets.Count}\"" : "")}}}");
            else if (section is { PageNumbers: true, NumberText: { } text })
            {
                var around = text.Split("{page}");
                // The foot leaves the middle to the number.
                css.Append(CultureInfo.InvariantCulture, $"@bottom-left{{width:42%}}@bottom-center{{content:{Quoted(around[0])} counter(page) {Quoted(around[^1])}}}");
            }
            else if (section.PageNumbers) css.Append("@bottom-right{content:counter(page)}");
            css.Append('}');
        }
        return css.ToString();
    }

    // Everything but letters goes in as a code point, so that no title can end the string or the style element.
    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) quoted.Append(rune);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:x6}");
        return quoted.Append('"').ToString();
    }
}
