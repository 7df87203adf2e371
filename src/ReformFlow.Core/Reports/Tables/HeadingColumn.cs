using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>The heading of a level that an item stands under: said again for every item, or once over all its items.</summary>
public sealed record HeadingColumn : TableColumn
{
    /// <summary>The level whose headings are printed.</summary>
    public required int Level { get; init; }

    /// <summary>Their words, with placeholders; number and title unless given.</summary>
    public string? Text { get; init; }

    /// <summary>One cell for all items of a heading.</summary>
    public bool Merges { get; init; }

    internal Cell Cell(PrintedPlan plan, PrintedItem item) =>
        Document.Cell.OfRow([Node(plan, item) is { } node ? Pattern.Fill(Text ?? $"{{level{Level}.code}}　{{level{Level}.title}}", plan, plan.PathTo(node)) : ""]);

    internal PlanNode? Node(PrintedPlan plan, PrintedItem item) => plan.PathOf(item.Item).FirstOrDefault(n => n.Level == Level);

    internal override string UsualHead(PrintedPlan plan) => $"{{level{Level}.name}}";
}
