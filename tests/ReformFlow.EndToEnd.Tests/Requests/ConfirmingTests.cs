using Microsoft.Playwright;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>A cycle that asks superiors to confirm and sends reminders on days of its own.</summary>
public sealed class ConfirmingTests(ConfirmingTests.Town town, Chromium chromium) : IClassFixture<ConfirmingTests.Town>
{
    const string Path = "/mizuhono/desk/r7/requests/zeimu";

    public sealed class Town : RunningTown
    {
        protected override (string Name, string? Value)[] Choices => [("needsConfirmation", "true"), ("remindBefore", "5、0"), ("remindAfter", ""), ("dueAt", "12:00")];
    }

    [Fact]
    public async Task Submission_waits_for_the_superior_s_word_which_the_office_may_record()
    {
        var cycle = await town.Visitor.OpenAsync($"{town.Desk}/r7");
        Assert.Contains("12時まで。5営業日前、当日に、提出のお願いを送ります。", cycle.One(".timeline").TextContent);
        await town.SubmitAllAsync("zeimu");
        var page = await town.Visitor.OpenAsync(town.DeskAddress + Path);
        Assert.Equal("所属長の確認待ち", page.One("h1 .status").TextContent);
        Assert.False(page.Has("form[action$='/accept']"));
        Assert.Equal("総務部長", page.ValueOf("post"));
        await PageRules.CheckAsync(await chromium.OpenAsync(town.DeskAddress + Path), "desk-request-confirming");
        Assert.DoesNotContain((await town.Visitor.OpenAsync($"{town.Desk}/r7")).All(".pick input"), i => i.GetAttribute("value") == "zeimu");

        Assert.Contains("今日までの日", (await town.Visitor.PostAsync(page, $"{Path}/confirm", ("day", "2026-06-23"))).One(".summary-error").TextContent);
        var confirmed = await town.Visitor.PostAsync(page, $"{Path}/confirm");
        Assert.Contains("所属長の確認を記録しました（総務部長　令和8年6月22日）。", confirmed.Text);
        Assert.True(confirmed.Has("form[action$='/accept']"));
    }

    [Fact]
    public async Task Settings_of_the_start_page_fit_when_they_are_open()
    {
        var window = await chromium.OpenAsync($"{town.Desk}/start?plan=main&period=R8&publicationDay=2027-08-27");
        await window.GetByText("時刻、提出のお願い、所属長への連絡などを変える").ClickAsync();
        await PageRules.CheckAsync(window, "start-options");
    }
}
