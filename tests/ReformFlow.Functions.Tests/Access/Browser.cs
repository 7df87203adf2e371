using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Functions.Tests.Access;

/// <summary>A browser before the doors of a town, with cookies and with the headers that a platform adds.</summary>
sealed partial class Browser : IAsyncDisposable
{
    readonly DoorHost _host;
    readonly HttpClient _http;

    Browser(DoorHost host) => (_host, _http) = (host, new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address });

    /// <summary>A browser before a town whose deployment has this and that chosen.</summary>
    public static async Task<Browser> StartAsync(Action<IServiceCollection> choices)
    {
        var town = await MemoryTown.StartedAsync();
        return new(await DoorHost.StartAsync(0, null!, services =>
        {
            choices(services);
            town.AddTo(services, "web");
        }))
        { Town = town };
    }

    public MemoryTown Town { get; private init; } = null!;

    /// <summary>What the platform adds to each request.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public async Task<(HttpStatusCode Status, string Html, string? To)> GetAsync(string path, string method = "GET") => await AskAsync(new(new(method), path));

    /// <summary>Posts the form of a page.</summary>
    public async Task<(HttpStatusCode Status, string Html, string? To)> PostAsync(string path, string page, params (string Name, string Value)[] fields) => await AskAsync(new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Append(("token", Token().Match(page).Groups[1].Value)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
    });

    // The desk's cookies are for encrypted connections where its address is; here nothing is encrypted, so a jar would keep them.
    readonly Dictionary<string, string> _cookies = [];

    async Task<(HttpStatusCode Status, string Html, string? To)> AskAsync(HttpRequestMessage request)
    {
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        using (request)
        {
            using var answer = await _http.SendAsync(request);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
                _cookies[cookie.Split('=')[0]] = cookie.Split(';')[0].Split('=', 2)[1];
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.Location?.ToString());
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _host.DisposeAsync();
    }

    [GeneratedRegex("""name="token" value="([^"]*)""")]
    private static partial Regex Token();
}
