using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;

namespace ReformFlow.App.Tests.Mail;

/// <summary>
/// One mail and one server: taken; refused at each stage, for good and for now; silent or broken at each stage, before and after the final dot;
/// a server that refuses everybody; encryption that is stripped, broken or of another name; passwords on an open line.
/// </summary>
public sealed class SmtpMailSenderTests : IAsyncDisposable
{
    static readonly OutgoingMail _mail = new(
        "aoba~r7~request~zeimu~1~2026-06-29~1", "<aoba.r7.request.zeimu.1.2026-06-29.1@aoba.example>", new(2026, 6, 8, 0, 0, 0, TimeSpan.Zero),
        "行革推進室", "gyokaku@aoba.example", "税務課長　髙﨑 𠮷子", "zeimu@aoba.example", "【照会】進捗状況について", "税務課長　様\n\n.行頭の点\n最後の行\n");

    readonly string _folder = Directory.CreateTempSubdirectory("reformflow-smtp-").FullName;
    readonly SmtpStandIn _server = new();
    readonly SettableTime _time = new();
    readonly Lines _log = new();
    TimeSpan _patience = TimeSpan.FromSeconds(20);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Mail_arrives_whole_and_once()
    {
        await SendAsync();

        var (to, text) = Assert.Single(_server.Taken);
        Assert.Equal("zeimu@aoba.example", to);
        Assert.Equal(Encoding.ASCII.GetString(MailFile.Write(_mail)), text);
        Assert.Equal(["MAIL FROM:<gyokaku@aoba.example>", "RCPT TO:<zeimu@aoba.example>", "DATA", "QUIT"], _server.Said.Skip(1));
        Assert.Equal("EHLO [127.0.0.1]", _server.Said.First());
    }

    [Theory]
    [InlineData("550 5.1.1 <zeimu@aoba.example>: no such user 髙﨑", "宛先のメールアドレスがないか、書き方に誤りがあります（550 5.1.1）")]
    [InlineData("550 zeimu@aoba.example unknown", "宛先が受け付けられませんでした（550）")]
    [InlineData("552 5.2.2 over quota", "宛先のメールボックスがいっぱいです（552 5.2.2）")]
    [InlineData("550 5.4.1 Recipient address rejected: Access denied.", "宛先のメールサーバーが見つからないか、宛先を受け付けませんでした（550 5.4.1）")]
    [InlineData("553 sorry, no mailbox here by that name (#5.7.1)", "メールサーバーの決まりにより、受け付けられませんでした（553 5.7.1）")]
    public async Task Recipient_that_is_refused_for_good_is_a_refusal_that_names_nobody(string answer, string reason)
    {
        _server.Script = line => line == "RCPT TO:<zeimu@aoba.example>" ? answer : null;

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync());

