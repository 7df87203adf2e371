using System.Diagnostics;
using System.Reflection;

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>Programs of others that judge what the product makes; they come from npm with the build.</summary>
static class Judges
{
    static readonly string _modules = typeof(Judges).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "JudgeModules").Value!;

    /// <summary>axe-core as one script; the test is skipped where it is not there.</summary>
    public static string Axe
    {
        get
        {
            SkipUnlessThere();
            return Path.Combine(_modules, "axe-core", "axe.min.js");
        }
    }

    /// <summary>What ajv says of each template: <c>valid</c>, or where it is not.</summary>
    public static async Task<IReadOnlyList<string>> OfTemplatesAsync(string schema, params IReadOnlyList<string> templates)
    {
        SkipUnlessThere();
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Setting", "judge-template.cjs"), schema, .. templates])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["JUDGE_MODULES"] = _modules },
        })!;
        var (said, trouble) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await trouble);
        return (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    static void SkipUnlessThere() => Assert.SkipUnless(Directory.Exists(_modules), "axe-core and ajv are not here: npm was missing when the tests were built. Install Node.js 20 or later and build again.");
}
