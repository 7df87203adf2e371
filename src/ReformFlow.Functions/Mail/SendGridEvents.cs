using System.Text.Json;
using System.Text.RegularExpressions;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;
using ReformFlow.Functions.Organisation;

namespace ReformFlow.Functions.Mail;

/// <summary>Reads SendGrid's events: what each says of a mail of ours, without any of its words, since those hold addresses.</summary>
static partial class SendGridEvents
{
    /// <summary>The places that a post tells of, each with what it tells; null where the post is no list of events.</summary>
    /// <remarks>Other events (<c>processed</c>, <c>deferred</c>, which may still arrive, <c>spamreport</c> …) and mails of others who use the account are left out.</remarks>
    public static IReadOnlyList<(Place Request, IReadOnlyList<Event> Told)>? Read(ReadOnlyMemory<byte> body, Towns towns)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Array) return null;
            return
            [
                .. json.RootElement.EnumerateArray().Select(Fact).OfType<Event>()
                    .Select(fact => (Request: RequestOf(fact), Fact: fact)).Where(f => f.Request is { } place && towns.Keys.Contains(place.Town))
                    .GroupBy(f => f.Request!, (place, facts) => (place, (IReadOnlyList<Event>)[.. facts.Select(f => f.Fact)])),
            ];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static Event? Fact(JsonElement told)
    {
        if (told.ValueKind != JsonValueKind.Object || Text(told, SendGridMail.KeyArgument) is not { } key || MomentOf(told) is not { } on) return null;
        var name = Text(told, "sg_event_id") is { } id && PlainName().IsMatch(id) ? id : "";
        var status = Text(told, "status") is { } code && Status().IsMatch(code) ? code : "";
        return Text(told, "event") switch
        {
            "delivered" => new MailDelivered(key, on, name),
            "bounce" => new MailBounced(key, on, Bounce(Text(told, "bounce_classification"), status), status, name),
            "dropped" => new MailBounced(key, on, Drop(Text(told, "reason")), status, name),
            _ => null,
        };
    }

    static BounceKind Bounce(string? classification, string status) => classification switch
    {
        "Invalid Address" => BounceKind.Address,
        "Mailbox Unavailable" => BounceKind.Mailbox,
        "Reputation" or "Frequency or Volume Too High" => BounceKind.Sender,
        "Content" => BounceKind.Content,
        "Technical" => BounceKind.Technical,
        // RFC 3463: the middle number is the subject.
        _ => status.Split('.') is [_, var subject, _]
            ? subject switch { "1" => BounceKind.Address, "2" => BounceKind.Mailbox, "3" or "4" or "5" => BounceKind.Technical, "6" => BounceKind.Content, "7" => BounceKind.Sender, _ => BounceKind.Other }
            : BounceKind.Other,
    };

    static BounceKind Drop(string? reason) => reason switch
    {
        "Invalid" => BounceKind.Address,
        "Bounced Address" or "Spam Reporting Address" or "Unsubscribed Address" => BounceKind.Suppressed,
        not null when reason.StartsWith("Spam Content", StringComparison.Ordinal) => BounceKind.Content,
        "Recipient List over Package Quota" => BounceKind.Sender,
        _ => BounceKind.Other,
    };

    // The key came from us and came back; it is read as strictly as an address that somebody typed.
    static Place? RequestOf(Event fact) =>
        KeyOf(fact).Split('~') is [var town, var cycle, _, var whom, ..] && StepKey.KindOf(KeyOf(fact)) is { } kind && StepKey.IsMail(kind)
        && Keys.IsAddressKey(town) && Keys.IsAddressKey(cycle) && Keys.IsKey(whom)
            ? new(town, cycle, whom)
            : null;

    static string KeyOf(Event fact) => fact is MailBounced bounced ? bounced.Key : ((MailDelivered)fact).Key;

    static DateTimeOffset? MomentOf(JsonElement told) =>
        told.TryGetProperty("timestamp", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt64(out var number) && number is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(number)
            : null;

    static string? Text(JsonElement told, string name) => told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"\A[245](\.[0-9]{1,3}){2}\z|\A[245][0-9]{2}\z")]
    private static partial Regex Status();

    [GeneratedRegex(@"\A[A-Za-z0-9_=+/-]{1,100}\z")]
    private static partial Regex PlainName();
}
