namespace ReformFlow.Functions.Tests.Infra;

/// <summary>The infrastructure as text: what a compiler of Bicep can't know. Needs no Azure, no package and no network.</summary>
/// <remarks>Each spoiled place below is one that somebody could leave behind; a rule that does not see it is no rule.</remarks>
public sealed class InfraTests
{
    const string App = "infra/modules/app.bicep", Storage = "infra/modules/storage.bicep", Roles = "infra/modules/roles.bicep", Main = "infra/main.bicep", Alerts = "infra/modules/alerts.bicep",
        Sh = "infra/hooks/postprovision.sh", Ci = ".github/workflows/ci.yml", Deploy = ".github/workflows/deploy.yml", Host = "src/ReformFlow.Functions/host.json";

    static readonly InfraText _text = InfraText.Read();

    [Fact]
    public void Nothing_is_wrong() => Assert.Empty(Problems(_text));

    [Theory]
    [InlineData(Storage, "allowSharedKeyAccess: false", "allowSharedKeyAccess: true")]
    [InlineData(Storage, "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_0'")]
    [InlineData(Storage, "allowBlobPublicAccess: false", "allowBlobPublicAccess: true")]
    [InlineData(Storage, "@2025-06-01' = if", "@2024-01-01' = if")]
    [InlineData(Storage, "output name string", "output key string = account.listKeys().keys[0].value\noutput name string")]
    [InlineData("infra/modules/vault.bicep", "enablePurgeProtection: true", "")]
    [InlineData("infra/modules/monitoring.bicep", "DisableLocalAuth: true", "")]
    [InlineData("infra/modules/monitoring.bicep", "@2020-02-02'", "@2020-02-02-preview'")]
    [InlineData(App, "{ name: 'durable', instanceCount: 1 }", "{ name: 'durable', instanceCount: 0 }")]
    [InlineData(App, "ftpsState: 'Disabled'", "ftpsState: 'AllAllowed'")]
    [InlineData(App, "scmMinTlsVersion: '1.2'", "scmMinTlsVersion: '1.0'")]
    [InlineData(App, "properties: { allow: false }", "properties: { allow: true }")]
    [InlineData(App, "  ReformFlow__Data__ClientId: identityClientId\n", "")]
    [InlineData(App, "ReformFlow__Mail__Sender", "ReformFlow__Mail__Sendr")]
    [InlineData(App, "'true'\n  APPLICATIONINSIGHTS", "'true'\n  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'\n  APPLICATIONINSIGHTS")]
    [InlineData(App, "'@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/link-key)'", "linkKey")]
    [InlineData(App, "secrets/link-key", "secrets/linkkey")]
    [InlineData(App, "'azd-service-name': 'functions'", "'azd-service-name': 'api'")]
    [InlineData(Main, "containers: ['files', 'outbox']", "containers: ['files']")]
    [InlineData(Main, "tables: ['log', 'people']", "tables: ['logs', 'people']")]
    [InlineData(Main, "containers: ['app-package']", "containers: ['package']")]
    [InlineData(Main, "string = 'japaneast'", "string = 'eastus'")]
    [InlineData(Main, "param alertAddress string", "param alertMail string")]
    [InlineData(Main, "output REFORMFLOW_VAULT ", "output VAULT ")]
    [InlineData(Main, "module app 'modules/app.bicep'", "module app 'br/public:avm/res/web/site:0.15.1'")]
    [InlineData(Roles, "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635")]
    [InlineData(Roles, "[storageBlobDataContributor, storageTableDataContributor]", "[storageBlobDataOwner, storageTableDataContributor]")]
    [InlineData(Roles, "  scope: vault\n", "")]
    [InlineData(Roles, "// The app writes its log lines and reads none.\n", "")]
    [InlineData(Alerts, "'MailInDoubt", "'MailLost")]
    [InlineData(Alerts, "' are rung, the longest", "' are ringing, the longest")]
    [InlineData(Alerts, "window: 'PT45M'", "window: 'PT5M'")]
    [InlineData(Alerts, "«Something is stuck»", "«Stuck»")]
    [InlineData("src/ReformFlow.Functions/Cycles/WatchdogLog.cs", "places are open, {Missing} are started", "places are open, {Missing} were started")]
    [InlineData("src/ReformFlow.App/Cycles/StepLog.cs", "EventName = \"StepPutOff\"", "EventName = \"PutOff\"")]
    [InlineData("src/ReformFlow.Functions/Storage/StorageAccount.cs", "GetBlobContainerClient(\"outbox\")", "GetBlobContainerClient(\"mails\")")]
    [InlineData("src/ReformFlow.Functions/Cycles/Watchdog.cs", "2-59/5 * * * *", "2-59/10 * * * *")]
    [InlineData("local.settings.sample.json", "\"ReformFlow__Mail__User\"", "\"ReformFlow__Mail__Name\"")]
    [InlineData("azure.yaml", "./src/ReformFlow.Functions", "./src/ReformFlow.Local")]
    [InlineData("azure.yaml", "postprovision.ps1", "after.ps1")]
    [InlineData(Sh, "--encoding utf-8 --output none", "--encoding utf-8")]
    [InlineData(Sh, "--file \"$work/link-key\"", "--value \"$(cat \"$work/link-key\")\"")]
    [InlineData(Sh, "set -eu", "set -eux\nset -x")]
    [InlineData(Ci, "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7")]
    [InlineData(Ci, "  contents: read", "  contents: write")]
    [InlineData(Ci, "infra/check", "true")]
    [InlineData(Deploy, "  workflow_dispatch:", "  push:\n  workflow_dispatch:")]
    [InlineData(Deploy, "vars.AZURE_CLIENT_ID", "secrets.AZURE_CLIENT_ID")]
    [InlineData(Deploy, "      REFORMFLOW_TOWNS:", "      TOWNS:")]
    [InlineData(Host, "\"enableHttpTriggerExtendedInfoCollection\": false", "\"enableHttpTriggerExtendedInfoCollection\": true")]
    [InlineData(Host, "\"enableDependencyTracking\": false", "\"enableDependencyTracking\": true")]
    [InlineData(Host, "\"Yarp\": \"Warning\"", "\"Yarp\": \"Information\"")]
    [InlineData(Host, "Request;Trace;Exception", "Request")]
    public void Spoiled_place_is_seen(string path, string found, string instead) => Assert.NotEmpty(Problems(_text.With(path, found, instead)).Except(Problems(_text)));

    static IEnumerable<string> Problems(InfraText text) => [.. ResourceRules.Problems(text), .. SettingRules.Problems(text), .. TelemetryRules.Problems(text)];
}
