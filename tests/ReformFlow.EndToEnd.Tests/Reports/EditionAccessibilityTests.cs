using System.Text.Json;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Tests;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Reports;

/// <summary>Editions of the sample city as those have them who can't see the page: judged by axe-core, and read as the browser's own tree tells them.</summary>
public sealed class EditionAccessibilityTests(Chromium chromium)
{
    /// <summary>Every template with the sample city, and with the published plan of its town where that lies here.</summary>
    public static TheoryData<string, string> Editions => new(BuiltInTemplates.Names.SelectMany(t => new[] { "yamaguchi", "mine", "nomi" }.Where(p => p == t || t == "standard").Prepend("mizuhono").Select(p => (t, p))));

    [Theory, MemberData(nameof(Editions))]
    public async Task Axe_finds_nothing_in_an_edition(string template, string plan)
    {
        var axe = Judges.Axe;
        var page = await chromium.OpenAsync("about:blank");
        await page.SetContentAsync(await EditionAsync(template, plan));
        // An edition's own policy runs no script that stands in the page; this one does not.
        await page.EvaluateAsync(await File.ReadAllTextAsync(axe));

        var violations = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | ')}`))");

        Assert.Empty(violations.EnumerateArray().Select(v => v.GetString()));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Marks_minuses_and_years_are_read_as_they_are_meant()
    {
        var page = await chromium.OpenAsync("about:blank");
        await page.SetContentAsync(await EditionAsync("yamaguchi"));

        var read = await page.Locator("body").AriaSnapshotAsync();

        Assert.Contains("計画どおり", read, StringComparison.Ordinal);
        Assert.DoesNotContain("cell \"○", read, StringComparison.Ordinal);
        Assert.Contains("columnheader \"令和7年度\"", read, StringComparison.Ordinal);
        Assert.DoesNotContain("△1", read, StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_figure_is_followed_to_its_items_and_back_by_keyboard()
    {
        var page = await chromium.OpenAsync("about:blank");
        await page.SetContentAsync(await EditionAsync("standard"));
        var figure = page.Locator(".summary a.figure").First;
        var list = page.Locator((await figure.GetAttributeAsync("href"))!);
        Assert.False(await list.IsVisibleAsync());

        await figure.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await list.IsVisibleAsync());
        Assert.Equal(await list.GetAttributeAsync("id"), await page.EvaluateAsync<string>("document.activeElement.id"));

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.False(await list.IsVisibleAsync());
        Assert.StartsWith("#item-", await page.EvaluateAsync<string>("location.hash"), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    static async Task<string> EditionAsync(string template, string name = "mizuhono")
    {
        var plan = PlanFile.Read(name == "mizuhono" ? await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono", "plan.json")) : PublishedPlans.Read(name)).Value!;
        return await new ReportHtml().RenderAsync(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find(template)!, PermanentKeys.Give(plan))), ReportStyle.OwnFonts);
    }
}
