using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Tests.Mail;

public sealed class SendGridSettingsTests
{
    [Fact]
    public void Settings_never_print_their_key()
    {
        var settings = new SendGridSettings("SG.hush");

        Assert.Equal("SendGridSettings { BaseAddress = https://api.sendgrid.com/, Sandbox = False, MailsPerSecond = 5 }", settings.ToString());
    }
}
