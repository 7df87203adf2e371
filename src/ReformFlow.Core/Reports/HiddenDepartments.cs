using ReformFlow.Core.Changes;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports;

/// <summary>Takes the departments out of what a report is composed from, where the template hides them: no page can print what it doesn't know.</summary>
/// <remarks>Forms, mails and the desk go on knowing them; a name that somebody wrote into a text stands as written.</remarks>
static class HiddenDepartments
{
    /// <summary>The source as a report may know it.</summary>
    public static ReportSource In(ReportSource source) => !source.Template.HidesDepartments ? source : source with
    {
        Plan = source.Plan with
        {
            Departments = [],
            Nodes = [.. source.Plan.Nodes.Select(n => n with { Departments = null })],
            Items = [.. source.Plan.Items.Select(i => i with { LeadDepartments = null, SupportingDepartments = null })],
        },
        DepartmentOrder = [],
        Changes = [.. source.Changes.Select(Shown).OfType<PlanChange>()],
    };

    // A change of departments alone is none that the report can tell of.
    static PlanChange? Shown(PlanChange change)
    {
        if (change.Texts is not { } all) return change;
        List<ChangedText> texts = [.. all.Where(t => !PlanFields.IsOfDepartments(t.Field))];
        return texts.Count == 0 && all.Count > 0 && change.Kind == ChangeKind.Revise ? null : change with { Texts = texts };
    }
}
