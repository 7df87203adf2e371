using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A list of all items (項目一覧), a table for each heading of a level, in the columns that the template names.</summary>
public sealed record ItemListPage : TemplatePage
{
    /// <summary>The level whose headings stand as bands over the tables; null for none.</summary>
    public int? BandLevel { get; init; }

    /// <summary>The words of a band, with placeholders.</summary>
    public string Band { get; init; } = "{level0.name}{level0.code}　{level0.title}";

    /// <summary>The level whose headings have a table each; null for one table of all items, or of those under each band.</summary>
    public int? TableLevel { get; init; }
    public required IReadOnlyList<ItemColumn> Columns { get; init; }

    /// <summary>A line under the list.</summary>
    public string? Remark { get; init; }

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (Columns.Count == 0) yield return new($"{path}.columns", "A list without columns shows nothing. List at least one.");
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Kind == ItemColumnKind.Rating) foreach (var problem in NamedFields.UnknownRating(template, Columns[i].Rating, $"{path}.columns[{i}].rating")) yield return problem;
            if (Columns[i].Kind == ItemColumnKind.Departments && template.HidesDepartments)
                yield return new($"{path}.columns[{i}]", "The template hides departments, so the column would be empty. Remove it, or hidesDepartments.") { ReliesOn = "$.hidesDepartments" };
            if (Columns[i] is { Kind: ItemColumnKind.Heading, Level: null })
                yield return new($"{path}.columns[{i}].level", "A column of headings needs the level whose headings it prints. Name one.");
        }
    }

    internal override Section Compose(PrintedPlan plan) => new() { Name = "list", RunningFoot = plan.RunningFoot, Blocks = [.. Blocks(plan)] };

    IEnumerable<Block> Blocks(PrintedPlan plan)
    {
        yield return new Heading(2, Title is null ? $"{plan.Words.Item}の一覧" : Pattern.Fill(Title, plan, []), plan.AnchorOf(this, "list")) { StartsPage = true };
        // Every table of the list has as many columns of marks, so that they stand under each other.
        var marks = plan.Items.Select(i => i.Item.Actions?.Count ?? 0).Append(1).Max();
        PlanNode? band = null;
        foreach (var group in plan.Items.GroupBy(i => NodeOf(plan, i, TableLevel ?? BandLevel)))
        {
            var items = group.ToList();
            var path = plan.PathOf(items[0].Item);
            if (BandLevel is { } level && path.FirstOrDefault(n => n.Level == level) is { } over && over != band) yield return new Heading(3, Pattern.Fill(Band, plan, plan.PathTo(band = over)));
            yield return Table(plan, items, path, marks);
        }
        if (Remark is not null) yield return new Paragraph([Pattern.Fill(Remark, plan, [])], ParagraphRole.Remark);
    }

    Table Table(PrintedPlan plan, List<PrintedItem> items, IReadOnlyList<PlanNode> path, int marks)
    {
        var widths = Columns.SelectMany(c => c.Kind == ItemColumnKind.Marks ? Enumerable.Repeat(c.Width, marks) : [c.Width]).ToList();
        var rows = new List<Row> { new([.. Columns.Select(c => Cell.OfColumn(Spacing.Of(Pattern.Fill(c.Head, plan, path)), c.Kind == ItemColumnKind.Marks && marks > 1 ? marks : null))]) };
        var merged = Columns.Select(c => c is { Kind: ItemColumnKind.Heading, Level: { } level } ? level : (int?)null).ToList();
        var outermost = merged.Min();
        for (var i = 0; i < items.Count; i++)
        {
            var cells = new List<Cell>();
            for (var c = 0; c < Columns.Count; c++)
            {
                if (merged[c] is not { } own) cells.AddRange(Cells(plan, items[i], Columns[c], marks));
                else if (i == 0 || NodeOf(plan, items[i - 1], own) != NodeOf(plan, items[i], own))
                    cells.Add(HeadingCell(plan, items, i, own, Columns[c]));
            }
            // A cell that is merged over rows may not leave their group: groups are those of the outermost level.
            rows.Add(new(cells) { StartsGroup = i == 0 || outermost is { } level && NodeOf(plan, items[i - 1], level) != NodeOf(plan, items[i], level) });
        }
        return new(Pattern.Fill(Columns.FirstOrDefault(c => c.Kind == ItemColumnKind.Heading)?.Head ?? plan.Words.Item, plan, path), widths, 1, rows) { HideCaption = true };
    }

    static Cell HeadingCell(PrintedPlan plan, List<PrintedItem> items, int first, int level, ItemColumn column)
    {
        var node = NodeOf(plan, items[first], level);
        var span = items.Skip(first).TakeWhile(i => NodeOf(plan, i, level) == node).Count();
        return Cell.OfRow([node is null ? "" : Pattern.Fill(column.Text ?? $"{{level{level}.code}}{{level{level}.title}}", plan, plan.PathTo(node))], span > 1 ? span : null);
    }

    static IEnumerable<Cell> Cells(PrintedPlan plan, PrintedItem item, ItemColumn column, int marks)
    {
        switch (column.Kind)
        {
            case ItemColumnKind.Page: yield return new([plan.HasSheets ? new PageReference(item.Anchor, plan.SheetOf(item)) : ""]) { Align = Alignment.Center }; break;
            case ItemColumnKind.Position: yield return new([$"{plan.PositionOf(item)}"]) { Align = Alignment.Center }; break;
            case ItemColumnKind.No: yield return new([item.Item.No]) { Align = Alignment.Center }; break;
            case ItemColumnKind.Title: yield return Cell.OfRow([plan.HasSheets ? new Link(item.Item.Title, item.Anchor) : item.Item.Title]); break;
            case ItemColumnKind.Departments: yield return new([string.Join(column.Text ?? "、", (item.Item.LeadDepartments ?? []).Concat(column.LeadOnly ? [] : item.Item.SupportingDepartments ?? []))]); break;
            case ItemColumnKind.Rating: yield return new([.. Rating(plan, item, column)]) { Align = Alignment.Center }; break;
            case ItemColumnKind.Marks:
                for (var i = 0; i < marks; i++)
                    yield return new(item.Item.Actions?.ElementAtOrDefault(i) is { } action && item.MarkOf(action, plan.Period.Year, plan.Period) is { } mark
                        ? [PrintedPlan.Printed(mark, plan.MarkScale) is Mark spoken ? spoken with { Symbol = column.Glyphs.GetValueOrDefault(mark, mark) } : column.Glyphs.GetValueOrDefault(mark, mark)] : [])
                    { Align = Alignment.Center };
                break;
            default: throw new ArgumentOutOfRangeException(nameof(column), $"{column.Kind} is no column of a list.");
        }
    }

    static IEnumerable<Inline> Rating(PrintedPlan plan, PrintedItem item, ItemColumn column)
    {
        if (item.ClosedMark is { } closed) yield return closed;
        else if (item.Rating(column.Rating!) is { } rating) yield return PrintedPlan.Printed(rating, plan.RatingScale(column.Rating!));
        if (!item.IsClosed && item.Remark is { } remark) yield return new Note(remark);
        if (!item.IsClosed && item.Standing == AnswerStanding.Submitted) yield return new Note(plan.Words.NotAccepted);
    }

    static PlanNode? NodeOf(PrintedPlan plan, PrintedItem item, int? level) => level is null ? null : plan.PathOf(item.Item).FirstOrDefault(n => n.Level == level);
}

/// <summary>A column of a list of items.</summary>
public sealed record ItemColumn
{
    public required ItemColumnKind Kind { get; init; }

    /// <summary>The column's head, with placeholders for the headings that its table stands under.</summary>
    public required string Head { get; init; }

    /// <summary>Its share of the width, in any unit; of each of the columns where there is one for every action.</summary>
    public int Width { get; init; } = 10;

    /// <summary>For headings: the level that is printed, each heading once over its items.</summary>
    public int? Level { get; init; }

    /// <summary>For headings: their words, with placeholders. For departments: what stands between two.</summary>
    public string? Text { get; init; }

    /// <summary>For ratings: which.</summary>
    public string? Rating { get; init => field = value is null ? null : NamedFields.Rating(value); }

    /// <summary>For departments: only those that lead.</summary>
    public bool LeadOnly { get; init; }

    /// <summary>For marks: signs that this list prints in another form, as 〇 for ○.</summary>
    public IReadOnlyDictionary<string, string> Glyphs { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a column of a list shows; a position is the item's number under its heading.</summary>
public enum ItemColumnKind { Page, Heading, No, Position, Title, Departments, Marks, Rating }
