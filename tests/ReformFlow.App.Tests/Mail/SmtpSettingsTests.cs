using ReformFlow.App.Mail;

namespace ReformFlow.App.Tests.Mail;

public class SmtpSettingsTests
{
    static readonly SmtpSettings _good = new("smtp.example.jp", 587, SmtpSecurity.StartTls) { User = "reform", Password = "secret" };

    [Fact]
    public void Good_settings_have_no_problem() => Assert.Empty(_good.Problems());

    [Fact]
    public void Each_problem_names_its_setting()
    {
        Assert.Equal(["host"], Places(_good with { Host = "smtp.example.jp:587" }));
        Assert.Equal(["port"], Places(_good with { Port = 0 }));
        Assert.Equal(["password"], Places(_good with { Password = null }));
        Assert.Equal(["user"], Places(_good with { User = null }));
        Assert.Equal(["security"], Places(_good with { Security = SmtpSecurity.None }));
        Assert.Equal(["patience"], Places(_good with { Patience = TimeSpan.FromMinutes(5) }));
        Assert.Equal(["finalPatience"], Places(_good with { FinalPatience = TimeSpan.Zero }));
        Assert.Equal(["authorityFile"], Places(_good with { AuthorityFile = "/nowhere/ca.pem" }));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_password_may_be_said_openly_on_this_machine(string host) => Assert.Empty((_good with { Host = host, Security = SmtpSecurity.None }).Problems());

    [Fact]
    public void Settings_do_not_print_their_secret() => Assert.DoesNotContain("secret", $"{_good}", StringComparison.Ordinal);

    [Fact]
    public void A_mail_is_settled_before_its_claim_is_old() =>
        Assert.True(SmtpSettings.LongestDialogue + SmtpSettings.LongestFinalPatience + TimeSpan.FromMinutes(1) < Core.Log.StepMark.ClaimLife);

    static IEnumerable<string> Places(SmtpSettings settings) => settings.Problems().Select(p => p.Place);
}
