using System.Globalization;
using System.Text;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Reports;

/// <summary>The printed pages of a document's sections as style rules: paper, running foot and page number in the margin.</summary>
static class PrintedPages
{
    /// <summary>The style sheet's name for the pages of a section.</summary>
    public static string Name(int section) => $"pages-{section}";

    public static string Css(ReportDocument document)
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
            if (section.RunningFoot is { } foot) css.Append(CultureInfo.InvariantCulture, $"@bottom-left{{content:{Quoted(foot)}}}");
            if (section.PageLabel is { } label) css.Append(CultureInfo.InvariantCulture, $"@bottom-right{{content:{Quoted(label)}}}");
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
