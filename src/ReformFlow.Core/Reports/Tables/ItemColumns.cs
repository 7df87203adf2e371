using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>The item's number as printed.</summary>
public sealed record NumberColumn : ItemCellColumn
{
    internal override Cell Cell(PrintedPlan plan, PrintedItem item) => new([item.Item.No]) { Align = Alignment.Center };

    internal override string UsualHead(PrintedPlan plan) => "№";
}

/// <summary>The item's title, which names its rows.</summary>
public sealed record TitleColumn : ItemCellColumn
{
    internal override Cell Cell(PrintedPlan plan, PrintedItem item) => Document.Cell.OfRow([item.Item.Title]);

    internal override string UsualHead(PrintedPlan plan) => plan.Words.Item;
}

/// <summary>The item's second title.</summary>
public sealed record SubTitleColumn : ItemCellColumn
{
    internal override Cell Cell(PrintedPlan plan, PrintedItem item) => Document.Cell.OfRow([item.Item.SubTitle ?? ""]);

    internal override string UsualHead(PrintedPlan plan) => plan.Words.Action;
}

/// <summary>The item's departments.</summary>
public sealed record DepartmentsColumn : ItemCellColumn
{
    /// <summary>Stands between two.</summary>
    public string Separator { get; init; } = "、";

    /// <summary>Only those that lead.</summary>
    public bool LeadOnly { get; init; }

    internal override Cell Cell(PrintedPlan plan, PrintedItem item) =>
        new([string.Join(Separator, (item.Item.LeadDepartments ?? []).Concat(LeadOnly ? [] : item.Item.SupportingDepartments ?? []))]);

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        if (template.HidesDepartments) yield return new(path, "The template hides departments, so the column would be empty. Remove it, or hidesDepartments.");
    }

    internal override string UsualHead(PrintedPlan plan) => "担当";
}

/// <summary>The page on which the item's sheet or row is printed.</summary>
public sealed record PageColumn : ItemCellColumn
{
    internal override Cell Cell(PrintedPlan plan, PrintedItem item) => new([plan.HasSheets ? new PageReference(item.Anchor, plan.SheetNumberOf(item)) : ""]) { Align = Alignment.Center };

    internal override string UsualHead(PrintedPlan plan) => "ページ";
}

/// <summary>A text or a rating of the item's: one of the template's fields.</summary>
public sealed record FieldColumn : ItemCellColumn
{
    /// <summary>The field whose value is printed.</summary>
    public required string Field { get; init; }

    bool IsRating => Field.StartsWith("rating.", StringComparison.Ordinal);

    internal override Cell Cell(PrintedPlan plan, PrintedItem item) =>
        new(BoxesPart.Content(plan, item, Field, plan.Template.Fields.FirstOrDefault(f => f.Name == Field)) ?? []) { Align = IsRating ? Alignment.Center : Alignment.Start };

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        if (Field.EndsWith('*')) yield return new($"{path}.field", "A column shows a text or a rating of the item. Marks and figures have parts of their own.");
        else if (IsRating ? !template.Knows(Field[7..]) : template.Fields.All(f => f.Name != Field))
            yield return new($"{path}.field", $"The template knows no field \"{Field}\". It knows {string.Join(", ", template.Fields.Select(f => f.Name))}.");
    }

    internal override string UsualHead(PrintedPlan plan) => plan.Template.Fields.FirstOrDefault(f => f.Name == Field)?.Label ?? Field;
}
