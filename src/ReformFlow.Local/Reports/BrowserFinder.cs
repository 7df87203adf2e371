using System.Runtime.InteropServices;

namespace ReformFlow.Local.Reports;

/// <summary>Says where a browser that can print may be, and which of these places has one.</summary>
public static class BrowserFinder
{
    /// <summary>The environment variable that names the browser where the setting doesn't.</summary>
    public const string Variable = "REFORMFLOW_BROWSER";

    static readonly string[] _unixNames =
        ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "microsoft-edge-stable", "msedge"];

    // Edge comes with Windows, so it is the likeliest to be there and up to date.
    static readonly string[] _windowsNames = ["msedge.exe", "chrome.exe", "chromium.exe"];

    /// <summary>The first place that exists, or null.</summary>
    public static string? Find(string? setting, OSPlatform platform, Func<string, string?> variable, Func<string, bool> exists) =>
        Places(setting, platform, variable).FirstOrDefault(exists);

    /// <summary>Every place to look at, best first. A browser that somebody named is the only one: another would print other pages.</summary>
    public static IReadOnlyList<string> Places(string? setting, OSPlatform platform, Func<string, string?> variable)
    {
        var windows = platform == OSPlatform.Windows;
        var named = Given(setting) ?? Given(variable(Variable));
        if (named is not null)
            return named.AsSpan().ContainsAny('/', '\\') ? [named] : [.. OnPath(windows ? [named, named + ".exe"] : [named], windows, variable)];
        return [.. OnPath(windows ? _windowsNames : _unixNames, windows, variable), .. UsualPlaces(platform, variable)];
    }

    static IEnumerable<string> OnPath(string[] names, bool windows, Func<string, string?> variable)
    {
        var folders = (variable("PATH") ?? "").Split(windows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return from name in names from folder in folders select folder.TrimEnd('/', '\\') + (windows ? '\\' : '/') + name;
    }

    static IEnumerable<string> UsualPlaces(OSPlatform platform, Func<string, string?> variable)
    {
        if (platform == OSPlatform.Windows)
            return
                from program in (string[])[@"Microsoft\Edge\Application\msedge.exe", @"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe"]
                from root in (string[])["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
                let folder = Given(variable(root))
                where folder is not null
                select $@"{folder}\{program}";
        if (platform == OSPlatform.OSX)
            return
                from program in (string[])["Google Chrome", "Microsoft Edge", "Chromium"]
                from folder in (string[])["", variable("HOME") ?? ""]
                select $"{folder}/Applications/{program}.app/Contents/MacOS/{program}";
        // A service often runs with a short PATH.
        return
        [
            "/usr/bin/google-chrome", "/opt/google/chrome/chrome", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/lib/chromium/chromium",
            "/usr/bin/microsoft-edge", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium",
        ];
    }

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
