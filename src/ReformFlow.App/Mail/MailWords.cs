using ReformFlow.Core.Mail;

namespace ReformFlow.App.Mail;

/// <summary>Mails and their placeholders in the desk's words.</summary>
static class MailWords
{
    /// <summary>What a mail is called, and when it leaves.</summary>
    public static (string Name, string When) Of(MailKind kind) => kind switch
    {
        MailKind.Probe => ("担当所属の確認", "照会の前に、所属へ"),
        MailKind.Request => ("照会", "照会日に、所属へ"),
        MailKind.RequestAgain => ("差戻し", "差し戻したときに、所属へ"),
        MailKind.RequestExtended => ("期限の延長", "期限を延ばしたときに、所属へ"),
        MailKind.RequestDeclined => ("所属長からの差戻し", "所属長が確認しなかったときに、所属へ"),
        MailKind.RequestFinals => ("確定値のお願い", "見込の数値が確定する日に、所属へ"),
        MailKind.RequestTakenOver => ("引継ぎの照会", "組織の改正で引き継いだときに、所属へ"),
        MailKind.ReminderBefore => ("提出のお願い（期限前）", "期限の前に、所属へ"),
        MailKind.ReminderAfter => ("提出のお願い（期限後）", "期限の後に、所属へ"),
        MailKind.ReminderComplete => ("提出のお願い（入力済み）", "入力が済み、提出がまだのときに、所属へ"),
        MailKind.Escalation => ("所属長への連絡", "期限の後も提出がないときに、所属長へ"),
        MailKind.Receipt => ("受付の控え", "提出のときに、所属へ"),
        MailKind.ReceiptToConfirm => ("受付の控え（所属長の確認待ち）", "提出のときに、所属へ"),
        MailKind.Confirmation => ("所属長の確認のお願い", "提出のときに、所属長へ"),
        MailKind.ConfirmationReminder => ("所属長の確認のお願い（再通知）", "確認がまだのときに、所属長へ"),
        MailKind.Withdrawal => ("照会の取下げ", "取り下げたときに、所属へ"),
        MailKind.ChangeDecided => ("変更の申し出への決定", "計画の変更を決定したときに、所属へ"),
        MailKind.NoticeRefused => ("届かなかったお知らせ", "メールが受け付けられなかったときに、事務局へ"),
        MailKind.NoticeInDoubt => ("届いたか不明のお知らせ", "受け付けられたか分からないときに、事務局へ"),
        MailKind.NoticeEscalation => ("所属長への連絡の判断", "連絡の前に、事務局へ"),
        MailKind.NoticeProbe => ("担当所属が違うお知らせ", "担当所属の確認に「違う」と答えがあったときに、事務局へ"),
        MailKind.NoticeByHand => ("手渡しで送るもの", "手で送る照会があるときに、事務局へ"),
        MailKind.NoticeProposal => ("計画の変更の申し出", "申し出があったときに、事務局へ"),
        MailKind.NoticeLocked => ("入力の終了", "入力終了日の翌開庁日に、事務局へ"),
        MailKind.NoticeMissing => ("回答がそろわないお知らせ", "自動公表が保留されたときに、事務局へ"),
        MailKind.NoticeUnreleased => ("公表の決定がないお知らせ", "公表日に、事務局へ"),
        MailKind.NoticeHeld => ("公表が保留されているお知らせ", "審議や承認を待っているときに、事務局へ"),
        MailKind.NoticeReview => ("審議の準備", "審議の前に、事務局へ"),
        MailKind.NoticeOutcome => ("審議の結果の記録", "審議の後に、事務局へ"),
        MailKind.NoticePublished => ("公表のお知らせ", "公表したときに、事務局へ"),
        _ => (MailTexts.NameOf(kind), ""),
    };

    /// <summary>What a placeholder stands for.</summary>
    public static string Of(string placeholder) => placeholder switch
    {
        "year" => "年度（令和7年度）",
        "plan" => "計画の名前",
        "office" => "事務局の名前",
        "officeTelephone" => "事務局の電話番号",
        "officeExtension" => "事務局の内線",
        "officeAddress" => "事務局のメールアドレス",
        "senderPost" => "事務局の職（行政改革推進室長）",
        "documentNumber" => "文書番号（ない照会では、行ごと消えます）",
        "documentDate" => "文書の日付（ない照会では、行ごと消えます）",
        "publicationDay" => "公表日",
        "requestDay" => "照会日",
        "department" => "所属の名前",
        "post" => "所属の職（税務課長）",
        "superior" => "所属長の職",
        "dueDay" => "提出期限",
        "dueIn" => "期限まで（3営業日後）",
        "lockDay" => "入力終了日",
        "items" => "項目の一覧",
        "itemCount" => "項目の数",
        "link" => "入力画面のアドレス（1行に単独で置く）",
        "code" => "回答コード",
        "frontPage" => "回答コードを入力する画面のアドレス",
        "via" => "取りまとめ課を通じて送ることの断り（ないときは空）",
        "reason" => "理由",
        "receipt" => "受付番号",
        "submittedAt" => "提出の日時",
        "requestedAt" => "照会を送った日時",
        "remindedAt" => "提出のお願いを送った日",
        "savedAt" => "最後に保存した日時",
        "mail" => "メールの種類（照会）",
        "owed" => "提出のない所属と項目",
        "waiting" => "公表が待っているもの",
        "reviews" => "審議の一覧",
        "byHand" => "手で送る所属",
        "decisions" => "決定の一覧",
        "proposals" => "申し出の一覧",
        "deskAddress" => "事務局の画面のアドレス",
        "publicAddress" => "公表のページのアドレス",
        _ => placeholder,
    };
}
