using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The contents (目次) of the printed report, drawn from the headings of all other pages.</summary>
public sealed record ContentsPage : TemplatePage
{
    /// <summary>The lowest level of headings that is listed: 2 for the parts of the report; items on their sheets are one below the lowest heading printed over them.</summary>
    public int Depth { get; init; } = 2;

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (Depth is < 2 or > 6) yield return new($"{path}.depth", "Contents list headings down to a level from 2 to 6. Give one of them.");
    }

    internal override Section? Compose(PrintedPlan plan)
    {
        var entries = plan.Template.Pages.Where(p => p is not ContentsPage).SelectMany(plan.SectionsOf).SelectMany(s => s.Blocks).OfType<Heading>()
            .Where(h => h.Level >= 2 && h.Level <= Depth && h.Anchor is not null).Select(h => new ContentsEntry(h.Level, h.Text + h.About, h.Anchor!)).ToList();
        return entries.Count == 0 ? null : new() { Name = "contents", RunningFoot = plan.RunningFoot, Blocks = [new Heading(2, Title is null ? "目次" : Pattern.Fill(Title, plan, [])) { StartsPage = true }, new ContentsList(entries)] };
    }
}
