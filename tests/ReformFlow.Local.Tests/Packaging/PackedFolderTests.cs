using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ReformFlow.Local.Checks;

namespace ReformFlow.Local.Tests.Packaging;

/// <summary>The folder that <c>./reformflow pack linux-x64</c> made, where REFORMFLOW_PACKED names it; <c>.ci/run</c> does.</summary>
public sealed class PackedFolderTests
{
    const int CanNotBeConfined = 77;

    [Fact]
    public async Task Cycle_runs_with_the_network_cut_and_only_the_data_folder_writable()
    {
        var packed = Packed();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has name spaces.");
        using var data = new DataFolder();
        var demo = data.Of("demo");

        var (exitCode, said) = await ConfinedAsync(data.Path, Path.Combine(packed, "reformflow"), "demo", "--exit", "--data", demo);
        Assert.SkipWhen(exitCode == CanNotBeConfined, $"This machine lets nobody confine a program: {said}");

        Assert.True(exitCode == 0, said);
        Assert.Contains("A citizen reads the published report", said, StringComparison.Ordinal);
        var report = await FolderCheck.RunAsync(demo, default);
        Assert.Empty(report.Wrong);
        Assert.True(report.Appends > 100, said);

        // The packed program itself says so too, and copies the folder.
        Assert.Equal(0, (await ConfinedAsync(data.Path, Path.Combine(packed, "reformflow"), "backup", demo, "--to", data.Of("backup"))).ExitCode);
        Assert.Equal(0, (await ConfinedAsync(data.Path, Path.Combine(packed, "reformflow"), "verify", data.Of("backup"))).ExitCode);
    }

    [Fact]
    public void Checksums_name_every_file_as_it_is()
    {
        var packed = Packed();

        var named = File.ReadLines(Path.Combine(packed, "SHA256SUMS")).Select(line => line.Split("  ./", 2)).ToDictionary(parts => parts[1], parts => parts[0]);

        Assert.Equal(
            Directory.EnumerateFiles(packed, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(packed, f)).Where(f => f != "SHA256SUMS").Order(StringComparer.Ordinal),
            named.Keys.Order(StringComparer.Ordinal));
        Assert.All(named, file => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(packed, file.Key)))), file.Value));
    }

    [Fact]
    public void Everything_in_the_folder_has_its_licence_beside_it()
    {
        var packed = Packed();
        var notices = File.ReadAllText(Path.Combine(packed, "THIRD-PARTY-NOTICES.txt"));

        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(packed, "reformflow.deps.json")));
        foreach (var library in dependencies.RootElement.GetProperty("libraries").EnumerateObject().Where(l => l.Value.GetProperty("type").GetString() != "project"))
            Assert.Contains(library.Name.Replace("runtimepack.", "", StringComparison.Ordinal).Replace('/', ' '), notices, StringComparison.Ordinal);
        foreach (var text in new[] { "LICENSE", "licences/dotnet-LICENSE.txt", "licences/aspnetcore-LICENSE.txt", "licences/BIZUDPGothic-OFL.txt", "licences/NotoSansJP-OFL.txt", "licences/design-tokens-LICENSE.txt" })
            Assert.True(new FileInfo(Path.Combine(packed, text)).Length > 500, text);
    }

    [Fact]
    public void Folder_holds_nothing_of_the_machine_that_made_it()
    {
        var packed = Packed();

        Assert.Empty(Directory.EnumerateFiles(packed, "*.pdb", SearchOption.AllDirectories));
        Assert.DoesNotContain(Directory.EnumerateFiles(packed, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(packed, f)), f => f.StartsWith("data", StringComparison.Ordinal) || f.EndsWith(".key", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(packed, "reformflow.service")));
        Assert.True(File.Exists(Path.Combine(packed, "docs", "local.md")));
    }

    static string Packed()
    {
        var folder = Environment.GetEnvironmentVariable("REFORMFLOW_PACKED");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "REFORMFLOW_PACKED names no folder that ./reformflow pack linux-x64 made.");
        return Path.GetFullPath(folder!);
    }

    static async Task<(int ExitCode, string Said)> ConfinedAsync(string data, string program, params string[] arguments)
    {
        string[] own = Environment.IsPrivilegedProcess ? ["-mn"] : ["-rmn"];
        var start = new ProcessStartInfo("unshare", [.. own, "sh", Path.Combine(AppContext.BaseDirectory, "Packaging", "confined.sh"), data, program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{start.Environment["PATH"]}:/usr/sbin:/sbin";
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            var said = $"{await output}{await error}";
            return (said.StartsWith("unshare:", StringComparison.Ordinal) ? CanNotBeConfined : process.ExitCode, said);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (CanNotBeConfined, e.Message);
        }
    }
}
