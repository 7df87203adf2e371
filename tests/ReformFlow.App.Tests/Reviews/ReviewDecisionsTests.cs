using ReformFlow.App.Log;
using ReformFlow.App.Reports;
using ReformFlow.App.Reviews;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Tests.Reviews;

public class ReviewDecisionsTests
{
    static readonly ReviewStep _council = new("s1", "推進本部", new(2026, 7, 20), true), _assembly = new("s3", "議会", null, false);

    [Fact]
    public async Task Reviews_are_added_in_their_place_and_keys_are_not_used_again()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None, false, _council, _assembly);
        var decisions = office.Get<ReviewDecisions>();
        Assert.Null(await decisions.DropAsync(await office.RunningAsync(), "s3", "9月に延期", Office.By, default));
        Assert.Null(await decisions.PlanAsync(await office.RunningAsync(), " 推進委員会 ", null, true, "s3", "追加", Office.By, default));
        Assert.Equal("会議の名称を入力してください。", await decisions.PlanAsync(await office.RunningAsync(), "　", null, true, null, "追加", Office.By, default));
        Assert.Equal("理由を入力してください。", await decisions.PlanAsync(await office.RunningAsync(), "委員会", null, true, null, "", Office.By, default));

        Assert.Equal([("s1", "推進本部"), ("s4", "推進委員会"), ("s3", "議会")], (await office.RunningAsync()).Head.Reviews.Select(r => (r.Key, r.Step.Name.Trim('　', ' '))));
        Assert.Equal("この審議は取りやめになっています。", await decisions.OpenAsync(await office.RunningAsync(), "s3", "", null, Office.By, default));
    }

    [Fact]
    public async Task What_is_said_graded_and_answered_is_kept_with_its_review()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None, false, _council);
        var decisions = office.Get<ReviewDecisions>();
        Assert.Null(await decisions.CommentAsync(await office.RunningAsync(), "s1", "i2", "月ごとの数値を\nほしい。", "委員", Office.By, default));
        Assert.Null(await decisions.CommentAsync(await office.RunningAsync(), "s1", null, "二重に記録した。", "", Office.By, default));
        Assert.Equal("その項目はありません。", await decisions.CommentAsync(await office.RunningAsync(), "s1", "i9", "あ", "", Office.By, default));
        Assert.Null(await decisions.AnswerAsync(await office.RunningAsync(), "s1", "s1-1", "次の版に加えます。", Office.By, default));
        Assert.Null(await decisions.WithdrawAsync(await office.RunningAsync(), "s1", "s1-2", "重複", Office.By, default));
        Assert.Equal("その意見はありません。", await decisions.AnswerAsync(await office.RunningAsync(), "s1", "s1-3", "あ", Office.By, default));
        var grades = new Dictionary<string, string> { ["i1"] = "A", ["i2"] = "", ["i9"] = "A" };
        Assert.Null(await decisions.GradeAsync(await office.RunningAsync(), "s1", grades, Office.By, default));
        var version = (await office.RunningAsync()).Head.Version;
        Assert.Null(await decisions.GradeAsync(await office.RunningAsync(), "s1", grades, Office.By, default));
        Assert.Equal(version, (await office.RunningAsync()).Head.Version);

        var record = Assert.Single(await RecordsAsync(office));
        Assert.Equal([new("s1-1", "i2", "月ごとの数値を\nほしい。", "委員") { Reply = "次の版に加えます。" }, new ReviewComment("s1-2", null, "二重に記録した。", null) { Withdrawn = "重複" }], record.Comments);
        Assert.Equal([new("i1", "A")], record.Grades);
        Assert.Empty(record.Review.OpenComments);
    }

    [Fact]
    public async Task Outcome_needs_a_draft_and_a_day_that_has_come_and_a_new_draft_opens_the_review_again()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None, false, _council);
        var (decisions, today) = (office.Get<ReviewDecisions>(), TokyoTime.DayOf(office.Now));
        Assert.Contains("案が記録されていません", await decisions.ConcludeAsync(await office.RunningAsync(), "s1", ReviewOutcome.Agreed, "", today, today, Office.By, default), StringComparison.Ordinal);
        Assert.Null(await decisions.OpenAsync(await office.RunningAsync(), "s1", "資料1", null, Office.By, default));
        // Pressed twice, it is one draft laid once.
        var version = (await office.RunningAsync()).Head.Version;
        Assert.Null(await decisions.OpenAsync(await office.RunningAsync(), "s1", "資料1", null, Office.By, default));
        Assert.Equal(version, (await office.RunningAsync()).Head.Version);
        Assert.Contains("今日より後", await decisions.ConcludeAsync(await office.RunningAsync(), "s1", ReviewOutcome.Agreed, "", today.AddDays(1), today, Office.By, default), StringComparison.Ordinal);
        Assert.Null(await decisions.ConcludeAsync(await office.RunningAsync(), "s1", ReviewOutcome.Agreed, "よい", today, today, Office.By, default));
        Assert.Equal("よい", (await RecordsAsync(office)).Single().Text);

        Assert.Null(await decisions.OpenAsync(await office.RunningAsync(), "s1", "資料2", null, Office.By, default));
        Assert.True((await office.RunningAsync()).Head.Review("s1")!.HoldsPublication);
        Assert.Equal("", (await RecordsAsync(office)).Single().Text);
    }

    [Fact]
    public async Task Two_drafts_differ_in_what_was_answered_between_them_and_in_nothing_else()
    {
        await using var office = new Office();
        await office.StartReviewedAsync(ApprovalRule.None, false, _council);
        var first = await office.CompileAsync(new("資料1"));
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        var second = await office.CompileAsync(new("資料2"));
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "もう一度直した。");

        var cycle = await office.RunningAsync();
        var compiled = (await office.Get<Streams>().ReadAsync(cycle.Stream, default)).SelectMany(a => a.Events).OfType<EditionCompiled>().ToList();
        var list = DifferenceList.Between(
            await office.Get<CompileEdition>().SourceOfAsync(cycle, compiled[first - 1], default),
            await office.Get<CompileEdition>().SourceOfAsync(cycle, compiled[second - 1], default));
        Assert.Equal([new Difference("i2", "2", "収納率の向上", "取組実績", null, "取組実績の内容", "収納率を直した。")], list.Differences);
        Assert.Empty(list.Confirmed);
    }

    static async Task<IReadOnlyList<ReviewRecord>> RecordsAsync(Office office)
    {
        var cycle = await office.RunningAsync();
        return ReviewRecord.Of(cycle.Head.Reviews, (await office.Get<Streams>().ReadAsync(cycle.Stream, default)).SelectMany(a => a.Events));
    }
}
