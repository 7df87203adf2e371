using Microsoft.Playwright;
using ReformFlow.Core.Calendar;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>The day on which a figure that is 見込 becomes final, given by its clerk.</summary>
public sealed class FinalDayTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Clerk_gives_the_day_where_the_plan_has_none_and_is_asked_on_it()
    {
        var link = town.LinkOf("kanzai");
        await town.FillInAllAsync("kanzai");
        var (item, mark) = await WithoutDayAsync(link);
        var figure = mark["provisional.".Length..];
        var form = await town.Visitor.OpenAsync(town.FormAddress + item);
        var today = TokyoTime.DayOf(town.Clock.GetUtcNow());
        foreach (var wrong in new[] { today.ToString("yyyy-MM-dd"), today.AddYears(3).AddDays(1).ToString("yyyy-MM-dd"), "あした" })
        {
            var refused = await town.Visitor.PostAsync(form, item, (figure, "12.0％"), (mark, "true"), ($"finalOn.{figure}", wrong));
            Assert.Contains("確定する日は、", refused.One(".summary-error").TextContent);
            Assert.Equal("12.0％", refused.ValueOf(figure));
        }
        var day = new DateOnly(2026, 9, 30);
        var window = await chromium.OpenAsync(town.FormAddress + item);
        await Expect(window.Locator($"[name='finalOn.{figure}']")).ToBeHiddenAsync();
        await window.Locator($"[name='{figure}']").FillAsync("12.0％");
        await window.Locator($"[name='{mark}']").CheckAsync();
        await window.Locator($"[name='finalOn.{figure}']").FillAsync($"{day:yyyy-MM-dd}");
        await window.GetByRole(AriaRole.Button, new() { Name = "保存する", Exact = true }).ClickAsync();
        await Expect(window.Locator(".notice.success")).ToBeVisibleAsync();
        await PageRules.CheckAsync(window, "provisional-day");
        Assert.Contains("（見込　令和8年9月30日に確定予定）", (await town.Visitor.OpenAsync($"{link}/check")).Text);
        Assert.Contains("（見込　令和8年9月30日に確定予定）", (await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/kanzai")).Text);

        var check = await town.Visitor.OpenAsync($"{link}/check");
        await town.Visitor.PostAsync(check, check.Address.AbsolutePath);
        await town.PassToAsync(day.AddDays(-1), new(9, 30));
        Assert.DoesNotContain(town.Outbox.Mails(), m => m.Key.Contains("~request~kanzai~2~", StringComparison.Ordinal));
        await town.PassToAsync(day, new(9, 30));
        Assert.Contains(town.Outbox.Mails(), m => m.Key.Contains("~request~kanzai~2~", StringComparison.Ordinal));
        // Still not final: the day is over and may stay, or another is given.
        form = await town.Visitor.OpenAsync(town.FormAddress + item);
        Assert.Equal($"{day:yyyy-MM-dd}", form.ValueOf($"finalOn.{figure}"));
        Assert.True((await town.Visitor.PostAsync(form, item, (figure, "12.1％"))).IsGood);
    }

    // The first figure for which the plan has no day.
    async Task<(string Item, string Mark)> WithoutDayAsync(string link)
    {
        foreach (var task in (await town.Visitor.OpenAsync(link)).All(".tasks a"))
        {
            var item = task.GetAttribute("href")!;
            var form = await town.Visitor.OpenAsync(town.FormAddress + item);
            foreach (var mark in form.All("input[name^='provisional.']").Select(m => m.GetAttribute("name")!))
                if (form.ValueOf($"finalOn.{mark["provisional.".Length..]}").Length == 0) return (item, mark);
        }
        throw new InvalidOperationException("Every figure has its day.");
    }
}
