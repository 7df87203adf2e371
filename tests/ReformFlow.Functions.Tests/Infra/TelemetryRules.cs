using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReformFlow.Functions.Tests.Infra;

/// <summary>Whether alerts read what the code writes, and whether telemetry holds no address of a form.</summary>
static class TelemetryRules
{
    const string Alerts = "infra/modules/alerts.bicep", Host = "src/ReformFlow.Functions/host.json", Log = "src/ReformFlow.Functions/Cycles/WatchdogLog.cs";

    /// <summary>Categories whose lines at «Information» hold the address of a request.</summary>
    static readonly string[] _quiet = ["Microsoft.AspNetCore", "Microsoft.Azure.WebJobs.Script.WebHost.Middleware", "System.Net.Http", "Yarp"];

    public static IEnumerable<string> Problems(InfraText text) => [.. Lines(text), .. Windows(text), .. Documents(text), .. Addresses(text)];

    static IEnumerable<string> Lines(InfraText text)
    {
        var written = Regex.Matches(text[Log] + text["src/ReformFlow.App/Cycles/StepLog.cs"], @"LoggerMessage\((\d+), .*EventName = ""(\w+)""").ToList();
        foreach (var number in written.GroupBy(m => m.Groups[1].Value).Where(g => g.Count() > 1)) yield return $"Event {number.Key} is written by several";
        var read = Regex.Matches(text[Alerts], @"Properties\.EventName\) (?:==|in) \(?([^\n)]*)").SelectMany(m => Regex.Matches(m.Groups[1].Value, @"'(\w+)\\?'").Select(n => n.Groups[1].Value)).Distinct().ToList();
        if (read.Count == 0) yield return $"{Alerts} reads nothing";
        foreach (var name in read.Except(written.Select(m => m.Groups[2].Value))) yield return $"{Alerts} waits for {name}, which nobody writes";

        // The query takes the line apart by its very words.
        var template = Regex.Match(text[Log], @"""(The watchdog went its round:[^""]*)"", EventName = ""WatchdogRound""").Groups[1].Value;
        var parsed = Regex.Replace(Regex.Match(text[Alerts], @"parse Message with (.*)").Groups[1].Value, @"'([^']*)'|(\w+):long| ", m => m.Groups[2].Success ? $"{{{m.Groups[2].Value}}}" : m.Groups[1].Value);
        if (parsed != template) yield return $"{Alerts} parses «{parsed}», and the code writes «{template}»";
    }

    // A rule that looks at less time than some rounds take would fire, or sleep, by chance.
    static IEnumerable<string> Windows(InfraText text)
    {
        var minutes = int.Parse(Regex.Match(text["src/ReformFlow.Functions/Cycles/Watchdog.cs"], @"Rounds = ""\d+ \d+-59/(\d+) \* \* \* \*""").Groups[1].Value, CultureInfo.InvariantCulture);
        foreach (Match rule in Regex.Matches(text[Alerts], @"name: '([\w-]+)'\n(?:.*\n)*?    window: 'PT(\d+)(M|H)'"))
            if (int.Parse(rule.Groups[2].Value, CultureInfo.InvariantCulture) * (rule.Groups[3].Value == "H" ? 60 : 1) < 4 * minutes) yield return $"The alert {rule.Groups[1].Value} looks at less than four rounds";
        foreach (var alert in new[] { "watchdog-silent", "work-late", "pending-old", "town-failing", "mails-undelivered", "mails-wait" }.Where(a => !text[Alerts].Contains($"name: '{a}'", StringComparison.Ordinal))) yield return $"There is no alert {alert}";
        if (!text[Alerts].Contains("skipQueryValidation: true", StringComparison.Ordinal)) yield return "The alerts can't be made before the first line has come";
    }

    static IEnumerable<string> Documents(InfraText text)
    {
        foreach (var heading in Regex.Matches(text[Alerts], "See docs/azure.md, «([^»]+)»").Select(m => m.Groups[1].Value.Replace(@"\'", "'", StringComparison.Ordinal)).Distinct())
            if (!Regex.IsMatch(text["docs/azure.md"], $"^#+ {Regex.Escape(heading)}$", RegexOptions.Multiline)) yield return $"docs/azure.md has no heading «{heading}»";
        if (Regex.Count(text[Alerts], "See docs/azure.md, «") != Regex.Count(text[Alerts], "^    name: '", RegexOptions.Multiline)) yield return "Not every alert says where to read";
    }

    static IEnumerable<string> Addresses(InfraText text)
    {
        var logging = JsonDocument.Parse(text[Host]).RootElement.GetProperty("logging");
        var insights = logging.GetProperty("applicationInsights");
        if (insights.GetProperty("httpAutoCollectionOptions").GetProperty("enableHttpTriggerExtendedInfoCollection").GetBoolean()) yield return "The address of each request would be collected";
        if (insights.GetProperty("enableDependencyTracking").GetBoolean()) yield return "The address of each request that the host hands to the worker would be collected";
        foreach (var category in _quiet.Where(c => !logging.GetProperty("logLevel").TryGetProperty(c, out var level) || level.GetString() is not ("Warning" or "Error" or "None"))) yield return $"{category} would write addresses of requests";
        var excluded = insights.GetProperty("samplingSettings").GetProperty("excludedTypes").GetString()!.Split(';');
        foreach (var type in new[] { "Request", "Trace", "Exception" }.Except(excluded)) yield return $"Some of the {type}s that alerts count would be left out";
    }
}
