using System.Text;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Reviews;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Tests.Publication;

// Cases: a release that is refused for a review and for the approval; an approval that outlives 「案」 and ends with a changed answer; automatic
// publication that waits, says for what, and publishes when the last gate closes; a correction with its list and its own approval.
public class GatedPublicationTests
{
    static readonly ReviewStep _council = new("s1", "推進本部", null, true);

    [Fact]
    public async Task Release_waits_for_the_review_and_the_approval_and_says_so()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(reviews: _council);
        var number = await office.CompileAsync();
        Assert.Equal("次のことが済むまで、公表を決定できません。推進本部　結果の記録、承認（決裁）の記録。", await office.ReleaseAsync(number));

        await office.ConcludeAsync("s1");
        number = await office.CompileAsync();
        Assert.Equal("次のことが済むまで、公表を決定できません。承認（決裁）の記録。", await office.ReleaseAsync(number));
        Assert.Null(await office.ApproveAsync(number));
        Assert.Null(await office.ReleaseAsync(number));
    }

    [Fact]
    public async Task Approval_of_a_draft_holds_for_the_final_edition_until_an_answer_changes()
    {
        await using var office = new Office();
        await office.StartReviewedAsync();
        Assert.Null(await office.ApproveAsync(await office.CompileAsync(new("資料1"))));
        var final = await office.CompileAsync();
        Assert.Null(await office.ReleaseAsync(final));

        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        Assert.Contains("承認", await office.ReleaseAsync(await office.CompileAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incomplete_edition_is_not_approved_and_an_approval_is_not_given_ahead_of_its_day()
    {
        await using var office = new Office();
        await office.StartAsync();
        var number = await office.CompileAsync();
        Assert.Contains("回答がそろっていない", await office.ApproveAsync(number), StringComparison.Ordinal);

        await using var complete = new Office();
        var cycle = await complete.StartReviewedAsync();
        number = await complete.CompileAsync();
        var (approvals, today) = (complete.Get<ApproveEdition>(), TokyoTime.DayOf(complete.Now));
        Assert.Contains("今日より後", await approvals.RecordAsync(cycle, number, today.AddDays(1), "第1号", "市長", "", today, Office.By, default), StringComparison.Ordinal);
        Assert.Contains("文書番号", await approvals.RecordAsync(cycle, number, today, " ", "市長", "", today, Office.By, default), StringComparison.Ordinal);
        Assert.Null(await approvals.RecordAsync(cycle, number, today, "第1号", "市長", "", today, Office.By, default));
        Assert.Null(await complete.ReleaseAsync(number));
    }

    [Fact]
    public async Task Automatic_publication_waits_for_an_answer_that_is_returned_while_it_begins()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None, publishAutomatically: true);
        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        Task<string?>? returning = null;
        office.Log.Breaks = append =>
        {
            if (append.Events is [StepClaimed claim] && StepKey.KindOf(claim.Key) == StepKind.Release) returning ??= ReturnAsync();
            return false;
        };
        await office.TendAsync();

        Assert.Null(await returning!);
        Assert.Null((await office.RunningAsync()).Head.Released());

        async Task<string?> ReturnAsync() => await office.Get<OfficeDecisions>().ReturnAsync(await office.RunningAsync(), "zeimu", [new("i2", [], "数値の確認")], "", Office.Dates.PublicationDay.AddDays(7), Office.By, default);
    }

    [Fact]
    public async Task Automatic_publication_waits_says_for_what_and_follows_the_last_gate()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(publishAutomatically: true, reviews: _council);
        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        await office.TendAsync();
        var mail = Assert.Single(office.Postbox.OfKind(StepKind.NoticeHeld));
        Assert.Contains("公表までに必要なこと\n・推進本部　結果の記録\n・承認（決裁）の記録\n", mail.Body, StringComparison.Ordinal);

        await office.ConcludeAsync("s1");
        await office.TendAsync();
        Assert.Equal(2, office.Postbox.OfKind(StepKind.NoticeHeld).Count());
        Assert.Null((await office.RunningAsync()).Head.Published());

        // The approved draft is what the final edition says; the release compiles and finds just that.
        Assert.Null(await office.ApproveAsync((await office.RunningAsync()).Head.Editions.Count));
        await office.TendAsync();
        var published = (await office.RunningAsync()).Head.Published();
        Assert.False(published!.IsDraft);
        Assert.Null(published.DocumentNumber);
        Assert.Single(office.Postbox.OfKind(StepKind.NoticePublished));
    }

    [Fact]
    public async Task Automatic_publication_of_what_changed_after_the_approval_asks_for_another()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(publishAutomatically: true);
        Assert.Null(await office.ApproveAsync(await office.CompileAsync()));
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        await office.TendAsync();

        var head = (await office.RunningAsync()).Head;
        Assert.Null(head.Published());
        Assert.Null(head.Released());
        Assert.Equal(2, head.Editions.Count);
        Assert.Contains("・承認（決裁）の記録", Assert.Single(office.Postbox.OfKind(StepKind.NoticeHeld)).Body, StringComparison.Ordinal);
        Assert.Null(await office.ApproveAsync(2));
        await office.TendAsync();
        Assert.Equal(2, (await office.RunningAsync()).Head.Published()!.Number);
    }

    [Fact]
    public async Task Correction_lists_what_it_changes_and_needs_its_own_approval()
    {
        await using var office = new Office();
        await office.StartReviewedAsync();
        var first = await office.CompileAsync();
        Assert.Null(await office.ApproveAsync(first));
        Assert.Null(await office.ReleaseAsync(first));
        office.Now = TokyoTime.At(Office.Dates.PublicationDay, new(10, 0));
        await office.TendAsync();
        Assert.Equal(first, await office.CompileAsync());

        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        var second = await office.CompileAsync();
        var html = Encoding.UTF8.GetString((await office.Get<App.Organisation.Archive>().ReadAsync(Office.Town, (await office.RunningAsync()).Head.Editions[second - 1].Files[CompileEdition.Html], default))!);
        Assert.Contains("公表した第1版（令和8年8月3日）から", html, StringComparison.Ordinal);
        Assert.Contains("取組実績の内容", html, StringComparison.Ordinal);
        Assert.Contains("承認", await office.ReleaseAsync(second), StringComparison.Ordinal);
        Assert.Null(await office.ApproveAsync(second));
        Assert.Null(await office.ReleaseAsync(second));
        await office.TendAsync();
        Assert.Equal(second, (await office.RunningAsync()).Head.Published()!.Number);
        // Compiled again, the published correction is itself.
        Assert.Equal(second, await office.CompileAsync());
    }
}
