using Microsoft.Extensions.Configuration;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Tests.Infra;

namespace ReformFlow.Functions.Tests.Configuration;

/// <summary>What the template tells the app is enough for a start, whoever takes the mails, and nothing of it is too much.</summary>
public sealed class DeployedSettingsTests
{
    /// <summary>What the template's expressions give for two towns without addresses of their own.</summary>
    static readonly Dictionary<string, string> _values = new()
    {
        ["Towns"] = "mizuhono,aoba",
        ["FormAddress"] = "https://func-reformflow-x.azurewebsites.net",
        ["DeskAddress"] = "https://func-reformflow-x.azurewebsites.net",
        ["PublicAddress"] = "https://stpublabcdefghijklm.z11.web.core.windows.net/",
        ["LinkKey"] = Convert.ToBase64String(new byte[32]),
        ["SignIn"] = "both",
        ["Entra__TenantId"] = "22222222-3333-4444-5555-666666666666",
        ["DeskRanges"] = "203.0.113.0/24",
        ["FormRanges"] = "",
        ["Data__AccountName"] = "stdataabcdefghijklm",
        ["Data__ClientId"] = "11111111-2222-3333-4444-555555555555",
        ["Publications__AccountName"] = "stpublabcdefghijklm",
        ["Pdf__License"] = "community",
        ["SendGrid__ApiKey"] = "SG.x",
        ["SendGrid__Sandbox"] = "false",
        ["SendGrid__MailsPerSecond"] = "5",
        ["SendGrid__BaseAddress"] = "",
        ["SendGrid__EventKey"] = "",
        ["Mail__Host"] = "smtp.example.jp",
        ["Mail__Port"] = "",
        ["Mail__Security"] = "",
        ["Mail__User"] = "",
        ["Mail__Password"] = "",
    };

    [Theory, InlineData("outbox"), InlineData("sendgrid"), InlineData("smtp")]
    public void Template_gives_what_a_start_needs(string sender)
    {
        var settings = AzureSettings.Read(Given(sender));
        Assert.Equal(["mizuhono", "aoba"], settings.Towns.Keys);
        Assert.Equal((sender == "sendgrid", sender == "smtp"), (settings.Mail.SendGrid is not null, settings.Mail.Smtp is not null));
        Assert.Equal("https://stdataabcdefghijklm.table.core.windows.net/log", settings.Storage.Log.Uri.ToString());
        Assert.Equal("https://stpublabcdefghijklm.blob.core.windows.net/$web", settings.PublicSite!.Uri.ToString());
        Assert.Equal("https://stpublabcdefghijklm.z11.web.core.windows.net/mizuhono/report/r7/", settings.Site.ReportPage("mizuhono", "r7"));
    }

    [Theory, InlineData("Towns"), InlineData("FormAddress"), InlineData("DeskAddress"), InlineData("PublicAddress"), InlineData("LinkKey"), InlineData("Data__AccountName"), InlineData("Pdf__License"), InlineData("SendGrid__ApiKey")]
    public void Nothing_that_is_needed_may_go(string name) => Assert.Throws<SettingsException>(() => AzureSettings.Read(Given("sendgrid", name)));

    // A reference that could not be followed reaches the app as it stands; then it must not start.
    [Fact]
    public void Key_that_the_vault_lacks_is_named() => Assert.Contains("ReformFlow__LinkKey: It is not base64.", Assert.Throws<SettingsException>(() => AzureSettings.Read(
        new ConfigurationBuilder().AddConfiguration(Given("outbox")).AddInMemoryCollection([new("ReformFlow:LinkKey", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/link-key)")]).Build())).Message);

    static IConfiguration Given(string sender, string? without = null) => new ConfigurationBuilder().AddInMemoryCollection(SettingRules.Set(InfraText.Read()).Keys
        .Where(n => n.StartsWith("ReformFlow__", StringComparison.Ordinal)).Select(n => n["ReformFlow__".Length..])
        .Where(n => n != without && (sender == "sendgrid" || !n.StartsWith("SendGrid__", StringComparison.Ordinal)) && (sender == "smtp" || n == "Mail__Sender" || !n.StartsWith("Mail__", StringComparison.Ordinal)))
        .Select(n => KeyValuePair.Create($"ReformFlow:{n.Replace("__", ":", StringComparison.Ordinal)}", (string?)(n == "Mail__Sender" ? sender : _values[n])))).Build();
}
