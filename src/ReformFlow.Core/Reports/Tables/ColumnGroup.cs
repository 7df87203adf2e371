using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>Columns under a head that spans them.</summary>
public sealed record ColumnGroup : TableColumn
{
    /// <summary>The columns below, of which none is a group.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    internal override IEnumerable<TableHead> Heads(PrintedPlan plan, IReadOnlyList<PlanNode> path) =>
        [new(new Cell([Pattern.Head(Head ?? "", plan, path)]), Width, [.. Columns.SelectMany(c => c.Heads(plan, path))])];

    internal override IEnumerable<TableColumn> Leaves => Columns;

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        if (string.IsNullOrWhiteSpace(Head)) yield return new($"{path}.head", "A group of columns needs the words that span them. Give it a head.");
        if (Columns.Count == 0) yield return new($"{path}.columns", "A group without columns shows nothing. List at least one.");
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] is ColumnGroup) yield return new($"{path}.columns[{i}]", "A group can't stand in a group. List its columns here.");
            else foreach (var problem in Columns[i].Problems(template, $"{path}.columns[{i}]")) yield return problem;
        }
    }

    internal override string UsualHead(PrintedPlan plan) => "";
}
