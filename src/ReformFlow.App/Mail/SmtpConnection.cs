using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ReformFlow.App.Mail;

/// <summary>The connection to a mail server: whole lines out, whole answers in, each within its time.</summary>
sealed class SmtpConnection : IAsyncDisposable
{
    /// <summary>Longer lines and answers than these are not a mail server's (RFC 5321, 4.5.3.1.5, says 512).</summary>
    const int LongestLine = 4096, MostLines = 200;

    static readonly TimeSpan _leave = TimeSpan.FromSeconds(2);

    readonly SmtpSettings _settings;
    readonly Socket _socket;
    readonly CancellationToken _dialogue;
    readonly byte[] _buffer = new byte[LongestLine];
    Stream _stream;
    int _read, _filled;

    SmtpConnection(SmtpSettings settings, Socket socket, CancellationToken dialogue) =>
        (_settings, _socket, _stream, _dialogue) = (settings, socket, new NetworkStream(socket, ownsSocket: true), dialogue);

    /// <summary>True where nobody can listen on the way, whatever is said.</summary>
    public bool IsPrivate => _stream is SslStream || _socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    /// <summary>How this end calls itself: its address, which is right everywhere; a machine's name need not be known to the server.</summary>
    public string Name => _socket.LocalEndPoint is IPEndPoint { Address: var address }
        ? address.IsIPv4MappedToIPv6 ? $"[{address.MapToIPv4()}]"
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]"
        : $"[{address}]"
        : "[127.0.0.1]";

    /// <summary>Connects to the first of the server's addresses that answers.</summary>
    /// <param name="dialogue">Ends everything but <see cref="FinishAsync"/>.</param>
    public static async Task<SmtpConnection> OpenAsync(SmtpSettings settings, CancellationToken dialogue)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await WithinAsync(settings.Patience, token => socket.ConnectAsync(settings.Host, settings.Port, token).AsTask(), dialogue);
            return new(settings, socket, dialogue);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Encrypts the connection from here on, after checking the server's certificate.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The certificate is not the server's, or nobody vouches for it.</exception>
    public async Task EncryptAsync()
    {
        // What came in clear before the encryption may be anybody's words.
        if (_read < _filled) throw new IOException("The server said more than it was asked before the connection was encrypted.");
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await WithinAsync(_settings.Patience, token => encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = _settings.Host,
            // A town hall's network often reaches no list of revoked certificates.
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = Authority(),
        }, token), _dialogue);
    }

    /// <summary>Sends a line and reads the answer.</summary>
    public async Task<SmtpReply> AskAsync(string line)
    {
        await WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"));
        return await ReadAsync();
    }

    /// <summary>Reads an answer.</summary>
    public Task<SmtpReply> ReadAsync() => WithinAsync(_settings.Patience, ReadReplyAsync, _dialogue);

    /// <summary>Sends bytes.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => WithinAsync(_settings.Patience, async token =>
    {
        await _stream.WriteAsync(bytes, token);
        await _stream.FlushAsync(token);
    }, _dialogue);

    /// <summary>Sends the mail's last line and reads the server's word for the mail, even where everything else has been told to end.</summary>
    /// <param name="sent">Called before the first byte of the last line leaves: from here on the mail may have been taken.</param>
    /// <returns>The answer; early where it came before the last line was sent.</returns>
    public async Task<(SmtpReply Reply, bool IsEarly)> FinishAsync(ReadOnlyMemory<byte> lastLine, Action sent)
    {
        using var patience = new CancellationTokenSource(_settings.FinalPatience);
        // A server that breaks off in the middle of the text, or turns the mail away, has not seen the last line yet: that is no doubt.
        var reply = ReadReplyAsync(patience.Token);
        if (reply.IsCompleted) return (await reply, true);
        sent();
        await _stream.WriteAsync(lastLine, patience.Token);
        await _stream.FlushAsync(patience.Token);
        return (await reply, false);
    }

    /// <summary>Takes leave; what has been said stands, whether the server still hears this or not.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await WithinAsync(_leave, async token =>
            {
                await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), token);
                await _stream.FlushAsync(token);
                return await ReadReplyAsync(token);
            }, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        // Never a goodbye here, and never a failure: a mail that was taken stays taken.
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    X509ChainPolicy? Authority()
    {
        if (_settings.AuthorityFile is null) return null;
        if (!_settings.TryReadAuthority(out var authority)) throw new IOException($"{_settings.AuthorityFile} can't be read.");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authority);
        return policy;
    }

    async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, null, out var code) || code is < 200 or > 599 || line.Length > 3 && line[3] is not (' ' or '-') || lines.Count == MostLines)
                throw new IOException("The server gave an answer that a mail server does not give.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ') return new(code, lines);
        }
    }

    async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_read == _filled)
            {
                (_read, _filled) = (0, await _stream.ReadAsync(_buffer, cancellation));
                if (_filled == 0) throw new EndOfStreamException("The server ended the connection.");
            }
            var end = Array.IndexOf(_buffer, (byte)'\n', _read, _filled - _read);
            var until = end < 0 ? _filled : end;
            // Anything but ASCII becomes a question mark, which every log can hold.
            line.Append(Encoding.ASCII.GetString(_buffer, _read, until - _read));
            _read = end < 0 ? until : until + 1;
            if (line.Length > LongestLine) throw new IOException("The server gave an answer that a mail server does not give.");
            if (end >= 0) return line.ToString().TrimEnd('\r');
        }
    }

    static Task WithinAsync(TimeSpan patience, Func<CancellationToken, Task> work, CancellationToken cancellation) => WithinAsync(patience, async token =>
    {
        await work(token);
        return true;
    }, cancellation);

    static async Task<T> WithinAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        either.CancelAfter(patience);
        return await work(either.Token);
    }
}
