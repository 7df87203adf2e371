using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using ReformFlow.App.Mail;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Reports;

namespace ReformFlow.Functions.Tests.Configuration;

/// <summary>Settings as people give them: taken, or refused at once with every name and remedy.</summary>
public sealed class AzureSettingsTests
{
    static readonly Dictionary<string, string?> _good = new()
    {
        ["Towns"] = "yama, kawa-2", ["FormAddress"] = "https://kaikaku.example.jp/", ["DeskAddress"] = "https://desk.example.jp", ["PublicAddress"] = "https://www.example.jp",
        ["LinkKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ["Data:ConnectionString"] = "UseDevelopmentStorage=true", ["SendGrid:ApiKey"] = "SG.abc", ["Pdf:License"] = "Community",
    };

    [Fact]
    public void Good_settings_are_taken()
    {
        var settings = Read([]);
        Assert.Equal(["yama", "kawa-2"], settings.Towns.Keys);
        Assert.Equal("https://kaikaku.example.jp", settings.Site.FormAddress);
        Assert.Equal(32, settings.Site.Key.Length);
        Assert.Equal((false, 5d, "https://api.sendgrid.com/"), (settings.Mail.SendGrid!.Sandbox, settings.Mail.SendGrid!.MailsPerSecond, settings.Mail.SendGrid!.BaseAddress.ToString()));
        Assert.Equal("devstoreaccount1", settings.Storage.Log.AccountName);
    }

    [Theory, InlineData("none", PdfLicense.None), InlineData("Professional", PdfLicense.Professional), InlineData("evaluation", PdfLicense.Evaluation)]
    public void Licence_of_the_PDF_is_named(string value, PdfLicense license) => Assert.Equal(license, Read(new() { ["Pdf:License"] = value }).Pdf);

    [Fact]
    public void Missing_licence_says_what_to_decide_and_where_to_read()
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { ["Pdf:License"] = "" })).Problems);
        Assert.Contains("https://www.questpdf.com/license/", problem, StringComparison.Ordinal);
        Assert.Contains("decide with your purchasing office", problem, StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("11111111-2222-3333-4444-555555555555")]
    public void Account_is_opened_by_its_name(string client)
    {
        var storage = Read(new() { ["Data:ConnectionString"] = " ", ["Data:AccountName"] = "yamadata", ["Data:ClientId"] = client }).Storage;
        Assert.Equal(("https://yamadata.table.core.windows.net/log", "https://yamadata.blob.core.windows.net/files"), (storage.Log.Uri.ToString(), storage.Files.Uri.ToString()));
    }

    [Fact]
    public void Mails_have_their_pace_and_place() => Assert.Equal(
        (true, 0.5, "http://localhost:7072/"),
        Read(new() { ["SendGrid:Sandbox"] = "True", ["SendGrid:MailsPerSecond"] = "0.5", ["SendGrid:BaseAddress"] = "http://localhost:7072" }).Mail.SendGrid is { } s ? (s.Sandbox, s.MailsPerSecond, s.BaseAddress.ToString()) : default);

    [Fact]
    public void Everything_that_is_missing_is_named_at_once()
    {
        var wrong = Assert.Throws<SettingsException>(() => AzureSettings.Read(new ConfigurationBuilder().Build()));
        Assert.Equal(
            ["ReformFlow__Towns", "ReformFlow__FormAddress", "ReformFlow__DeskAddress", "ReformFlow__PublicAddress", "ReformFlow__LinkKey", "ReformFlow__Data__ConnectionString", "ReformFlow__SendGrid__ApiKey", "ReformFlow__Pdf__License"],
            wrong.Problems.Select(p => p.Split(':')[0]));
        Assert.All(wrong.Problems, p => Assert.Contains("It is missing. ", p));
        Assert.All(wrong.Problems, p => Assert.Contains(p, wrong.Message));
    }

    [Theory]
    [InlineData("Pdf:License", "free", "«free» is none")]
    [InlineData("Towns", "Yama", "«Yama»")]
    [InlineData("Towns", "yama,desk", "«desk»")]
    [InlineData("Towns", "yama,yama", "named twice")]
    [InlineData("Towns", ",", "Name the towns")]
    [InlineData("FormAddress", "kaikaku.example.jp", "https://")]
    [InlineData("FormAddress", "http://kaikaku.example.jp", "Use https")]
    [InlineData("FormAddress", "https://example.jp/kaikaku", "without a path")]
    [InlineData("PublicAddress", "ftp://example.jp", "https://")]
    [InlineData("DeskAddress", "https://a@example.jp", "https://")]
    [InlineData("LinkKey", "(put the output of: openssl rand -base64 32)", "openssl rand -base64 32")]
    [InlineData("LinkKey", "YWJj", "3 bytes")]
    [InlineData("Data:ConnectionString", "Server=db", "UseDevelopmentStorage=true")]
    [InlineData("Data:AccountName", "yamadata", "Give one of them")]
    [InlineData("Mail:Sender", "SMTP", "sendgrid, smtp")]
    [InlineData("Mail:Port", "mail", "whole number")]
    [InlineData("Mail:Security", "ssl", "starttls")]
    [InlineData("SendGrid:ApiKey", "SG. abc", "Copy it anew")]
    [InlineData("SendGrid:Sandbox", "on", "true")]
    [InlineData("SendGrid:MailsPerSecond", "0", "above zero")]
    [InlineData("SendGrid:MailsPerSecond", "NaN", "above zero")]
    [InlineData("SendGrid:EventKey", "SG.abc", "verification key")]
    [InlineData("SignIn", "Entra", "entra (accounts of Entra ID)")]
    [InlineData("Entra:TenantId", "common", "all the world")]
    [InlineData("DeskRanges", "203.0.113.0/24, 10.1", "«10.1»")]
    [InlineData("FormRanges", "203.0.113.7/24", "zeros after the prefix")]
    [InlineData("SendGrid:BaseAddress", "http://mail.example.jp", "https://api.eu.sendgrid.com")]
    public void Wrong_setting_is_named_with_its_remedy(string name, string value, string remedy)
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { [name] = value })).Problems);
        Assert.StartsWith(name is "Data:AccountName" ? "ReformFlow__Data__ConnectionString: " : $"ReformFlow__{name.Replace(":", "__", StringComparison.Ordinal)}: ", problem);
        Assert.Contains(remedy, problem);
    }

    [Fact]
    public void Mails_go_to_whom_the_settings_name()
    {
        Assert.NotNull(Read([]).Mail.SendGrid);
        var smtp = Read(new() { ["Mail:Sender"] = "smtp", ["Mail:Host"] = "smtp.example.jp", ["Mail:User"] = "reform", ["Mail:Password"] = "secret", ["Mail:Patience"] = "30", ["SendGrid:ApiKey"] = "" });
        Assert.Equal(("smtp.example.jp", 587, SmtpSecurity.StartTls, "reform", "secret", 30d), smtp.Mail.Smtp is { } s ? (s.Host, s.Port, s.Security, s.User, s.Password, s.Patience.TotalSeconds) : default);
        Assert.Equal((465, SmtpSecurity.Tls), Read(new() { ["Mail:Sender"] = "smtp", ["Mail:Host"] = "smtp.example.jp", ["Mail:Security"] = "tls" }).Mail.Smtp is { } t ? (t.Port, t.Security) : default);
        Assert.Null(smtp.Mail.SendGrid);
        Assert.DoesNotContain("secret", smtp.ToString());
        Assert.False(smtp.Site.HasOutbox);
        var outbox = Read(new() { ["Mail:Sender"] = "outbox", ["SendGrid:ApiKey"] = "" });
        Assert.True(outbox.Mail.IsOutbox && outbox.Site.HasOutbox);
    }

    [Fact]
    public void Mail_server_needs_a_name_and_keeps_its_password_from_an_open_line()
    {
        Assert.StartsWith("ReformFlow__Mail__Host: It is missing.", Assert.Single(Wrong(new() { ["Mail:Sender"] = "smtp" })));
        Assert.StartsWith("ReformFlow__Mail__Security: ", Assert.Single(Wrong(new() { ["Mail:Host"] = "smtp.example.jp", ["Mail:Security"] = "none", ["Mail:User"] = "reform", ["Mail:Password"] = "secret" })));
        Assert.StartsWith("ReformFlow__Mail__AuthorityFile: ", Assert.Single(Wrong(new() { ["Mail:Host"] = "smtp.example.jp", ["Mail:AuthorityFile"] = "nowhere.pem" })));

        static IReadOnlyList<string> Wrong(Dictionary<string, string?> settings) => Assert.Throws<SettingsException>(() => Read(settings)).Problems;
    }

    [Theory, InlineData("YamaData"), InlineData("ya"), InlineData("https://yamadata.table.core.windows.net")]
    public void Account_s_name_is_a_name(string name) => Assert.Contains("ReformFlow__Data__AccountName: ", Assert.Throws<SettingsException>(() => Read(new() { ["Data:ConnectionString"] = "", ["Data:AccountName"] = name })).Message);

    [Fact]
    public void Secrets_are_repeated_nowhere()
    {
        const string secret = "Zm9vYmFy";
        var wrong = Assert.Throws<SettingsException>(() => Read(new() { ["LinkKey"] = secret, ["Data:ConnectionString"] = $"AccountKey={secret}", ["SendGrid:ApiKey"] = $"{secret} x" }));
        Assert.Equal(3, wrong.Problems.Count);
        Assert.DoesNotContain(secret, wrong.ToString());
        Assert.DoesNotContain("SG.abc", Read([]).ToString());
    }

    static AzureSettings Read(Dictionary<string, string?> other) => AzureSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(_good.Select(s => KeyValuePair.Create($"ReformFlow:{s.Key}", s.Value)))
        .AddInMemoryCollection(other.Select(s => KeyValuePair.Create($"ReformFlow:{s.Key}", s.Value)))
        .Build());
}
