using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Answers;

/// <summary>A form that saves by itself: what it says, and that no version number lets it overwrite what it never showed.</summary>
public sealed class AutosaveTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    const string Achievements = "text.achievements", Effects = "text.effects";

    [Fact]
    public async Task Form_saves_by_itself_after_idling()
    {
        var (window, address) = await OpenAsync("kikaku");
        await window.Locator($"[name='{Achievements}']").PressSequentiallyAsync("途中まで");
        await Expect(Status(window)).ToHaveTextAsync("09:30 に保存しました。", new() { Timeout = 9_000 });
        Assert.Equal("途中まで", (await town.Visitor.OpenAsync(address)).ValueOf(Achievements));
    }

    [Fact]
    public async Task Form_that_saved_by_itself_says_nothing_of_its_own_changes()
    {
        var (window, address) = await OpenAsync("digital");
        foreach (var text in new[] { "一", "一、二", "一、二、三" }) await TypeAsync(window, Achievements, text);
        await PressSaveAsync(window);
        Assert.Equal("一、二、三", (await town.Visitor.OpenAsync(address)).ValueOf(Achievements));
    }

    [Fact]
    public async Task Field_that_somebody_else_saved_survives_every_later_save_of_an_old_window()
    {
        var (window, address) = await OpenAsync("soumu");
        await OtherSavesAsync(address, Achievements, "ほかの人の文章");
        await TypeAsync(window, Effects, "自分の文章");
        await TypeAsync(window, Effects, "自分の文章の続き");
        await PressSaveAsync(window);
        var now = await town.Visitor.OpenAsync(address);
        Assert.Equal(("ほかの人の文章", "自分の文章の続き"), (now.ValueOf(Achievements), now.ValueOf(Effects)));
    }

    [Fact]
    public async Task Choice_that_somebody_else_made_is_not_overwritten_unseen()
    {
        var (window, address) = await OpenAsync("jinji");
        var choices = window.Locator("[name='rating.status']");
        await OtherSavesAsync(address, "rating.status", (await choices.First.GetAttributeAsync("value"))!);
        await TypeAsync(window, Effects, "自分の文章");
        await choices.Nth(1).CheckAsync();
        await Expect(Status(window)).ToContainTextAsync("ほかの方が同じ欄を変更しました。");
        await PressSaveAsync(window);
        await Expect(window.Locator(".conflict")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Conflict_is_told_loses_nothing_and_is_asked_at_the_button()
    {
        var (window, address) = await OpenAsync("zeimu");
        await OtherSavesAsync(address, Achievements, "ほかの人の文章");
        await window.Locator($"[name='{Effects}']").FillAsync("重ならない文章");
        await window.Locator($"[name='{Achievements}']").FillAsync("自分の文章");
        await window.Keyboard.PressAsync("Tab");
        await Expect(Status(window)).ToHaveTextAsync("ほかの方が同じ欄を変更しました。「保存する」を押すと、両方の内容を見て選べます。");
        var now = await town.Visitor.OpenAsync(address);
        Assert.Equal(("ほかの人の文章", "重ならない文章"), (now.ValueOf(Achievements), now.ValueOf(Effects)));

        // What is typed after it is no conflict with what this window itself saved.
        await window.Locator($"[name='{Effects}']").FillAsync("重ならない文章の続き");
        await PressSaveAsync(window);
        await Expect(window.Locator(".conflict")).ToHaveCountAsync(1);
        Assert.Equal("自分の文章", await window.Locator($"[name='{Achievements}']").InputValueAsync());
        Assert.Equal("重ならない文章の続き", await window.Locator($"[name='{Effects}']").InputValueAsync());
    }

    [Fact]
    public async Task Page_that_asks_for_a_choice_saves_nothing_by_itself()
    {
        var (window, address) = await OpenAsync("shimin");
        await OtherSavesAsync(address, Achievements, "ほかの人の文章");
        await window.Locator($"[name='{Achievements}']").FillAsync("自分の文章");
        await PressSaveAsync(window);
        await Expect(window.Locator(".conflict")).ToHaveCountAsync(1);
        await window.Locator("[value=mine]").CheckAsync();
        await window.Locator("[value=theirs]").CheckAsync();
        await window.WaitForTimeoutAsync(1_000);
        Assert.Equal("ほかの人の文章", (await town.Visitor.OpenAsync(address)).ValueOf(Achievements));
    }

    [Fact]
    public async Task Text_that_cannot_be_kept_stays_in_the_form_and_is_told()
    {
        var (window, address) = await OpenAsync("zaisei");
        var before = town.Written();
        await window.Locator($"[name='{Effects}']").FillAsync(new string('長', 1_201));
        await window.Keyboard.PressAsync("Tab");
        await Expect(Status(window)).ToHaveTextAsync("保存できない入力があります。「保存する」を押して、ご確認ください。");
        await PressSaveAsync(window);
        await Expect(window.Locator(".field .error")).ToHaveTextAsync("1,201文字あります。1,200文字以内にまとめてください。");
        Assert.Equal(1_201, (await window.Locator($"[name='{Effects}']").InputValueAsync()).Length);
        Assert.Equal(before, town.Written());
    }

    async Task<(IPage Window, string Address)> OpenAsync(string department)
    {
        var address = await town.ItemAddressAsync(department);
        return (await chromium.OpenAsync(address), address);
    }

    async Task OtherSavesAsync(string address, string field, string value) =>
        await town.Visitor.PostAsync(await town.Visitor.OpenAsync(address), new Uri(address).AbsolutePath, (field, value));

    // Leaving a field saves at once; the answer is waited for.
    static Task TypeAsync(IPage window, string field, string text) => window.RunAndWaitForResponseAsync(async () =>
    {
        await window.Locator($"[name='{field}']").FillAsync(text);
        await window.Keyboard.PressAsync("Tab");
    }, answer => answer.Request.Method == "POST");

    static Task PressSaveAsync(IPage window) => window.GetByRole(AriaRole.Button, new() { Name = "保存する", Exact = true }).ClickAsync();

    static ILocator Status(IPage window) => window.Locator("#autosave");
}
