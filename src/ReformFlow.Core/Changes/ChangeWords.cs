using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Changes;

/// <summary>Changes in the words of pages, mails and print.</summary>
public static class ChangeWords
{
    /// <summary>変更・中止・完了・統合・新規.</summary>
    public static string Of(ChangeKind kind) => kind switch
    {
        ChangeKind.Stop => "中止",
        ChangeKind.Finish => "完了",
        ChangeKind.Merge => "統合",
        ChangeKind.New => "新規",
        _ => "変更",
    };

    /// <summary>What an item that is not asked any more has become; null where it goes on.</summary>
    /// <param name="target">統合: the item that it goes into.</param>
    public static string? Outcome(ChangeKind kind, PlanItem? target) => kind switch
    {
        ChangeKind.Stop => "中止",
        ChangeKind.Finish => "完了",
        ChangeKind.Merge => target is null ? "統合" : $"{target.No}　{target.Title}に統合",
        _ => null,
    };

    /// <summary>The label of a changed field.</summary>
    /// <param name="item">The item as the plan knows it; null for a new one.</param>
    public static string OfField(string field, PlanItem? item) => field.Split('.') switch
    {
        ["title"] => "名称",
        ["node"] => "計画の中の位置",
        ["text", var name] => TextLabels.OfPlan(name),
        ["leadDepartments"] => "担当する所属",
        ["supportingDepartments"] => "関係する所属",
        ["plan", var key, _] => Joined(item?.Actions?.FirstOrDefault(a => a.Key == key) is { } action ? $"{action.No} {action.Title}" : null, $"{Year(field)}の予定"),
        ["target", var key, _] => Joined(item?.Indicators?.FirstOrDefault(n => n.Key == key)?.Name, $"{Year(field)}の目標"),
        ["finalTarget", var key] => Joined(item?.Indicators?.FirstOrDefault(n => n.Key == key)?.Name, "最終の目標"),
        _ => field,
    };

    /// <summary>A changed text as people read it: a heading by its title, names side by side.</summary>
    public static string Shown(string field, string text, Plan plan) => field switch
    {
        "node" => plan.Nodes.FirstOrDefault(n => n.Id == text) is { } node ? $"{node.Code} {node.Title}".Trim() : text,
        "leadDepartments" or "supportingDepartments" => text.Replace("\n", "、"),
        _ => text,
    };

    static string Year(string field) => PlanFields.YearOf(field) is { } year ? JapaneseDate.Year(year) : "";

    static string Joined(string? about, string label) => string.IsNullOrWhiteSpace(about) ? label : $"{about.Trim()}（{label}）";
}
