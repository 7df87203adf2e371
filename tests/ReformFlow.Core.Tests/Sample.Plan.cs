using System.Text;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests;

/// <summary>Small fictional things for tests: each method gives one that is good, to be changed by <c>with</c>.</summary>
static partial class Sample
{
    public static Plan Plan(params IReadOnlyList<PlanItem> items) => new()
    {
        Format = Core.Plans.Plan.FormatName,
        Municipality = new("見本市", "999999"),
        About = new("見本市行政改革計画", new(2023), new(2027)),
        Levels = ["柱", "項目"],
        Nodes = [new("1", 0, "しごと"), new("1-1", 1, "まどぐち", Parent: "1")],
        Departments = ["総務課", "税務課", "市民課"],
        Items = items.Count > 0 ? items : [Item("①")],
    };

    public static PlanItem Item(string no, string title = "窓口の見直し", params IReadOnlyList<string> leads) =>
        new() { No = no, Node = "1-1", Title = title, LeadDepartments = leads.Count > 0 ? leads : ["総務課"] };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
