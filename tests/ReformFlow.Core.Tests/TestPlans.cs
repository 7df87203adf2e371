using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests;

/// <summary>Plans of towns that do not exist, in the shape of published ones: <c>tests/plans</c>.</summary>
static class TestPlans
{
    /// <summary>The bytes of a plan file.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>The plan that a file holds.</summary>
    public static Plan Plan(string name) => PlanFile.Read(Read(name)) is { IsGood: true } reading ? reading.Value! : throw new InvalidOperationException(string.Join("\n", PlanFile.Read(Read(name)).Problems));

    /// <summary>Where the file lies.</summary>
    public static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReformFlow.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "plans", $"{name}.json");
    }
}
