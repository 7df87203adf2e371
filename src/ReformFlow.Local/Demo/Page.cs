using System.Net;
using System.Text.RegularExpressions;

namespace ReformFlow.Local.Demo;

/// <summary>A page as the demo's people use it: its address, its words, and the hidden fields that a post sends back.</summary>
sealed partial record Page(Uri Address, HttpStatusCode Status, string Html)
{
    /// <summary>Fetches a page.</summary>
    public static async Task<Page> GetAsync(HttpClient http, string address) => await OfAsync(await http.GetAsync(address));

    /// <summary>Posts this page's form that goes to <paramref name="path"/>, with what was typed.</summary>
    public async Task<Page> PostAsync(HttpClient http, string path, IEnumerable<KeyValuePair<string, string>> typed)
    {
        var form = Hidden(path).Where(h => typed.All(t => t.Key != h.Key)).Concat(typed);
        using var content = new FormUrlEncodedContent(form);
        return await OfAsync(await http.PostAsync(new Uri(Address, path), content));
    }

    static async Task<Page> OfAsync(HttpResponseMessage answer)
    {
        using (answer) return new(answer.RequestMessage!.RequestUri!, answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    IEnumerable<KeyValuePair<string, string>> Hidden(string path)
    {
        var start = Html.IndexOf($"action=\"{path}\"", StringComparison.Ordinal);
        if (start < 0) throw new InvalidOperationException($"{Address} has no form for {path}; it answered {(int)Status}.");
        var form = Html[start..Html.IndexOf("</form>", start, StringComparison.Ordinal)];
        return Input().Matches(form).Select(m => KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups["name"].Value), WebUtility.HtmlDecode(m.Groups["value"].Value)));
    }

    [GeneratedRegex("""<input(?=[^>]*type="(?:hidden|date)")(?=[^>]*name="(?<name>[^"]*)")(?=[^>]*value="(?<value>[^"]*)")[^>]*>""")]
    private static partial Regex Input();
}
