namespace ReformFlow.Functions.Tests.Infra;

/// <summary>The texts that describe the Azure edition's infrastructure, and those of the sources that they must be in step with; by path.</summary>
sealed record InfraText(IReadOnlyDictionary<string, string> Files)
{
    static readonly string[] _folders = ["infra", "infra/modules", "infra/hooks", ".github/workflows"];

    static readonly string[] _single =
    [
        "azure.yaml", "local.settings.sample.json", "docs/azure.md", "src/ReformFlow.Functions/host.json", "src/ReformFlow.Functions/Storage/StorageAccount.cs",
        "src/ReformFlow.Functions/Cycles/Watchdog.cs", "src/ReformFlow.Functions/Cycles/WatchdogLog.cs", "src/ReformFlow.App/Cycles/StepLog.cs",
    ];

    public static InfraText Read() => new(_folders
        .SelectMany(folder => Directory.EnumerateFiles(PathOf(folder)).Select(file => $"{folder}/{Path.GetFileName(file)}"))
        .Concat(_single)
        .ToDictionary(path => path, path => File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n")));

    public string this[string path] => Files[path];

    public IEnumerable<KeyValuePair<string, string>> Bicep => Files.Where(f => f.Key.EndsWith(".bicep", StringComparison.Ordinal));

    public IEnumerable<KeyValuePair<string, string>> Hooks => Files.Where(f => f.Key.StartsWith("infra/hooks/", StringComparison.Ordinal));

    public IEnumerable<KeyValuePair<string, string>> Workflows => Files.Where(f => f.Key.StartsWith(".github/workflows/", StringComparison.Ordinal));

    /// <summary>The same texts, but for one place that somebody spoiled.</summary>
    public InfraText With(string path, string found, string instead)
    {
        Assert.Contains(found, Files[path], StringComparison.Ordinal);
        return new(new Dictionary<string, string>(Files) { [path] = Files[path].Replace(found, instead, StringComparison.Ordinal) });
    }

    public static string PathOf(string name) => Path.Combine(_root, name);

    static readonly string _root = Root(new(AppContext.BaseDirectory));

    static string Root(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests do not run inside the repository.") : File.Exists(Path.Combine(folder.FullName, "ReformFlow.sln")) ? folder.FullName : Root(folder.Parent);
}
