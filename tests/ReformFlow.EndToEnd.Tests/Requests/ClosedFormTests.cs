using System.Net;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Requests;

/// <summary>A form at its edges: handed in twice, posted after it was handed in, submitted while somebody still writes, posted after the lock.</summary>
public sealed class ClosedFormTests(RunningTown town) : IClassFixture<RunningTown>
{
    [Fact]
    public async Task Second_submission_changes_nothing_and_shows_the_same_receipt()
    {
        await town.FillInAllAsync("kanzai");
        var check = await town.Visitor.OpenAsync($"{town.LinkOf("kanzai")}/check");
        var both = await Task.WhenAll(town.Visitor.PostAsync(check, check.Address.AbsolutePath), town.Visitor.PostAsync(check, check.Address.AbsolutePath));
        Assert.All(both, page => Assert.Equal("回答を受け付けました", page.Title));
        Assert.Single((await town.HistoryAsync("kanzai")).SelectMany(a => a.Events).OfType<Submitted>());
    }

    [Fact]
    public async Task Form_posted_after_the_submission_is_refused_and_says_whom_to_ask()
    {
        var open = await town.Visitor.OpenAsync(await town.ItemAddressAsync("shimin"));
        await town.SubmitAllAsync("shimin");
        var answers = Answers(await town.HistoryAsync("shimin"));
        var page = await town.Visitor.PostAsync(open, open.Address.AbsolutePath, ("text.effects", "遅れて書いた"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("この回答は提出済みです。", page.Text);
        Assert.Contains("内線 2315", page.Text);
        Assert.Equal(answers, Answers(await town.HistoryAsync("shimin")));
    }

    [Fact]
    public async Task Returned_request_opens_only_what_was_returned()
    {
        var address = await town.ItemAddressAsync("jinji");
        await town.SubmitAllAsync("jinji");
        await town.Streams.ChangeAsync<RequestHead>(StreamName.Request(ServedTown.Key, ServedTown.Cycle, "jinji"), "post:office",
            _ => [new Returned([new(address.Split('/')[^1], ["text.effects"], "件数を書いてください。")], "", new(2026, 7, 17))], default);

        var form = await town.Visitor.OpenAsync(address);
        Assert.True(form.Has("textarea[name='text.effects']"));
        Assert.False(form.Has("textarea[name='text.achievements']"));
        Assert.False(form.Has("input[name='rating.status']"));
        Assert.Contains("今回は直す必要がありません。", form.Text);
    }

    [Fact]
    public async Task Submission_of_what_nobody_saw_is_shown_first()
    {
        await town.FillInAllAsync("zaisei");
        var check = await town.Visitor.OpenAsync($"{town.LinkOf("zaisei")}/check");
        var form = await town.Visitor.OpenAsync(await town.ItemAddressAsync("zaisei"));
        await town.Visitor.PostAsync(form, form.Address.AbsolutePath, ("text.effects", "確認の後に足した"));
        foreach (var version in new[] { check.ValueOf("version"), "2147483647", "-1", "x" })
        {
            var shown = await town.Visitor.PostAsync(check, check.Address.AbsolutePath, ("version", version));
            Assert.Equal(HttpStatusCode.Conflict, shown.Status);
            Assert.Contains("この画面を開いた後に、回答が変更されました。", shown.Text);
            Assert.Contains("確認の後に足した", shown.Text);
        }
        Assert.DoesNotContain((await town.HistoryAsync("zaisei")).SelectMany(a => a.Events), e => e is Submitted);
    }

    [Fact]
    public async Task Submission_with_empty_fields_names_them()
    {
        var check = await town.Visitor.OpenAsync($"{town.LinkOf("soumu")}/check");
        var page = await town.Visitor.PostAsync(check, check.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("必須の項目に、まだ入力のないものがあります。", page.One("[role=alert]").TextContent);
        Assert.Contains("#rating-status", page.One(".notice a").GetAttribute("href"));
    }

    [Fact]
    public async Task Save_and_submission_after_the_lock_are_refused_and_the_link_still_reads()
    {
        await using var late = new RunningTown();
        await late.InitializeAsync();
        await late.FillInAllAsync("zeimu");
        var (form, check) = (await late.Visitor.OpenAsync(await late.ItemAddressAsync("zeimu")), await late.Visitor.OpenAsync($"{late.LinkOf("zeimu")}/check"));
        await late.PassToAsync(new(2026, 8, 5), new(0, 1));
        var before = Answers(await late.HistoryAsync("zeimu"));

        var saved = await late.Visitor.PostAsync(form, form.Address.AbsolutePath, ("text.effects", "間に合わなかった"));
        Assert.Equal((HttpStatusCode.Conflict, "入力を受け付けていません"), (saved.Status, saved.Title));
        var submitted = await late.Visitor.PostAsync(check, check.Address.AbsolutePath);
        Assert.Equal((HttpStatusCode.Conflict, "提出を受け付けていません"), (submitted.Status, submitted.Title));
        Assert.All([saved, submitted], page => Assert.Contains("入力終了日を過ぎたため、各課での入力は終了しています。", page.Text));
        Assert.All([saved, submitted], page => Assert.Contains("内線 2315", page.Text));
        Assert.Equal(before, Answers(await late.HistoryAsync("zeimu")));

        var list = await late.Visitor.OpenAsync(late.LinkOf("zeimu"));
        Assert.Contains("入力終了日を過ぎたため", list.One(".notice.warning").TextContent);
    }

    static List<AnswerChanged> Answers(IEnumerable<Core.Log.Append> history) => [.. history.SelectMany(a => a.Events).OfType<AnswerChanged>()];
}
