using System.Text;

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>Somebody who opens pages and posts their forms as a browser without scripts would.</summary>
public sealed class Visitor(HttpClient http)
{
    public HttpClient Http => http;

    public async Task<WebPage> OpenAsync(string address) => await ReadAsync(await http.GetAsync(address));

    /// <summary>Posts a page's form with everything that it holds.</summary>
    /// <param name="typed">What was typed or chosen instead of what the page came with; null for a control that sends nothing.</param>
    public Task<WebPage> PostAsync(WebPage page, string action, params (string Name, string? Value)[] typed)
    {
        var left = page.FieldsOf(action).Where(f => typed.All(t => t.Name != f.Name));
        var fields = left.Concat(typed.Where(t => t.Value is not null).Select(t => (t.Name, Value: t.Value!)));
        return PostAsync(new Uri(page.Address, action), string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name)}={Escape(f.Value)}")));
    }

    /// <summary>Posts a body as it stands.</summary>
    public Task<WebPage> PostAsync(Uri address, string body) => PostAsync(address, Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="PostAsync(Uri, string)"/>
    public async Task<WebPage> PostAsync(Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        return await ReadAsync(await http.PostAsync(address, content));
    }

    public static async Task<WebPage> ReadAsync(HttpResponseMessage answer)
    {
        using (answer) return new(answer.RequestMessage!.RequestUri!, answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync());
    }

    // EscapeDataString can't take a lone surrogate; a test that sends one writes its bytes itself.
    static string Escape(string value) => Uri.EscapeDataString(value.ReplaceLineEndings("\r\n"));
}
