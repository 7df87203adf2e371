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
        Assert.True(System.IO.File.Exists(Path.Combine(data, "mizuhono", "journal", "mizuhono~office.jsonl")));
    }

    [Fact]
    public async Task A_refused_import_leaves_nothing_behind()
    {
        var (plan, data) = (Path.Combine(_folder.FullName, "plan.json"), Path.Combine(_folder.FullName, "data"));
        await System.IO.File.WriteAllTextAsync(plan, (await System.IO.File.ReadAllTextAsync(Sample("plan.json"))).Replace("\"企画政策課\"", "\"企画課\"", StringComparison.Ordinal));
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
        await System.IO.File.WriteAllTextAsync(plan, (await System.IO.File.ReadAllTextAsync(Sample("plan.json"))).Replace("\"repeatOf\": \"4\"", "\"repeatOf\": \"444\", \"colour\": \"red\"", StringComparison.Ordinal));
        var output = Path.Combine(_folder.FullName, "out");
        var (exitCode, _, error) = await RunAsync("compile", plan, "--out", output);
        Assert.Equal(2, exitCode);
        Assert.Contains(".colour: Unknown field.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public async Task Wrong_plan_template_and_texts_are_told_of_at_once()
    {
        var (plan, template, texts, output) = (File("plan.json"), File("template.json"), File("texts.json"), File("out"));
        await WriteAsync(plan, Sample("plan.json"), "\"parent\": \"Ⅰ-1\"", "\"parent\": \"Ⅰ-1-(1)\"");
        await WriteAsync(template, Template("standard"), "\"kind\": \"summary\", \"rating\": \"status\"", "\"kind\": \"summary\", \"rating\": \"mood\"");
        await System.IO.File.WriteAllTextAsync(texts, "{\"format\": \"office-texts/1\", \"texts\": {\"nosuch\": \"文\"}}");

        var (exitCode, _, error) = await RunAsync("compile", plan, "--template", template, "--texts", texts, "--out", output);

        Assert.Equal(2, exitCode);
        // A heading that hangs on itself, and one that hangs on its sibling.
        Assert.Equal(2, error.Split('\n').Count(l => l.Contains(".parent: The parent \"Ⅰ-1-(1)\" is of level 2;", StringComparison.Ordinal)));
        Assert.Contains("$.pages[4].rating: The template neither asks nor computes \"rating.mood\"", error, StringComparison.Ordinal);
        Assert.Contains("$.texts.nosuch: The template standard has no place \"nosuch\".", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    [Theory]
    [InlineData("\"text.nextSteps\",", "\"effect.other\",", "$.fields[10].name: \"effect.other\" is no field.")]
    [InlineData("\"field\": \"rating.status\", \"in\"", "\"field\": \"rating.mood\", \"in\"", "requiredIf.field: The template asks no field \"rating.mood\".")]
    [InlineData("\"kind\": \"itemSheets\"", "\"kind\": \"itemSheets\", \"parts\": [{ \"kind\": \"boxes\", \"boxes\": [{ \"field\": \"text.nosuch\" }] }]", "boxes[0].field: The template knows no field \"text.nosuch\".")]
    [InlineData("\"kind\": \"changes\"", "\"kind\": \"effects\", \"level\": 7", "level: The plan has no level 7: it names 0 基本方針, 1 重点項目, 2 推進施策.")]
    [InlineData("\"kind\": \"changes\"", "\"kind\": \"definitions\", \"scale\": \"nosuch\", \"rows\": [{ \"label\": \"順調\", \"symbol\": \"順調\" }]", "scale: Neither the template nor the plan has symbols for \"nosuch\".")]
    [InlineData("\"kind\": \"changes\"", "\"kind\": \"changes\", \"colour\": \"red\"", "colour: Unknown field.")]
    [InlineData("\"scale\": \"action\"", "\"scale\": \"nosuch\"", "$.fields[1].scale: Neither the template nor the plan has symbols for \"nosuch\".")]
    public async Task Each_mistake_of_a_template_is_named_with_its_place_and_nothing_is_written(string right, string wrong, string sentence)
    {
        var (template, output) = (File("template.json"), File("out"));
        await WriteAsync(template, Template("standard"), right, wrong);

        var (exitCode, _, error) = await RunAsync("compile", Sample("plan.json"), "--template", template, "--out", output);

        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    [Theory]
    [InlineData("\"highlights\": \"{item:99}\"", "$.texts.highlights: The plan has no item \"99\".")]
    [InlineData("\"preface/a\": \"文\"", "$.texts.preface/a: Nothing is printed at \"preface/a\": this place has no parts.")]
    [InlineData("\"colophon\": \"文\"", "$.texts.colophon: The template standard has no place \"colophon\".")]
    public async Task Texts_that_lead_nowhere_are_named_and_nothing_is_written(string entry, string sentence)
    {
        var (texts, output) = (File("texts.json"), File("out"));
        await System.IO.File.WriteAllTextAsync(texts, $"{{\"format\": \"office-texts/1\", \"texts\": {{{entry}}}}}");

        var (exitCode, _, error) = await RunAsync("compile", Sample("plan.json"), "--texts", texts, "--out", output);

        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public async Task What_is_printed_all_the_same_is_told_beside_it()
    {
        var (plan, output) = (File("plan.json"), File("out"));
        await WriteAsync(plan, Sample("plan.json"), "\"status\": \"順調\"", "\"status\": \"快調\"");

        var (_, _, error) = await RunAsync("compile", plan, "--out", output, "--browser", "/nowhere/browser");

        Assert.Contains("\"快調\" is not on the scale \"item\"", error, StringComparison.Ordinal);
        Assert.Contains("There is no text for preface, highlights, effects, closing; nothing is printed there.", error, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(Path.Combine(output, "report.html")));
    }

    [Fact]
    public async Task Day_and_number_of_a_handout_stand_in_what_is_compiled()
    {
        var output = File("out");
        Assert.Equal(2, (await RunAsync("compile", Sample("plan.json"), "--as-of", "2026/6/30", "--out", output)).ExitCode);
        Assert.False(Directory.Exists(output));

        await RunAsync("compile", Sample("plan.json"), "--as-of", "2026-06-30", "--document-number", "資料１", "--out", output, "--browser", "/nowhere/browser");

        var json = await System.IO.File.ReadAllTextAsync(Path.Combine(output, "report.json"));
        Assert.Contains("\"documentNumber\": \"資料１\"", json, StringComparison.Ordinal);
        Assert.Contains("令和8年6月30日現在", json, StringComparison.Ordinal);
    }

    string File(string name) => Path.Combine(_folder.FullName, name);

    static string Template(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "ReformFlow.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src", "ReformFlow.Core", "Reports", $"{name}.json");
    }

    static async Task WriteAsync(string path, string from, string right, string wrong)
    {
        var text = await System.IO.File.ReadAllTextAsync(from);
        Assert.Contains(right, text, StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(path, text.Replace(right, wrong, StringComparison.Ordinal));
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
