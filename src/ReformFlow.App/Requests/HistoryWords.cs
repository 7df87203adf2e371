using ReformFlow.App.Changes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
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
        ProbeSent => "担当所属の確認（お願い）を送りました。",
        ProbeAnswered answered => answered.IsRight ? "担当所属の確認に「はい」との回答がありました。" : $"担当所属の確認に「いいえ」との回答がありました。{answered.Note}",
        RequestSent { MessageId: "" } => "照会を、メール以外の方法で送りました。",
        RequestSent => "照会のメールを送りました。",
        ReminderSent { MessageId: "" } => "提出のお願い（再通知）を、メール以外の方法で送りました。",
        ReminderSent => "提出のお願い（再通知）を送りました。",
        Escalated escalated => StepKey.NumberOf(escalated.Key) == (int)EscalationLevel.Bureau ? "部局の主管課へ連絡しました。" : "所属長へ連絡しました。",
        EscalationReleased released => StepKey.NumberOf(released.Key) == (int)EscalationLevel.Bureau ? "部局の主管課への連絡を認めました。" : "所属長への連絡を認めました。",
        ConfirmationAsked => "所属長へ確認をお願いしました。",
        Confirmed { Way: ConfirmationWay.Outside } confirmed => $"所属長の確認を記録しました（{confirmed.Post}　{(confirmed.Day is { } day ? JapaneseDate.Day(day) : "")}）。",
        Confirmed { Way: ConfirmationWay.Deputy } confirmed => $"代決により確認されました（{confirmed.Post}）。",
        Confirmed confirmed => $"所属長が確認しました（{confirmed.Post}）。",
        ConfirmationDeclined declined => $"所属長が差し戻しました。{declined.Reason}",
        FinalsAsked asked => $"見込とした数値の確定値をお願いします（期限 {JapaneseDate.Day(asked.DueDay)}）。",
        EditedOnBehalf edited => $"事務局が代わりに入力しました（{Item(plan, edited.Item)}）。{edited.Note}",
        MarkedUndelivered marked => $"{MailNames.Of(StepKey.KindOf(marked.Key))}が届かなかったことを記録しました。{marked.Reason}",
        ResendAsked asked => $"照会を送り直します。{asked.Reason}",
        ChannelChanged changed => changed.Channel == Channel.ByHand ? "連絡の方法を、メール以外に変更しました。" : "連絡の方法を、メールに変更しました。",
        WithdrawalSent => "取下げをお知らせしました。",
        ReceiptSent => "受付の控えを送りました。",
        MailRefused refused => $"{MailNames.Of(StepKey.KindOf(refused.Key))}のメールを届けられませんでした（{refused.Reason}）。",
        MailInDoubt doubt => $"メールが届いたかどうか分かりません（{doubt.Reason}）。自動では送り直しません。",
        MarkedArrived => "届いていたことを記録しました。",
        MailBounced bounced => $"{MailNames.Of(StepKey.KindOf(bounced.Key))}のメールが届きませんでした（{BounceWords.Of(bounced)}）。",
        MailDelivered delivered => $"{MailNames.Of(StepKey.KindOf(delivered.Key))}のメールを、相手先のメールサーバーが受け取りました。",
        OfficeNotified => "事務局へお知らせしました。",
        StepPutOff => "すぐには行えなかったため、あらためて行います。",
        StepSkipped { SaidBy: not null } => "同じ日の別のメールに含めたため、送りませんでした。",
        StepSkipped => "後のメールに含まれるため、送りませんでした。",
        StepDropped => "必要がなくなったため、送りませんでした。",
        Submitted { OnWord: { } word } submitted => $"事務局が代わりに提出しました（第{submitted.Round}回）。{word}",
        Submitted submitted => $"提出されました（第{submitted.Round}回）。",
        Returned returned => $"{(returned.Writer is null ? "" : "回答をまとめる所属が")}差し戻しました（{string.Join("、", returned.Items.Select(i => Item(plan, i.Item)))}　期限 {JapaneseDate.Day(returned.DueDay)}）。{string.Join("　", returned.Items.Where(i => i.Reason.Length > 0 || i.Reasons is not null).Select(i => $"{Item(plan, i.Item)}：{string.Join("　", (i.Reasons?.Values ?? []).Prepend(i.Reason).Where(r => r.Length > 0))}").Prepend(returned.Reason).Where(r => r.Length > 0))}",
        Accepted => "確認済みにしました。",
        Extended extended => $"提出期限を{JapaneseDate.Day(extended.DueDay)}に延ばしました。{extended.Reason}",
        Excused excused => $"載せ方を決めて、照会を終えました（提出された回答がないときの載せ方：{excused.Print switch { MissingAnswer.LastYear => "前年度の値", MissingAnswer.NotApplicable => "該当なし", _ => "空欄" }}）。{excused.Reason}",
        Withdrawn withdrawn => $"照会を取り下げました。{withdrawn.Reason}",
        ChangeProposed proposed => $"計画の変更の申し出がありました（{proposed.Number}件目　{ChangeLines.About(proposed, plan)}）。",
        ChangeWithdrawn withdrawn => $"計画の変更の申し出（{withdrawn.Number}件目）が取り下げられました。",
        ChangeDecided decided => $"計画の変更の申し出（{decided.Number}件目）を決定しました：{ChangeLines.Decided(decided)}。{decided.Note}",
        ChangesApplied => "採用した変更を、計画の次の版に入れました。",
        DecisionSent => "計画の変更の申し出への決定をメールで知らせました。",
        PassedOn passed => $"組織の改正により、{string.Join("、", passed.Successions.SelectMany(s => s.All).Select(i => Item(plan, i)))}を引き継ぎました。",
        TookOver took => $"組織の改正により、{string.Join("、", took.Items.Select(i => Item(plan, i)))}を引き継ぎました。それまでの回答も写しています。",
        PostChanged => "担当者が代わり、新しいアドレスになりました。",
        HandedOver => "担当が引き継がれました。",
        Locked => "入力を終了しました。",
        _ => null,
    };

    static string Item(Plan plan, string key) => plan.Items.FirstOrDefault(i => i.Key == key) is { } item ? $"{item.No} {item.Title}" : key;
}
