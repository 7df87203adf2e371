using System.Diagnostics;

namespace ReformFlow.Local.Tests.Commands;

/// <summary>The program as somebody calls it: a process, its words and its exit code.</summary>
public sealed class CommandLineTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reformflow-test-");

    static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono", name);

    [Theory]
    [InlineData("frobnicate", "\"frobnicate\" is not known here.")]
    [InlineData("compile plan.json --out x --colour red", "\"--colour\" is not known here.")]
    [InlineData("compile plan.json", "Option '--out' is required.")]
    [InlineData("import plan.json --data x", "Required argument missing for command: 'import'.")]
    public async Task A_wrong_call_gets_one_clear_line_and_exit_code_2(string arguments, string sentence)
    {
        var (exitCode, _, error) = await RunAsync(arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"reformflow: {sentence}", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("serve")]
    [InlineData("signin")]
    [InlineData("import")]
    [InlineData("compile")]
    [InlineData("backup")]
    [InlineData("verify")]
    public async Task Every_verb_explains_itself(string verb)
    {
        var (exitCode, output, _) = await RunAsync(verb, "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains($"reformflow {verb}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_stores_a_good_town_and_says_what_to_do_next()
    {
        var data = Path.Combine(_folder.FullName, "data");
        var (exitCode, output, error) = await RunAsync("import", Sample("plan.json"), Sample("organisation.json"), "--data", data);
        Assert.True(exitCode == 0, error);
        Assert.Contains("28 items, 9 departments write", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(data, "mizuhono", "journal", "mizuhono~office.jsonl")));
    }

    [Fact]
    public async Task A_refused_import_leaves_nothing_behind()
    {
        var (plan, data) = (Path.Combine(_folder.FullName, "plan.json"), Path.Combine(_folder.FullName, "data"));
        await File.WriteAllTextAsync(plan, (await File.ReadAllTextAsync(Sample("plan.json"))).Replace("\"企画政策課\"", "\"企画課\"", StringComparison.Ordinal));
        var (exitCode, _, error) = await RunAsync("import", plan, Sample("organisation.json"), "--data", data);
        Assert.Equal(2, exitCode);
        Assert.Contains("prints 「企画課」, which organisation $.departments does not know.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task A_folder_in_use_is_said_in_one_line()
    {
        var data = Path.Combine(_folder.FullName, "data");
        Directory.CreateDirectory(data);
        using var held = new FileStream(Path.Combine(data, "reformflow.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var (exitCode, _, error) = await RunAsync("import", Sample("plan.json"), Sample("organisation.json"), "--data", data);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("reformflow: ", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_gets_every_problem_at_once_and_nothing_is_written()
    {
        var plan = Path.Combine(_folder.FullName, "plan.json");
        await File.WriteAllTextAsync(plan, (await File.ReadAllTextAsync(Sample("plan.json"))).Replace("\"repeatOf\": \"4\"", "\"repeatOf\": \"444\", \"colour\": \"red\"", StringComparison.Ordinal));
        var output = Path.Combine(_folder.FullName, "out");
        var (exitCode, _, error) = await RunAsync("compile", plan, "--out", output);
        Assert.Equal(2, exitCode);
        Assert.Contains(".colour: Unknown field.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public async Task A_missing_browser_leaves_the_other_files_and_says_what_to_install()
    {
        var output = Path.Combine(_folder.FullName, "out");
        var (exitCode, _, error) = await RunAsync("compile", Sample("plan.json"), "--out", output, "--browser", "/nowhere/browser");
        Assert.Equal(1, exitCode);
        Assert.Contains("report.pdf was not made.", error, StringComparison.Ordinal);
        Assert.Contains("/nowhere/browser", error, StringComparison.Ordinal);
        Assert.Equal(["report.html", "report.json"], Directory.EnumerateFiles(output).Select(Path.GetFileName).Order());
    }

    static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "reformflow.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
