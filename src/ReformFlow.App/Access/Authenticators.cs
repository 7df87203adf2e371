using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Access;

/// <summary>Members' authenticator apps: each secret is kept sealed beside its person, and never in the log.</summary>
public sealed class Authenticators(Streams streams, IPeople people, SiteSettings site, AccessClock clock, Chance chance)
{
    /// <summary>A fresh secret, sealed for the page that offers it: nothing is stored until the app has shown that it holds it.</summary>
    public string Offer(string town, string person) => Seal(town, person, Convert.ToHexStringLower(chance.Bytes(Totp.SecretBytes)));

    /// <summary>The secret that was sealed for this person, or null for anything else.</summary>
    public byte[]? Open(string town, string person, string? closed) => SealedText.Read(site.Key.Span, Purpose(town, person), closed) is { } hex ? Convert.FromHexString(hex) : null;

    /// <summary>Takes the offered secret into use, if the app shows its code.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> SetAsync(string town, string person, string? offered, string typed, CancellationToken cancellation)
    {
        if (Open(town, person, offered) is not { } secret) return "画面を開き直してから、もう一度お試しください。";
        if (Totp.Match(secret, typed, clock.Now, 0) is null) return "コードを確認できませんでした。認証アプリに表示されている今の6桁の数字を入力してください。端末の時刻がずれていると、確認できません。";
        if (await people.FindAsync(town, person, cancellation) is not { } known) return "登録が見つかりません。「編集」の役割がある職員にご連絡ください。";
        await people.SaveAsync(town, [known with { Authenticator = offered }], cancellation);
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), person, office => MemberRules.OwnRoles(office, person).Count == 0 ? [] : [new AuthenticatorSet(person)], cancellation);
        return null;
    }

    /// <summary>Ends a member's app.</summary>
    public async Task RemoveAsync(string town, string person, CancellationToken cancellation)
    {
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), person, office => office.Members.GetValueOrDefault(person)?.HasAuthenticator == true ? [new AuthenticatorRemoved(person)] : [], cancellation);
        if (await people.FindAsync(town, person, cancellation) is { Authenticator: not null } known) await people.SaveAsync(town, [known with { Authenticator = null }], cancellation);
    }

    string Seal(string town, string person, string secret) => SealedText.Of(site.Key.Span, Purpose(town, person), secret, chance.Bytes(SealedText.ChanceBytes));

    static string Purpose(string town, string person) => $"authenticator\n{town}\n{person}";
}
