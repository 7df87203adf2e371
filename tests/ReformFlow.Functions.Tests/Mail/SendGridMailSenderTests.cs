using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using ReformFlow.App.Ports;
using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>The way to SendGrid and back: nobody there, silence, a broken connection, a caller who gives up, the pace, and what the log says.</summary>
public sealed class SendGridMailSenderTests : SendGridTest
{
    [Fact]
    public async Task Mail_that_was_taken_leaves_SendGrids_id_in_the_log()
    {
        await Sender().SendAsync(Mail, default);

        Assert.Equal($"Information: {Mail.Key} was taken by SendGrid as R14554qsAGSkiKYYviJN34.", Assert.Single(Log.Lines));
    }

    [Fact]
    public async Task Sandbox_says_each_time_that_nobody_gets_the_mail()
    {
        SendGrid.Answer = SendGridStandIn.Says(200, "");

        await Sender(sandbox: true).SendAsync(Mail, default);

        Assert.StartsWith("Warning: ", Assert.Single(Log.Lines));
    }

    [Fact]
    public async Task Nobody_listening_is_tried_again()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var address = new Uri($"http://{socket.LocalEndpoint}");
        socket.Stop();

        var busy = await BusyAsync(Sender(address: address).SendAsync(Mail, default));

        Assert.Contains("ConnectionError", busy.Message);
    }

    [Fact]
    public async Task Name_that_leads_nowhere_is_tried_again() =>
        await BusyAsync(Sender(address: new("https://sendgrid.invalid")).SendAsync(Mail, default));

    [Fact]
    public async Task Silence_of_thirty_seconds_leaves_the_mail_in_doubt()
    {
        var held = new TaskCompletionSource();
        SendGrid.Answer = _ => held.Task;
        var sending = Sender().SendAsync(Mail, default);
        await SendGrid.ArrivedAsync(1);

        Time.Pass(TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        Time.Pass(TimeSpan.FromMilliseconds(1));
        await InDoubtAsync(sending);

        held.SetResult();
    }

    [Fact]
    public async Task Answer_that_stops_half_way_leaves_the_mail_in_doubt()
    {
        var held = new TaskCompletionSource();
        SendGrid.Answer = async http =>
        {
            await BeginAsync(http);
            await held.Task;
        };
        var sending = Sender().SendAsync(Mail, default);
        await SendGrid.ArrivedAsync(1);

        Time.Pass(TimeSpan.FromSeconds(30));

        await InDoubtAsync(sending);
        held.SetResult();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_that_breaks_leaves_the_mail_in_doubt_and_is_not_tried_again_here(bool halfWay)
    {
        SendGrid.Answer = async http =>
        {
            if (halfWay) await BeginAsync(http);
            http.Abort();
        };

        await InDoubtAsync(Sender().SendAsync(Mail, default));

        Assert.Single(SendGrid.Posted);
    }

    [Fact]
    public async Task Answer_without_end_is_not_read_to_the_end()
    {
        SendGrid.Answer = SendGridStandIn.Says(500, new string('x', 300 * 1024));

        await InDoubtAsync(Sender().SendAsync(Mail, default));
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        SendGrid.Answer = SendGridStandIn.Says(307, "", ("Location", "/v3/mail/send"));

        await BusyAsync(Sender().SendAsync(Mail, default));

        Assert.Single(SendGrid.Posted);
    }

    [Fact]
    public async Task Caller_who_gives_up_before_the_start_hears_nothing_of_a_busy_server()
    {
        var sender = Sender();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(Mail, new(canceled: true)));

        Assert.Empty(SendGrid.Posted);
    }

    [Fact]
    public async Task Caller_who_gives_up_while_SendGrid_thinks_hears_nothing_of_a_busy_server()
    {
        var held = new TaskCompletionSource();
        SendGrid.Answer = _ => held.Task;
        using var cancellation = new CancellationTokenSource();
        var sending = Sender().SendAsync(Mail, cancellation.Token);
        await SendGrid.ArrivedAsync(1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        held.SetResult();
    }

    [Fact]
    public async Task Caller_who_gives_up_in_the_queue_hears_nothing_of_a_busy_server()
    {
        var sender = Sender(mailsPerSecond: 0.1);
        using var cancellation = new CancellationTokenSource();
        await sender.SendAsync(Mail, default);
        var waiting = sender.SendAsync(Mail, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Single(SendGrid.Posted);
    }

    [Fact]
    public async Task While_SendGrid_asks_for_rest_no_mail_reaches_it()
    {
        SendGrid.Answer = SendGridStandIn.Says(429, """{"errors":[{"field":null,"message":"too many requests"}]}""", ("X-RateLimit-Reset", $"{Morning.AddSeconds(42).ToUnixTimeSeconds()}"));
        var sender = Sender();

        Assert.Equal("SendGrid takes no more mails for 42 seconds (429): too many requests", (await BusyAsync(sender.SendAsync(Mail, default))).Message);
        SendGrid.Answer = SendGridStandIn.Accept;
        for (var i = 0; i < 20; i++) await BusyAsync(sender.SendAsync(Mail, default));
        Assert.Single(SendGrid.Posted);

        Time.Pass(TimeSpan.FromSeconds(42));
        await sender.SendAsync(Mail, default);
        Assert.Equal(2, SendGrid.Posted.Count);
    }

    [Fact]
    public async Task Mails_leave_at_their_distance()
    {
        var arrivals = new List<DateTimeOffset>();
        SendGrid.Answer = http =>
        {
            lock (arrivals) arrivals.Add(Time.GetUtcNow());
            return SendGridStandIn.Accept(http);
        };
        var sender = Sender(mailsPerSecond: 2);

        await sender.SendAsync(Mail, default);
        for (var i = 0; i < 3; i++)
        {
            var next = sender.SendAsync(Mail, default);
            await Time.SomebodyWaitsAsync(TimeSpan.FromSeconds(0.5));
            Time.Pass(TimeSpan.FromSeconds(0.5));
            await next;
        }

        Assert.Equal([0, 0.5, 1, 1.5], arrivals.Select(a => (a - Morning).TotalSeconds));
    }

    [Fact]
    public async Task Crowd_comes_four_at_a_time_and_each_once()
    {
        SendGrid.Answer = async http =>
        {
            // The first four stay until all of them are there, however slow the machine is.
            for (var tries = 0; tries < 10_000 && SendGrid.Posted.Count < 4; tries++) await Task.Delay(1);
            await Task.Delay(5);
            await SendGridStandIn.Accept(http);
        };
        var sender = Sender(time: TimeProvider.System);
        var mails = Enumerable.Range(1, 40).Select(i => Mail with { Key = $"yama~r7~request~d{i}~1~2026-07-21~1" }).ToList();

        await Task.WhenAll(mails.Select(m => sender.SendAsync(m, default)));

        Assert.Equal(4, SendGrid.MostAtOnce);
        Assert.Equal(mails.Select(m => m.Key).Order(), SendGrid.Posted.Select(p => p.Json["custom_args"]!["reformflow_key"]!.GetValue<string>()).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("SG.hush\n")]
    [InlineData(" SG.hush")]
    [InlineData("SG hush")]
    [InlineData("SG.ｈush")]
    public void Key_that_fits_in_no_header_is_refused_at_the_start_and_not_repeated(string key)
    {
        var refused = Assert.Throws<ArgumentException>(() => new SendGridMailSender(new(key), Log));

        Assert.DoesNotContain("ush", refused.ToString());
    }

    [Theory]
    [InlineData("http://api.sendgrid.com", false)]
    [InlineData("ftp://api.sendgrid.com", false)]
    [InlineData("https://api.eu.sendgrid.com", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    public void Key_travels_encrypted_or_not_at_all(string address, bool good)
    {
        var trouble = Record.Exception(() => Sender(address: new(address)));

        if (good) Assert.Null(trouble);
        else Assert.IsType<ArgumentException>(trouble);
    }

    static async Task BeginAsync(HttpContext http)
    {
        http.Response.StatusCode = 202;
        http.Response.ContentLength = 100;
        await http.Response.WriteAsync("{\"err");
        await http.Response.Body.FlushAsync();
    }
}
