using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;
using ReformFlow.Core.Reports.Words;

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
    /// <summary>Its words, with placeholders; the title alone unless given.</summary>
    public string Text { get; init; } = "{title}";

    internal override Cell Cell(PrintedPlan plan, PrintedItem item) => Document.Cell.OfRow([Pattern.Fill(Text, plan, plan.PathOf(item.Item), item)]);

    internal override string UsualHead(PrintedPlan plan) => plan.Words.Item;
}

/// <summary>The item's second title; where the template knows items with parts, the name of the part with its letter.</summary>
public sealed record SubTitleColumn : ItemCellColumn
{
    // An empty cell names nothing.
    internal override Cell Cell(PrintedPlan plan, PrintedItem item) =>
        (plan.GroupOf(item) is { } whole ? whole.NameOf(item) : item.Item.SubTitle) is { Length: > 0 } name ? Document.Cell.OfRow([name]) : new([""]);

    internal override string UsualHead(PrintedPlan plan) => plan.Words.Action;
}

/// <summary>The item's departments.</summary>
public sealed record DepartmentsColumn : ItemCellColumn
{
    /// <summary>Stands between two.</summary>
    public string Separator { get; init; } = "、";

    /// <summary>Only those that lead.</summary>
    public bool LeadOnly { get; init; }

    /// <summary>Those of the whole item where the row is a part of it.</summary>
    public bool OfWhole { get; init; }

    internal override Cell Cell(PrintedPlan plan, PrintedItem item) =>
        new([string.Join(Separator, OfWhole && plan.GroupOf(item) is { } whole ? whole.Departments(LeadOnly) : (item.Item.LeadDepartments ?? []).Concat(LeadOnly ? [] : item.Item.SupportingDepartments ?? []))]);

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        if (template.HidesDepartments) yield return new(path, "The template hides departments, so the column would be empty. Remove it, or hidesDepartments.") { ReliesOn = "$.hidesDepartments" };
    }

    internal override string UsualHead(PrintedPlan plan) => "担当";
}

/// <summary>The page on which the item's sheet or row is printed.</summary>
public sealed record PageColumn : ItemCellColumn
{
    internal override Cell Cell(PrintedPlan plan, PrintedItem item) => new([plan.HasSheets ? new PageReference(item.Anchor, plan.SheetOf(item)) : ""]) { Align = Alignment.Center };

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
        else foreach (var problem in NamedFields.Unknown(template, Field, $"{path}.field")) yield return problem;
    }

    internal override string UsualHead(PrintedPlan plan) => plan.Template.Fields.FirstOrDefault(f => f.Name == Field)?.Label ?? Field;
}
