using System.Text;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Tests.Reports;

public class CompileEditionTests
{
    [Fact]
    public async Task An_edition_with_missing_answers_is_a_draft_and_is_not_released()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync("shimin");
        var number = await CompileAsync(office);
        var cycle = await office.RunningAsync();
        Assert.True(cycle.Head.Editions.Single().IsDraft);
        Assert.Contains("回答がそろっていない版", await office.Get<ReleaseEdition>().RunAsync(cycle, number, "post:office", default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_compile_the_same_at_once_make_one_edition_with_the_faster_one_s_files()
    {
        await using var office = new Office();
        await office.StartAsync();
        // Both have read the log before either has appended to it, and no two prints are alike.
        var (both, prints) = (new TaskCompletionSource(), 0);
        office.Printing = async () =>
        {
            var print = Interlocked.Increment(ref prints);
            if (print == 2) both.SetResult();
            await both.Task;
            return Encoding.UTF8.GetBytes($"%PDF-1.7 {print} %%EOF");
        };

        var numbers = await Task.WhenAll(CompileAsync(office), CompileAsync(office));

        Assert.Equal([1, 1], numbers);
        Assert.Single((await office.RunningAsync()).Head.Editions);
    }

    [Fact]
    public async Task Files_are_stored_as_their_own_bytes()
    {
        await using var office = new Office();
        await office.StartAsync();
        await CompileAsync(office);
        var files = (await office.RunningAsync()).Head.Editions.Single().Files;
        Assert.StartsWith("<!DOCTYPE html>", Encoding.UTF8.GetString(await FileAsync(office, files["report.html"])), StringComparison.Ordinal);
        Assert.StartsWith("%PDF", Encoding.UTF8.GetString(await FileAsync(office, files["report.pdf"])), StringComparison.Ordinal);
        // The document's file is canonical, so that its hash is the edition's name.
        Assert.Equal((await office.RunningAsync()).Head.Editions.Single().Document, files["report.json"]);
    }

    [Fact]
    public async Task Standings_are_printed_as_the_office_left_them()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync("zeimu");
        var cycle = await office.RunningAsync();
        Assert.Null(await office.Get<OfficeDecisions>().DecideMissingAsync(cycle, "shimin", MissingAnswer.LastYear, "病気のため", "post:office", default));
        await CompileAsync(office);
        var html = await HtmlAsync(office);
        Assert.Contains("事務局確認前", html, StringComparison.Ordinal);
        Assert.Contains("確認中（前年度の値）", html, StringComparison.Ordinal);
        Assert.Contains("番号札を入れた。", html, StringComparison.Ordinal);

        Assert.Null(await office.Get<OfficeDecisions>().AcceptAsync(await office.RunningAsync(), "zeimu", "post:office", default));
        await CompileAsync(office);
        Assert.DoesNotContain("事務局確認前", await HtmlAsync(office), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_withdrawn_without_answers_says_so_and_what_was_handed_in_before_stays()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync("zeimu");
        var decisions = office.Get<OfficeDecisions>();
        Assert.Null(await decisions.WithdrawAsync(await office.RunningAsync(), "shimin", "組合せを改めたため。", "post:office", default));
        await CompileAsync(office);
        var html = await HtmlAsync(office);
        Assert.Contains("照会取下げ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("未提出", html, StringComparison.Ordinal);

        Assert.Null(await decisions.WithdrawAsync(await office.RunningAsync(), "zeimu", "組合せを改めたため。", "post:office", default));
        await CompileAsync(office);
        Assert.Equal(Occurrences(html), Occurrences(await HtmlAsync(office)));

        static int Occurrences(string html) => html.Split("照会取下げ").Length;
    }

    [Fact]
    public async Task The_same_answers_make_no_second_edition_and_new_ones_do()
    {
        await using var office = new Office();
        await office.StartAsync();
        Assert.Equal(1, await CompileAsync(office));
        Assert.Equal(1, await CompileAsync(office));
        await office.SubmitAsync("zeimu");
        Assert.Equal(2, await CompileAsync(office));
    }

    [Fact]
    public async Task Draft_for_a_review_bears_its_number_and_says_what_the_final_edition_says()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync("zeimu");
        await office.SubmitAsync("shimin");
        var draft = await office.Get<CompileEdition>().RunAsync(await office.RunningAsync(), "post:office", default, new("資料1-2"));
        var html = await HtmlAsync(office);
        Assert.Contains("資料1-2", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"standing \">", html, StringComparison.Ordinal);

        var final = await CompileAsync(office);
        var editions = (await office.RunningAsync()).Head.Editions;
        Assert.Equal((true, false), (editions[draft - 1].IsDraft, editions[final - 1].IsDraft));
        Assert.NotEqual(editions[draft - 1].Document, editions[final - 1].Document);
        Assert.Equal(editions[draft - 1].Content, editions[final - 1].Content);
        Assert.Equal(editions[final - 1].Document, editions[final - 1].Content);
        Assert.DoesNotContain("資料1-2", await HtmlAsync(office), StringComparison.Ordinal);
        Assert.Contains("「案」", await office.Get<ReleaseEdition>().RunAsync(await office.RunningAsync(), draft, "post:office", default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_printer_everything_else_is_there()
    {
        await using var office = new Office { Pdf = null };
        await office.StartAsync();
        await CompileAsync(office);
        Assert.Equal(["report.html", "report.json"], (await office.RunningAsync()).Head.Editions.Single().Files.Keys.Order());
    }

    [Fact]
    public async Task Same_answers_make_a_second_edition_only_once_they_can_be_printed()
    {
        await using var office = new Office { Pdf = null };
        await office.StartAsync();
        Assert.Equal((1, 1), (await CompileAsync(office), await CompileAsync(office)));
        office.Pdf = [.. "%PDF-1.7 %%EOF"u8];
        Assert.Equal((2, 2), (await CompileAsync(office), await CompileAsync(office)));
    }

    [Fact]
    public async Task Only_the_newest_edition_is_released_and_only_once()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync("zeimu");
        await office.SubmitAsync("shimin");
        var first = await CompileAsync(office);
        await office.Get<OfficeDecisions>().AcceptAsync(await office.RunningAsync(), "zeimu", "post:office", default);
        var second = await CompileAsync(office);
        var release = office.Get<ReleaseEdition>();
        Assert.NotNull(await release.RunAsync(await office.RunningAsync(), first, "post:office", default));
        Assert.Null(await release.RunAsync(await office.RunningAsync(), second, "post:office", default));
        var version = (await office.RunningAsync()).Head.Version;
        Assert.Null(await release.RunAsync(await office.RunningAsync(), second, "post:office", default));
        Assert.Equal(version, (await office.RunningAsync()).Head.Version);
    }

    static async Task<int> CompileAsync(Office office) => await office.Get<CompileEdition>().RunAsync(await office.RunningAsync(), "post:office", default);

    static async Task<byte[]> FileAsync(Office office, string hash) => (await office.Files.ReadAsync(Office.Town, hash, default))!;

    static async Task<string> HtmlAsync(Office office) => Encoding.UTF8.GetString(await FileAsync(office, (await office.RunningAsync()).Head.Editions[^1].Files["report.html"]));
}
