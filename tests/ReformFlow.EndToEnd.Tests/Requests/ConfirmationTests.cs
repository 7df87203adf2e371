using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>The sample city with a cycle in which superiors confirm.</summary>
public sealed class ConfirmingTown : RunningTown
{
    protected override CycleChoice? Choice => Year() with { NeedsConfirmation = true };
}

/// <summary>A superior confirms under its own link, a deputy does, answers are given back, or the confirmation was given outside.</summary>
public sealed partial class ConfirmationTests(ConfirmingTown town, Chromium chromium) : IClassFixture<ConfirmingTown>
{
    [Fact]
    public async Task Superior_gives_back_and_then_confirms_under_a_new_link()
    {
        await town.FillInAllAsync("zeimu");
        var link = town.LinkOf("zeimu");
        await Look($"{link}/check", "confirm-check");
        var submitted = await SubmitAsync("zeimu", ("confirmation", "ask"));
        Assert.Contains("所属長の確認を待っています", submitted.Text);
        await town.PassAsync();
        Assert.Contains("所属長の確認を待っています", (await town.Visitor.OpenAsync(link)).Text);

        var first = ConfirmLinkOf("zeimu");
        await Look(first, "confirm");
        var page = await town.Visitor.OpenAsync(first);
        Assert.Equal("税務課の回答の確認", page.Title);
        var path = new Uri(first).AbsolutePath;
        var refused = await town.Visitor.PostAsync(page, $"{path}/decline", ("reason", ""), ("due", "2026-06-24"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("差戻しの理由を入力してください", refused.One(".summary-error").TextContent);
        var late = await town.Visitor.PostAsync(refused, $"{path}/decline", ("reason", "実績の数値を見直してください。"), ("due", "2026-08-05"));
        Assert.Contains("までの日にしてください", late.One(".summary-error").TextContent);
        Assert.Equal("実績の数値を見直してください。", late.ValueOf("reason"));
        var declined = await town.Visitor.PostAsync(late, $"{path}/decline", ("due", "2026-06-24"));
        Assert.Equal("所属に差し戻しました", declined.Title);
        Assert.Contains("回答は所属に戻っています", (await town.Visitor.OpenAsync(first)).Text);

        await town.PassAsync();
        Assert.Contains("実績の数値を見直してください。", town.Outbox.Mails().Last(m => m.Key.Contains("~request~zeimu~2~", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
        await SubmitAsync("zeimu", ("confirmation", "ask"));
        await town.PassAsync();
        var second = ConfirmLinkOf("zeimu");
        Assert.NotEqual(first, second);
        var old = await town.Visitor.OpenAsync(first);
        Assert.Equal((HttpStatusCode.Gone, true), (old.Status, old.Text.Contains("回答が改めて提出されています", StringComparison.Ordinal)));

        var window = await chromium.OpenAsync(second);
        await window.GetByRole(AriaRole.Button, new() { Name = "この回答を確認した" }).ClickAsync();
        await Expect(window.Locator(".notice.success h2")).ToHaveTextAsync("確認を記録しました");
        await PageRules.CheckAsync(window, "confirmed");
        Assert.Contains("所属長の確認が済みました", (await town.Visitor.OpenAsync($"{link}/receipt")).Text);
        Assert.Equal((2, ConfirmationWay.Superior, "総務部長"), await ConfirmedAsync("zeimu"));
        var confirmed = (await town.HistoryAsync("zeimu")).Last(a => a.Events.Any(e => e is Confirmed));
        Assert.StartsWith("p", confirmed.By, StringComparison.Ordinal);

        await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.Desk}/r7/requests/zeimu"), "/mizuhono/desk/r7/requests/zeimu/accept");
        Assert.Equal(HttpStatusCode.Gone, (await town.Visitor.OpenAsync(second)).Status);
    }

    [Fact]
    public async Task Deputy_confirms_with_its_own_post_by_a_code_typed_by_hand()
    {
        await town.FillInAllAsync("kankyou");
        await SubmitAsync("kankyou", ("confirmation", "ask"));
        await town.PassAsync();
        var path = new Uri(ConfirmLinkOf("kankyou")).AbsolutePath;
        var front = await town.Visitor.OpenAsync($"{town.FormAddress}/?town=mizuhono");
        var page = await town.Visitor.PostAsync(front, "/", ("department", "環境課"), ("code", path.Split('/')[4].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)));
        Assert.Equal(path, page.Address.AbsolutePath);
        var refused = await town.Visitor.PostAsync(page, path, ("who", "deputy"));
        Assert.Contains("代決した方の職を入力してください", refused.One(".summary-error").TextContent);
        var done = await town.Visitor.PostAsync(refused, path, ("post", "市民課長"));
        Assert.Contains("確認を記録しました", done.Text);
        Assert.Equal((1, ConfirmationWay.Deputy, "市民課長"), await ConfirmedAsync("kankyou"));
        await town.Visitor.PostAsync(refused, path, ("post", "市民課長"));
        Assert.Single((await town.HistoryAsync("kankyou")).SelectMany(a => a.Events).OfType<Confirmed>());
    }

    [Fact]
    public async Task Department_declares_a_confirmation_that_it_has_already()
    {
        await town.FillInAllAsync("jinji");
        var refused = await SubmitAsync("jinji", ("confirmation", "given"), ("given.post", "総務部長"), ("given.day", "2026-12-01"));
        Assert.Contains("今日までの日", refused.One(".summary-error").TextContent);
        Assert.Equal("総務部長", refused.ValueOf("given.post"));
        var received = await SubmitAsync("jinji", ("confirmation", "given"), ("given.post", "総務部長"), ("given.day", "2026-06-22"));
        Assert.Contains("所属長の確認が済みました", received.Text);
        var append = (await town.HistoryAsync("jinji")).Single(a => a.Events.Any(e => e is Confirmed));
        Assert.Equal(["Submitted", "Confirmed"], append.Events.Select(e => e.GetType().Name));
        await town.PassAsync();
        Assert.DoesNotContain(town.Outbox.Mails(), m => m.Key.Contains("~confirm~jinji~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_s_code_opens_no_superior_s_page_and_the_other_way_round()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.LinkOf("soumu")}/confirm")).Status);
    }

    async Task<WebPage> SubmitAsync(string department, params (string, string?)[] typed)
    {
        var check = await town.Visitor.OpenAsync($"{town.LinkOf(department)}/check");
        return await town.Visitor.PostAsync(check, check.Address.AbsolutePath, typed);
    }

    string ConfirmLinkOf(string department) => Link().Match(town.Outbox.Mails().Last(m => m.Key.Contains($"~confirm~{department}~", StringComparison.Ordinal)).Body).Value;

    async Task<(int, ConfirmationWay, string)> ConfirmedAsync(string department)
    {
        var confirmed = (await town.HistoryAsync(department)).SelectMany(a => a.Events).OfType<Confirmed>().Single();
        return (confirmed.Round, confirmed.Way, confirmed.Post);
    }

    async Task Look(string address, string name) => await PageRules.CheckAsync(await chromium.OpenAsync(address), name);

    [GeneratedRegex(@"^https?://\S+/confirm$", RegexOptions.Multiline)]
    private static partial Regex Link();
}
