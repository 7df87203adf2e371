using System.Net;
using ReformFlow.Core.Mail;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Mail;

/// <summary>文面: the office reads, edits, sets back and previews its mails, and prints the request for 決裁.</summary>
public sealed class MailTextsTests(RunningTown town, Chromium chromium) : IClassFixture<RunningTown>
{
    const string Path = "/mizuhono/desk/texts";

    [Fact]
    public async Task Every_mail_and_the_foot_can_be_opened()
    {
        var list = await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}");
        var links = list.All("main .tasks a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains($"{Path}/request", links);
        Assert.Contains($"{Path}/foot", links);
        // Whoever adds a mail or a placeholder gives it a name.
        Assert.Equal(Enum.GetValues<MailKind>().Length + 1, links.Count);
        foreach (var link in links)
        {
            var page = await town.Visitor.OpenAsync($"{town.DeskAddress}{link}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotMatch("[A-Za-z]", page.Title);
            Assert.All(page.All("main details dl div"), entry => Assert.NotEqual(entry.QuerySelector("dt")!.TextContent.Trim('{', '}'), entry.QuerySelector("dd")!.TextContent));
            Assert.DoesNotContain("{", page.One("#preview ~ p:last-of-type").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Preview_is_the_department_s_own_and_its_code_opens_nothing()
    {
        var page = await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/request?plan=main&department=kanzai");
        var text = page.One("#preview ~ p:last-of-type").TextContent;
        Assert.Contains("/mizuhono/r7/kanzai/XXXX-XXXX-XXXX-XXXX", text, StringComparison.Ordinal);
        Assert.Contains("令和8年7月21日（火）17時", text, StringComparison.Ordinal);
        Assert.DoesNotContain(town.LinkOf("kanzai").Split('/')[^1], page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_edited_and_set_back()
    {
        var page = await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/receipt");
        var edited = await town.Visitor.PostAsync(page, $"{Path}/receipt", ("subject", "受領しました（{receipt}）"));
        Assert.Contains("受領しました（R7-", edited.Text, StringComparison.Ordinal);

        var back = await town.Visitor.PostAsync(edited, $"{Path}/receipt/reset");
        Assert.Contains("【受付】", back.Text, StringComparison.Ordinal);
        Assert.False(back.Has($"form[action='{Path}/receipt/reset']"));
    }

    [Fact]
    public async Task Wrong_text_is_kept_on_the_page_and_nothing_is_stored()
    {
        var page = await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/reminderBefore");
        var refused = await town.Visitor.PostAsync(page, $"{Path}/reminderBefore", ("subject", ""), ("body", "期限は {dueday} です。\n入力画面は {link} です。"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(3, refused.All(".summary-error li").Count);
        Assert.Contains("{dueday}", refused.One("#body").TextContent, StringComparison.Ordinal);
        Assert.False((await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/reminderBefore")).Has($"form[action='{Path}/reminderBefore/reset']"));
    }

    [Fact]
    public async Task Page_that_was_opened_before_another_s_change_overwrites_nothing()
    {
        var old = await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/withdrawal");
        await town.Visitor.PostAsync(await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/probe"), $"{Path}/probe", ("subject", "先に変えた件名"));

        var refused = await town.Visitor.PostAsync(old, $"{Path}/withdrawal", ("subject", "後から変えた件名"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("画面を開き直して", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_is_a_document_for_approval()
    {
        var letter = await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/letter/main/zeimu/request.html");
        Assert.EndsWith("の進捗状況について（照会）", letter.One("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal("行政改革推進室長", letter.One(".lineend").TextContent.Trim());
        Assert.Contains("税務課長　様", letter.Text, StringComparison.Ordinal);

        // This server's browser is not there.
        var pdf = await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/letter/main/zeimu/request.pdf");
        Assert.Contains("この環境ではPDFを作成できません", pdf.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.DeskAddress}{Path}/letter/main/nobody/request.html")).Status);
    }

    [Theory, InlineData("", "texts"), InlineData("/request", "text-request"), InlineData("/letter/main/zeimu/request.html", "request-letter")]
    public async Task Pages_fit_their_window(string page, string name)
    {
        foreach (var width in new[] { 320, 1280 })
        {
            var window = await chromium.OpenAsync($"{town.DeskAddress}{Path}{page}");
            await window.SetViewportSizeAsync(width, 900);
            await Shots.TakeAsync(window, name, width);
            Assert.Equal(0, await window.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        }
    }
}
