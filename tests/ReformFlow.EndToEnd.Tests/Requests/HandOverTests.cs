using System.Net;
using ReformFlow.Core.Answers;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>A request passes to a colleague: a section's link stays unless it is ended, a personal one ends.</summary>
public sealed class HandOverTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    const string Domain = "city.mizuhono.example.jp";

    [Fact]
    public async Task Section_s_link_stays_and_a_personal_one_ends()
    {
        var link = town.LinkOf("zeimu");
        var path = $"{new Uri(link).AbsolutePath}/handover";
        var form = await town.Visitor.OpenAsync($"{link}/handover");
        foreach (var (address, words) in new[] { ("", "入力してください"), ("yamada", "読めません"), ("yamada@example.com", "庁内のアドレス"), ("山田@city.mizuhono.example.jp", "読めません") })
        {
            var refused = await town.Visitor.PostAsync(form, path, ("address", address));
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains(words, refused.One(".summary-error").TextContent);
            Assert.Equal(address, refused.ValueOf("address"));
        }
        var window = await chromium.OpenAsync($"{link}/handover");
        await window.GetByLabel("引き継ぐ方のメールアドレス").FillAsync($"yamada@{Domain}");
        await window.GetByLabel("お名前").FillAsync("山田　太郎");
        await window.Locator("button.button").ClickAsync();
        await Expect(window.Locator("h1")).ToHaveTextAsync("担当を引き継ぎました");
        await window.CloseAsync();
        await Look($"{link}/handover", "handover");
        await town.PassAsync();
        var mail = town.Outbox.Mails().Last(m => m.Key.Contains("~request~zeimu~", StringComparison.Ordinal));
        Assert.Contains($"yamada@{Domain}", mail.To, StringComparison.Ordinal);
        Assert.Contains("（担当の引継ぎによりお送りしています。\n　これまでのアドレスも使えます。）", mail.Body, StringComparison.Ordinal);
        Assert.Equal(link, town.LinkOf("zeimu"));
        Assert.True((await town.Visitor.OpenAsync(link)).IsGood);

        // What a person has now is that person's own.
        var again = await town.Visitor.OpenAsync($"{link}/handover");
        Assert.Contains("引き継ぐと使えなくなります", again.Text);
        var done = await town.Visitor.PostAsync(again, path, ("address", $"Suzuki@{Domain}"));
        Assert.Equal("担当を引き継ぎました", done.Title);
        await town.PassAsync();
        var ended = await town.Visitor.OpenAsync(link);
        Assert.Equal((HttpStatusCode.Gone, true), (ended.Status, ended.Text.Contains("引継ぎ", StringComparison.Ordinal)));
        Assert.NotEqual(link, town.LinkOf("zeimu"));
        Assert.Contains("　前のアドレスは使えなくなりました。）", town.Outbox.Mails().Last(m => m.Key.Contains("~request~zeimu~", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
        Assert.True((await town.Visitor.OpenAsync(town.LinkOf("zeimu"))).IsGood);
        Assert.Equal([1, 2], (await town.HistoryAsync("zeimu")).SelectMany(a => a.Events).OfType<HandedOver>().Select(h => h.Generation));
        Assert.Equal(3, town.Outbox.Mails().Count(m => m.Key.Contains("~request~zeimu~", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_code_that_has_ended_opens_nothing_from_the_front_page_either()
    {
        var link = town.LinkOf("shimin");
        var form = await town.Visitor.OpenAsync($"{link}/handover");
        await town.Visitor.PostAsync(form, $"{new Uri(link).AbsolutePath}/handover", ("address", $"sato@{Domain}"), ("link", "end"));
        await town.PassAsync();
        var front = await town.Visitor.OpenAsync($"{town.FormAddress}/?town=mizuhono");
        var opened = await town.Visitor.PostAsync(front, "/", ("department", "市民課"), ("code", link.Split('/')[^1]));
        Assert.Equal(HttpStatusCode.Gone, opened.Status);
        Assert.DoesNotContain(town.LinkOf("shimin").Split('/')[^1], opened.Html);
    }

    [Fact]
    public async Task Office_hands_over_at_the_desk()
    {
        var page = await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/kikaku");
        var path = "/mizuhono/desk/r7/requests/kikaku/handover";
        Assert.Equal(HttpStatusCode.Conflict, (await town.Visitor.PostAsync(page, path, ("address", "tanaka@elsewhere.example"))).Status);
        var done = await town.Visitor.PostAsync(page, path, ("address", $"tanaka@{Domain}"), ("link", "stay"));
        Assert.Contains("担当が引き継がれました", done.One(".timeline").TextContent);
        // The same again changes nothing.
        await town.Visitor.PostAsync(page, path, ("address", $"tanaka@{Domain}"), ("link", "stay"));
        Assert.Single((await town.HistoryAsync("kikaku")).SelectMany(a => a.Events).OfType<HandedOver>());
        await town.PassAsync();
        Assert.Contains($"tanaka@{Domain}", town.Outbox.Mails().Last(m => m.Key.Contains("~request~kikaku~", StringComparison.Ordinal)).To, StringComparison.Ordinal);
        await Look($"{town.Desk}/r7/requests/kikaku", "desk-handover");
    }

    async Task Look(string address, string name) => await PageRules.CheckAsync(await chromium.OpenAsync(address), name);
}
