using System.Net;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Cycles;

/// <summary>The desk in a running cycle: who owes what, what happened, and what the office decides.</summary>
public sealed class DeskTests(RunningTown town) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Cycle_page_lists_dates_and_every_department()
    {
        var page = await town.Visitor.OpenAsync(Cycle());
        Assert.Equal("令和7年度 進捗照会", page.Title);
        Assert.Equal(["照会", "提出期限", "入力終了日", "公表日"], page.All(".timeline li").Select(li => li.ChildNodes[1].TextContent.Trim()));
        Assert.Equal(9, page.All("tbody th a").Count);
        Assert.Equal("提出期限", page.One(".timeline [aria-current]").ChildNodes[1].TextContent.Trim());
    }

    [Fact]
    public async Task Request_page_tells_the_history_and_takes_an_acceptance_once()
    {
        await town.SubmitAllAsync("kanzai");
        var page = await town.Visitor.OpenAsync(Request("kanzai"));
        Assert.Contains(page.All("#history ~ .timeline li"), li => li.TextContent.Contains("照会のメールを送りました。"));
        Assert.Contains(page.All("#history ~ .timeline li"), li => li.TextContent.Contains("回答を保存しました"));
        Assert.Contains(page.All("#history ~ .timeline li"), li => li.TextContent.Contains("提出されました（第1回）。"));

        var action = $"{Path("kanzai")}/accept";
        var accepted = await town.Visitor.PostAsync(page, action);
        Assert.Equal("確認済み", accepted.One("h1 .status").TextContent);
        Assert.False(accepted.Has($"form[action='{action}']"));
        var again = await town.Visitor.PostAsync(page, action);
        Assert.Equal("確認済み", again.One("h1 .status").TextContent);
        Assert.Single(again.All("#history ~ .timeline li"), li => li.TextContent.Contains("確認済みにしました。"));
    }

    [Fact]
    public async Task History_shows_what_a_field_held_before()
    {
        var item = await town.ItemAddressAsync("soumu");
        foreach (var text in new[] { "初めの文章", "直した文章" })
            await town.Visitor.PostAsync(await town.Visitor.OpenAsync(item), new Uri(item).AbsolutePath, ("text.effects", text));
        var history = (await town.Visitor.OpenAsync(Request("soumu"))).One("#history ~ .timeline");
        Assert.Contains("初めの文章", history.TextContent);
        Assert.Contains("直した文章", history.TextContent);
    }

    [Fact]
    public async Task Missing_answer_is_decided_once_and_closes_the_form()
    {
        var page = await town.Visitor.OpenAsync(Request("kankyou"));
        var decided = await town.Visitor.PostAsync(page, $"{Path("kankyou")}/missing", ("print", "lastYear"), ("reason", "担当者の急病のため。"));
        Assert.Contains("担当者の急病のため。", decided.Text);
        Assert.False(decided.Has($"form[action='{Path("kankyou")}/missing']"));
        Assert.Contains("報告書への載せ方を事務局で決めたため", (await town.Visitor.OpenAsync(town.LinkOf("kankyou"))).One(".notice").TextContent);
    }

    [Fact]
    public async Task Acceptance_of_what_was_not_submitted_is_refused()
    {
        // The button is not there; a page left open or a curious hand posts all the same.
        var page = await town.Visitor.OpenAsync(Request("jinji"));
        await town.SubmitAllAsync("shimin");
        var token = (await town.Visitor.OpenAsync(Request("shimin"))).One("form[action$='/accept'] [name=token]").GetAttribute("value");
        var before = await town.HistoryAsync("jinji");
        var answer = await town.Visitor.PostAsync(new Uri(town.DeskAddress + $"{Path("jinji")}/accept"), $"token={token}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.False(page.Has("form[action$='/accept']"));
        Assert.Equal(before.Count, (await town.HistoryAsync("jinji")).Count);
    }

    [Theory, InlineData("accept"), InlineData("missing")]
    public async Task Decision_without_a_token_changes_nothing(string decision)
    {
        var before = await town.HistoryAsync("digital");
        var answer = await town.Visitor.PostAsync(new Uri($"{town.DeskAddress}{Path("digital")}/{decision}"), "print=blank&reason=x");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before.Count, (await town.HistoryAsync("digital")).Count);
    }

    [Theory, InlineData("PUT"), InlineData("DELETE"), InlineData("PATCH")]
    public async Task Other_methods_are_refused(string method)
    {
        foreach (var address in new[] { Cycle(), Request("zeimu"), $"{town.DeskAddress}{Path("zeimu")}/accept" })
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await town.Visitor.Http.SendAsync(new(new(method), address))).StatusCode);
    }

    string Cycle() => $"{town.Desk}/r7";
    static string Path(string department) => $"/mizuhono/desk/r7/requests/{department}";
    string Request(string department) => town.DeskAddress + Path(department);
}
