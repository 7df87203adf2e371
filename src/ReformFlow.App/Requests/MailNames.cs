using ReformFlow.Core.Log;

namespace ReformFlow.App.Requests;

/// <summary>What the office calls each mail about a request.</summary>
static class MailNames
{
    public static string Of(StepKind? kind) => kind switch
    {
        StepKind.Probe => "担当所属の確認",
        StepKind.Request => "照会",
        StepKind.Remind => "提出のお願い",
        StepKind.Escalate => "所属長への連絡",
        StepKind.Receipt => "受付の控え",
        StepKind.Confirm => "所属長への確認のお願い",
        StepKind.RemindConfirm => "所属長への確認のお願い（再通知）",
        StepKind.Withdrawal => "取下げのお知らせ",
        StepKind.Decision => "計画の変更の決定",
        _ => "お知らせ",
    };
}
