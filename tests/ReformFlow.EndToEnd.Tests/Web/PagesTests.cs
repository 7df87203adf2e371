using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Web;

/// <summary>Every page at the width of a phone and of a desk: no sideways scrolling, one heading, a label for each control.</summary>
/// <remarks>The public report and the desk after publication are in <see cref="PublicReportTests"/>.</remarks>
public sealed class PagesTests(PagesTests.Town town, Chromium chromium) : IClassFixture<PagesTests.Town>
{
    /// <summary>A town in which every page has something to show.</summary>
    public sealed class Town : RunningTown
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await SubmitAllAsync("kanzai");
            await FillInAllAsync("zaisei");
            var item = await ItemAddressAsync("zeimu");
            await Visitor.PostAsync(await Visitor.OpenAsync(item), new Uri(item).AbsolutePath, ("text.effects", "待ち時間が短くなった。"));
        }
    }

    [Theory]
    [InlineData("front"), InlineData("task-list"), InlineData("item"), InlineData("check"), InlineData("check-incomplete"), InlineData("receipt"), InlineData("task-list-submitted"), InlineData("not-found"), InlineData("forged")]
    [InlineData("desk"), InlineData("start"), InlineData("proposal"), InlineData("cycle"), InlineData("request"), InlineData("request-submitted"), InlineData("outbox"), InlineData("mail")]
    public async Task Page_fits_and_names_its_parts(string page) =>
        await PageRules.CheckAsync(await chromium.OpenAsync(await AddressAsync(page)), page);

    [Fact]
    public async Task Conflict_page_fits_and_names_its_parts()
    {
        var address = await town.ItemAddressAsync("zeimu", 1);
        var window = await chromium.OpenAsync(address, javaScript: false);
        await town.Visitor.PostAsync(await town.Visitor.OpenAsync(address), new Uri(address).AbsolutePath,
            ("text.achievements", "先に保存した文章。\n２行目。"), ("actual.n1.R7", "320件"), ("rating.status", "遅れ"));
        await window.Locator("[name='text.achievements']").FillAsync("この画面で書いた文章。");
        await window.Locator("[name='actual.n1.R7']").FillAsync("99件");
        await window.Locator("[name='rating.status'][value='概ね順調']").CheckAsync();
        await PressSaveAsync(window);
        await Expect(window.Locator(".conflict")).ToHaveCountAsync(3);
        await PageRules.CheckAsync(window, "conflict");
    }

    [Fact]
    public async Task Error_page_fits_and_names_its_parts()
    {
        var window = await chromium.OpenAsync(await town.ItemAddressAsync("zeimu", 2), javaScript: false);
        await window.Locator("[name='text.effects']").FillAsync(new string('長', 1_300));
        await window.Locator("[name='actual.n1.R7']").FillAsync(new string('9', 80));
        await PressSaveAsync(window);
        await Expect(window.Locator(".field .error")).ToHaveCountAsync(2);
        await PageRules.CheckAsync(window, "errors");
    }

    [Fact]
    public async Task Refusals_of_front_and_start_page_fit_and_name_their_parts()
    {
        var front = await chromium.OpenAsync($"{town.FormAddress}/");
        foreach (var field in new[] { "town", "department", "code" }) await front.Locator($"#{field}").FillAsync("税務課");
        await front.Locator("button").ClickAsync();
        await Expect(front.Locator("[role=alert]")).ToHaveCountAsync(1);
        await PageRules.CheckAsync(front, "front-refused");

        var start = await chromium.OpenAsync($"{town.Desk}/start?plan=main&period=R8&publicationDay=2026-08-27");
        await start.Locator("#dueDay").FillAsync("2026-06-21");
        await start.GetByRole(AriaRole.Button, new() { Name = "この日程で始める" }).ClickAsync();
        await Expect(start.Locator("[role=alert]")).ToHaveCountAsync(1);
        await PageRules.CheckAsync(start, "start-refused");
    }

    [Fact]
    public async Task Rehearsal_fits_and_leads_back_to_its_days()
    {
        var start = await chromium.OpenAsync($"{town.Desk}/start?plan=main&period=R8&publicationDay=2027-08-27");
        await start.GetByRole(AriaRole.Button, new() { Name = "予行する" }).ClickAsync();
        await Expect(start.Locator("h1")).ToHaveTextAsync("予行");
        await start.Locator("details").First.EvaluateAsync("d => d.open = true");
        await PageRules.CheckAsync(start, "rehearsal");
    }

    async Task<string> AddressAsync(string page) => page switch
    {
        "front" => $"{town.FormAddress}/",
        "task-list" => town.LinkOf("zeimu"),
        "item" => await town.ItemAddressAsync("zeimu"),
        "check" => $"{town.LinkOf("zaisei")}/check",
        "check-incomplete" => $"{town.LinkOf("zeimu")}/check",
        "receipt" => $"{town.LinkOf("kanzai")}/receipt",
        "task-list-submitted" => town.LinkOf("kanzai"),
        "not-found" => $"{town.FormAddress}/nowhere",
        "forged" => $"{town.FormAddress}/mizuhono/r7/zeimu/0000-0000-0000-0000",
        "desk" => town.Desk,
        "start" => $"{town.Desk}/start",
        "proposal" => $"{town.Desk}/start?plan=main&period=R8&publicationDay=2027-08-27",
        "cycle" => $"{town.Desk}/r7",
        "request" => $"{town.Desk}/r7/requests/zeimu",
        "request-submitted" => $"{town.Desk}/r7/requests/kanzai",
        "outbox" => $"{town.Desk}/outbox",
        "mail" => town.DeskAddress + (await town.Visitor.OpenAsync($"{town.Desk}/outbox")).One(".tasks li:last-child a").GetAttribute("href"),
        _ => throw new ArgumentOutOfRangeException(nameof(page), page, null),
    };

    static Task PressSaveAsync(IPage window) => window.GetByRole(AriaRole.Button, new() { Name = "保存する", Exact = true }).ClickAsync();
}
