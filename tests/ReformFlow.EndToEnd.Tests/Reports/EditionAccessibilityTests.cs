using System.Text.Json;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Reports;

/// <summary>Editions of the sample city as those have them who can't see the page: judged by axe-core, and read as the browser's own tree tells them.</summary>
public sealed class EditionAccessibilityTests(Chromium chromium)
{
    public static TheoryData<string> Templates => [.. BuiltInTemplates.Names];

    [Theory, MemberData(nameof(Templates))]
    public async Task Axe_finds_nothing_in_an_edition(string template)
    {
        var axe = Judges.Axe;
        var page = await chromium.OpenAsync("about:blank");
        await page.SetContentAsync(await EditionAsync(template));
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

        Assert.Contains("○ 計画どおり", read, StringComparison.Ordinal);
        Assert.Contains("R7 令和7年度", read, StringComparison.Ordinal);
        Assert.DoesNotContain("△1", read, StringComparison.Ordinal);
        await page.CloseAsync();
    }

    static async Task<string> EditionAsync(string template)
    {
        var plan = PlanFile.Read(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono", "plan.json"))).Value!;
        return await new ReportHtml().RenderAsync(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find(template)!, PermanentKeys.Give(plan))), ReportStyle.OwnFonts);
    }
}
