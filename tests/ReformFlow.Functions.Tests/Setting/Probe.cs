using System.Text;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>A request as it goes over the wire, to both editions alike.</summary>
/// <param name="Request">The request's bytes, for a town whose links and tokens are known.</param>
sealed record Probe(string Name, Func<TwoEditions, byte[]> Request)
{
    /// <summary>The visitor says «no more» after it.</summary>
    public bool Ends { get; init; }

    /// <summary>What the two sides answer where they differ, and why; null where they don't.</summary>
    public Starred? Star { get; init; }

    /// <summary>A request without a body.</summary>
    public static Probe Of(string name, string method, string target, params string[] headers) => Raw(name, $"{method} {target} HTTP/1.1", headers);

    public static Probe Get(string name, string target, params string[] headers) => Of(name, "GET", target, headers);

    public static Probe Head(string name, string target, params string[] headers) => Of(name, "HEAD", target, headers);

    /// <summary>A form as browsers send it; <c>{token}</c> stands for the page's own.</summary>
    public static Probe Post(string name, string target, string body, params string[] headers) => new(name, editions =>
    {
        var path = Known(editions, target.Split('?')[0]);
        var sent = Bytes(Known(editions, body).Replace("{visit-token}", editions.TokenFor(path, TwoEditions.Visit), StringComparison.Ordinal).Replace("{token}", editions.TokenFor(path), StringComparison.Ordinal));
        return [.. Start(Known(editions, $"POST {target} HTTP/1.1"), [$"Content-Length: {sent.Length}", .. WithType(headers).Select(h => Known(editions, h))]), .. sent];
    });

    /// <summary>Any first line with any headers, and whatever comes after them.</summary>
    public static Probe Raw(string name, string line, string[] headers, string after = "") =>
        new(name, editions => [.. Start(Known(editions, line), [.. headers.Select(h => Known(editions, h))]), .. Bytes(Known(editions, after))]);

    /// <summary>Bytes as they stand.</summary>
    public static Probe Bare(string name, string request) => new(name, editions => Bytes(Known(editions, request)));

    static IEnumerable<string> WithType(string[] headers) =>
        headers.Any(h => h.StartsWith("Content-Type", StringComparison.OrdinalIgnoreCase)) ? headers : headers.Append("Content-Type: application/x-www-form-urlencoded");

    static byte[] Start(string line, IReadOnlyList<string> headers)
    {
        var own = headers.Any(h => h.StartsWith("Host:", StringComparison.OrdinalIgnoreCase)) ? "" : "Host: localhost\r\n";
        var close = headers.Any(h => h.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)) ? "" : "Connection: close\r\n";
        return Bytes($"{line}\r\n{own}{close}{string.Concat(headers.Select(h => $"{h}\r\n"))}\r\n");
    }

    // A text without kanji is bytes, one for each character, so that other bytes than UTF-8's can be written.
    static byte[] Bytes(string text) => text.All(c => c < 256) ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);

    static string Known(TwoEditions editions, string text) => new StringBuilder(text)
        .Replace("{form}", editions.Form("zeimu")).Replace("{item}", editions.Item("zeimu")).Replace("{ready}", editions.Form("kanzai"))
        .Replace("{code}", editions.Form("zeimu").Split('/')[^1]).Replace("{other-code}", editions.Form("kankyou").Split('/')[^1])
        .Replace("{other-token}", editions.TokenFor($"{editions.Form("kankyou")}/items/{editions.Item("kankyou")}"))
        .Replace("{form-token}", editions.TokenFor($"{editions.Form("zeimu")}/items/{editions.Item("zeimu")}"))
        .Replace("{office}", editions.Session("p1")).Replace("{editor}", editions.Session(editions.NumberOf("k-morikawa"))).Replace("{approver}", editions.Session(editions.NumberOf("s-mizuno")))
        .Replace("{nobody}", editions.Session("p999")).Replace("{visit}", $"reformflow-visit={TwoEditions.Visit}")
        .Replace("{style}", editions.AddressOf("site.css")).Replace("{mark}", editions.Mark)
        .ToString();
}

/// <summary>A difference that is known.</summary>
/// <param name="Local">The local edition's status; its answer is a page in words.</param>
/// <param name="Azure">The status on Azure; the body is empty.</param>
sealed record Starred(int Local, int Azure);
