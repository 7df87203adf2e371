using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Ports;

namespace ReformFlow.App.Mail;

/// <summary>Hands mails over to a mail server, one connection each, and says exactly whether the server has taken the mail.</summary>
/// <remarks>
/// A mail is whole when the server has seen the dot that ends it: whatever breaks before is tried again, what breaks between the dot and the server's word
/// for it stays in doubt. One for the whole process, because it remembers that the server is away: others then need not wait for it in vain.
/// </remarks>
public sealed class SmtpMailSender : IMailSender, IDisposable
{
    /// <summary>How many mails are on their way at once.</summary>
    const int AtOnce = 4;

    /// <summary>How long a mail waits for its turn; with dialogue and last answer it stays below the ten minutes of a step's claim.</summary>
    static readonly TimeSpan _turn = TimeSpan.FromMinutes(1);

    /// <summary>How long nobody tries a server that could not be used; a step comes back after five minutes.</summary>
    static readonly TimeSpan _rest = TimeSpan.FromMinutes(2);

    static readonly byte[] _end = "\r\n.\r\n"u8.ToArray();

    readonly SmtpSettings _settings;
    readonly TimeProvider _time;
    readonly ILogger<SmtpMailSender> _logger;
    readonly SemaphoreSlim _gate = new(AtOnce);
    readonly Lock _lock = new();
    DateTimeOffset _restsUntil;
    string? _lastTrouble;

    /// <summary>A sender to one mail server.</summary>
    /// <param name="time">By it a server rests; the network's own times are the machine's.</param>
    /// <exception cref="ArgumentException">The settings can't be used.</exception>
    public SmtpMailSender(SmtpSettings settings, TimeProvider time, ILogger<SmtpMailSender> logger)
    {
        if (settings.Problems().ToList() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(settings));
        (_settings, _time, _logger) = (settings, time, logger);
    }

    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var bytes = DotStuffed(MailFile.Write(mail));
        if (!await _gate.WaitAsync(_turn, cancellation)) throw new MailBusyException("More mails are waiting for the mail server than it takes.");
        try
        {
            ThrowIfResting();
            await DeliverAsync(mail, bytes, cancellation);
            lock (_lock) _lastTrouble = null;
        }
        catch (ServerTroubleException trouble)
        {
            Rest(trouble.Message);
            throw new MailBusyException(trouble.Message, trouble.InnerException);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>The server can't be used by anybody for now.</summary>
    sealed class ServerTroubleException(string reason, Exception? cause = null) : Exception(reason, cause);

    async Task DeliverAsync(OutgoingMail mail, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        using var dialogue = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        dialogue.CancelAfter(SmtpSettings.LongestDialogue);
        SmtpConnection connection;
        try
        {
            connection = await OpenAsync(dialogue.Token);
        }
        catch (Exception e) when (IsBroken(e))
        {
            cancellation.ThrowIfCancellationRequested();
            throw new ServerTroubleException(Words(e), e);
        }
        await using (connection)
        {
            var isWhole = false;
            try
            {
                await AddressAsync(connection, mail);
                await connection.WriteAsync(bytes);
                var (reply, isEarly) = await connection.FinishAsync(_end, () => isWhole = true);
                if (reply.Code < 400 && (isEarly || !reply.IsGood)) throw new IOException($"The mail server answered {reply.Code} where that says nothing.");
                if (!reply.IsGood) throw Trouble(SmtpTrouble.OfText(reply), reply);
            }
            catch (Exception e) when (IsBroken(e))
            {
                if (isWhole) throw new MailInDoubtException("メールサーバーの返事が届かず、受け付けられたかどうかが分かりません", e);
                cancellation.ThrowIfCancellationRequested();
                throw new MailBusyException(Words(e), e);
            }
            catch (Exception e) when (e is MailRefusedException or MailBusyException)
            {
                await connection.QuitAsync();
                throw;
            }
            await connection.QuitAsync();
        }
    }

    async Task AddressAsync(SmtpConnection connection, OutgoingMail mail)
    {
        if (await connection.AskAsync($"MAIL FROM:<{mail.FromAddress}>") is { IsGood: false } sender) throw Trouble(SmtpTrouble.OfSender(sender), sender);
        if (await connection.AskAsync($"RCPT TO:<{mail.ToAddress}>") is { IsGood: false } recipient)
        {
            var concern = SmtpTrouble.OfRecipient(recipient);
            // Where the office itself would get this mail, the server does send for us, and the refusal is the recipient's own.
            if (concern == SmtpConcern.Either && mail.ToAddress != mail.FromAddress)
                concern = (await connection.AskAsync($"RCPT TO:<{mail.FromAddress}>")).IsGood ? SmtpConcern.Mail : SmtpConcern.Deployment;
            throw Trouble(concern, recipient);
        }
        if (await connection.AskAsync("DATA") is { Code: not 354 } unready) throw Trouble(SmtpTrouble.OfRecipient(unready), unready);
    }

    Exception Trouble(SmtpConcern concern, SmtpReply reply)
    {
        switch (concern)
        {
            case SmtpConcern.Now:
                return new MailBusyException($"The mail server takes the mail later ({reply.Codes}).");
            case SmtpConcern.Mail:
                return new MailRefusedException(SmtpTrouble.Reason(reply));
            default:
                var reason = $"The mail server does not pass on what this deployment sends ({reply.Codes}). Let it relay for this machine and the office's address, or give user and password. Nothing is wrong with the recipient.";
                Tell(reason);
                return new MailBusyException(reason);
        }
    }

    async Task<SmtpConnection> OpenAsync(CancellationToken dialogue)
    {
        var connection = await SmtpConnection.OpenAsync(_settings, dialogue);
        try
        {
            if (_settings.Security == SmtpSecurity.Tls) await connection.EncryptAsync();
            if (await connection.ReadAsync() is { Code: not 220 } greeting) throw Refused("The mail server takes no mails from this machine", greeting);
            var offers = await GreetAsync(connection);
            if (_settings.Security == SmtpSecurity.StartTls)
            {
                if (!offers.Offers("STARTTLS"))
                    throw new ServerTroubleException("The mail server offers no encryption (STARTTLS), or something on the way takes the offer out. Nothing was sent; mend the server, or choose another kind of protection.");
                if (await connection.AskAsync("STARTTLS") is { Code: not 220 } refused) throw Refused("The mail server does not encrypt this connection", refused);
                await connection.EncryptAsync();
                // What was offered in clear may have been anybody's words.
                offers = await GreetAsync(connection);
            }
            if (_settings.User is not null) await SignInAsync(connection, offers);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static async Task<SmtpReply> GreetAsync(SmtpConnection connection) =>
        await connection.AskAsync($"EHLO {connection.Name}") is { IsGood: true } offers ? offers : throw new ServerTroubleException("The mail server does not know EHLO, or does not greet this machine.");

    async Task SignInAsync(SmtpConnection connection, SmtpReply offers)
    {
        if (!connection.IsPrivate) throw new ServerTroubleException("A password is not sent unencrypted. Choose startTls or tls, or leave out user and password.");
        var ways = offers.Offer("AUTH") ?? [];
        SmtpReply reply;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase)) reply = await connection.AskAsync($"AUTH PLAIN {Base64($"\0{_settings.User}\0{_settings.Password}")}");
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await connection.AskAsync("AUTH LOGIN");
            if (reply.Code == 334) reply = await connection.AskAsync(Base64(_settings.User!));
            if (reply.Code == 334) reply = await connection.AskAsync(Base64(_settings.Password!));
        }
        else throw new ServerTroubleException("The mail server offers no sign-in that is known here (AUTH PLAIN or LOGIN). Leave out user and password if it needs none.");
        if (!reply.IsGood) throw Refused("The mail server does not accept user and password", reply);
    }

