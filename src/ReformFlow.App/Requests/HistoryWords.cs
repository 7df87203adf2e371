using ReformFlow.App.Changes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>A request's history as the desk reads it.</summary>
static class HistoryWords
{
    /// <summary>One sentence for each thing that an append tells; claims and counts tell nothing that the office asks.</summary>
    public static IEnumerable<string> Of(Append append, Plan plan)
    {
        var changes = append.Events.OfType<AnswerChanged>().ToList();
        if (changes.Count > 0)
            yield return $"回答を保存しました（{string.Join("、", changes.Select(c => Item(plan, c.Item)).Distinct())}　{changes.Count}か所）。";
        foreach (var fact in append.Events)
            if (Of(fact, plan) is { } words) yield return words;
    }

    static string? Of(Event fact, Plan plan) => fact switch
    {
        RequestSent => "照会のメールを送りました。",
        ReminderSent => "提出のお願い（再通知）を送りました。",
        ReceiptSent => "受付の控えを送りました。",
        MailRefused refused => $"メールを届けられませんでした（{refused.Reason}）。",
        OfficeNotified => "事務局へお知らせしました。",
        StepPutOff => "すぐには行えなかったため、あらためて行います。",
        StepSkipped { SaidBy: not null } => "同じ日の別のメールに含めたため、送りませんでした。",
        StepSkipped => "後のメールに含まれるため、送りませんでした。",
        StepDropped => "必要がなくなったため、送りませんでした。",
        Submitted submitted => $"提出されました（第{submitted.Round}回）。",
        Returned returned => $"差し戻しました（{string.Join("、", returned.Items.Select(i => Item(plan, i.Item)))}　期限 {JapaneseDate.Day(returned.DueDay)}）。{returned.Reason}",
        Accepted => "確認済みにしました。",
        Extended extended => $"提出期限を{JapaneseDate.Day(extended.DueDay)}に延ばしました。{extended.Reason}",
        Excused excused => $"回答がないまま、載せ方を決めました（{(excused.Print == MissingAnswer.LastYear ? "前年度の値" : "空欄")}）。{excused.Reason}",
        Withdrawn withdrawn => $"照会を取り下げました。{withdrawn.Reason}",
        HandedOver => "担当が引き継がれ、新しいアドレスになりました。",
        ChangeProposed proposed => $"計画の変更の申し出がありました（{proposed.Number}件目　{ChangeLines.About(proposed, plan)}）。",
        ChangeWithdrawn withdrawn => $"計画の変更の申し出（{withdrawn.Number}件目）が取り下げられました。",
        ChangeDecided decided => $"計画の変更の申し出（{decided.Number}件目）を決定しました：{ChangeLines.Decided(decided)}。{decided.Note}",
        ChangesApplied => "採用した変更を、計画の次の版に入れました。",
        DecisionSent => "計画の変更の申し出への決定をメールで知らせました。",
        Locked => "入力を終了しました。",
        _ => null,
    };

    static string Item(Plan plan, string key) => plan.Items.FirstOrDefault(i => i.Key == key) is { } item ? $"{item.No} {item.Title}" : key;
}
