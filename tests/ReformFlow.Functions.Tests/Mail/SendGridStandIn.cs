using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>One mail as it came in at <see cref="SendGridStandIn"/>.</summary>
sealed record PostedMail(IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;
}

/// <summary>Plays SendGrid's <c>/v3/mail/send</c> on a loopback port.</summary>
sealed class SendGridStandIn : IAsyncDisposable
{
    static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    readonly ConcurrentQueue<PostedMail> _posted = new();
    readonly WebApplication _app;
    int _now;
    int _mostAtOnce;

    SendGridStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v3/mail/send", TakeAsync);
    }

    /// <summary>What it answers; it takes the mail unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Accept;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<PostedMail> Posted => [.. _posted];

    public int MostAtOnce => _mostAtOnce;

    public static async Task<SendGridStandIn> StartedAsync()
    {
        var standIn = new SendGridStandIn();
        await standIn._app.StartAsync();
        standIn.Address = new(standIn._app.Urls.Single());
        return standIn;
    }

    public static Task Accept(HttpContext http)
    {
        http.Response.StatusCode = 202;
        http.Response.Headers["X-Message-Id"] = "R14554qsAGSkiKYYviJN34";
        return Task.CompletedTask;
    }

    /// <summary>An answer with SendGrid's list of errors.</summary>
    public static Func<HttpContext, Task> Errors(int status, params (string Message, string? Field)[] errors)
    {
        var list = new JsonArray([.. errors.Select(e => new JsonObject { ["message"] = e.Message, ["field"] = e.Field, ["help"] = null })]);
        return Says(status, new JsonObject { ["errors"] = list }.ToJsonString());
    }

    /// <summary>An answer with any body and any headers.</summary>
    public static Func<HttpContext, Task> Says(int status, string body, params (string Name, string Value)[] headers) => async http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers) http.Response.Headers[name] = value;
        if (body.Length > 0) await http.Response.WriteAsync(body);
    };

    /// <summary>Returns when so many mails have come in.</summary>
    public async Task ArrivedAsync(int count)
    {
        for (var tries = 0; tries < 10_000 && _posted.Count < count; tries++) await Task.Delay(1);
        Assert.Equal(count, _posted.Count);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(0);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var now = Interlocked.Increment(ref _now);
        for (var most = _mostAtOnce; now > most && Interlocked.CompareExchange(ref _mostAtOnce, now, most) != most; most = _mostAtOnce) { }
        _posted.Enqueue(new(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), _strictUtf8.GetString(body.ToArray())));
        try
        {
            await Answer(http);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }
}
