using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;

namespace ReformFlow.Benchmarks.Reports;

/// <summary>A plan of any size, with as many actions, figures and words per item as published ones have, answered for two years.</summary>
static class SizedPlan
{
    static readonly FiscalYear _first = new(2023), _year = new(2024);
    static readonly string _text = string.Concat(Enumerable.Repeat("担当の所属が年度中に実施した内容を、その成果とともに記載したものです。", 8));
    static readonly string[] _ratings = ["順調", "概ね順調", "遅れ", "未着手"];

    public static Plan Of(int items) => new()
    {
        Format = Plan.FormatName,
        Municipality = new("瑞穂野市"),
        About = new("瑞穂野市行政改革推進計画", _first, new(2027)),
        Edition = new(_year),
        Levels = ["基本方針", "重点項目", "推進施策"],
        Nodes = [.. Enumerable.Range(0, 4).Select(n => new PlanNode($"n{n}", 0, $"基本方針その{n + 1}", $"{n + 1}")),
            .. Enumerable.Range(0, 12).Select(n => new PlanNode($"m{n}", 1, $"重点項目その{n + 1}", $"{n + 1}", $"n{n / 3}")),
            .. Enumerable.Range(0, Policies(items)).Select(n => new PlanNode($"s{n}", 2, $"推進施策その{n + 1}", $"({n + 1})", $"m{n * 12 / Policies(items)}"))],
        Departments = ["企画課", "財政課", "市民課"],
        Items = [.. Enumerable.Range(0, items).Select(n => Item(n, $"s{n * Policies(items) / items}"))],
    };

    // A plan grows in headings as in items.
    static int Policies(int items) => Math.Max(1, items / 3);

    static PlanItem Item(int n, string node) => new()
    {
        Key = $"i{n + 1}",
        No = $"{n + 1}",
        Node = node,
        Title = $"窓口の手続を短くする取組その{n + 1}",
        LeadDepartments = [n % 3 == 0 ? "企画課" : n % 3 == 1 ? "財政課" : "市民課"],
        Texts = new Dictionary<string, string> { ["purpose"] = _text[..120], ["description"] = _text },
        Actions = [.. Enumerable.Range(1, 3).Select(a => new PlanAction($"{a}", $"取組内容その{a}", $"a{a}", Years(_ => (string?)"実施")))],
        Indicators = [.. Enumerable.Range(1, 2).Select(i => new Indicator { Key = $"n{i}", Name = $"利用の割合その{i}", Targets = Years(y => (string?)$"{y.Year % 100}.0%"), Actuals = new Dictionary<FiscalYear, Figure?> { [_first] = new("20.1%"), [_year] = new("24.3%") } })],
        Effects = n % 4 > 0 ? null : [new() { Kind = EffectKind.Saving, Planned = Years(_ => new Amount(1_200_000)), Actual = new Dictionary<FiscalYear, Amount> { [_first] = new(1_180_400), [_year] = new(1_310_600) } }],
        Answers = new Dictionary<Period, YearAnswer> { [new(_first)] = Answer(n + 1), [new(_year)] = Answer(n) },
    };

    static Dictionary<FiscalYear, T> Years<T>(Func<FiscalYear, T> of) => Enumerable.Range(_first.Year, 5).Select(y => new FiscalYear(y)).ToDictionary(y => y, of);

    static YearAnswer Answer(int n) => new(
        new Dictionary<string, string> { ["1"] = "○", ["2"] = n % 5 == 0 ? "△" : "○", ["3"] = "○" },
        new Dictionary<string, string> { ["status"] = _ratings[n % 7 % 4] },
        new Dictionary<string, string> { ["achievements"] = _text, ["effects"] = _text[..150], ["nextSteps"] = _text[..150] });
}
