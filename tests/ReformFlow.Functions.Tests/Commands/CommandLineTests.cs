using System.Diagnostics;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ReformFlow.App.Log;
using ReformFlow.Core.Access;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Functions.Commands;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Organisation;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Commands;

/// <summary>The program as an operator calls it: a process with his environment, its words and its exit code.</summary>
public sealed class CommandLineTests : IAsyncDisposable
{
    const string Office = "gyokaku@city.mizuhono.example.jp";

    // A town of this name may lie in the other tests' account; most tests need none.
    readonly Azurite _azurite = new();
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reformflow-test-");
    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    static string Sample(string name) => Repository.PathOf(Path.Combine("samples", "mizuhono", name));

    [Fact]
    public async Task Town_is_taken_in_and_its_office_signs_in()
    {
        var account = await AccountAsync();
        var (code, output, error) = await RunAsync(account, "import", Sample("plan.json"), Sample("organisation.json"), "--template", "okayama");
        Assert.True(code == 0, error);
        Assert.Contains("28 items, 9 departments write. \"mizuhono\" must stand in REFORMFLOW_TOWNS.", output, StringComparison.Ordinal);

        var office = await new Streams(new TableLog(_azurite.Storage.Log), TimeProvider.System).HeadAsync<OfficeHead>(StreamName.Office("mizuhono"), default);
        Assert.Single(office.Plans);
        Assert.NotNull(office.MailTexts);

        (code, output, error) = await RunAsync([.. account, ("ReformFlow__LinkKey", Convert.ToBase64String(_key)), ("ReformFlow__DeskAddress", "https://kaikaku.example.jp/")], "signin", "mizuhono", Office.ToUpperInvariant());
        Assert.True(code == 0, error);
        const string Page = "https://kaikaku.example.jp/mizuhono/desk/sign-in/once/";
        Assert.StartsWith(Page, output, StringComparison.Ordinal);
        var (person, _) = ServerAddress.Read(_key, output.Trim()[Page.Length..], "mizuhono", DateTimeOffset.UtcNow)!.Value;
        Assert.Equal(Office, (await new TablePeople(_azurite.Storage.People).FindAsync("mizuhono", person, default))!.Address);
    }

    [Fact]
    public async Task Town_may_be_taken_in_again()
    {
        var account = await AccountAsync();
        for (var i = 0; i < 2; i++) Assert.Equal(0, (await RunAsync(account, "import", Sample("plan.json"), Sample("organisation.json"))).ExitCode);

        Assert.Single(await new TableLog(_azurite.Storage.Log).ReadAsync(StreamName.Office("mizuhono"), 1, default));
    }

    [Fact]
    public async Task Wrong_files_get_every_problem_at_once_and_nothing_is_made()
    {
        var plan = Path.Combine(_folder.FullName, "plan.json");
        await File.WriteAllTextAsync(plan, (await File.ReadAllTextAsync(Sample("plan.json"))).Replace("\"repeatOf\": \"4\"", "\"repeatOf\": \"444\", \"colour\": \"red\"", StringComparison.Ordinal));
        var organisation = Path.Combine(_folder.FullName, "organisation.json");
        await File.WriteAllTextAsync(organisation, (await File.ReadAllTextAsync(Sample("organisation.json"))).Replace("\"municipality\"", "\"town\"", StringComparison.Ordinal));

        var (code, _, error) = await RunAsync(await AccountAsync(), "import", plan, organisation);

        Assert.Equal(2, code);
        Assert.Contains("  plan $.", error, StringComparison.Ordinal);
        Assert.Contains(".colour: Unknown field.", error, StringComparison.Ordinal);
        Assert.Contains("  organisation $", error, StringComparison.Ordinal);
        Assert.Empty(new TableServiceClient(_azurite.Connection).Query());
        Assert.Empty(new BlobServiceClient(_azurite.Connection).GetBlobContainers());
    }

    [Theory]
    [InlineData("frobnicate", "\"frobnicate\" is not known here.")]
    [InlineData("import plan.json", "Required argument missing for command: 'import'.")]
    [InlineData("import plan.json organisation.json --data x", "\"--data\" is not known here.")]
    [InlineData("signin desk kaikaku@example.jp", "\"desk\" can't be a town's key.")]
    public async Task A_wrong_call_gets_one_clear_line_and_exit_code_2(string arguments, string sentence)
    {
        var (code, _, error) = await RunAsync([("ReformFlow__Data__ConnectionString", "UseDevelopmentStorage=true")], arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.StartsWith($"reformflow: {sentence}", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_a_verb_lacks_are_named_and_no_others()
    {
        var (code, _, error) = await RunAsync([], "import", Sample("plan.json"), Sample("organisation.json"));
        Assert.Equal(2, code);
        Assert.Equal(["ReformFlow__Data__ConnectionString"], Named(error));

        (code, _, error) = await RunAsync([], "signin", "mizuhono", Office);
        Assert.Equal(2, code);
        Assert.Equal(["ReformFlow__Data__ConnectionString", "ReformFlow__DeskAddress", "ReformFlow__LinkKey"], Named(error).Order());

        (_, _, error) = await RunAsync([("ReformFlow__LinkKey", Convert.ToBase64String(_key))], "signin", "mizuhono", Office, "--site", "https://kaikaku.example.jp");
        Assert.Equal(["ReformFlow__Data__ConnectionString"], Named(error));

        static IEnumerable<string> Named(string error) => error.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => l[2..l.IndexOf(':', StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_to_Azure_is_told_so()
    {
        var (code, _, error) = await RunAsync([("ReformFlow__Data__AccountName", "stdatanobody"), ("PATH", Path.GetDirectoryName(Environment.ProcessPath)!)], "import", Sample("plan.json"), Sample("organisation.json"));
        Assert.Equal(1, code);
        Assert.StartsWith("reformflow: Azure does not know who you are: sign in with az login, and try again.", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_before_any_town_says_what_comes_first()
    {
        var (code, _, error) = await RunAsync([.. await AccountAsync(), ("ReformFlow__LinkKey", Convert.ToBase64String(_key))], "signin", "mizuhono", Office, "--site", "https://kaikaku.example.jp");
        Assert.Equal(1, code);
        Assert.Contains("Run import first", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "import")]
    [InlineData(true, "signin", "mizuhono")]
    [InlineData(true, "--help")]
    [InlineData(false)]
    [InlineData(false, "--functions-uri", "http://127.0.0.1:1")]
    [InlineData(false, "--host", "127.0.0.1", "--port", "1")]
    public void Host_s_start_is_told_from_a_verb(bool isVerb, params string[] arguments) => Assert.Equal(isVerb, CommandLine.IsCalled(arguments));

    async Task<(string, string)[]> AccountAsync()
    {
        await _azurite.StartAsync();
        return [("ReformFlow__Data__ConnectionString", _azurite.Connection)];
    }

    static async Task<(int ExitCode, string Output, string Error)> RunAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ReformFlow.Functions.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ReformFlow", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
