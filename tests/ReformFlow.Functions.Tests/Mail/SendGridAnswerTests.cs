using System.Globalization;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>
/// Taken: 202, and 200 in the sandbox. Refused: 400 that names this mail, 413. Everything else waits for another try: 400 that names what every mail
/// carries or that is not SendGrid's, 401, 403, 429, 5xx and numbers that SendGrid does not know. How long a rest is asked for.
/// </summary>
public sealed class SendGridAnswerTests : SendGridTest
{
    const string NoAddress = "Does not contain a valid address.";

    [Theory]
    [InlineData(false, 202)]
    [InlineData(true, 200)]
    [InlineData(true, 202)]
    public async Task Mail_is_taken(bool sandbox, int status)
    {
        SendGrid.Answer = SendGridStandIn.Says(status, "");

        await Sender(sandbox).SendAsync(Mail, default);

        Assert.Single(SendGrid.Posted);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(203)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(408)]
    [InlineData(412)]
    [InlineData(414)]
    [InlineData(415)]
    [InlineData(428)]
    [InlineData(429)]
    [InlineData(430)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public async Task Mail_is_tried_again(int status)
    {
        SendGrid.Answer = SendGridStandIn.Says(status, status == 204 ? "" : "<html>?</html>", ("Location", "/elsewhere"));

        var busy = await BusyAsync(Sender().SendAsync(Mail, default));

        Assert.Contains(status.ToString(CultureInfo.InvariantCulture), busy.Message);
        Assert.Single(SendGrid.Posted);
    }

    [Theory]
    [InlineData("personalizations.0.to.0.email", "the recipient")]
    [InlineData("personalizations[0].to", "the recipient")]
    [InlineData("personalizations", "the recipient")]
    [InlineData("personalizations.0.subject", "the subject")]
    [InlineData("subject", "the subject")]
    [InlineData("content.0.value", "the text")]
    [InlineData("null", "the mail")]
    [InlineData(null, "the mail")]
    public async Task Fault_of_this_mail_is_refused_with_the_reason(string? field, string part)
    {
        SendGrid.Answer = SendGridStandIn.Errors(400, (NoAddress, field));

        var refused = await RefusedAsync(Sender().SendAsync(Mail, default));

        Assert.Equal($"SendGrid refused {part}: {NoAddress}", refused.Message);
        Assert.Single(SendGrid.Posted);
    }

    [Theory]
    [InlineData("from.email")]
    [InlineData("from")]
    [InlineData("headers")]
    [InlineData("custom_args")]
    [InlineData("mail_settings.sandbox_mode.enable")]
    [InlineData("tracking_settings")]
    [InlineData("subjects")]
    public async Task Fault_of_every_mail_is_never_the_departments(string field)
    {
        SendGrid.Answer = SendGridStandIn.Errors(400, (NoAddress, field));
        Assert.Contains(NoAddress, (await BusyAsync(Sender().SendAsync(Mail, default))).Message);

        SendGrid.Answer = SendGridStandIn.Errors(400, (NoAddress, "personalizations.0.to.0.email"), ("The from object must be provided.", field));
        await BusyAsync(Sender().SendAsync(Mail, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bad Request")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"errors":[]}""")]
    [InlineData("""{"errors":"no"}""")]
    [InlineData("""{"errors":[{"field":"to"}]}""")]
    [InlineData("""{"errors":[{"message":1,"field":2}]}""")]
    public async Task Bad_request_that_is_not_SendGrids_says_nothing_of_the_mail(string body)
    {
        SendGrid.Answer = SendGridStandIn.Says(400, body);

        await BusyAsync(Sender().SendAsync(Mail, default));
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"content too large","field":null}]}""", "SendGrid refused the mail as too large: content too large")]
    [InlineData("", "SendGrid refused the mail as too large.")]
    public async Task Mail_that_is_too_large_is_refused(string body, string reason)
    {
        SendGrid.Answer = SendGridStandIn.Says(413, body);

        Assert.Equal(reason, (await RefusedAsync(Sender().SendAsync(Mail, default))).Message);
    }

    [Theory]
    [InlineData(401, "Maximum credits exceeded", "API key")]
    [InlineData(403, "The from address does not match a verified Sender Identity.", "verify the sender")]
    public async Task Mistake_of_the_deployment_is_named_for_whoever_reads_the_log(int status, string said, string remedy)
    {
        SendGrid.Answer = SendGridStandIn.Errors(status, (said, null));

        var busy = await BusyAsync(Sender().SendAsync(Mail, default));

        Assert.Contains(said, busy.Message);
        Assert.Contains(remedy, busy.Message);
        Assert.Contains("nothing is wrong with the mail", busy.Message);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Reason_repeats_neither_key_nor_person(int status)
    {
        SendGrid.Answer = SendGridStandIn.Errors(status, ($"{ApiKey} {Mail.ToAddress.ToUpperInvariant()} {Mail.ToName} {Mail.FromAddress} {Mail.FromName}\r\nis\0no good", null));

        var trouble = await Record.ExceptionAsync(() => Sender().SendAsync(Mail, default));

        Assert.EndsWith("… … … … …  is no good", trouble!.Message);
    }

    [Fact]
    public async Task Reason_is_no_longer_than_anybody_reads()
    {
        SendGrid.Answer = SendGridStandIn.Errors(400, (new string('a', 299) + "𠮷" + new string('b', 5000), "subject"));
        Assert.EndsWith($": {new string('a', 299)}…", (await RefusedAsync(Sender().SendAsync(Mail, default))).Message);

        SendGrid.Answer = SendGridStandIn.Errors(400, (new string('a', 298) + "𠮷" + new string('b', 5000), "subject"));
        Assert.EndsWith($": {new string('a', 298)}𠮷…", (await RefusedAsync(Sender().SendAsync(Mail, default))).Message);
    }

    [Fact]
    public async Task Several_faults_are_all_named_once()
    {
        SendGrid.Answer = SendGridStandIn.Errors(400, ("One.", "subject"), ("Two.", "content"), ("One.", "subject"));

        Assert.Equal("SendGrid refused the subject: One. Two.", (await RefusedAsync(Sender().SendAsync(Mail, default))).Message);
    }

    [Theory]
    [InlineData(429, null, null, 60)]
    [InlineData(429, null, "42", 42)]
    [InlineData(429, "7", null, 7)]
    [InlineData(429, "7", "42", 42)]
    [InlineData(429, "Mon, 22 Jun 2026 00:00:09 GMT", null, 9)]
    [InlineData(429, null, "soon", 60)]
    [InlineData(429, null, "0", 1)]
    [InlineData(429, null, "-99999", 1)]
    [InlineData(429, "86400", null, 3600)]
    [InlineData(429, null, "9223372036854775807", 3600)]
    [InlineData(503, "7", null, 7)]
    [InlineData(503, null, null, 0)]
    [InlineData(503, null, "42", 0)]
    [InlineData(500, "7", null, 0)]
    [InlineData(202, "7", "42", 0)]
    public async Task Rest_that_is_asked_for_is_kept_to_the_second(int status, string? retryAfter, string? resetsIn, int seconds)
    {
        List<(string, string)> headers = [];
        if (retryAfter is not null) headers.Add(("Retry-After", retryAfter));
        if (resetsIn is not null) headers.Add(("X-RateLimit-Reset", long.TryParse(resetsIn, out var left) && left < 1_000_000 ? $"{Morning.ToUnixTimeSeconds() + left}" : resetsIn));
        SendGrid.Answer = SendGridStandIn.Says(status, "", [.. headers]);
        var sender = Sender(time: Time);
        await Record.ExceptionAsync(() => sender.SendAsync(Mail, default));
        SendGrid.Answer = SendGridStandIn.Accept;

        if (seconds > 0)
        {
            Time.Pass(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Contains("asked for rest", (await BusyAsync(sender.SendAsync(Mail, default))).Message);
            Assert.Single(SendGrid.Posted);
        }
        // The distance between two mails, too.
        Time.Pass(TimeSpan.FromMilliseconds(1));
        await sender.SendAsync(Mail, default);
        Assert.Equal(2, SendGrid.Posted.Count);
    }
}
