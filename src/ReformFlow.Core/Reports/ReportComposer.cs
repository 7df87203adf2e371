using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Reports;

/// <summary>Composes a report from its template, plan and answers; the same source always gives the same document.</summary>
public static class ReportComposer
{
    /// <summary>The whole report, page kind by page kind in the template's order.</summary>
    public static ReportDocument Compose(ReportSource source)
    {
        var plan = new PrintedPlan(source);
        List<Section> sections = [.. Sections(source.Template.Pages, plan).Select((section, i) => Counted(section, i, source)).Select((section, i) => i == 0 ? Numbered(section, source.DocumentNumber) : section), .. Corrected(plan.Source, plan)];
        return new()
        {
            Title = plan.Title,
            Municipality = source.Plan.Municipality.Name,
            Period = plan.PeriodName,
            IsDraft = source.IsDraft,
            DocumentNumber = source.DocumentNumber,
            Sections = sections,
            Items = [.. SourceItems(sections, plan)],
        };
    }

    static IEnumerable<SourceItem> SourceItems(IReadOnlyList<Section> sections, PrintedPlan plan)
    {
        var blocks = sections.SelectMany(s => s.Blocks).ToList();
        var sources = blocks.OfType<Table>().SelectMany(t => t.Rows).SelectMany(r => r.Cells).SelectMany(c => c.Sources ?? []).Select(s => s.Item).ToHashSet();
        var anchors = blocks.OfType<Heading>().Select(h => h.Anchor).Concat(blocks.OfType<Table>().SelectMany(t => t.Rows).SelectMany(r => r.Cells).Select(c => c.Anchor)).OfType<string>().ToHashSet();
        return plan.Items.Where(i => sources.Contains(i.Item.Key!))
            .Select(i => new SourceItem(i.Item.Key!, $"{i.Item.No}　{i.Item.Title}", anchors.Contains(i.Anchor) ? i.Anchor : null));
    }

    static List<Section> Sections(IReadOnlyList<TemplatePage> pages, PrintedPlan plan)
    {
        var sections = new List<Section>();
        foreach (var page in pages)
        {
            var own = plan.SectionsOf(page);
            if (!page.Continues || sections.Count == 0 || own is not [var section])
            {
                sections.AddRange(own);
                continue;
            }
            sections[^1] = sections[^1] with { Blocks = [.. sections[^1].Blocks, .. section.Blocks.Select((block, i) => i == 0 ? block with { StartsPage = false } : block)] };
        }
        return sections;
    }

    // Whoever reads an edition that replaces another must see what became different, whatever the template is.
    static IEnumerable<Section> Corrected(ReportSource source, PrintedPlan plan) =>
        source.Corrections is { } corrections ? [DifferencePages.Corrections(source, corrections, plan.RunningFoot)] : [];

    static Section Counted(Section section, int index, ReportSource source)
    {
        var numbering = source.Template.PageNumbers;
        return section with
        {
            NumberText = section.PageNumbers ? numbering.Text : null,
            IsUncounted = index == 0 && !section.PageNumbers && !numbering.CountsCover,
            RunningFoot = numbering.Alone && !source.IsDraft && source.DocumentNumber is null ? null : section.RunningFoot,
        };
    }

    // Whatever a template begins with, its first page shows the number under which it was handed out.
    static Section Numbered(Section first, string? number) =>
        number is null ? first : first with { Blocks = [new Paragraph([number], ParagraphRole.DocumentNumber), .. first.Blocks] };
}