    // Nobody but this deployment is spoken of here, so the server's own words help.
    ServerTroubleException Refused(string what, SmtpReply reply) => new($"{what} ({reply.Code}): {reply.DiscreetWords(_settings.User, _settings.Password)}");

    static bool IsBroken(Exception e) => e is IOException or SocketException or OperationCanceledException or AuthenticationException or ObjectDisposedException;

    string Words(Exception e) => e switch
    {
        AuthenticationException => $"The connection to the mail server could not be encrypted; nothing was sent. Its certificate must be valid and name {_settings.Host}: {e.Message}",
        OperationCanceledException => "The mail server did not answer in time.",
        _ => $"The mail server could not be reached, or the connection broke: {e.Message}",
    };

    void ThrowIfResting()
    {
        lock (_lock)
        {
            if (_restsUntil > _time.GetUtcNow()) throw new MailBusyException($"The mail server could not be used a moment ago and is tried again soon: {_lastTrouble}");
        }
    }

    void Rest(string trouble)
    {
        lock (_lock) _restsUntil = _time.GetUtcNow() + _rest;
        Tell(trouble);
    }

    // Sixty departments' mails meet the same trouble; one line says it.
    void Tell(string trouble)
    {
        lock (_lock)
        {
            if (_lastTrouble == trouble) return;
            _lastTrouble = trouble;
        }
        _logger.LogError("No mail leaves by {Host}:{Port}. {Reason}", _settings.Host, _settings.Port, trouble);
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // A line that begins with a dot gets another (RFC 5321, 4.5.2). The line break of the last line belongs to the end.
    static ReadOnlyMemory<byte> DotStuffed(byte[] mail)
    {
        var stuffed = new List<byte>(mail.Length + 8);
        for (var i = 0; i < mail.Length; i++)
        {
            if (mail[i] == '.' && (i == 0 || mail[i - 1] == '\n')) stuffed.Add((byte)'.');
            stuffed.Add(mail[i]);
        }
        var length = stuffed.Count;
        while (length > 0 && stuffed[length - 1] is (byte)'\r' or (byte)'\n') length--;
        return stuffed.GetRange(0, length).ToArray();
    }
}
