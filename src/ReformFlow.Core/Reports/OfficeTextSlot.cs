using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports;

/// <summary>Room for one of the office's own texts in a report.</summary>
/// <param name="Key">The name under which a texts file gives it: the place, and where the place has several parts, these after slashes.</param>
/// <param name="Page">What is printed there: the page's title.</param>
/// <param name="Heading">The heading or line that it stands under; null where the page has one text.</param>
/// <param name="Row">The row of a table in which it stands; null for none.</param>
public sealed record OfficeTextSlot(string Key, string Page, string? Heading = null, string? Row = null)
{
    /// <summary>Where on its page it stands; empty where it is the page's only text.</summary>
    public string Part => string.Join("　", new[] { Heading, Row }.OfType<string>());
}

/// <summary>Finds the room that a template gives to the office's own texts.</summary>
public static class OfficeTextSlots
{
    /// <summary>Every slot of a report, in the order of its pages; one that several pages print stands with the first.</summary>
    public static IReadOnlyList<OfficeTextSlot> Of(ReportSource source)
    {
        var plan = new PrintedPlan(source);
        return [.. source.Template.Pages.SelectMany(page => page.Slots(plan)).Concat(ShortNames(source)).DistinctBy(slot => slot.Key)];
    }

    // Short names of headings stand wherever the template puts them, so no page has them for its own.
    static IEnumerable<OfficeTextSlot> ShortNames(ReportSource source)
    {
        if (source.Template.ShortNames is not { } place) return [];
        var pages = JsonSerializer.Serialize(source.Template.Pages, StrictJson.Options);
        return from node in source.Plan.Nodes
               where pages.Contains($"{{level{node.Level}.short", StringComparison.Ordinal)
               select new OfficeTextSlot($"{place}/{node.Id}", "見出しの短い名称", null, PrintedPlan.NameOf(node));
    }
}
