using Microsoft.Extensions.Logging;
using ReformFlow.App.Ports;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace ReformFlow.Functions.Mail;

/// <summary>Hands mails over to SendGrid, one request each, and says of every failure whether another try can help.</summary>
/// <remarks>
/// One for the whole process, because it keeps the pace. Where no answer comes, nobody knows whether SendGrid took the mail: it stays in doubt,
/// and the office decides.
/// </remarks>
public sealed class SendGridMailSender : IMailSender, IDisposable
{
    /// <summary>SendGrid answers within a second as a rule.</summary>
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Shorter, so that a network that swallows everything leaves no mail in doubt.</summary>
    static readonly TimeSpan _connectPatience = TimeSpan.FromSeconds(15);

    readonly SendGridSettings _settings;
    readonly TimeProvider _time;
    readonly ILogger<SendGridMailSender> _logger;
    readonly HttpClient _http;
    readonly SendGridClient _client;
    readonly Pace _pace;

    /// <summary>A sender with a pace of its own.</summary>
    /// <remarks>It lives by the machine's clock even in a rehearsal: SendGrid's limits and the network know no other.</remarks>
    public SendGridMailSender(SendGridSettings settings, ILogger<SendGridMailSender> logger) : this(settings, TimeProvider.System, logger) { }

    internal SendGridMailSender(SendGridSettings settings, TimeProvider time, ILogger<SendGridMailSender> logger)
    {
        // The framework's own complaint would repeat the key.
        if (settings.ApiKey.Length == 0 || !settings.ApiKey.All(c => c is > ' ' and <= '~'))
            throw new ArgumentException("The SendGrid API key is empty or holds white space or a character beyond ASCII.", nameof(settings));
        if (settings.BaseAddress.Scheme != Uri.UriSchemeHttps && !settings.BaseAddress.IsLoopback)
            throw new ArgumentException($"{settings.BaseAddress} would carry the SendGrid API key unencrypted.", nameof(settings));
        (_settings, _time, _logger) = (settings, time, logger);
        _pace = new(settings.MailsPerSecond, time);
        // A redirect would turn the mail into a question; addresses are looked up again every few minutes.
        var connections = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = _connectPatience };
        _http = new(connections) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 256 * 1024 };
        // With an HttpClient that it is given, SendGrid's client tries once; when to try again is decided from the log.
        _client = new(_http, new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.BaseAddress.ToString() });
    }

    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        using var turn = await _pace.EnterAsync(cancellation);
        var message = SendGridMail.Of(mail, _settings.Sandbox);
        var response = await PostAsync(message, cancellation);
        var (from, to) = (message.From, message.Personalizations[0].Tos[0]);
        var answer = await SendGridAnswer.ReadAsync(response, [_settings.ApiKey, to.Email, to.Name, from.Email, from.Name], _time.GetUtcNow());
        if (answer.Rest is { } rest) _pace.Rest(rest);
        if (answer.Trouble(_settings.Sandbox) is { } trouble) throw trouble;
        if (_settings.Sandbox) _logger.LogWarning("{Step} was only checked by SendGrid: its sandbox is on, and nobody gets the mail.", mail.Key);
        else _logger.LogInformation("{Step} was taken by SendGrid as {Id}.", mail.Key, response.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.First() : "a mail without id");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _pace.Dispose();
    }

    async Task<Response> PostAsync(SendGridMessage message, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await _client.SendEmailAsync(message, either.Token);
        }
        catch (OperationCanceledException e) when (!either.IsCancellationRequested)
        {
            throw new MailBusyException($"SendGrid could not be reached within {_connectPatience.TotalSeconds} seconds.", e);
        }
        catch (OperationCanceledException e)
        {
            cancellation.ThrowIfCancellationRequested();
            _logger.LogWarning("SendGrid did not answer within {Seconds} seconds.", _patience.TotalSeconds);
            throw InDoubt(e);
        }
        catch (HttpRequestException e) when (IsBeforeTheMail(e.HttpRequestError))
        {
            throw new MailBusyException($"SendGrid could not be reached ({e.HttpRequestError}): {e.Message}", e);
        }
        catch (HttpRequestException e)
        {
            _logger.LogWarning("The connection to SendGrid broke ({Error}): {Reason}", e.HttpRequestError, e.Message);
            throw InDoubt(e);
        }
    }

    static bool IsBeforeTheMail(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    static MailInDoubtException InDoubt(Exception cause) => new("SendGridの返事が届かず、受け付けられたかどうかが分かりません", cause);
}
