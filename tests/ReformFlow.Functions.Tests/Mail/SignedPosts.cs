using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>Signs posts as SendGrid does, with a key of the test's own.</summary>
sealed class SignedPosts : IDisposable
{
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key as SendGrid shows it.</summary>
    public string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>A post of these events.</summary>
    public HttpRequestMessage Of(DateTimeOffset at, params IReadOnlyList<JsonObject> events) => Of(at, new JsonArray([.. events.Select(e => e.DeepClone())]).ToJsonString());

    /// <summary>A post of any body.</summary>
    public HttpRequestMessage Of(DateTimeOffset at, string body) => Unsigned(body, Seconds(at), Sign(Seconds(at), body));

    /// <summary>A post with these headers, as whoever sends it likes.</summary>
    public static HttpRequestMessage Unsigned(string body, string? timestamp = null, string? signature = null)
    {
        var post = new HttpRequestMessage(HttpMethod.Post, EventDoor.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        post.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (timestamp is not null) post.Headers.TryAddWithoutValidation(EventKey.TimestampHeader, timestamp);
        if (signature is not null) post.Headers.TryAddWithoutValidation(EventKey.SignatureHeader, signature);
        return post;
    }

    public string Sign(string timestamp, string body) => Convert.ToBase64String(_key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>An event about a mail, with all that SendGrid tells and nobody may keep.</summary>
    public static JsonObject Event(string kind, string key, DateTimeOffset on, string id = "Ym91bmNlLTA") => new()
    {
        ["email"] = "tanaka@city.mizuhono.example.jp",
        ["timestamp"] = on.ToUnixTimeSeconds(),
        ["event"] = kind,
        ["sg_event_id"] = id,
        ["sg_message_id"] = "14c5d75ce93.dfd.64b469",
        ["smtp-id"] = "<mail@city.mizuhono.example.jp>",
        [SendGridMail.KeyArgument] = key,
        [SendGridMail.MessageIdArgument] = "<mail@city.mizuhono.example.jp>",
    };

    /// <summary>A bounce with the receiving server's words.</summary>
    public static JsonObject Bounce(string key, DateTimeOffset on)
    {
        var bounce = Event("bounce", key, on);
        bounce["type"] = "bounce";
        bounce["status"] = "5.1.1";
        bounce["bounce_classification"] = "Invalid Address";
        bounce["reason"] = "550 5.1.1 <tanaka@city.mizuhono.example.jp>: Recipient address rejected: 田中太郎";
        return bounce;
    }

    public void Dispose() => _key.Dispose();
}
