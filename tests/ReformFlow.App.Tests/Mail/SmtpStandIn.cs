using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ReformFlow.App.Tests.Mail;

/// <summary>A mail server on this machine that keeps to its script: every line may be answered otherwise, late, or with a broken connection.</summary>
sealed class SmtpStandIn : IAsyncDisposable
{
    /// <summary>In an answer's place: the connection breaks, or nothing is said any more.</summary>
    public const string Break = "break", Silence = "silence";

    /// <summary>The lines beside commands that a script is asked for: the connection, and the end of the text.</summary>
    public const string Greeting = "(connected)", End = ".";

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly Task _listening;

    public SmtpStandIn()
    {
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to a line; null for the usual one.</summary>
    public Func<string, string?> Script { get; set; } = _ => null;

    /// <summary>What EHLO offers beside the greeting.</summary>
    public IReadOnlyList<string> Offers { get; set; } = ["8BITMIME"];

    /// <summary>Offers STARTTLS with it, or speaks through it from the start.</summary>
    public X509Certificate2? Certificate { get; set; }
    public bool IsEncrypted { get; set; }

    /// <summary>The connection breaks after this many bytes of a text.</summary>
    public int? BreaksInTextAfter { get; set; }

    /// <summary>Every line that was said, in order.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>Every text whose end was seen: to whom, what, and whether the server took it.</summary>
    public ConcurrentQueue<(string To, string Text, bool IsTaken)> Seen { get; } = new();

    public IEnumerable<(string To, string Text)> Taken => Seen.Where(s => s.IsTaken).Select(s => (s.To, s.Text));

    /// <summary>A certificate that vouches for itself, and the file that says so.</summary>
    public static (X509Certificate2 Certificate, string File) SelfSigned(string name, string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        var file = Path.Combine(folder, $"{name}.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return (X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null), file);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        _listener.Stop();
        Certificate?.Dispose();
        _stop.Dispose();
    }

    async Task ListenAsync()
    {
        var open = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested) open.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
        await Task.WhenAll(open);
    }

    async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        Stream stream = new NetworkStream(socket);
        try
        {
            if (IsEncrypted) stream = await EncryptAsync(stream);
            var to = "";
            await SayAsync(Script(Greeting) ?? "220 standin.example ready");
            while (await LineAsync() is { } line)
            {
                Said.Enqueue(line);
                var scripted = Script(line);
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        List<string> offers = ["standin.example", .. Offers, .. Certificate is not null && stream is NetworkStream ? (string[])["STARTTLS"] : []];
                        await SayAsync(scripted ?? string.Join("\r\n", offers.Select((offer, i) => $"250{(i == offers.Count - 1 ? ' ' : '-')}{offer}")));
                        break;
                    case "STARTTLS":
                        await SayAsync(scripted ?? "220 go ahead");
                        if (scripted is null) stream = await EncryptAsync(stream);
                        break;
                    case "AUTH":
                        await SayAsync(scripted ?? "235 welcome");
                        break;
                    case "RCPT":
                        to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                        await SayAsync(scripted ?? "250 fine");
                        break;
                    case "DATA":
                        await SayAsync(scripted ?? "354 go ahead");
                        if (scripted is null) await TextAsync(to);
                        break;
                    case "QUIT":
                        await SayAsync(scripted ?? "221 bye");
                        return;
                    default:
                        await SayAsync(scripted ?? "250 fine");
                        break;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
        }
        finally
        {
            socket.Dispose();
        }

        async Task SayAsync(string answer)
        {
            if (answer == Silence) await Task.Delay(Timeout.Infinite, _stop.Token);
            if (answer == Break)
            {
                // A reset, so that the other end hears of it whatever it is doing.
                socket.LingerState = new(true, 0);
                throw new IOException("Broken by the script.");
            }
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\r\n"), _stop.Token);
            await stream.FlushAsync(_stop.Token);
        }

        async Task TextAsync(string to)
        {
            var text = new StringBuilder();
            while (await LineAsync() is { } line)
            {
                if (line == End)
                {
                    var scripted = Script(End);
                    Seen.Enqueue((to, text.ToString(), scripted is null or Break or Silence));
                    await SayAsync(scripted ?? "250 2.0.0 taken");
                    return;
                }
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                if (text.Length > BreaksInTextAfter) await SayAsync(Break);
            }
        }

        async Task<string?> LineAsync()
        {
            var line = new StringBuilder();
            var one = new byte[1];
            while (await stream.ReadAsync(one, _stop.Token) > 0)
            {
                if (one[0] == '\n') return line.ToString().TrimEnd('\r');
                line.Append((char)one[0]);
            }
            return null;
        }

        async Task<Stream> EncryptAsync(Stream clear)
        {
            var encrypted = new SslStream(clear);
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
            return encrypted;
        }
    }
}
