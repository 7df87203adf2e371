using System.Runtime.InteropServices;
using Microsoft.Playwright;
using ReformFlow.App.Access;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.Local.Reports;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>The browser of this machine, started once, when the first test asks for a window.</summary>
public sealed class Chromium : IAsyncDisposable
{
    static readonly string[] _arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // The pages' own fonts are megabytes that every test would load; only a picture needs them.
        .. Shots.Folder is null ? ["--disable-remote-fonts"] : Array.Empty<string>(),
    ];

    readonly SemaphoreSlim _starting = new(1);
    readonly Dictionary<bool, IBrowserContext> _people = [];
    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>A new window; the test is skipped where no browser is there.</summary>
    /// <remarks>Windows share what a browser shares, and it is signed in as the office; a process for each would take seconds.</remarks>
    public async Task<IPage> OpenAsync(string address, bool javaScript = true)
    {
        var path = BrowserFinder.Find(null, Platform(), Environment.GetEnvironmentVariable, File.Exists);
        Assert.SkipUnless(path is not null, "No browser on this machine (looked for Chrome, Chromium and Edge).");
        var page = await (await PersonAsync(path!, javaScript)).NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    async Task<IBrowserContext> PersonAsync(string path, bool javaScript)
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = _arguments });
            if (!_people.TryGetValue(javaScript, out var person))
            {
                _people[javaScript] = person = await _browser.NewContextAsync(new() { JavaScriptEnabled = javaScript, Locale = "ja-JP" });
                // All towns of the tests have one key and one name: whoever is signed in at one desk is so at each.
                await person.AddCookiesAsync([new() { Name = Sessions.Name, Value = MemorySession.Value(ServedTown.LinkKey, ServedTown.Key), Domain = "localhost", Path = $"/{ServedTown.Key}/desk" }]);
            }
            return person;
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
