using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Where the superior's confirmation stands, in the pages' words.</summary>
static class ConfirmWords
{
    /// <summary>Why a round can't be confirmed any more, or null while its page may be opened.</summary>
    public static string? WhyOver(CycleSettings cycle, RequestHead head, int round) => head switch
    {
        { WithdrawnAt: not null } => "この照会は取り下げられました。確認いただく必要はありません。",
        { AcceptedAt: not null } => "この回答は、事務局で確認済みです。",
        { ExcusedAt: not null } => "この照会は、報告書への載せ方を事務局で決めたため、終了しました。",
        _ when round < head.Round && head.SubmittedAt is not null => "その後、回答が改めて提出されています。新しいメールのアドレスからお入りください。",
        _ when round < head.Round || head.SubmittedAt is null => "回答は所属に戻っています。改めて提出されると、新しいアドレスをお送りします。",
        _ => null,
    };

    /// <summary>What a department reads beside its submission; null where no superior is asked.</summary>
    public static string? OfSubmission(CycleSettings cycle, RequestHead head) => head switch
    {
        _ when !cycle.NeedsConfirmation || head.SubmittedAt is null => null,
        { ConfirmedAt: { } at } => $"所属長の確認が済みました（{JapaneseDate.Moment(at)}）。",
        _ => "所属長の確認を待っています。確認が済むと、事務局に届きます。",
    };

    /// <summary>True where the product can ask a department's superior by itself.</summary>
    public static bool CanAsk(CycleSettings cycle, string department) =>
        cycle.Requests.FirstOrDefault(r => r.Department == department)?.Above.Contains(EscalationLevel.Superior) == true;
}
