using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Cycles;
using ReformFlow.App.Mail;
using ReformFlow.App.Ports;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Configuration;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Tests.Cycles;
using ReformFlow.Local.Tests.Mail.Server;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Local.Tests.Mail;

/// <summary>
/// What the product sends, at a mail server and to a reader that others wrote: every mail of a cycle as it was written, STARTTLS and TLS, both ways to sign in,
/// refusals for good and for now, breaks in and after the text, a wrong password, an unknown certificate, a mail that is too long, and the whole program.
/// </summary>
public sealed partial class RealMailServerTests : IAsyncLifetime
{
    static readonly OutgoingMail _mail = new(
        "aoba~r7~request~zeimu~1~2026-06-29~1", "<aoba.r7.request.zeimu.1.2026-06-29.1@aoba.example.jp>", new(2026, 6, 8, 0, 0, 0, TimeSpan.Zero),
        "行革推進室　\"進捗\", <担当>", "gyokaku@aoba.example.jp", "税務課長　髙﨑 𠮷子", "zeimu@aoba.example.jp",
        "【照会】令和７年度における行政改革の推進に関する計画の進捗状況について（税務課・𠮷野家・髙﨑町、①～⑩）", $"税務課長　様\n\n.\n..行頭の点\n{new string('長', 700)}\n　字下げ\ttab  \nhttps://example.jp/aoba/r7/zeimu/7K3M-9QXD-4TWH-2BNR\n\n最後の行\n");

