using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Web;

/// <summary>What holds for every page, whatever it shows.</summary>
static class PageRules
{
    /// <summary>Looks at a page as a phone and as a desk show it, and closes its window.</summary>
    public static async Task CheckAsync(IPage window, string name)
    {
        foreach (var width in new[] { 320, 1280 })
        {
            await window.SetViewportSizeAsync(width, 900);
            await CheckAsync(window, name, width);
        }
        // After a page with a name of its own, an empty main would print as a blank page.
        await window.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await window.EvaluateAsync<bool>("() => [...document.querySelectorAll('main:empty')].some(e => getComputedStyle(e).display !== 'none')"), $"{name} prints a blank page.");
        await window.CloseAsync();
    }

    static async Task CheckAsync(IPage window, string name, int width)
    {
        await Shots.TakeAsync(window, name, width);
        var wide = await window.EvaluateAsync<string[]>("""
            () => document.scrollingElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.scroll')).map(e => `${e.outerHTML.slice(0, 120)} ends at ${e.getBoundingClientRect().right}`)
            """);
        Assert.True(wide.Length == 0, $"{name} scrolls sideways at {width} px:\n{string.Join('\n', wide)}");
        Assert.False(string.IsNullOrWhiteSpace(await window.TitleAsync()), $"{name} has no title.");
        Assert.Equal(1, await window.Locator("h1").CountAsync());
        var unnamed = await window.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('input:not([type=hidden]), textarea, select')]
                .filter(e => !e.labels?.length && !e.ariaLabel && !e.getAttribute('aria-labelledby')).map(e => e.outerHTML)
            """);
        Assert.True(unnamed.Length == 0, $"{name} has controls without a label:\n{string.Join('\n', unnamed)}");
        var doubled = await window.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at)");
        Assert.True(doubled.Length == 0, $"{name} uses an id twice: {string.Join(", ", doubled)}");
        var lost = await window.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[aria-describedby], [aria-labelledby], a[href^="#"]')]
                .flatMap(e => `${e.getAttribute('aria-describedby') ?? ''} ${e.getAttribute('aria-labelledby') ?? ''} ${(e.getAttribute('href') ?? '').replace(/^[^#].*/, '').slice(1)}`.split(' '))
                .filter(id => id && !document.getElementById(decodeURIComponent(id)))
            """);
        Assert.True(lost.Length == 0, $"{name} refers to what is not there: {string.Join(", ", lost)}");
    }
}
