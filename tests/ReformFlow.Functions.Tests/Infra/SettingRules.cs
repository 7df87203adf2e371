using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReformFlow.Functions.Tests.Infra;

/// <summary>Whether what is told to the app is what it asks for, and whether azd, hooks, workflows and documents speak of the same things.</summary>
static class SettingRules
{
    const string App = "infra/modules/app.bicep", Main = "infra/main.bicep", Parameters = "infra/main.parameters.json", Deploy = ".github/workflows/deploy.yml", Yaml = "azure.yaml";

    /// <summary>What the host reads on Azure.</summary>
    static readonly string[] _platform = ["AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "AzureWebJobsDisableHomepage", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING"];

    /// <summary>Settings that are left out there, each with a reason.</summary>
    static readonly Dictionary<string, string> _leftOut = new()
    {
        ["ReformFlow__Data__ConnectionString"] = "it holds a key; the account is named instead",
        ["ReformFlow__Publications__ConnectionString"] = "it holds a key; the account is named instead",
        ["ReformFlow__Mail__Patience"] = "its usual value does",
        ["ReformFlow__Mail__AuthorityFile"] = "there is no disk to put one on",
    };

    public static IEnumerable<string> Problems(InfraText text) => [.. Settings(text), .. ParametersOf(text), .. Hooks(text), .. Azd(text), .. Workflows(text)];

    /// <summary>The app settings of the template, by name, with the expression that gives each its value.</summary>
    public static IReadOnlyDictionary<string, string> Set(InfraText text) =>
        Regex.Matches(text[App], @"^  ((?:ReformFlow__|AzureWebJobs|APPLICATIONINSIGHTS_|WEBSITE_|FUNCTIONS_|AzureFunctionsJobHost)\w*): (.+)$", RegexOptions.Multiline).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    static IEnumerable<string> Settings(InfraText text)
    {
        var set = Set(text).Keys.ToList();
        var read = JsonDocument.Parse(text["local.settings.sample.json"]).RootElement.GetProperty("Values").EnumerateObject().Select(v => v.Name).Where(n => n.StartsWith("ReformFlow__", StringComparison.Ordinal)).ToList();
        var wanted = read.Except(_leftOut.Keys).Concat(_platform).ToList();
        foreach (var name in wanted.Except(set)) yield return $"{App} does not set {name}";
        foreach (var name in set.Except(wanted)) yield return $"{App} sets {name}, which nobody reads";
        foreach (var name in _leftOut.Keys.Except(read)) yield return $"{name} is left out, and read by nobody";
        foreach (var name in new[] { "LinkKey", "SendGrid__ApiKey", "Mail__Password" }.Where(n => !Set(text).GetValueOrDefault($"ReformFlow__{n}", "").Contains("'@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/", StringComparison.Ordinal)))
            yield return $"ReformFlow__{name} does not come from the vault";
    }

