using System.Text.Json.Serialization;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>A column of a flow table, or several of one kind. The set of kinds is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HeadingColumn), "heading")]
[JsonDerivedType(typeof(NumberColumn), "no")]
[JsonDerivedType(typeof(TitleColumn), "title")]
[JsonDerivedType(typeof(SubTitleColumn), "subTitle")]
[JsonDerivedType(typeof(ActionsColumn), "actions")]
[JsonDerivedType(typeof(MarksColumn), "marks")]
[JsonDerivedType(typeof(ScheduleColumn), "schedule")]
[JsonDerivedType(typeof(FieldColumn), "field")]
[JsonDerivedType(typeof(DepartmentsColumn), "departments")]
[JsonDerivedType(typeof(PageColumn), "page")]
[JsonDerivedType(typeof(ColumnGroup), "group")]
public abstract record TableColumn
{
    /// <summary>The words at its head, with placeholders; each kind has usual ones.</summary>
    public string? Head { get; init; }

    /// <summary>Its share of the width, in any unit; of each of its columns where it has several.</summary>
    public int Width { get; init; } = 10;

    /// <summary>What stands over it.</summary>
    /// <param name="path">The headings that the table stands under.</param>
    internal virtual IEnumerable<TableHead> Heads(PrintedPlan plan, IReadOnlyList<PlanNode> path) =>
        [new(new Cell([Pattern.Head(Head ?? UsualHead(plan), plan, path)]), Width, [])];

    /// <summary>The columns under this one; itself where it has none.</summary>
    internal virtual IEnumerable<TableColumn> Leaves => [this];

    /// <summary>What is wrong with the parameters, beside their shape.</summary>
    internal virtual IEnumerable<Problem> Problems(ReportTemplate template, string path) => [];

    internal abstract string UsualHead(PrintedPlan plan);
}

/// <summary>A column that says one thing of an item, over all the item's rows.</summary>
public abstract record ItemCellColumn : TableColumn
{
    internal abstract Cell Cell(PrintedPlan plan, PrintedItem item);
}
