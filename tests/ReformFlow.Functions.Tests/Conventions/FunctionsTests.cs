using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReformFlow.App.Web;
using ReformFlow.Core.Plans;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Conventions;

/// <summary>Agreements that the compiler does not see.</summary>
public sealed partial class FunctionsTests
{
    const string Sources = "src/ReformFlow.Functions";

    [Fact]
    public async Task Every_orchestration_and_activity_that_is_called_has_a_function()
    {
        var called = Directory.EnumerateFiles(Repository.PathOf(Sources), "*.cs", SearchOption.AllDirectories).SelectMany(f => Called().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups["name"].Value).Append(nameof(CycleOrchestrator)).Append(nameof(RequestOrchestrator)).Distinct().ToList();
        Assert.True(called.Count >= 6, $"The calls are written in another way than this test reads: {string.Join(", ", called)}.");
        var functions = (await new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync("")).ToDictionary(f => f.Name!, f => f.RawBindings!.Select(TypeOf).ToList());
        Assert.All(called, name => Assert.Contains(name, functions.Keys));
        Assert.All(functions.Where(f => f.Value.Contains("orchestrationTrigger") || f.Value.Contains("activityTrigger")), f => Assert.Contains(f.Key, called));
    }

    [Fact]
    public async Task Every_http_function_is_a_door() =>
        Assert.All((await HostRoutes.ReadAsync()).Functions, f => Assert.Contains(f.Name, new[] { "Form", "Desk", "Public", "Webhook", "Files" }));

    [Fact]
    public void No_orchestrator_has_a_state_of_its_own()
    {
        var orchestrators = typeof(FunctionsEntry).Assembly.GetTypes().Where(t => t.Name.EndsWith("Orchestrator", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(orchestrators);
        Assert.All(orchestrators, t => Assert.Empty(t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)));
        Assert.All(orchestrators, t => Assert.All(t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic), f => Assert.True(f.IsLiteral, $"{t.Name}.{f.Name} is not a constant.")));
    }

    [Fact]
    public void Core_and_App_know_nothing_of_Azure()
    {
        foreach (var assembly in new[] { typeof(Keys).Assembly, typeof(WebSetup).Assembly })
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), a => Azure().IsMatch(a.Name!));
        foreach (var project in new[] { "src/ReformFlow.Core/ReformFlow.Core.csproj", "src/ReformFlow.App/ReformFlow.App.csproj" })
            Assert.DoesNotMatch(Azure(), File.ReadAllText(Repository.PathOf(project)));
    }

    static string TypeOf(string binding) => JsonDocument.Parse(binding).RootElement.GetProperty("type").GetString()!;

    [GeneratedRegex(@"CallActivityAsync(<[^(]*>)?\(nameof\(\w+\.(?<name>\w+)\)")]
    private static partial Regex Called();

    [GeneratedRegex(@"Azure|DurableTask|SendGrid|Functions")]
    private static partial Regex Azure();
}
