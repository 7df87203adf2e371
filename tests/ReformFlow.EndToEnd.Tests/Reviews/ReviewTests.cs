using System.Net;
using ReformFlow.App.Mail;
using ReformFlow.Core.Log;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.EndToEnd.Tests.Web;

namespace ReformFlow.EndToEnd.Tests.Reviews;

/// <summary>From the lock to publication as the office walks it: a review that asks for more, a second one, the approval, the hour, a correction, the end.</summary>
public sealed class ReviewTests(ReviewedTown town, Chromium chromium) : IClassFixture<ReviewedTown>
{
    [Fact]
    public async Task Report_goes_from_the_lock_to_the_public_through_reviews_and_approval()
    {
        // Nothing is prepared three business days before: the office hears of it.
        await LookAsync("reviews");
        await LookAsync("reviews/s1");
        await town.PassToAsync(new(2026, 8, 13), new(9, 30));
        Assert.Contains("・行政改革推進本部会議　令和8年8月17日（月）", Assert.Single(Mails(StepKind.NoticeReview)).Body);

        // A draft with its number, a comment, a grade.
        var opened = await town.PostAsync("reviews/s1", "reviews/s1/open", ("number", "資料1-2"));
        Assert.Contains("第1版（案）　資料1-2", opened.Text);
        var draft = await town.OpenAsync("editions/1/report.html");
        Assert.Equal("資料1-2", draft.One(".documentnumber").TextContent);
        Assert.Contains("案", draft.One(".standing").TextContent);
        Assert.StartsWith("資料1-2　【案】", draft.One("title").TextContent);
        await LookAsync("editions/1/report.html", "draft");
        await town.PostAsync("reviews/s1", "reviews/s1/comment", ("item", "i1"), ("text", "待ち時間の数値を、月ごとに示してほしい。\n\n繁忙期だけでは分からない。"), ("speaker", "委員"));
        var commented = await town.PostAsync("reviews/s1", "reviews/s1/comment", ("item", ""), ("text", "全体に分かりやすい。"), ("speaker", ""));
        Assert.Equal(2, commented.All(".comment").Count);
        await town.PostAsync("reviews/s1", "reviews/s1/grades", ("grade.i1", "概ね順調"));
        await LookAsync("reviews/s1", "review-commented");

        // From the comment it is one step to the return, with item and reason filled in.
        var returning = await town.Visitor.OpenAsync(town.DeskAddress + commented.All(".comment a").Single(a => a.TextContent.Contains("差し戻す")).GetAttribute("href"));
        Assert.True(returning.Has("input[name='item.i1'][checked]"));
        Assert.Contains("月ごとに示してほしい", returning.ValueOf("reason.i1"));
        await town.PostAsync("reviews/s1", "reviews/s1/answer", ("comment", "s1-2"), ("reply", "引き続き、分かりやすい記述に努めます。"));
        Assert.Equal(HttpStatusCode.Conflict, (await town.PostAsync("reviews/s1", "reviews/s1/comment", ("text", "　"), ("speaker", "副市長"))).Status);

        // It has not taken place yet.
        var early = await town.PostAsync("reviews/s1", "reviews/s1/conclude", ("outcome", "AgreedWithChanges"), ("day", "2026-08-17"), ("text", "数値を加えて了承"));
        Assert.Equal(HttpStatusCode.Conflict, early.Status);
        Assert.Equal("数値を加えて了承", early.One("#conclude-text").TextContent);
        await town.PassToAsync(new(2026, 8, 18), new(9, 30));
        Assert.Contains("・行政改革推進本部会議", Assert.Single(Mails(StepKind.NoticeOutcome)).Body);
        await town.PostAsync("reviews/s1", "reviews/s1/conclude", ("outcome", "AgreedWithChanges"), ("day", "2026-08-17"), ("text", "数値を加えて了承"));

        // What was confirmed and decided since shows in the second draft's list of differences.
        await town.PostAsync("requests/shimin", "requests/shimin/accept");
        await town.PostAsync("reviews/s3", "reviews/s3/open", ("number", "資料2"));
        var differences = await town.OpenAsync("differences");
        Assert.Contains("「事務局確認前」の表示がなくなった", differences.Text);
        await LookAsync("differences");
        await LookAsync("differences/1/2/differences.html", "differences-print");
        await town.PostAsync("reviews/s3", "reviews/s3/conclude", ("outcome", "Agreed"), ("day", "2026-08-18"), ("text", ""));

        // Without the approval nothing is released.
        await town.PostAsync("requests/zeimu", "requests/zeimu/accept");
        await town.PostAsync("../r7", "compile");
        Assert.False((await town.OpenAsync("")).Has("form[action$='/release']"));
        await LookAsync("approval");
        await LookAsync("", "cycle-reviewed");
        var approved = await town.PostAsync("approval", "approval/record", ("day", "2026-08-18"), ("reference", "企行第45号"), ("post", "市長"));
        Assert.Contains("企行第45号　市長", approved.Text);
        await LookAsync("approval", "approval-given");
        await LookAsync("reviews", "reviews-done");
        Assert.Contains("公表に必要なことは、すべて済んで", (await town.PostAsync("", "release")).Text + (await town.OpenAsync("reviews")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.FormAddress}/mizuhono/report/r7/")).Status);

        await town.PassToAsync(ServedTown.PublicationDay, new(10, 1));
        var published = await town.Visitor.OpenAsync($"{town.FormAddress}/mizuhono/report/r7/");
        Assert.True(published.IsGood);
        Assert.DoesNotContain("資料2", published.Text);
        Assert.False(published.Has("section.corrections"));

        // The public sees the editions that were published, and no other.
        var editions = await town.Visitor.OpenAsync($"{town.FormAddress}/mizuhono/report/r7/editions");
        Assert.Equal(["第3版（令和8年8月27日公表）"], editions.All(".tasks a").Select(a => a.TextContent).Where(t => t.StartsWith('第')));
        Assert.True((await town.Visitor.OpenAsync($"{town.FormAddress}/mizuhono/report/r7/editions/3/report.html")).IsGood);
        Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.FormAddress}/mizuhono/report/r7/editions/2/report.html")).Status);
        await PageRules.CheckAsync(await chromium.OpenAsync($"{town.FormAddress}/mizuhono/report/r7/editions"), "published-editions");

        // A report to the council afterwards holds nothing up, but keeps the cycle open until it was made.
        await town.PostAsync("reviews", "reviews", ("name", "議会報告"), ("day", "2026-09-10"), ("required", null), ("reason", "9月議会で報告するため"));
        await LookAsync("end");
        Assert.Empty(Mails(StepKind.NoticeHeld));
    }

    async Task LookAsync(string page, string? name = null) => await PageRules.CheckAsync(await chromium.OpenAsync($"{town.Desk}/r7/{page}"), name ?? page.Replace('/', '-'));

    IEnumerable<OutboxMail> Mails(StepKind kind) => town.Outbox.Mails().Where(m => StepKey.KindOf(m.Key) == kind);
}
