using System.Runtime.InteropServices;
using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.Local.Reports;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>The browser of this machine, started once, when the first test asks for a window.</summary>
public sealed class Chromium : IAsyncDisposable
{
    static readonly string[] _arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // The pages' own fonts are megabytes, and every window would load them anew.
        "--disable-remote-fonts"];

    readonly SemaphoreSlim _starting = new(1);
    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>A window of its own, without any other's memory; the test is skipped where no browser is there.</summary>
    public async Task<IPage> OpenAsync(string address, bool javaScript = true, int width = 1280)
    {
        var path = BrowserFinder.Find(null, Platform(), Environment.GetEnvironmentVariable, File.Exists);
        Assert.SkipUnless(path is not null, "No browser on this machine (looked for Chrome, Chromium and Edge).");
        var window = await (await StartAsync(path!)).NewContextAsync(new() { JavaScriptEnabled = javaScript, ViewportSize = new() { Width = width, Height = 900 }, Locale = "ja-JP" });
        window.SetDefaultTimeout(15_000);
        var page = await window.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    async Task<IBrowser> StartAsync(string path)
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = _arguments });
        }
        finally
        {
            _starting.Release();
        }
    }

    static OSPlatform Platform() => OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }
}
