using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>The mark of each action in the reporting year, in the action's own row.</summary>
public sealed record MarksColumn : TableColumn
{
    internal static Cell Cell(PrintedPlan plan, PrintedItem item, PlanAction? action) =>
        new([.. action is not null && item.MarkOf(action, plan.Period.Year, plan.Period) is { } mark ? [PrintedPlan.Printed(mark, plan.MarkScale)] : Array.Empty<Inline>(),
            .. action is not null && !item.IsClosed && item.Remark is { } remark ? [new Note(remark)] : Array.Empty<Inline>()])
        { Align = Alignment.Center };

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (template.Fields.All(f => f.Name != "mark.*")) yield return new(path, "The template asks no field \"mark.*\", so the column would be empty. Ask it, or remove the column.") { ReliesOn = NamedFields.Known };
    }

    internal override string UsualHead(PrintedPlan plan) => plan.Template.Fields.First(f => f.Name == "mark.*").Label;
}
