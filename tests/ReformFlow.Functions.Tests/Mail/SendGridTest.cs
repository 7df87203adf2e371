using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Ports;
using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>A sender, SendGrid's stand-in and a clock; whatever a test does, neither exceptions nor log may give the key or a person away.</summary>
public abstract class SendGridTest : IAsyncLifetime
{
    internal const string ApiKey = "SG.qgWgAb1pTEyUcBrAiZ4WXw.hush";

    internal static readonly DateTimeOffset Morning = new(2026, 6, 22, 0, 0, 0, TimeSpan.Zero);

    internal static readonly OutgoingMail Mail = new(
        "yama~r7~request~zeimu~1~2026-07-21~1", "<yama.r7.request.zeimu.1.2026-07-21.1@town.yama.example.jp>", Morning,
        "企画部行政改革推進室", "gyokaku@town.yama.example.jp", "税務課長　髙﨑 𠮷子", "takasaki@town.yama.example.jp",
        "【照会】行政改革の進捗状況の回答について（令和8年7月21日（火）17時まで）",
        "税務課　髙﨑 𠮷子　様\n\n　次のフォームから回答してください。\n\nhttps://forms.example.jp/yama/r7/zeimu/7K3M-9QXD-4TWH-2BNR\n\nお使いの端末で開けないときは、<下>の「'コード'」を & 入力してください。\n");

    readonly List<SendGridMailSender> _senders = [];

    internal SendGridStandIn SendGrid { get; private set; } = null!;

    internal HandTime Time { get; } = new(Morning);

    internal LogLines<SendGridMailSender> Log { get; } = new();

    public async ValueTask InitializeAsync() => SendGrid = await SendGridStandIn.StartedAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in _senders) sender.Dispose();
        await SendGrid.DisposeAsync();
        Assert.All(Log.Lines, AssertDiscreet);
        GC.SuppressFinalize(this);
    }

    /// <summary>A sender that tires nobody: a thousand mails a second.</summary>
    internal SendGridMailSender Sender(bool sandbox = false, double mailsPerSecond = 1000, TimeProvider? time = null, Uri? address = null)
    {
        var settings = new SendGridSettings(ApiKey) { BaseAddress = address ?? SendGrid.Address, Sandbox = sandbox, MailsPerSecond = mailsPerSecond };
        var sender = new SendGridMailSender(settings, time ?? Time, Log);
        _senders.Add(sender);
        return sender;
    }

    internal static async Task<MailBusyException> BusyAsync(Task sending)
    {
        var busy = await Assert.ThrowsAsync<MailBusyException>(() => sending);
        AssertDiscreet(busy.ToString());
        return busy;
    }

    internal static async Task<MailRefusedException> RefusedAsync(Task sending)
    {
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => sending);
        AssertDiscreet(refused.ToString());
        return refused;
    }

    internal static async Task InDoubtAsync(Task sending) => AssertDiscreet((await Assert.ThrowsAsync<MailInDoubtException>(() => sending)).ToString());

    static void AssertDiscreet(string text)
    {
        foreach (var secret in new[] { ApiKey, Mail.ToAddress, Mail.ToName, Mail.FromAddress })
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A log that a test reads.</summary>
sealed class LogLines<T> : ILogger<T>
{
    readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}{exception}");
}
