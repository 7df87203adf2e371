using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ReformFlow.App.Mail;

namespace ReformFlow.Local.Tests.Mail.Server;

/// <summary>A mail as the server took it and its reader reads it.</summary>
sealed record TakenMail(
    string EnvelopeFrom, IReadOnlyList<string> EnvelopeTo, bool IsEncrypted, string? User, string FromName, string FromAddress, string ToName, string ToAddress,
    string Subject, string Text, DateTimeOffset Date, string MessageId, string Key, string AutoSubmitted, int Attachments, int LongestLine, bool IsAscii);

/// <summary>What the server is to do from now on; each as the server's own hooks do it.</summary>
/// <param name="Recipients">The answer to a recipient, such as <c>550 5.1.1 no such user</c>.</param>
/// <param name="Text">The answer to any whole text.</param>
/// <param name="CutInText">The connection goes after so many bytes of a text.</param>
/// <param name="CutAfterText">The connection goes when a text was taken and before it is said.</param>
sealed record MailOrders(IReadOnlyDictionary<string, string>? Recipients = null, string? Text = null, int? CutInText = null, bool CutAfterText = false);

/// <summary>A mail server that others wrote (smtp-server from npm), in a process of its own on this machine.</summary>
sealed class MailServer : IAsyncDisposable
{
    public const string User = "kaikaku", Password = "合言葉 p@ss";

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);
    static readonly string _modules = typeof(MailServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "MailServerModules").Value!;

    readonly Process _process = new();
    readonly string _folder = Directory.CreateTempSubdirectory("reformflow-mail-server-").FullName;
    readonly ConcurrentQueue<TakenMail> _taken = new();
    readonly ConcurrentQueue<string> _said = new();
    readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource _obeyed = new();

    MailServer()
    {
    }

    public int Port => _port.Task.Result;

    /// <summary>The mails whose text came to its end, in order, as far as the server has told by now.</summary>
    public IReadOnlyList<TakenMail> Taken => [.. _taken];

    /// <summary>The certificate that alone vouches for the server.</summary>
    public string AuthorityFile => Path.Combine(_folder, "authority.pem");

    /// <summary>Starts a server that wants encryption and a password; the test is skipped where there is no Node.js or npm to have it from.</summary>
    /// <param name="way">How the way to it is protected.</param>
    /// <param name="authMethods">How it lets its users sign in; null for the usual ways.</param>
    /// <param name="size">The longest mail that it takes.</param>
    public static async Task<MailServer> StartAsync(SmtpSecurity way = SmtpSecurity.StartTls, string[]? authMethods = null, int? size = null)
    {
        Assert.SkipUnless(Directory.Exists(_modules), "The mail server was not fetched: npm (from Node.js 20 or later) was not there when the tests were built.");
        var server = new MailServer();
        try
        {
            await server.StartAsync(new { secure = way == SmtpSecurity.Tls, user = User, password = Password, authMethods, size });
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How the product reaches it.</summary>
    public SmtpSettings Settings(SmtpSecurity way = SmtpSecurity.StartTls) => new("localhost", Port, way) { User = User, Password = Password, AuthorityFile = AuthorityFile };

    /// <summary>Gives the server other orders; when this returns they hold, and <see cref="Taken"/> has every mail that was answered before.</summary>
    public async Task OrderAsync(MailOrders orders)
    {
        _obeyed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(orders, _json));
        await _process.StandardInput.FlushAsync();
        await _obeyed.Task.WaitAsync(_patience);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It never began.
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    async Task StartAsync(object settings)
    {
        var (certificate, key) = SelfSigned();
        await File.WriteAllTextAsync(AuthorityFile, certificate);
        var arguments = JsonSerializer.SerializeToNode(settings, _json)!.AsObject();
        (arguments["cert"], arguments["key"]) = (certificate, key);
        foreach (var unset in arguments.Where(a => a.Value is null).Select(a => a.Key).ToList()) arguments.Remove(unset);
        _process.StartInfo = new("node", [Path.Combine(AppContext.BaseDirectory, "Mail", "Server", "mail-server.cjs"), arguments.ToJsonString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MAIL_SERVER_MODULES"] = _modules },
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException($"The mail server ended at once:\n{string.Join('\n', _said)}"));
        try
        {
            _process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node.js was not found: the real mail server of these tests runs on it (20 or later).");
        }
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _port.Task.WaitAsync(_patience);
    }

    void Hear(string? line)
    {
        if (line is null) return;
        using var said = JsonDocument.Parse(line);
        if (said.RootElement.TryGetProperty("port", out var port)) _port.TrySetResult(port.GetInt32());
        else if (said.RootElement.TryGetProperty("mail", out var mail)) _taken.Enqueue(mail.Deserialize<TakenMail>(_json)!);
        else _obeyed.TrySetResult();
    }

    static (string Certificate, string Key) SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