        Assert.Equal(reason, refused.Message);
        Assert.Empty(_server.Seen);
    }

    [Theory]
    [InlineData("554 5.7.1 <zeimu@aoba.example>: Relay access denied")]
    [InlineData("550 relaying denied")]
    [InlineData("530 5.7.0 Must issue a STARTTLS command first")]
    [InlineData("503 bad sequence")]
    [InlineData("550 5.3.2 system not accepting network messages")]
    public async Task Server_that_refuses_every_recipient_is_busy_and_says_so_in_the_log(string answer)
    {
        _server.Script = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? answer : null;

        var busy = await Assert.ThrowsAsync<MailBusyException>(() => SendAsync());

        Assert.DoesNotContain("zeimu", busy.Message, StringComparison.Ordinal);
        var line = Assert.Single(_log.All, l => l.Level == LogLevel.Error).Text;
        Assert.Contains("Nothing is wrong with the recipient", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 try later")]
    [InlineData("RCPT", "450 4.2.0 greylisted")]
    [InlineData("RCPT", "452 4.5.3 too many recipients")]
    [InlineData("DATA", "451 4.3.0 try later")]
    [InlineData(".", "451 4.7.1 scanner is away")]
    [InlineData(".", "421 4.3.2 shutting down")]
    [InlineData("MAIL", "553 5.7.1 sender address rejected: not owned by user")]
    [InlineData("MAIL", "530 5.7.0 authentication required")]
    [InlineData(".", "550 5.7.26 unauthenticated mail is not accepted")]
    [InlineData("EHLO", "502 what?")]
    [InlineData(SmtpStandIn.Greeting, "554 no SMTP service here")]
    [InlineData(SmtpStandIn.Greeting, "421 too many connections")]
    public async Task What_passes_or_concerns_everybody_is_busy(string stage, string answer)
    {
        _server.Script = At(stage, answer);

        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync());

        Assert.Empty(_server.Taken);
    }

    [Theory]
    [InlineData("MAIL", "552 5.3.4 message too big")]
    [InlineData("DATA", "554 5.5.1 no valid recipients")]
    [InlineData(".", "554 5.7.1 content rejected")]
    [InlineData(".", "552 too big")]
    [InlineData(".", "554 transaction failed")]
    public async Task What_concerns_this_mail_alone_is_a_refusal(string stage, string answer)
    {
        _server.Script = At(stage, answer);

        await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync());

        Assert.Empty(_server.Taken);
    }

    [Theory]
    [InlineData(SmtpStandIn.Greeting)]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Break_or_silence_before_the_text_is_busy(string stage)
    {
        foreach (var trouble in new[] { SmtpStandIn.Break, SmtpStandIn.Silence })
        {
            _server.Script = At(stage, trouble);
            _patience = TimeSpan.FromSeconds(trouble == SmtpStandIn.Silence ? 0.4 : 20);
            await Assert.ThrowsAsync<MailBusyException>(() => SendAsync());
        }
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task Break_in_the_middle_of_the_text_is_busy()
    {
        _server.BreaksInTextAfter = 20_000;

        // So long that it can't all be on its way before the break is heard of.
        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(mail: _mail with { Body = new string('あ', 3_000_000) }));

        Assert.Empty(_server.Seen);
    }

    [Theory]
    [InlineData(SmtpStandIn.Break)]
    [InlineData(SmtpStandIn.Silence)]
    [InlineData("354 go on")]
    [InlineData("what is this")]
    public async Task What_breaks_after_the_final_dot_is_in_doubt(string trouble)
    {
        _server.Script = At(SmtpStandIn.End, trouble);
        if (trouble == SmtpStandIn.Silence) _patience = TimeSpan.FromSeconds(0.4);

        var doubt = await Assert.ThrowsAsync<MailInDoubtException>(() => SendAsync());

        Assert.DoesNotContain("zeimu", doubt.Message, StringComparison.Ordinal);
        Assert.Single(_server.Seen);
    }

    [Fact]
    public async Task Mail_that_was_taken_stays_taken_whatever_becomes_of_the_goodbye()
    {
        _server.Script = At("QUIT", SmtpStandIn.Break);
        await SendAsync();
        _server.Script = At("QUIT", SmtpStandIn.Silence);
        await SendAsync();

        Assert.Equal(2, _server.Taken.Count());
    }

    [Fact]
    public async Task Nobody_who_listens_is_busy_and_others_need_not_wait_for_it()
    {
        int port;
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        using var sender = Sender(new("127.0.0.1", port, SmtpSecurity.None));

        await Assert.ThrowsAsync<MailBusyException>(() => sender.SendAsync(_mail, default));
        Assert.Contains("a moment ago", (await Assert.ThrowsAsync<MailBusyException>(() => sender.SendAsync(_mail, default))).Message, StringComparison.Ordinal);
        _time.Now += TimeSpan.FromMinutes(2);
        Assert.DoesNotContain("a moment ago", (await Assert.ThrowsAsync<MailBusyException>(() => sender.SendAsync(_mail, default))).Message, StringComparison.Ordinal);
        Assert.Single(_log.All, l => l.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Mail_is_encrypted_from_the_start_or_from_STARTTLS_on()
    {
        var (certificate, file) = SmtpStandIn.SelfSigned("localhost", _folder);
        _server.Certificate = certificate;
        await SendAsync(Settings(SmtpSecurity.StartTls) with { AuthorityFile = file });
        _server.IsEncrypted = true;
        await SendAsync(Settings(SmtpSecurity.Tls) with { AuthorityFile = file });

        Assert.Equal(2, _server.Taken.Count());
        // What was said in clear is forgotten: the server is greeted again.
        Assert.Equal(["EHLO", "STARTTLS", "EHLO", "MAIL"], _server.Said.Take(4).Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public async Task Stripped_STARTTLS_sends_nothing()
    {
        var busy = await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(Settings(SmtpSecurity.StartTls) with { User = "reform", Password = "secret" }));

        Assert.Contains("STARTTLS", busy.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Said, l => l.StartsWith("AUTH", StringComparison.Ordinal) || l.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_before_the_encryption_are_not_believed()
    {
        _server.Certificate = SmtpStandIn.SelfSigned("localhost", _folder).Certificate;
        _server.Script = At("STARTTLS", "220 go ahead\r\n250 and all else is fine too");

        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(Settings(SmtpSecurity.StartTls)));

        Assert.Equal("STARTTLS", _server.Said.Last());
    }

    [Theory]
    [InlineData("other.example", true)]
    [InlineData("localhost", false)]
    public async Task Wrong_or_unknown_certificate_sends_nothing(string name, bool isKnown)
    {
        var (certificate, file) = SmtpStandIn.SelfSigned(name, _folder);
        _server.Certificate = certificate;

        var busy = await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(Settings(SmtpSecurity.StartTls) with { AuthorityFile = isKnown ? file : null }));

        Assert.Contains("certificate", busy.Message, StringComparison.Ordinal);
        Assert.Equal("STARTTLS", _server.Said.Last());
    }

    [Fact]
    public async Task Password_is_said_in_the_way_that_the_server_offers()
    {
        _server.Offers = ["AUTH PLAIN LOGIN"];
        await SendAsync(Settings(SmtpSecurity.None) with { User = "reform", Password = "秘密" });
        _server.Offers = ["AUTH LOGIN"];
        var asked = 0;
        _server.Script = line => line == "AUTH LOGIN" ? "334 VXNlcm5hbWU6" : line == Base64("reform") ? "334 UGFzc3dvcmQ6" : line == Base64("秘密") ? $"235 {++asked}" : null;
        await SendAsync(Settings(SmtpSecurity.None) with { User = "reform", Password = "秘密" });

        Assert.Equal(1, asked);
        Assert.Contains($"AUTH PLAIN {Base64("\0reform\0秘密")}", _server.Said);
        Assert.Equal(2, _server.Taken.Count());
    }

    [Fact]
    public async Task Refused_password_is_busy_and_no_secret_is_told()
    {
        _server.Offers = ["AUTH PLAIN"];
        _server.Script = At("AUTH", "535 5.7.8 reform: wrong password secret-word");

        var busy = await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(Settings(SmtpSecurity.None) with { User = "reform", Password = "secret-word" }));

        Assert.Contains("does not accept user and password", busy.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", string.Join(' ', _log.All.Select(l => l.Text)) + busy.Message, StringComparison.Ordinal);
        Assert.Single(_log.All, l => l.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Slow_server_that_answers_in_time_is_waited_for()
    {
        _server.Script = line =>
        {
            Thread.Sleep(50);
            return null;
        };

        await SendAsync();

        Assert.Single(_server.Taken);
    }

    [Fact]
    public async Task Office_without_an_address_refuses_nobody()
    {
        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(mail: _mail with { FromAddress = "行革" }));
        await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(mail: _mail with { ToAddress = "a@aoba.example>\r\nRCPT TO:<b@aoba.example" }));

        Assert.Empty(_server.Said);
    }

    SmtpSettings Settings(SmtpSecurity security) => new("localhost", _server.Port, security) { Patience = _patience, FinalPatience = _patience };

    SmtpMailSender Sender(SmtpSettings settings) => new(settings, _time, _log);

    async Task SendAsync(SmtpSettings? settings = null, OutgoingMail? mail = null)
    {
        using var sender = Sender(settings ?? Settings(SmtpSecurity.None));
        await sender.SendAsync(mail ?? _mail, default);
    }

    static Func<string, string?> At(string stage, string answer) => line => line.StartsWith(stage, StringComparison.Ordinal) ? answer : null;

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 6, 8, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    sealed class Lines : ILogger<SmtpMailSender>
    {
        public List<(LogLevel Level, string Text)> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Add((logLevel, formatter(state, exception)));
    }
}
