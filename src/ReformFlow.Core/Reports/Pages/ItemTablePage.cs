using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Tables;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>All items in tables that flow over the pages (様式 without sheets), a table for each heading of a level, in the columns that the template names.</summary>
public sealed record ItemTablePage : TemplatePage
{
    /// <summary>The level whose headings have a table each; null for one table of all items.</summary>
    public int? TableLevel { get; init; }

    /// <summary>Headings of the plan over each table, outermost first.</summary>
    public IReadOnlyList<TableHeading> Headings { get; init; } = [];

    /// <summary>The level at whose headings a new page begins; null where the tables follow each other.</summary>
    public int? StartsPageAt { get; init; }
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The table's head stands once, and not again on the pages that the table goes on to.</summary>
    public bool HeadOnce { get; init; }

    /// <summary>The foot of each page, with placeholders for the headings of its tables; a new page begins where it changes.</summary>
    public string? Foot { get; init; }

    /// <summary>The head of each page, with placeholders for the headings of its tables; a new page begins where it changes.</summary>
    public string? RunningHead { get; init; }

    /// <summary>Its pages are sheets, numbered by themselves: 「2/13」.</summary>
    public bool SheetNumbers { get; init; }

    /// <summary>A row for each whole item rather than for each of its parts.</summary>
    public bool OfWholes { get; init; }

    /// <summary>How closely the tables are set.</summary>
    public Density Density { get; init; }

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (Columns.Count == 0) yield return new($"{path}.columns", "A table without columns shows nothing. List at least one.");
        if (Columns.SelectMany(c => c.Leaves).Count(c => c is ScheduleColumn) > 1) yield return new($"{path}.columns", "A table has one schedule. Remove the others.");
        if (OfWholes && template.ItemLevel is null) yield return new($"{path}.ofWholes", "The template knows no items with parts. Give it an \"itemLevel\", or remove this.") { ReliesOn = "$.itemLevel" };
        foreach (var problem in Columns.SelectMany((column, i) => column.Problems(template, $"{path}.columns[{i}]"))) yield return problem;
    }

    internal override Section? Compose(PrintedPlan plan) => Sections(plan).FirstOrDefault();

    internal override IEnumerable<Section> Sections(PrintedPlan plan)
    {
        var (blocks, margins) = (new List<Block>(), (Head: (string?)null, Foot: ""));
        IReadOnlyList<PlanNode> before = [];
        foreach (var group in (OfWholes ? plan.Groups.Select(g => g.Items[0]) : plan.Items).GroupBy(i => TableLevel is { } level ? NodeAt(plan.PathOf(i.Item), level) : null))
        {
            List<PrintedItem> items = [.. group];
            var path = plan.PathOf(items[0].Item);
            var next = (Head: RunningHead is null ? null : Pattern.Fill(RunningHead, plan, path), Foot: Foot is null ? plan.RunningFoot : plan.FootOf(Pattern.Fill(Foot, plan, path)));
            if (blocks.Count > 0 && next != margins)
            {
                yield return Section(blocks, margins);
                blocks = [];
            }
            var isFirst = before.Count == 0 && blocks.Count == 0;
            var startsPage = blocks.Count == 0 || StartsPageAt is { } at && NodeAt(path, at) != NodeAt(before, at);
            if (isFirst && Title is not null) blocks.Add(new Heading(2, Pattern.Fill(Title, plan, []), plan.AnchorOf(this, "table")));
            blocks.AddRange(HeadingsOf(plan, path, before));
            blocks.Add(Table(plan, items, path));
            var first = isFirst || blocks.Count == 0 ? 0 : blocks.FindLastIndex(blocks.Count - 2, b => b is Table) + 1;
            if (startsPage) blocks[first] = blocks[first] with { StartsPage = true };
            (margins, before) = (next, path);
        }
        if (blocks.Count > 0) yield return Section(blocks, margins);
    }

    Section Section(IReadOnlyList<Block> blocks, (string? Head, string Foot) margins) =>
        new() { Name = "table", RunningHead = margins.Head, RunningFoot = margins.Foot, SheetNumbers = SheetNumbers, Density = Density, Blocks = blocks };

    IEnumerable<Block> HeadingsOf(PrintedPlan plan, IReadOnlyList<PlanNode> path, IReadOnlyList<PlanNode> before)
    {
        for (var i = 0; i < Headings.Count; i++)
        {
            if (NodeAt(path, Headings[i].Level) is not { } node) continue;
            var text = Pattern.Fill(Headings[i].Text, plan, plan.PathTo(node));
            var level = (Title is null ? 2 : 3) + i;
            if (node != NodeAt(before, Headings[i].Level)) yield return new Heading(level, text, $"{plan.AnchorOf(this, "table")}-{node.Level}-{plan.PositionOf(node)}");
            // Once in the outline and for those who jump from heading to heading; printed over every table.
            else if (Headings[i].Repeats) yield return new Paragraph([text], ParagraphRole.HeadingAgain);
        }
    }

    Table Table(PrintedPlan plan, List<PrintedItem> items, IReadOnlyList<PlanNode> path)
    {
        List<TableHead> heads = [.. Columns.SelectMany(c => c.Heads(plan, path))];
        var head = TableHead.Rows(heads);
        var caption = string.Join("　", Headings.Select(h => NodeAt(path, h.Level) is { } node ? Pattern.Fill(h.Text, plan, plan.PathTo(node)) : "").Where(t => t.Length > 0));
        return new(caption.Length > 0 ? caption : Title is null ? plan.Words.Item : Pattern.Fill(Title, plan, []), [.. heads.SelectMany(h => h.Widths)], head.Count,
            [.. head, .. new ItemRows(plan, [.. Columns.SelectMany(c => c.Leaves)], items, HasAnchors(plan)).Rows()])
        { HideCaption = true, HeadOnce = HeadOnce };
    }

    // An item has one place that others lead to: its sheet, else its row in the first such table.
    bool HasAnchors(PrintedPlan plan) => ReferenceEquals(plan.Template.Pages.FirstOrDefault(p => p is ItemSheets) ?? plan.Template.Pages.FirstOrDefault(p => p is ItemTablePage { OfWholes: false }), this);

    static PlanNode? NodeAt(IReadOnlyList<PlanNode> path, int level) => path.FirstOrDefault(n => n.Level == level);
}

/// <summary>A heading of the plan over a table.</summary>
public sealed record TableHeading
{
    public required int Level { get; init; }

    /// <summary>Its words, with placeholders.</summary>
    public required string Text { get; init; }

    /// <summary>Printed again over each further table that stands under it.</summary>
    public bool Repeats { get; init; }
}
