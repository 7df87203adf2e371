using System.Net;
using ReformFlow.EndToEnd.Tests.Setting;
using static Microsoft.Playwright.Assertions;

namespace ReformFlow.EndToEnd.Tests.Access;

/// <summary>The way in for those whose mail filter took the link away.</summary>
public sealed class FrontPageTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    [Theory]
    [InlineData("mizuhono", "税務課", "as mailed")]
    [InlineData("　ＭＩＺＵＨＯＮＯ ", " 税務課　", "full-width")]
    [InlineData("Mizuhono", "zeimu", "lower case, no hyphens")]
    [InlineData("ｍｉｚｕｈｏｎｏ", "ｚｅｉｍｕ", "spaces")]
    public async Task Town_department_and_code_typed_by_hand_open_the_form(string typedTown, string department, string manner)
    {
        var opened = await town.Visitor.PostAsync(await town.Visitor.OpenAsync("/"), "/", ("town", typedTown), ("department", department), ("code", Typed(Code, manner)));
        Assert.Equal(new Uri(town.LinkOf("zeimu")).AbsolutePath, opened.Address.AbsolutePath);
        Assert.True(opened.IsGood);
    }

    [Fact]
    public async Task Front_page_opens_the_form_in_a_browser()
    {
        var window = await chromium.OpenAsync($"{town.FormAddress}/", javaScript: false);
        await window.GetByLabel("自治体の記号").FillAsync("mizuhono");
        await window.GetByLabel("所属名").FillAsync("税務課");
        await window.GetByLabel("回答コード").FillAsync(Typed(Code, "full-width"));
        await window.Keyboard.PressAsync("Enter");
        await Expect(window.Locator("h1")).ToHaveTextAsync("令和7年度 進捗状況の回答");
    }

    [Fact]
    public async Task Address_in_the_mail_has_the_town_filled_in()
    {
        var mail = town.Outbox.Mails().Last(m => m.Key.Contains("~zeimu~", StringComparison.Ordinal));
        var address = mail.Body.Split('\n').Single(line => line.Contains("画面のアドレス", StringComparison.Ordinal)).Split('　')[^1];
        Assert.Equal("mizuhono", (await town.Visitor.OpenAsync(address)).ValueOf("town"));
    }

    [Theory]
    [InlineData("mizuhono", "税務課", "0000-0000-0000-0000")]
    [InlineData("mizuhono", "財政課", null)]
    [InlineData("hokanoshi", "税務課", null)]
    [InlineData("../mizuhono", "税務課", null)]
    [InlineData("", "", "")]
    [InlineData("mizuhono", "税務課", "𠮷髙﨑😀")]
    public async Task Wrong_entry_is_told_and_what_was_typed_stays(string typedTown, string department, string? code)
    {
        var before = town.Written();
        var refused = await town.Visitor.PostAsync(await town.Visitor.OpenAsync("/"), "/", ("town", typedTown), ("department", department), ("code", code ?? Code));
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Equal((typedTown, department, code ?? Code), (refused.ValueOf("town"), refused.ValueOf("department"), refused.ValueOf("code")));
        Assert.Contains("確認できませんでした", refused.One("[role=alert]").TextContent);
        Assert.Equal(before, town.Written());
    }

    string Code => town.LinkOf("zeimu").Split('/')[^1];

    static string Typed(string code, string manner) => manner switch
    {
        "full-width" => string.Concat(code.ToLowerInvariant().Select(c => c == '-' ? 'ー' : (char)(c + 0xFEE0))),
        "lower case, no hyphens" => code.ToLowerInvariant().Replace("-", ""),
        "spaces" => $" {code.Replace('-', '　')} ",
        _ => code,
    };
}
