using Microsoft.Playwright;

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>Pictures of the pages for somebody who wants to look at them.</summary>
static class Shots
{
    /// <summary>The environment variable that names a folder for the pictures; without it none are taken.</summary>
    const string Variable = "REFORMFLOW_SHOTS";

    public static readonly string? Folder = Environment.GetEnvironmentVariable(Variable);

    public static async Task TakeAsync(IPage window, string name, int width)
    {
        if (Folder is not null) await window.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{width}.png"), FullPage = true });
    }
}
