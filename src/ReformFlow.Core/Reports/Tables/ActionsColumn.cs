using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>The item's actions, a row each.</summary>
public sealed record ActionsColumn : TableColumn
{
    /// <summary>With their numbers before them.</summary>
    public bool WithNo { get; init; }

    internal Cell Cell(PlanAction? action) =>
        Document.Cell.OfRow([string.Join("　", new[] { WithNo ? action?.No : null, action?.Title }.OfType<string>())]);

    internal override string UsualHead(PrintedPlan plan) => plan.Words.Action;
}
