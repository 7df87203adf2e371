using Microsoft.Extensions.Configuration;
using ReformFlow.Functions.Configuration;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Configuration;

/// <summary>The sample holds every setting that is read, and none that is not.</summary>
public sealed class SampleSettingsTests
{
    /// <summary>What the host reads by itself.</summary>
    static readonly string[] _host = ["AzureWebJobsStorage", "AzureWebJobsDisableHomepage", "FUNCTIONS_WORKER_RUNTIME"];

    [Fact]
    public void Sample_holds_what_is_read_and_nothing_else()
    {
        var asked = new AskedSettings();
        Assert.Throws<SettingsException>(() => AzureSettings.Read(new ConfigurationRoot([asked])));
        Assert.Equal(asked.Names.Concat(_host).Order(StringComparer.Ordinal), SampleSettings.Read().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sample_lacks_only_a_key_of_one_s_own()
    {
        var wrong = Assert.Throws<SettingsException>(() => Read(SampleSettings.Read()));
        Assert.StartsWith($"{SampleSettings.LinkKey}: ", Assert.Single(wrong.Problems));
    }

    [Fact]
    public void Sample_reaches_nothing_beyond_this_machine()
    {
        var values = new Dictionary<string, string>(SampleSettings.Read()) { [SampleSettings.LinkKey] = Convert.ToBase64String(new byte[32]) };
        var settings = Read(values);
        Assert.True(settings.Mail.SendGrid!.BaseAddress.IsLoopback && settings.Mail.SendGrid!.Sandbox, "A mail could leave.");
        Assert.True(settings.Storage.Log.Uri.IsLoopback && settings.Storage.Files.Uri.IsLoopback, "Data could leave.");
        Assert.Equal("UseDevelopmentStorage=true", values["AzureWebJobsStorage"]);
    }

    [Fact]
    public void Nobody_checks_in_settings_of_one_s_own() => Assert.Contains("local.settings.json", File.ReadAllLines(Repository.PathOf(".gitignore")));

    static AzureSettings Read(IReadOnlyDictionary<string, string> values) =>
        AzureSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), (string?)v.Value))).Build());

    /// <summary>Has no setting, and remembers which it was asked for.</summary>
    sealed class AskedSettings : ConfigurationProvider
    {
        public HashSet<string> Names { get; } = [];

        public override bool TryGet(string key, out string? value)
        {
            Names.Add(key.Replace(":", "__", StringComparison.Ordinal));
            value = null;
            return false;
        }
    }
}
