using ReformFlow.App.Cycles;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Tests.Fakes;

static class Sample
{
    /// <summary>A form in which every field that must be filled is filled.</summary>
    public static Dictionary<string, AnswerValue> Full(StartedCycle cycle, PlanItem item) => FormFields.Of(cycle.Template, cycle.Plan, item, cycle.Settings.Period)
        .Where(f => FormFields.IsRequired(f, item.Key!, new()))
        .ToDictionary(f => f.Name, f => new AnswerValue(f.Template.Kind == FieldKind.Choice ? f.Choices[0].Symbol : $"{f.Label}の内容"));

    public static Dictionary<string, AnswerValue> Form(string field, string text) => new() { [field] = new(text) };
}
