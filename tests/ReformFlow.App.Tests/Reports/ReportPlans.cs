using System.Text.Json.Nodes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Tests;

namespace ReformFlow.App.Tests.Reports;

/// <summary>Plans that editions are made from: the sample city's with the answers of its year, and the published ones where they lie.</summary>
static class ReportPlans
{
    /// <summary>The sample city under its own name, any other as published.</summary>
    public static Plan Of(string name) => name == "mizuhono" ? SampleCity() : PlanFile.Read(PublishedPlans.Read(name)).Value!;

    static Plan SampleCity()
    {
        var plan = PermanentKeys.Give(PlanFile.Read(Sample("plan.json")).Value!);
        var answers = JsonNode.Parse(Sample("answers-r7.json"))!["items"]!.AsObject();
        var values = new Dictionary<ItemField, AnswerValue>();
        foreach (var item in plan.Items)
        {
            if (answers[item.No] is not { } answer) continue;
            Set(item, "rating.status", answer["rating"]!);
            foreach (var (no, mark) in answer["marks"]!.AsObject()) Set(item, $"mark.{item.Actions!.Single(a => a.No == no).Key}", mark!);
            foreach (var (name, text) in answer["texts"]!.AsObject()) Set(item, $"text.{name}", text!);
            foreach (var (kind, amount) in answer["amounts"]?.AsObject() ?? []) Set(item, $"effect.{kind}.R7", amount!);
            foreach (var (position, figure) in answer["actuals"]?.AsObject() ?? []) Set(item, $"actual.{item.Indicators![int.Parse(position, null) - 1].Key}.R7", figure!);
        }
        return PlanAnswers.Overlay(plan, new(new FiscalYear(2025)), new(values));

        void Set(PlanItem item, string field, JsonNode value) => values[new(item.Key!, field)] = new(value.GetValue<string>());
    }

    static byte[] Sample(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReformFlow.sln"))) folder = folder.Parent!;
        return File.ReadAllBytes(Path.Combine(folder.FullName, "samples", "mizuhono", name));
    }
}
