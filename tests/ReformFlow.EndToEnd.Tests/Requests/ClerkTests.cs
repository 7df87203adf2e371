using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>A clerk's whole path in a real browser: by keyboard with scripts, by clicks without.</summary>
public sealed class ClerkTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Clerk_answers_and_submits_by_keyboard()
    {
        var link = town.LinkOf("kanzai");
        await town.FillInAllAsync("kanzai");
        var item = new Uri(await town.ItemAddressAsync("kanzai")).AbsolutePath;
        var form = await town.Visitor.OpenAsync(town.FormAddress + item);
        await town.Visitor.PostAsync(form, item, ("text.nextSteps", ""));

        var window = await chromium.OpenAsync(link);
        await Expect(window.Locator("h1")).ToHaveTextAsync("令和7年度 進捗状況の回答");
        // The skip link leads past the header; then the first item is the next stop.
        await window.Keyboard.PressAsync("Tab");
        await window.Keyboard.PressAsync("Enter");
        await PressUntilAsync(window, "Tab", $"[href='{item}']");
        await window.Keyboard.PressAsync("Enter");
        await Expect(window).ToHaveURLAsync(town.FormAddress + item);
        await window.Locator("[name='rating.status']").First.FocusAsync();
        await window.Keyboard.PressAsync("ArrowDown");
        await window.Locator("[name='text.nextSteps']").FocusAsync();
        await window.Keyboard.TypeAsync("４月から新しい窓口を開く。");
        await PressUntilAsync(window, "Tab", "button.secondary");
        await window.Keyboard.PressAsync("Enter");
        await Expect(window).ToHaveURLAsync(link);

        await PressUntilAsync(window, "Tab", "a.button");
        await window.Keyboard.PressAsync("Enter");
        await Expect(window.Locator("h1")).ToHaveTextAsync("回答を確認して提出する");
        await Expect(window.GetByText("４月から新しい窓口を開く。")).ToBeVisibleAsync();
        await PressUntilAsync(window, "Tab", "button.button");
        await window.Keyboard.PressAsync("Enter");
        await Expect(window.Locator("h1")).ToHaveTextAsync("回答を受け付けました");
        await Expect(window.Locator(".receipt dd").First).ToHaveTextAsync("r7-kanzai-1", new() { IgnoreCase = true });

        // The same link shows what was handed in, and offers nothing to change.
        await window.GotoAsync(link);
        await Expect(window.Locator(".notice.success h2")).ToHaveTextAsync("ご回答ありがとうございました");
        await Expect(window.Locator(".tasks a")).ToHaveCountAsync(0);
        await window.GotoAsync($"{link}/check");
        await Expect(window.GetByText("４月から新しい窓口を開く。")).ToBeVisibleAsync();
        await Expect(window.Locator("form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Clerk_answers_and_submits_by_clicks_without_scripts()
    {
        var window = await chromium.OpenAsync(town.LinkOf("shimin"), javaScript: false);
        var count = await window.Locator(".tasks a").CountAsync();
        for (var i = 0; i < count; i++)
        {
            await window.Locator(".tasks a").Nth(i).ClickAsync();
            foreach (var question in await window.Locator("fieldset").AllAsync()) await question.Locator("label").First.ClickAsync();
            foreach (var figure in await window.Locator("main input:not([type])").AllAsync()) await figure.FillAsync("100件");
            foreach (var text in await window.Locator("textarea").AllAsync()) await text.FillAsync("予定どおり進めた。");
            await window.GetByRole(AriaRole.Button, new() { Name = "保存して一覧へ戻る" }).ClickAsync();
        }
        await Expect(window.Locator(".progress")).ToContainTextAsync($"{count}件中{count}件が入力済みです");
        await window.GetByRole(AriaRole.Link, new() { Name = "内容を確認して提出する" }).ClickAsync();
        await window.GetByRole(AriaRole.Button, new() { Name = "この内容で提出する" }).ClickAsync();
        await Expect(window.Locator("h1")).ToHaveTextAsync("回答を受け付けました");
    }

    [Fact]
    public async Task Closing_a_page_with_unsaved_words_asks_first()
    {
        var window = await chromium.OpenAsync(await town.ItemAddressAsync("soumu"));
        await window.Locator("[name='text.effects']").PressSequentiallyAsync("まだ");
        var asked = new TaskCompletionSource<string>();
        window.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.AcceptAsync();
        };
        await window.CloseAsync(new() { RunBeforeUnload = true });
        Assert.Equal(DialogType.BeforeUnload, await asked.Task.WaitAsync(TimeSpan.FromSeconds(15)));
    }

    static async Task PressUntilAsync(IPage window, string key, string selector)
    {
        for (var i = 0; i < 120; i++)
        {
            await window.Keyboard.PressAsync(key);
            if (await window.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        Assert.Fail($"{selector} can't be reached by {key}.");
    }
}
