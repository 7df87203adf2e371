using ReformFlow.App.Access;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Requests;

/// <summary>担当の引継ぎ: another person answers for the post and gets the request anew.</summary>
public sealed class HandOver(Streams streams, IPeople people, IDoorbell doorbell)
{
    /// <summary>The longest name and address that are kept.</summary>
    public const int MaxName = 40, MaxAddress = 200;

    /// <summary>True where the link is one person's own and ends with the handover: it was handed over to somebody, or the post's mailbox is its holder's. A section's mailbox keeps its link.</summary>
    public static bool IsPersonal(Municipality town, RequestHead head)
    {
        var department = town.Department(head.Department);
        return head.Person is { } person && person != department.Person || department.Mailbox == Mailbox.Personal;
    }

    /// <summary>Hands over, unless the person answers for the post already.</summary>
    /// <param name="name">The colleague's name; empty where it is not given.</param>
    /// <param name="endsLink">Whether a section's link ends too; a personal one always does.</param>
    /// <returns>Null when done (now or before), else why not, in the page's words.</returns>
    public async Task<string?> RunAsync(StartedCycle cycle, string department, string address, string name, bool endsLink, string by, CancellationToken cancellation)
    {
        (address, name) = (AnswerText.Clean(address).Trim(), AnswerText.Clean(name).Trim());
        if (WhyNot(cycle.Municipality, address) is { } wrong) return wrong;
        if (name.Length > MaxName) return $"お名前は{MaxName}文字以内で入力してください。";
        var town = cycle.Settings.Town;
        // Who is handed over to nobody in the end is not put on record.
        if (Refusal(await streams.HeadAsync<RequestHead>(cycle.StreamOf(department), cancellation)) is { } early) return early;
        var person = await PersonAsync(cycle, address, name, cancellation);

        string? refusal = null;
        await streams.ChangeAsync<RequestHead>(cycle.StreamOf(department), by, head =>
        {
            refusal = Refusal(head);
            return refusal is not null || (head.Person ?? cycle.Municipality.Department(department).Person) == person
                ? []
                : [new HandedOver(person, head.Generation + (endsLink || IsPersonal(cycle.Municipality, head) ? 1 : 0))];
        }, cancellation);
        if (refusal is null) await doorbell.RingAsync(cycle.PlaceOf(department), cancellation);
        return refusal;

        static string? Refusal(RequestHead head) => head.IsClosed() ? "この照会は終わっているため、引き継ぐことはできません。" : null;
    }

    static string? WhyNot(Municipality town, string address)
    {
        if (address.Length == 0) return "引き継ぐ方のメールアドレスを入力してください。";
        if (address.Length > MaxAddress || !OrganisationCheck.IsMailAddress(address))
            return "メールアドレスとして読めません。半角で「名前@ドメイン」の形に入力してください。";
        return town.MailDomains.Count == 0 || town.MailDomains.Contains(address.Split('@')[1], StringComparer.OrdinalIgnoreCase)
            ? null
            : $"引き継げるのは、庁内のアドレス（{string.Join("、", town.MailDomains.Select(d => $"@{d}"))}）の方だけです。";
    }

    // An address that is known keeps its person's number; a post's mailbox keeps its name.
    async Task<string> PersonAsync(StartedCycle cycle, string address, string name, CancellationToken cancellation)
    {
        var all = await people.AllAsync(cycle.Settings.Town, cancellation);
        var known = all.FirstOrDefault(p => string.Equals(p.Address, address, StringComparison.OrdinalIgnoreCase));
        var person = known ?? new(Clerks.NewNumber(all), address);
        if (name.Length > 0 && person.Name is null && cycle.Municipality.Departments.All(d => d.Person != person.Number && d.SuperiorPerson != person.Number)) person = person with { Name = name };
        if (person != known) await people.SaveAsync(cycle.Settings.Town, [person], cancellation);
        return person.Number;
    }
}
