using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Answers;

/// <summary>Two people, one form, two browsers; with scripts and without.</summary>
/// <remarks>
/// Covers: different fields; the same field, either value chosen; no value chosen; a tab left open while others saved several times,
/// posted by its button; a tab that saves by itself is in <see cref="AutosaveTests"/>.
/// </remarks>
public sealed class TwoWindowsTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    const string Achievements = "text.achievements", Effects = "text.effects", Issues = "text.nextIssues";

    [Theory, InlineData(true, "zeimu"), InlineData(false, "zaisei")]
    public async Task Different_fields_of_two_windows_are_both_kept(bool javaScript, string department)
    {
        var (one, other) = await TwoWindowsAsync(department, 0, javaScript);
        await SaveAsync(one, Achievements, "納期を前に案内を送った。");
        await SaveAsync(other, Effects, "問い合わせが減った。");

        foreach (var window in new[] { one, other }) await window.ReloadAsync();
        Assert.Equal(("納期を前に案内を送った。", "問い合わせが減った。"), (await ValueAsync(one, Achievements), await ValueAsync(other, Effects)));
        Assert.Equal("納期を前に案内を送った。", await ValueAsync(other, Achievements));
    }

    [Theory, InlineData(true, "zeimu", "theirs"), InlineData(true, "zaisei", "mine"), InlineData(false, "shimin", "theirs"), InlineData(false, "kikaku", "mine")]
    public async Task Same_field_shows_both_values_and_keeps_the_chosen_one(bool javaScript, string department, string chosen)
    {
        var (one, other) = await TwoWindowsAsync(department, 1, javaScript);
        await SaveAsync(one, Issues, "利用が伸び悩んでいる。");
        await SaveAsync(other, Issues, "夜間に納められる場所が少ない。");

        Assert.StartsWith("入力内容をご確認ください", await other.TitleAsync());
        Assert.Contains("利用が伸び悩んでいる。", await other.Locator(".theirs").InnerTextAsync());
        Assert.Equal("夜間に納められる場所が少ない。", await ValueAsync(other, Issues));
        Assert.Equal(["利用が伸び悩んでいる。"], await KeptAsync());

        await other.Locator($"[name='use.{Issues}'][value={chosen}]").CheckAsync();
        await PressSaveAsync(other);
        var (kept, history) = chosen == "mine"
            ? ("夜間に納められる場所が少ない。", new[] { "利用が伸び悩んでいる。", "夜間に納められる場所が少ない。" })
            : ("利用が伸び悩んでいる。", ["利用が伸び悩んでいる。"]);
        Assert.Equal(kept, await ValueAsync(other, Issues));
        Assert.Equal(history, await KeptAsync());

        Task<IReadOnlyList<string>> KeptAsync() => town.ValuesAsync(department, other.Url.Split('/')[^1].Split('?')[0], Issues);
    }

    [Fact]
    public async Task Nothing_is_overwritten_while_nobody_has_chosen()
    {
        var item = await town.ItemAddressAsync("kankyou");
        var path = new Uri(item).AbsolutePath;
        var (one, other) = (await town.Visitor.OpenAsync(item), await town.Visitor.OpenAsync(item));
        await town.Visitor.PostAsync(one, path, (Issues, "先の内容"));
        var asked = await town.Visitor.PostAsync(other, path, (Issues, "後の内容"));
        Assert.True(asked.Has(".conflict"), asked.Html);

        var askedAgain = await town.Visitor.PostAsync(asked, path, (Issues, "後の内容"), (Effects, "効果"));
        Assert.True(askedAgain.Has(".conflict"), askedAgain.Html);
        Assert.Contains("重なっていない項目は保存しました。", askedAgain.Text);
        var chosen = await town.Visitor.PostAsync(askedAgain, path, ($"use.{Issues}", "mine"));
        Assert.Equal(("後の内容", "効果"), (chosen.ValueOf(Issues), chosen.ValueOf(Effects)));
    }

    [Theory, InlineData(true, "zeimu"), InlineData(false, "zaisei")]
    public async Task Tab_from_yesterday_overwrites_nothing(bool javaScript, string department)
    {
        var address = await town.ItemAddressAsync(department, 2);
        var path = new Uri(address).AbsolutePath;
        var tab = await chromium.OpenAsync(address, javaScript);
        foreach (var text in new[] { "一度目", "二度目", "三度目" })
            await town.Visitor.PostAsync(await town.Visitor.OpenAsync(address), path, (Achievements, text), ("rating.status", (await town.Visitor.OpenAsync(address)).One("[name='rating.status']").GetAttribute("value")));

        await SaveAsync(tab, Effects, "朝になって書いた。");
        var now = await town.Visitor.OpenAsync(address);
        Assert.Equal(("三度目", "朝になって書いた。"), (now.ValueOf(Achievements), now.ValueOf(Effects)));
        Assert.NotEmpty(now.ValueOf("rating.status"));
    }

    async Task<(IPage One, IPage Other)> TwoWindowsAsync(string department, int position, bool javaScript)
    {
        var address = await town.ItemAddressAsync(department, position);
        return (await chromium.OpenAsync(address, javaScript), await chromium.OpenAsync(address, javaScript));
    }

    static async Task SaveAsync(IPage window, string field, string text)
    {
        await window.Locator($"[name='{field}']").FillAsync(text);
        await PressSaveAsync(window);
    }

    static Task PressSaveAsync(IPage window) => window.GetByRole(AriaRole.Button, new() { Name = "保存する", Exact = true }).ClickAsync();

    static Task<string> ValueAsync(IPage window, string field) => window.Locator($"textarea[name='{field}']").InputValueAsync();
}
