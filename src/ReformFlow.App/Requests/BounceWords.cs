using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>Why a mail came back, and what helps, as the desk says it.</summary>
static class BounceWords
{
    /// <summary>The reason, with the status that the receiving administrators can look up.</summary>
    public static string Of(MailBounced bounced) => bounced.Kind switch
    {
        BounceKind.Address => "宛先のアドレスがありません",
        BounceKind.Mailbox => "宛先のメールボックスがいっぱいか、一時的に使えません",
        BounceKind.Sender => "送信元として受け入れられませんでした",
        BounceKind.Content => "相手先のフィルターに止められました",
        BounceKind.Technical => "相手先のメールサーバーにつながりませんでした",
        BounceKind.Suppressed => "以前に届かなかった宛先のため、メール配信サービスが送信を止めています",
        _ => "理由は分かりません",
    } + (bounced.Status.Length > 0 ? $"　{bounced.Status}" : "");

    /// <summary>What the office can do before it sends the request again; null where there is nothing to say beyond what the page says.</summary>
    public static string? Help(BounceKind kind) => kind switch
    {
        BounceKind.Address => "組織のファイルのアドレスを直して取り込んでから、送り直してください。",
        BounceKind.Mailbox => "所属にお知らせし、受け取れるようになってから、送り直してください。",
        BounceKind.Sender or BounceKind.Content => "庁内のメールの管理者に、このシステムからのメールを受け取れるようにするよう依頼してから、送り直してください。同じことがほかの所属でも起きていないか、ご確認ください。",
        BounceKind.Technical => "しばらくしてから、送り直してください。続くときは、庁内のメールの管理者にご相談ください。",
        BounceKind.Suppressed => "このシステムの管理者に、配信サービスの停止リストから宛先を外すよう依頼してから、送り直してください。",
        _ => null,
    };

    /// <summary>The bounce that keeps the chase from going on; null where something else does, or nothing.</summary>
    public static MailBounced? Pausing(RequestHead head, IReadOnlyList<Append> appends) => head.RefusedKey is { } key && head.Deliveries.GetValueOrDefault(key)?.HasBounced == true
        ? appends.SelectMany(a => a.Events).OfType<MailBounced>().LastOrDefault(b => b.Key == key)
        : null;
}
