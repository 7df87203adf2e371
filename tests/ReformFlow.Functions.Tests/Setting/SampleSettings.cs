using System.Text.Json;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>The sample of the settings that lies at the repository's root.</summary>
static class SampleSettings
{
    /// <summary>The one setting that somebody must fill in.</summary>
    public const string LinkKey = "ReformFlow__LinkKey";

    public static IReadOnlyDictionary<string, string> Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("local.settings.sample.json")));
        return json.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!);
    }
}

/// <summary>The sources that these tests were built from.</summary>
static class Repository
{
    static readonly string _root = Root(new(AppContext.BaseDirectory));

    public static string PathOf(string name) => Path.Combine(_root, name);

    static string Root(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests do not run inside the repository.") : File.Exists(Path.Combine(folder.FullName, "ReformFlow.sln")) ? folder.FullName : Root(folder.Parent);
}
