using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Changes;

/// <summary>What a proposal and its decision must hold, in the pages' words.</summary>
public static class ChangeCheck
{
    /// <summary>The longest reason and the longest note of the office, in characters.</summary>
    public const int MaxReason = 1000;

    /// <summary>Why nothing can be proposed now, or null: a proposal is no answer, so it may come after the submission, until input closes.</summary>
    public static string? WhyNot(CycleSettings cycle, RequestHead head, DateTimeOffset now) =>
        head.WithdrawnAt is not null ? "この照会は取り下げられたため、変更の申し出はできません。"
        : now >= RequestRules.LockAt(cycle, head) ? "入力終了日を過ぎたため、変更の申し出は終了しました。"
        : null;

    /// <summary>Every problem of a proposal, by field.</summary>
    /// <param name="texts">What differs from the plan; for a new item all that was filled in.</param>
    public static IEnumerable<Problem> Problems(ChangeKind kind, PlanItem? item, string? target, IReadOnlyList<ChangedText> texts, string reason, IReadOnlyList<PlanField> fields, Plan plan, Municipality municipality)
    {
        foreach (var text in texts)
        {
            var field = fields.FirstOrDefault(f => f.Name == text.Field);
            if (field is null) yield return new(text.Field, "この欄は変更を申し出ることができません。画面を開き直してください。");
            else if (AnswerText.Refusal(text.New, field.MaxLength) is { } refusal) yield return new(text.Field, refusal);
            else if (text.Field is "leadDepartments" or "supportingDepartments")
            {
                var unknown = PlanFields.Names(text.New).Where(n => municipality.Printed(n) is null && !municipality.IsCollective(n)).ToList();
                if (unknown.Count > 0) yield return new(text.Field, $"「{string.Join("」「", unknown)}」という所属は登録されていません。正しい名称を、1行に1つ入力してください。");
                else if (text is { Field: "leadDepartments" } && PlanFields.Names(text.New).Count == 0) yield return new(text.Field, "担当する所属を入力してください。");
            }
            else if (text is { Field: "title", New.Length: 0 }) yield return new("title", "名称を入力してください。");
            else if (text.Field == "node" && plan.Nodes.All(n => n.Id != text.New)) yield return new("node", "計画の中の位置を選んでください。");
        }
        if (kind == ChangeKind.New)
            foreach (var (name, words) in new[] { ("title", "名称を入力してください。"), ("node", "計画の中の位置を選んでください。"), ("text.description", "内容を入力してください。"), ("leadDepartments", "担当する所属を入力してください。") })
                if (texts.All(t => t.Field != name)) yield return new(name, words);
        if (kind == ChangeKind.Revise && texts.Count == 0) yield return new("texts", "変更する欄がありません。変えたい欄を書き直してください。");
        if (kind == ChangeKind.Merge && plan.Items.All(i => i.Key != target || i.Key == item?.Key || !i.IsOpen)) yield return new("target", "統合先を選んでください。");
        if (reason.Length == 0) yield return new("reason", "理由を入力してください。");
        else if (AnswerText.Refusal(reason, MaxReason) is { } tooLong) yield return new("reason", tooLong);
    }

    /// <summary>Why a decision can't be recorded, or null: an accepted change counts from a year after the one reported on, and a new item has a number of its own.</summary>
    /// <param name="plan">The plan's last version.</param>
    public static string? Refusal(ChangeProposed proposed, ChangeDecided decided, CycleSettings cycle, Plan plan)
    {
        if (AnswerText.Refusal(decided.Note, MaxReason) is { } tooLong) return tooLong;
        if (!decided.Accepted) return decided.Note.Length == 0 ? "見送る理由を入力してください。所属の画面とメールに載ります。" : null;
        if (decided.FromYear is not { } year) return "いつの年度から適用するかを選んでください。";
        if (year <= cycle.Period.Year)
            return $"{JapaneseDate.Year(year)}からは適用できません。{JapaneseDate.Year(cycle.Period.Year)}の報告書は、その年度の計画のまま作成します。{JapaneseDate.Year(cycle.Period.Year.Next)}以後を選んでください。";
        if (!plan.Years.Contains(year)) return $"{JapaneseDate.Year(year)}は計画期間に入っていません。{JapaneseDate.Year(plan.About.LastYear)}までの年度を選んでください。";
        if (PlanFieldsBefore(proposed, year) is { } early) return $"{JapaneseDate.Year(early)}の予定や目標の変更が含まれています。{JapaneseDate.Year(early)}から適用するか、見送って、申し出直しを依頼してください。";
        if (proposed.Kind != ChangeKind.New) return null;
        if (string.IsNullOrWhiteSpace(decided.No)) return "新しい項目の番号を入力してください。";
        if (decided.No.Length > 20) return "番号は20文字以内にしてください。";
        return plan.Items.Any(i => i.No == decided.No) || plan.Changes?.Any(c => c.No == decided.No) == true ? $"番号「{decided.No}」は、すでに使われています。別の番号にしてください。" : null;
    }

    /// <summary>A number for the next new item that no other has, where numbers are counted.</summary>
    public static string NextNumber(Plan plan)
    {
        var numbers = plan.Items.Select(i => i.No).Concat(plan.Changes?.Select(c => c.No).OfType<string>() ?? []).ToList();
        return numbers.All(n => int.TryParse(n, out _)) ? $"{numbers.Max(int.Parse) + 1}" : "";
    }

    static FiscalYear? PlanFieldsBefore(ChangeProposed proposed, FiscalYear from) =>
        proposed.Kind == ChangeKind.New ? null : proposed.Texts.Select(t => PlanFields.YearOf(t.Field)).Where(y => y < from).Min();
}
