using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Why a form is closed, and the states of a request, in the pages' words.</summary>
static class ClosedWords
{
    public static string Of(Closed closed) => closed switch
    {
        Closed.Submitted => "この回答は提出済みです。提出した内容は、そのまま確認できます。",
        Closed.Accepted => "この回答は、事務局で確認済みです。",
        Closed.Excused => "この照会は、報告書への載せ方を事務局で決めたため、終了しました。",
        Closed.PassedOn => "この照会は、組織の改正により、ほかの所属に引き継がれました。",
        Closed.Withdrawn => "この照会は、事務局で取り下げました。",
        _ => "入力終了日を過ぎたため、各課での入力は終了しています。",
    };

    public static (string Word, string Style) Of(RequestStatus status) => status switch
    {
        RequestStatus.NotSent => ("送付前", "not-started"),
        RequestStatus.Sent => ("未着手", "not-started"),
        RequestStatus.Drafting => ("入力中", "in-progress"),
        RequestStatus.Confirming => ("所属長の確認待ち", "in-progress"),
        RequestStatus.Submitted => ("提出済み", "submitted"),
        RequestStatus.Returned => ("差戻し中", "returned"),
        RequestStatus.Accepted => ("確認済み", "accepted"),
        RequestStatus.Excused => ("載せ方決定済み", "complete"),
        RequestStatus.PassedOn => ("引継ぎ済み", "complete"),
        RequestStatus.Withdrawn => ("取下げ", "complete"),
        RequestStatus.LockedAgain => ("再提出なし（入力終了）", "late"),
        _ => ("回答なし（入力終了）", "late"),
    };
}