    static IEnumerable<string> ParametersOf(InfraText text)
    {
        var declared = Regex.Matches(text[Main], @"^param (\w+) ", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToList();
        var given = JsonDocument.Parse(text[Parameters]).RootElement.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetProperty("value").GetString()!);
        foreach (var name in declared.Except(given.Keys)) yield return $"{Parameters} does not give {name}";
        foreach (var name in given.Keys.Except(declared)) yield return $"{Main} does not know {name}";
        foreach (var variable in given.Values.SelectMany(v => Regex.Matches(v, @"\$\{(\w+)").Select(m => m.Groups[1].Value)))
        {
            if (!Regex.IsMatch(text[Deploy], $@"^      {variable}: ", RegexOptions.Multiline)) yield return $"{Deploy} does not pass {variable} on";
            if (variable.StartsWith("REFORMFLOW_", StringComparison.Ordinal) && !text["docs/azure.md"].Contains($"`{variable}`", StringComparison.Ordinal)) yield return $"docs/azure.md does not explain {variable}";
        }
        var outputs = Regex.Matches(text[Main], @"^output (\w+) ", RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        var variables = given.Values.SelectMany(v => Regex.Matches(v, @"\w+").Select(m => m.Value));
        foreach (var hook in text.Hooks)
            foreach (var name in Regex.Matches(hook.Value, @"\bREFORMFLOW_\w+").Select(m => m.Value).Distinct().Except(outputs.Concat(variables))) yield return $"{hook.Key} reads {name}, which nobody gives";
    }

    static IEnumerable<string> Hooks(InfraText text)
    {
        var secrets = Regex.Matches(text[App], @"secrets/([\w-]+)\)").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var hook in text.Hooks)
        {
            foreach (var secret in secrets.Where(s => !hook.Value.Contains(s, StringComparison.Ordinal))) yield return $"{hook.Key} does not know the secret {secret}";
            if (!hook.Value.Contains("--static-website", StringComparison.Ordinal) && !hook.Value.Contains("'--static-website'", StringComparison.Ordinal)) yield return $"{hook.Key} does not switch the public site on";
            foreach (var line in hook.Value.Split('\n').Where(l => l.Contains("secret set", StringComparison.Ordinal) && !(l.Contains("--output none", StringComparison.Ordinal) && l.Contains("--file", StringComparison.Ordinal)))) yield return $"{hook.Key} may show a secret: {line.Trim()}";
        }
        if (text.Hooks.Count() != 2) yield return "There are not two hooks that do the same";
    }

    static IEnumerable<string> Azd(InfraText text)
    {
        var service = Regex.Match(text[App], @"'azd-service-name': '(\w+)'").Groups[1].Value;
        if (!Regex.IsMatch(text[Yaml], $@"^services:\n(?:  #.*\n)*  {service}:\n    project: \./src/ReformFlow\.Functions\n    language: dotnet\n    host: function$", RegexOptions.Multiline)) yield return $"{Yaml} deploys nothing to the app tagged {service}";
        if (!text[Main].Contains("'azd-env-name': environmentName", StringComparison.Ordinal)) yield return $"{Main} does not tag what belongs to the environment";
        foreach (var path in Regex.Matches(text[Yaml], @"run: \./(\S+)").Select(m => m.Groups[1].Value).Where(p => !text.Files.ContainsKey(p))) yield return $"{Yaml} runs {path}, which is not there";
        foreach (var hook in text.Hooks.Where(h => !text[Yaml].Contains($"run: ./{h.Key}", StringComparison.Ordinal))) yield return $"{Yaml} does not run {hook.Key}";
    }

    static IEnumerable<string> Workflows(InfraText text)
    {
        var allowed = new Dictionary<string, string> { [".github/workflows/ci.yml"] = "contents: read", [Deploy] = "contents: read\n  id-token: write" };
        foreach (var (file, yaml) in text.Workflows)
        {
            foreach (var use in Regex.Matches(yaml, @"uses: (.*)").Select(m => m.Groups[1].Value).Where(u => !Regex.IsMatch(u, @"^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$"))) yield return $"{file} uses what is not pinned: {use}";
            if (!allowed.TryGetValue(file, out var permissions)) yield return $"{file} has permissions that no rule knows";
            else if (!Regex.IsMatch(yaml, $@"^permissions:\n  {permissions}\n\w", RegexOptions.Multiline) || Regex.Count(yaml, "permissions:") != 1) yield return $"{file} may do more or less than «{permissions}»";
            if (yaml.Contains("pull_request_target", StringComparison.Ordinal)) yield return $"{file} runs strangers' code with its rights";
        }
        if (!text[".github/workflows/ci.yml"].Contains("run: .ci/run", StringComparison.Ordinal) || !text[".github/workflows/ci.yml"].Contains("run: infra/check", StringComparison.Ordinal)) yield return "ci.yml does not run .ci/run and infra/check";
        if (!Regex.IsMatch(text[Deploy], @"^on:\n  workflow_dispatch:\n(?:    .*\n)+permissions:", RegexOptions.Multiline)) yield return $"{Deploy} starts by itself";
    }
}
