using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Changes;

/// <summary>One text of a plan item that a department may propose to change.</summary>
/// <param name="Group">What it belongs to: the action or indicator by name; null for the item itself.</param>
/// <param name="IsLong">True for a text of several lines.</param>
public sealed record PlanField(string Name, string Label, string? Group, string Text, bool IsLong, int MaxLength);

/// <summary>The texts of a plan item by name: read, written, and listed for a proposal.</summary>
public static class PlanFields
{
    /// <summary>What may be proposed for an item: texts of the whole plan, schedule words and targets of the years after the one reported on.</summary>
    public static IReadOnlyList<PlanField> Of(Plan plan, PlanItem item, FiscalYear reported)
    {
        List<PlanField> fields = [new("title", "名称", null, item.Title, false, 200)];
        foreach (var (name, text) in item.Texts ?? new Dictionary<string, string>())
            fields.Add(new($"text.{name}", TextLabels.OfPlan(name), null, text, true, 2000));
        fields.Add(new("leadDepartments", "担当する所属（1行に1つ）", null, Lines(item.LeadDepartments), true, 400));
        fields.Add(new("supportingDepartments", "関係する所属（1行に1つ）", null, Lines(item.SupportingDepartments), true, 400));
        var years = plan.Years.Where(y => y > reported).ToList();
        foreach (var action in (item.Actions ?? []).Where(a => a.Plan is not null))
            foreach (var year in years)
                fields.Add(new($"plan.{action.Key}.{year}", $"{JapaneseDate.Year(year)}の予定", Name($"{action.No} {action.Title}", "年度ごとの予定"), action.Plan!.GetValueOrDefault(year) ?? "", false, 100));
        foreach (var indicator in item.Indicators ?? [])
        {
            foreach (var year in years)
                fields.Add(new($"target.{indicator.Key}.{year}", $"{JapaneseDate.Year(year)}の目標", indicator.Name, indicator.Targets?.GetValueOrDefault(year) ?? "", false, 100));
            if (indicator.FinalTarget is { } final) fields.Add(new($"finalTarget.{indicator.Key}", "最終の目標", indicator.Name, final, false, 100));
        }
        return fields;
    }

    /// <summary>What a new item is described by.</summary>
    /// <param name="lead">The proposing department's name.</param>
    public static IReadOnlyList<PlanField> OfNew(Plan plan, FiscalYear reported, string lead) =>
    [
        new("title", "名称", null, "", false, 200),
        new("node", "計画の中の位置", null, "", false, 100),
        new("text.description", "内容", null, "", true, 2000),
        new("leadDepartments", "担当する所属（1行に1つ）", null, lead, true, 400),
        new("supportingDepartments", "関係する所属（1行に1つ）", null, "", true, 400),
        .. plan.Years.Where(y => y > reported).Select(year => new PlanField($"plan.a1.{year}", $"{JapaneseDate.Year(year)}の予定", "年度ごとの予定", "", false, 100)),
    ];

    /// <summary>The year of a schedule word or a target; null for a text of the whole plan.</summary>
    public static FiscalYear? YearOf(string field) => field.Split('.') is ["plan" or "target", _, var year] && FiscalYear.TryParse(year, out var parsed) ? parsed : null;

    /// <summary>True for the fields that name departments.</summary>
    internal static bool IsOfDepartments(string field) => field is "leadDepartments" or "supportingDepartments";

    /// <summary>The field's present text, empty where it has none; null where the item has no such field.</summary>
    public static string? Read(PlanItem item, string field) => field.Split('.') switch
    {
        ["title"] => item.Title,
        ["text", var name] => item.Texts?.GetValueOrDefault(name) ?? "",
        ["leadDepartments"] => Lines(item.LeadDepartments),
        ["supportingDepartments"] => Lines(item.SupportingDepartments),
        ["plan", var key, _] => item.Actions?.FirstOrDefault(a => a.Key == key) is { } action ? action.Plan?.GetValueOrDefault(YearOf(field)!.Value) ?? "" : null,
        ["target", var key, _] => Indicator(item, key) is { } indicator ? indicator.Targets?.GetValueOrDefault(YearOf(field)!.Value) ?? "" : null,
        ["finalTarget", var key] => Indicator(item, key) is { } indicator ? indicator.FinalTarget ?? "" : null,
        _ => null,
    };

    /// <summary>The item with another text in a field.</summary>
    internal static PlanItem Write(PlanItem item, string field, string text) => field.Split('.') switch
    {
        ["title"] => item with { Title = text },
        ["text", var name] => item with { Texts = new Dictionary<string, string>(item.Texts ?? new Dictionary<string, string>()) { [name] = text } },
        ["leadDepartments"] => item with { LeadDepartments = Names(text) },
        ["supportingDepartments"] => item with { SupportingDepartments = Names(text) is { Count: > 0 } names ? names : null },
        ["plan", var key, _] => item with { Actions = [.. item.Actions!.Select(a => a.Key == key ? a with { Plan = Year(a.Plan, field, text) } : a)] },
        ["target", var key, _] => item with { Indicators = [.. item.Indicators!.Select(n => n.Key == key ? n with { Targets = Year(n.Targets, field, text) } : n)] },
        ["finalTarget", var key] => item with { Indicators = [.. item.Indicators!.Select(n => n.Key == key ? n with { FinalTarget = text } : n)] },
        _ => item,
    };

    /// <summary>Department names, one in a line.</summary>
    internal static IReadOnlyList<string> Names(string text) => [.. text.Split('\n').Select(n => n.Trim()).Where(n => n.Length > 0).Distinct()];

    static Dictionary<FiscalYear, string?> Year(IReadOnlyDictionary<FiscalYear, string?>? years, string field, string text) =>
        new(years ?? new Dictionary<FiscalYear, string?>()) { [YearOf(field)!.Value] = text.Length == 0 ? null : text };

    static Indicator? Indicator(PlanItem item, string key) => item.Indicators?.FirstOrDefault(n => n.Key == key);

    static string Lines(IReadOnlyList<string>? names) => string.Join('\n', names ?? []);

    static string Name(string name, string fallback) => name.Trim() is { Length: > 0 } trimmed ? trimmed : fallback;
}