    MailServer? _server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls, "PLAIN")]
    [InlineData(SmtpSecurity.StartTls, "LOGIN")]
    [InlineData(SmtpSecurity.Tls, "PLAIN")]
    public async Task Mail_is_read_exactly_as_it_was_written(SmtpSecurity way, string signIn)
    {
        _server = await MailServer.StartAsync(way, [signIn]);

        await SendAsync(_mail, _server.Settings(way));

        AssertRead(_mail, Assert.Single(await TakenAsync()));
    }

    [Fact]
    public async Task Every_mail_of_a_cycle_is_read_exactly_as_it_was_written()
    {
        _server = await MailServer.StartAsync();
        var town = await MemoryTown.StartedAsync(whole: true);
        var sent = new ConcurrentQueue<OutgoingMail>();
        await using var worker = Worker(town, sent);

        await RunAsync(town, worker, until: MemoryTown.RequestsLeaveAt.AddDays(70));

        var taken = await TakenAsync();
        Assert.Equal(sent.Count, taken.Count);
        foreach (var mail in sent) AssertRead(mail, Assert.Single(taken, t => t.Key == mail.Key));
        // What leaves when nobody answers: requests, reminders, and the office's own notices.
        Assert.Equal([StepKind.Request, StepKind.Remind, StepKind.NoticeEscalation, StepKind.NoticeLocked, StepKind.NoticeUnreleased], taken.Select(t => StepKey.KindOf(t.Key)!.Value).Distinct().Order());
    }

    [Fact]
    public async Task Some_are_refused_for_good_and_some_for_now()
    {
        _server = await MailServer.StartAsync();
        var town = await MemoryTown.StartedAsync();
        await using var worker = Worker(town);
        await _server.OrderAsync(new(new Dictionary<string, string> { ["zeimu@city.mizuhono.example.jp"] = "550 5.1.1 No such user", ["kanzai@city.mizuhono.example.jp"] = "451 4.7.1 Greylisted" }));
        await RunAsync(town, worker, until: MemoryTown.RequestsLeaveAt.AddHours(1));
        Assert.Equal(["gyokaku@city.mizuhono.example.jp", "kankyou@city.mizuhono.example.jp"], (await TakenAsync()).Select(t => t.ToAddress).Order());

        await _server.OrderAsync(new());
        await RunAsync(town, worker, until: MemoryTown.RequestsLeaveAt.AddHours(3));

        Assert.Equal("宛先のメールアドレスがないか、書き方に誤りがあります（550 5.1.1）", Assert.Single(town.FactsOf("zeimu").OfType<MailRefused>()).Reason);
        var taken = await TakenAsync();
        Assert.Equal(StepKind.NoticeRefused, Assert.Single(taken.Where(t => t.ToAddress.StartsWith("gyokaku@", StringComparison.Ordinal)).Select(t => StepKey.KindOf(t.Key))));
        Assert.Equal(["kankyou", "kanzai"], taken.Where(t => StepKey.KindOf(t.Key) == StepKind.Request).Select(t => StepKey.WhomOf(t.Key)).Order());
    }

    [Theory]
    [InlineData("550 5.1.1 No such user", true)]
    [InlineData("552 5.2.2 Mailbox full", true)]
    [InlineData("450 4.2.1 Busy", false)]
    [InlineData("451 4.3.0 Try again later", false)]
    public async Task Refused_recipient_is_a_refusal_or_a_delay(string answer, bool isForGood)
    {
        _server = await MailServer.StartAsync();
        await _server.OrderAsync(new(new Dictionary<string, string> { [_mail.ToAddress] = answer }));

        if (isForGood) await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(_mail));
        else await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(_mail));

        Assert.Empty(await TakenAsync());
    }

    [Fact]
    public async Task Server_that_refuses_everybody_refuses_nobody_for_good()
    {
        _server = await MailServer.StartAsync();
        await _server.OrderAsync(new(new Dictionary<string, string> { [_mail.ToAddress] = "554 5.7.1 Relay access denied", [_mail.FromAddress] = "554 5.7.1 Relay access denied" }));

        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(_mail));
    }

    [Fact]
    public async Task Refused_text_is_a_refusal_or_a_delay()
    {
        _server = await MailServer.StartAsync(size: 20_000);
        await _server.OrderAsync(new(Text: "451 4.3.0 Scanner is away"));
        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(_mail));
        await _server.OrderAsync(new(Text: "554 5.7.1 Content rejected"));
        await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(_mail));
        await _server.OrderAsync(new());
        await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(_mail with { Body = new string('長', 20_000) }));

        Assert.Empty(await TakenAsync());
        await SendAsync(_mail);
        Assert.Single(await TakenAsync());
    }

    [Fact]
    public async Task Break_in_the_text_is_a_delay_and_after_it_a_doubt()
    {
        _server = await MailServer.StartAsync();
        await _server.OrderAsync(new(CutInText: 100_000));
        // So long that it can't all be on its way before the break is heard of.
        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(_mail with { Body = new string('長', 3_000_000) }));
        Assert.Empty(await TakenAsync());

        await _server.OrderAsync(new(CutAfterText: true));
        await Assert.ThrowsAsync<MailInDoubtException>(() => SendAsync(_mail));

        Assert.Single(await TakenAsync());
    }

    [Fact]
    public async Task Wrong_password_and_unknown_certificate_send_nothing()
    {
        _server = await MailServer.StartAsync();

        var busy = await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(_mail, _server.Settings() with { Password = "wrong-word" }));
        Assert.Contains("does not accept user and password (535)", busy.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-word", busy.Message, StringComparison.Ordinal);
        // Signed in is who may send; the server says so at MAIL.
        await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(_mail, _server.Settings() with { User = null, Password = null }));
        Assert.Contains("certificate", (await Assert.ThrowsAsync<MailBusyException>(() => SendAsync(_mail, _server.Settings() with { AuthorityFile = null }))).Message, StringComparison.Ordinal);

        Assert.Empty(await TakenAsync());
    }

    [Fact]
    public async Task Program_sends_a_cycle_and_signs_in_by_what_it_mailed()
    {
        _server = await MailServer.StartAsync();
        using var data = new DataFolder();
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono");
        Assert.Equal(0, await CommandLine.RunAsync(["import", Path.Combine(sample, "plan.json"), Path.Combine(sample, "organisation.json"), "--data", data.Path]));
        await using var program = new ServerProcess(data.Path, "2026-06-15T08:30:00+09:00", 40 * 86_400);
        await File.WriteAllTextAsync(data.Of("smtp-password.txt"), MailServer.Password);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(data.Of("smtp-password.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(data.Of(SettingsFile.FileName), $$"""
            {"format":"reformflow/1","server":{"formAddress":"{{program.FormAddress}}"},
             "mail":{"kind":"smtp","host":"localhost","port":{{_server.Port}},"security":"startTls","user":"{{MailServer.User}}","passwordFile":"smtp-password.txt","authorityFile":"{{_server.AuthorityFile}}"} }
            """);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        program.Start();
        await program.Listening.WaitAsync(stop.Token);

        // A code comes by mail and opens the desk.
        using var browser = new HttpClient();
        var page = await Page.GetAsync(browser, $"{program.DeskAddress}/mizuhono/desk/sign-in");
        var asked = await page.PostAsync(browser, "/mizuhono/desk/sign-in", [new("address", "gyokaku@city.mizuhono.example.jp"), new("way", "mail")]);
        var code = await TakenAsync(program, t => t.Key.Contains("~sign-in~", StringComparison.Ordinal), stop.Token);
        Assert.Equal("【事務局】サインインのコード", code.Subject);
        var desk = await asked.PostAsync(browser, "/mizuhono/desk/sign-in/code", [new("code", Code().Match(code.Text).Value)]);
        Assert.Equal((HttpStatusCode.OK, "/mizuhono/desk"), (desk.Status, desk.Address.AbsolutePath));

        using var office = new DeskWork(program, "mizuhono", new(new FiscalYear(2025)));
        await office.StartAsync(new(2026, 8, 27), stop.Token);
        var request = await TakenAsync(program, t => StepKey.KindOf(t.Key) == StepKind.Request && StepKey.WhomOf(t.Key) == "zeimu", stop.Token);
        await TakenAsync(program, t => StepKey.KindOf(t.Key) == StepKind.Remind && StepKey.WhomOf(t.Key) == "zeimu", stop.Token);

        // The link in the request opens the form.
        var link = Assert.Single(request.Text.Split('\n'), line => line.StartsWith($"{program.FormAddress}/mizuhono/r7/zeimu/", StringComparison.Ordinal));
        Assert.Contains("税務課", (await Page.GetAsync(browser, link)).Html, StringComparison.Ordinal);
        Assert.All(_server.Taken, t => Assert.True(t.IsEncrypted && t.User == MailServer.User));
        Assert.All(_server.Taken.GroupBy(t => t.Key), t => Assert.Single(t));
    }

    async Task<TakenMail> TakenAsync(ServerProcess program, Func<TakenMail, bool> isIt, CancellationToken stop)
    {
        while (true)
        {
            if (_server!.Taken.FirstOrDefault(isIt) is { } mail) return mail;
            if (stop.IsCancellationRequested || program.HasEnded) throw new TimeoutException($"The mail did not come. {program.Said}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    // Every mail that was answered, however long the server's word is on its way here.
    async Task<IReadOnlyList<TakenMail>> TakenAsync()
    {
        await _server!.OrderAsync(new());
        return _server.Taken;
    }

    // A real server's reader has nothing from us but the bytes.
    static void AssertRead(OutgoingMail written, TakenMail read)
    {
        Assert.Equal((written.Subject, written.FromName, written.FromAddress, written.ToName, written.ToAddress), (read.Subject, read.FromName, read.FromAddress, read.ToName, read.ToAddress));
        Assert.Equal(written.Body, read.Text);
        Assert.Equal((written.Key, written.MessageId, written.At), (read.Key, read.MessageId, read.Date));
        Assert.Equal(written.FromAddress, read.EnvelopeFrom);
        Assert.Equal([written.ToAddress], read.EnvelopeTo);
        Assert.Equal((true, MailServer.User, "auto-generated", 0, true), (read.IsEncrypted, read.User, read.AutoSubmitted, read.Attachments, read.IsAscii));
        // RFC 5322, 2.1.1: more breaks a mail; a key can't be folded, so a line may be longer than the 78 that it likes.
        Assert.InRange(read.LongestLine, 1, 998);
    }

    async Task SendAsync(OutgoingMail mail, SmtpSettings? settings = null)
    {
        using var sender = new SmtpMailSender(settings ?? _server!.Settings(), TimeProvider.System, NullLogger<SmtpMailSender>.Instance);
        await sender.SendAsync(mail, default);
    }

    ServiceProvider Worker(MemoryTown town, ConcurrentQueue<OutgoingMail>? sent = null) => town.Worker("one", more: services => services
        .AddSingleton(_server!.Settings()).AddSingleton<SmtpMailSender>()
        .AddSingleton<IMailSender>(provider => new Remembering(provider.GetRequiredService<SmtpMailSender>(), sent ?? new())));

    static async Task RunAsync(MemoryTown town, ServiceProvider worker, DateTimeOffset until)
    {
        var performer = worker.GetRequiredService<Performer>();
        var cycle = (await worker.GetRequiredService<CycleFinder>().StartedAsync(MemoryTown.Town, MemoryTown.Cycle, default))!;
        IReadOnlyList<Place> places = [.. cycle.Settings.Requests.Select(r => cycle.PlaceOf(r.Department)), cycle.Place];
        while (town.Time.Now < until)
        {
            DateTimeOffset? next = null;
            foreach (var place in places) next = new[] { next, await performer.TendAsync(place, default) }.Min();
            town.Time.Now = next is null || next > until ? until : next > town.Time.Now ? next.Value : town.Time.Now.AddMinutes(1);
        }
    }

    sealed class Remembering(IMailSender sender, ConcurrentQueue<OutgoingMail> sent) : IMailSender
    {
        public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            await sender.SendAsync(mail, cancellation);
            sent.Enqueue(mail);
        }
    }

    [GeneratedRegex(@"\d{4} \d{4}")]
    private static partial Regex Code();
}
