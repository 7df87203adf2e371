using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>A small plan of a town that does not exist, and reports made from it.</summary>
static class SamplePlan
{
    public static readonly FiscalYear R6 = new(2024);
    public static readonly FiscalYear R7 = new(2025);
    public static readonly ReportTemplate Standard = BuiltInTemplates.Find("standard")!;

    public static Plan Of(params PlanItem[] items) => new()
    {
        Format = Plan.FormatName,
        Municipality = new("架空市"),
        About = new("架空市行政改革計画", R6, new(2026)),
        Levels = ["方針", "施策"],
        Nodes = [new("1", 0, "窓口を近くする", "1"), new("1-1", 1, "窓口の改善", "(1)", "1"), new("2", 0, "財政を整える", "2"), new("2-1", 1, "歳入の確保", "(1)", "2")],
        Departments = ["市民課", "財政課", "総務課"],
        Items = items,
    };

    public static PlanItem Item(string no, string? status = null, string? lastYear = null, string node = "1-1", string title = "窓口の案内") => new()
    {
        Key = $"i{no}",
        No = no,
        Node = node,
        Title = $"{title}{no}",
        LeadDepartments = ["市民課"],
        Answers = Answers((R7, status), (R6, lastYear)),
    };

    public static PlanItem WithAnswer(this PlanItem item, FiscalYear year, YearAnswer answer) =>
        item with { Answers = new Dictionary<Period, YearAnswer>(item.Answers!) { [new(year)] = answer } };

    public static ReportSource Source(Plan plan, bool isDraft = false, params (string Item, AnswerStanding Standing)[] standings) =>
        new(Standard, plan, new(R7), standings.ToDictionary(s => s.Item, s => s.Standing), isDraft, new DateOnly(2026, 6, 30));

    static Dictionary<Period, YearAnswer> Answers(params (FiscalYear Year, string? Status)[] answers) => answers.Where(a => a.Status is not null)
        .ToDictionary(a => new Period(a.Year), a => new YearAnswer(Ratings: new Dictionary<string, string> { ["status"] = a.Status! }));
}
