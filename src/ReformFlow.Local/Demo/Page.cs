using System.Net;
using System.Text.RegularExpressions;

namespace ReformFlow.Local.Demo;

/// <summary>A page as the demo's people use it: its address, its words, and the fields that a post sends back.</summary>
sealed partial record Page(Uri Address, HttpStatusCode Status, string Html)
{
    /// <summary>Fetches a page.</summary>
    public static async Task<Page> GetAsync(HttpClient http, string address) => await OfAsync(await http.GetAsync(address));

    /// <summary>Posts this page's form that goes to <paramref name="path"/>, with what was typed.</summary>
    public async Task<Page> PostAsync(HttpClient http, string path, IEnumerable<KeyValuePair<string, string>> typed)
    {
        var form = Fields(path).Where(h => typed.All(t => t.Key != h.Key)).Concat(typed);
        using var content = new FormUrlEncodedContent(form);
        return await OfAsync(await http.PostAsync(new Uri(Address, path), content));
    }

    static async Task<Page> OfAsync(HttpResponseMessage answer)
    {
        using (answer) return new(answer.RequestMessage!.RequestUri!, answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    IEnumerable<KeyValuePair<string, string>> Fields(string path)
    {
        var start = Html.IndexOf($"action=\"{path}\"", StringComparison.Ordinal);
        if (start < 0) throw new InvalidOperationException($"{Address} has no form for {path}; it answered {(int)Status}.");
        var form = Html[start..Html.IndexOf("</form>", start, StringComparison.Ordinal)];
        // As a browser does: every field as the page shows it, boxes and choices where they are ticked.
        return Input().Matches(form).Where(m => !Box().IsMatch(m.Value) || Ticked().IsMatch(m.Value))
            .Select(m => KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups["name"].Value), WebUtility.HtmlDecode(m.Groups["value"].Value)));
    }

    [GeneratedRegex("""<input(?=[^>]*\bname="(?<name>[^"]*)")(?=[^>]*\bvalue="(?<value>[^"]*)")[^>]*>""")]
    private static partial Regex Input();

    [GeneratedRegex("type=\"(?:checkbox|radio)\"")]
    private static partial Regex Box();

    [GeneratedRegex(""" checked(?=[ =>/])""")]
    private static partial Regex Ticked();
}
