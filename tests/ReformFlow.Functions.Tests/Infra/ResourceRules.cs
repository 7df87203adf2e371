using System.Text.RegularExpressions;

namespace ReformFlow.Functions.Tests.Infra;

/// <summary>What resources, roles and names must be like: each rule gives a line for what is wrong.</summary>
static partial class ResourceRules
{
    const string App = "infra/modules/app.bicep", Storage = "infra/modules/storage.bicep", Roles = "infra/modules/roles.bicep", Main = "infra/main.bicep";

    /// <summary>Lines without which something would be open, unencrypted or lost.</summary>
    static readonly (string File, string[] Lines)[] _mustSay =
    [
        (Storage, ["allowSharedKeyAccess: false", "allowBlobPublicAccess: false", "allowCrossTenantReplication: false", "minimumTlsVersion: 'TLS1_2'", "supportsHttpsTrafficOnly: true", "level: 'CanNotDelete'", "publicAccess: 'None'"]),
        ("infra/modules/vault.bicep", ["enableRbacAuthorization: true", "enablePurgeProtection: true", "softDeleteRetentionInDays: 90"]),
        ("infra/modules/monitoring.bicep", ["disableLocalAuth: true", "DisableLocalAuth: true", "DisableIpMasking: false", "dailyQuotaGb: 1"]),
        (App, ["httpsOnly: true", "minTlsVersion: '1.2'", "scmMinTlsVersion: '1.2'", "ftpsState: 'Disabled'", "keyVaultReferenceIdentity: identityId", "type: 'UserAssigned'", "type: 'UserAssignedIdentity'", "name: 'FC1', tier: 'FlexConsumption'", "name: 'dotnet-isolated', version: '10.0'", "{ name: 'durable', instanceCount: 1 }"]),
        (Main, ["param location string = 'japaneast'", "param mailSender string = 'outbox'", "param keepsData bool = true", "isLocked: keepsData", "module host 'modules/storage.bicep'", "module data 'modules/storage.bicep'", "module publications 'modules/storage.bicep'"]),
    ];

