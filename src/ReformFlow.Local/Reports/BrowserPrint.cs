using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ReformFlow.Local.Reports;

/// <summary>Prints an HTML file to PDF with a browser that is already on the machine.</summary>
/// <param name="browserSetting">A path or a name on PATH; without one, the usual places are searched.</param>
public sealed class BrowserPrint(string? browserSetting)
{
    /// <summary>How long one document may take; a report of 200 pages takes a few seconds.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Where the browser may write while it prints.</summary>
    public Scratch Scratch { get; init; } = new();

    /// <summary>Prints the file; <paramref name="pdfPath"/> is replaced by a whole PDF or left as it was.</summary>
    /// <exception cref="BrowserMissingException">There is no browser.</exception>
    /// <exception cref="PrintFailedException">The browser failed, took too long or wrote something else.</exception>
    public async Task PrintAsync(string htmlPath, string pdfPath, CancellationToken cancellation)
    {
        var browser = FindBrowser();
        htmlPath = Path.GetFullPath(htmlPath);
        // A browser asked for a missing file prints its own error page and is content.
        if (!File.Exists(htmlPath))
            throw new FileNotFoundException("The HTML file to print does not exist.", htmlPath);

        var (profile, isOwn) = Scratch.Make("reformflow-print-");
        var unfinished = $"{Path.GetFullPath(pdfPath)}.{Path.GetRandomFileName()}.part";
        try
        {
            var (exitCode, lastLines) = await RunAsync(browser, [.. Arguments(profile.FullName, htmlPath, unfinished)], profile.FullName, isOwn, cancellation);
            if (exitCode != 0)
                throw new PrintFailedException("The browser failed to print", exitCode, lastLines);
            if (!IsWholePdf(unfinished))
                throw new PrintFailedException("The browser ended without a whole PDF", exitCode, lastLines);
            File.Move(unfinished, pdfPath, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
            await DeleteAsync(profile);
        }
    }

    /// <summary>The browser that <see cref="PrintAsync"/> would start.</summary>
    /// <exception cref="BrowserMissingException">There is none.</exception>
    public string FindBrowser()
    {
        var platform = OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;
        return BrowserFinder.Find(browserSetting, platform, Environment.GetEnvironmentVariable, File.Exists)
            ?? throw new BrowserMissingException(BrowserFinder.Places(browserSetting, platform, Environment.GetEnvironmentVariable));
    }

    static IEnumerable<string> Arguments(string profile, string htmlPath, string pdfPath)
    {
        yield return "--headless";
        // Root cannot be confined, and the browser refuses to start unless told so; what it opens is our own file.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            yield return "--no-sandbox";
        yield return "--disable-gpu";
        // It prints a local file and has nothing to say to anybody.
        yield return "--disable-quic";
        yield return "--no-first-run";
        yield return "--disable-background-networking";
        yield return "--disable-component-update";
        yield return "--disable-sync";
        // Containers give 64 MB of shared memory, too little for a long report.
        yield return "--disable-dev-shm-usage";
        yield return "--no-pdf-header-footer";
        yield return "--generate-pdf-document-outline";
        yield return "--export-tagged-pdf";
        yield return $"--user-data-dir={profile}";
        yield return $"--print-to-pdf={pdfPath}";
        yield return AddressOf(htmlPath);
    }

    // Not Uri: in a file's name it takes %41 for an A.
    static string AddressOf(string path) =>
        "file:///" + string.Join('/', path.TrimStart('/').Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)).Replace("%3A", ":", StringComparison.Ordinal);

    async Task<(int ExitCode, string LastLines)> RunAsync(string browser, string[] arguments, string profile, bool isConfined, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(browser, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        // A service account may have no home, and the crash reporter then stops the browser.
        if (OperatingSystem.IsLinux())
            start.Environment["XDG_CONFIG_HOME"] = profile;
        // Where nothing but our own folder can be written, that goes for the browser too.
        if (isConfined)
            foreach (var name in new[] { "HOME", "XDG_CACHE_HOME", "TMPDIR", "TEMP", "TMP" })
                start.Environment[name] = profile;

        var lines = new LastLines();
        using var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => lines.Add(line.Data);
        process.OutputDataReceived += (_, _) => { };
        try
        {
            process.Start();
        }
        catch (Win32Exception problem)
        {
            throw new PrintFailedException($"The browser {browser} could not be started: {problem.Message}", null, "");
        }

        process.BeginErrorReadLine();
        process.BeginOutputReadLine();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            throw new PrintFailedException($"The browser did not finish within {TimeLimit.TotalSeconds:0} seconds", null, lines.ToString());
        }

        return (process.ExitCode, lines.ToString());
    }

    static bool IsWholePdf(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        Span<byte> end = stackalloc byte[16];
        if (file.Length < start.Length + end.Length)
            return false;
        file.ReadExactly(start);
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        return start.SequenceEqual("%PDF"u8) && end.TrimEnd("\r\n"u8).EndsWith("%%EOF"u8);
    }

    // The browser's last children may still write for a moment; what stays then lies in the system's temporary folder.
    static async Task DeleteAsync(DirectoryInfo folder)
    {
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
