using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using ReformFlow.App.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Tests.Reports;

/// <summary>What the HTML edition shows as a print source: its texts block by block, and of each row of its tables which cells are heads.</summary>
sealed record SeenHtml(IReadOnlyList<string> Blocks, IReadOnlyList<string> Rows)
{
    /// <summary>Stands for a page's number, which only an engine knows.</summary>
    public const char Page = '\uFFFC';

    static readonly HashSet<string> _blocks = ["H1", "H2", "H3", "H4", "H5", "H6", "P", "CAPTION", "TH", "TD", "DT", "DD", "LI"];

    public static async Task<SeenHtml> OfAsync(ReportDocument document)
    {
        var html = await new ReportHtml().RenderAsync(document, new ReportStyle("") { IsPrint = true });
        using var browsing = BrowsingContext.New();
        var page = await browsing.OpenAsync(r => r.Content(html));
        // What is only heard, and what print leaves out.
        foreach (var unseen in page.QuerySelectorAll(".hidden, .skip, nav, footer, .counted, [hidden]").ToList()) unseen.Remove();
        return new(
            [.. page.Body!.QuerySelectorAll("*").Where(e => _blocks.Contains(e.TagName) && e.QuerySelector("p, li") is null).Select(Text).Where(t => t.Length > 0)],
            [.. page.QuerySelectorAll("tr").Select(r => string.Concat(r.Children.Select(c => c.TagName == "TH" ? 'H' : 'D')))]);
    }

    static string Text(IElement block)
    {
        var text = new StringBuilder();
        Append(text, block);
        return Unspaced.Of(text.ToString());
    }

    static void Append(StringBuilder text, INode node)
    {
        if (node is IElement { ClassName: "page" } or IElement { TagName: "A" } && node.TextContent.All(char.IsAsciiDigit)) text.Append(Page);
        else if (node is IText words) text.Append(words.Data);
        else foreach (var child in node.ChildNodes) Append(text, child);
    }
}