    /// <summary>The built-in roles by their names, https://learn.microsoft.com/azure/role-based-access-control/built-in-roles.</summary>
    static readonly Dictionary<string, string> _roles = new()
    {
        ["storageBlobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["storageBlobDataContributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["storageQueueDataContributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["storageTableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["keyVaultSecretsOfficer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
    };

    /// <summary>Who may do what, and nothing else.</summary>
    static readonly string[] _given =
    [
        "appPrincipalId on data: storageBlobDataContributor", "appPrincipalId on data: storageTableDataContributor",
        "appPrincipalId on host: storageBlobDataOwner", "appPrincipalId on host: storageQueueDataContributor", "appPrincipalId on host: storageTableDataContributor",
        "appPrincipalId on insights: monitoringMetricsPublisher", "appPrincipalId on publications: storageBlobDataContributor", "appPrincipalId on vault: keyVaultSecretsUser",
        "deployerId on vault: keyVaultSecretsOfficer",
    ];

    public static IEnumerable<string> Problems(InfraText text) => [.. Lines(text), .. Keys(text), .. Types(text), .. RolesGiven(text), .. Names(text)];

    static IEnumerable<string> Lines(InfraText text)
    {
        foreach (var (file, lines) in _mustSay)
            foreach (var line in lines.Where(line => !text[file].Contains(line, StringComparison.Ordinal))) yield return $"{file} does not say «{line}»";
        if (Regex.Count(text[App], @"properties: \{ allow: false \}") != 2) yield return $"{App} lets somebody in by a password";
        foreach (var file in text.Bicep.Where(f => f.Key != Storage && Regex.IsMatch(f.Value, @"'Microsoft\.Storage/storageAccounts@[^']*' = "))) yield return $"{file.Key} makes a storage account of its own, outside {Storage}";
    }

    // A template's parameters and outputs are kept in the deployment's history, so no secret may go through one, not even a secure one.
    static IEnumerable<string> Keys(InfraText text) =>
        from file in text.Bicep.Concat(text.Hooks).Concat(text.Workflows).Append(KeyValuePair.Create("azure.yaml", text["azure.yaml"]))
        from word in new[] { "listKeys", "listAccountSas", "listServiceSas", "getSecret", "@secure", "AccountKey", "SharedAccessKey", "DefaultEndpointsProtocol", "account-key", "secrets.", "client-secret", "--value", "secret show", "set -x" }
        where file.Value.Contains(word, StringComparison.OrdinalIgnoreCase)
        select $"{file.Key} deals with a secret: {word}";

    static IEnumerable<string> Types(InfraText text)
    {
        var types = text.Bicep.SelectMany(f => ResourceType().Matches(f.Value).Select(m => (Type: m.Groups[1].Value, Version: m.Groups[2].Value))).Distinct().ToList();
        foreach (var (type, version) in types.Where(t => !Regex.IsMatch(t.Version, @"^20\d\d-\d\d-\d\d$"))) yield return $"{type}@{version} is no version that stays";
        // The children of an account come in its version.
        foreach (var provider in types.GroupBy(t => string.Join('/', t.Type.Split('/').Take(2))).Where(g => g.Select(t => t.Version).Distinct().Count() > 1)) yield return $"{provider.Key} has several versions";
        foreach (var file in text.Bicep.Where(f => Regex.IsMatch(f.Value, @"^module \w+ '(br|ts)[:/]", RegexOptions.Multiline))) yield return $"{file.Key} has a module from a registry";
    }

    static IEnumerable<string> RolesGiven(InfraText text)
    {
        var named = Regex.Matches(text[Roles], @"^// [^\n]+\nvar (\w+) = '([0-9a-f-]{36})'", RegexOptions.Multiline).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        foreach (var (name, id) in _roles.Where(r => named.GetValueOrDefault(r.Key) != r.Value)) yield return $"{Roles} does not name {name} {id} with a comment why";
        foreach (var name in named.Keys.Except(_roles.Keys)) yield return $"{Roles} names a role that no rule knows: {name}";
        foreach (var file in text.Bicep.Where(f => f.Key != Roles && f.Value.Contains("roleAssignments", StringComparison.Ordinal))) yield return $"{file.Key} gives a role outside {Roles}";
        var given = new List<string>();
        foreach (var assignment in Regex.Split(text[Roles], "(?=^resource )", RegexOptions.Multiline).Where(r => r.Contains("roleAssignments@", StringComparison.Ordinal)))
        {
            var scope = Regex.Match(assignment, @"^\s+scope: (\w+)$", RegexOptions.Multiline).Groups[1].Value;
            var who = Regex.Match(assignment, @"principalId: (\w+)").Groups[1].Value;
            var one = Regex.Match(assignment, @"'Microsoft.Authorization/roleDefinitions', (\w+)\)").Groups[1].Value;
            var many = Regex.Match(assignment, @"for \w+ in \[([^\]]*)\]");
            given.AddRange((many.Success ? many.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries) : [one]).Select(role => $"{who} on {scope}: {role}"));
        }
        foreach (var more in given.Except(_given)) yield return $"Given and not foreseen: {more}";
        foreach (var less in _given.Except(given)) yield return $"Foreseen and not given: {less}";
    }

    static IEnumerable<string> Names(InfraText text)
    {
        var code = text["src/ReformFlow.Functions/Storage/StorageAccount.cs"];
        var tables = Regex.Matches(code, @"GetTableClient\(""(\w+)""\)").Select(m => m.Groups[1].Value);
        var containers = Regex.Matches(code, @"GetBlobContainerClient\(""([\w$]+)""\)").Select(m => m.Groups[1].Value).Where(c => c != "$web");
        if (Listed(text[Main], "data", "tables") != Joined(tables)) yield return $"The tables of {Main} are not those of the code";
        if (Listed(text[Main], "data", "containers") != Joined(containers)) yield return $"The containers of {Main} are not those of the code";
        if (Listed(text[Main], "host", "containers") is var package && !text[App].Contains($"value: '${{hostBlobs}}{package}'", StringComparison.Ordinal)) yield return $"The app is not fetched from {package}";
    }

    static string Listed(string main, string module, string list) =>
        Joined(Regex.Matches(Regex.Match(main, $@"^module {module} [^\n]*\n(?:.*\n)*?\}}", RegexOptions.Multiline).Value is var body ? Regex.Match(body, $@"{list}: \[([^\]]*)\]").Groups[1].Value : "", @"'([^']+)'").Select(m => m.Groups[1].Value));

    static string Joined(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^resource \w+ '([^@']+)@([^']+)'", RegexOptions.Multiline)]
    private static partial Regex ResourceType();
}
