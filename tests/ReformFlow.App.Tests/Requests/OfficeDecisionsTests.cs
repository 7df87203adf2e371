using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;
using Office = ReformFlow.App.Tests.Fakes.Office;

namespace ReformFlow.App.Tests.Requests;

/// <summary>Each decision on both sides of its boundary: acceptance, missing answers, return, extension, withdrawal, delivery, hand-over by hand, escalation, confirmation.</summary>
public class OfficeDecisionsTests
{
    const string Department = "shimin", By = "post:office";

    const string Organisation = """
        {"format":"organisation/1","municipality":{"key":"aoba","name":"青葉市"},
         "office":{"name":"行革推進室","post":"室長","address":"gyokaku@aoba.example","telephone":"000-0000","extension":"12","members":[{"name":"青木","address":"aoki@aoba.example"}]},
         "departments":[
          {"key":"zeimu","name":"税務課","post":"税務課長","channel":"byHand"},
          {"key":"shimin","name":"市民課","post":"市民課長","address":"shimin@aoba.example","superior":{"post":"市民部長","address":"bucho@aoba.example"}}]}
        """;

    [Fact]
    public async Task What_was_handed_in_is_accepted_once_and_nothing_else_is()
    {
        await using var office = new Office();
        await StartAsync(office);
        Assert.Contains("まだ提出されていない", await AcceptAsync(office));
        await office.SubmitAsync(Department);
        Assert.Null(await AcceptAsync(office));
        var version = (await HeadAsync(office)).Version;
        Assert.Null(await AcceptAsync(office));
        Assert.Equal(version, (await HeadAsync(office)).Version);
        Assert.Contains("aoba/r7/shimin", office.Rings);
    }

    [Fact]
    public async Task A_submission_that_needs_a_superior_s_word_is_accepted_after_it()
    {
        await using var office = new Office();
        await StartAsync(office, needsConfirmation: true);
        Assert.Contains("提出された回答がありません", await ConfirmAsync(office, "市民部長", 0));
        await office.SubmitAsync(Department);
        Assert.Contains("所属長の確認がまだ", await AcceptAsync(office));
        Assert.Contains("職を入力", await ConfirmAsync(office, "", 0));
        Assert.Contains("今日までの日", await ConfirmAsync(office, "市民部長", 1));
        Assert.Null(await ConfirmAsync(office, "市民部長", 0));
        Assert.Null(await ConfirmAsync(office, "市民部長", 0));
        Assert.Null(await AcceptAsync(office));
    }

    [Theory, InlineData(MissingAnswer.LastYear), InlineData(MissingAnswer.Blank), InlineData(MissingAnswer.NotApplicable)]
    public async Task Missing_answers_are_decided_before_the_due_day_or_after_the_lock(MissingAnswer print)
    {
        foreach (var day in new[] { Office.Dates.RequestDay, Office.Dates.LockDay.AddDays(1) })
        {
            await using var office = new Office();
            await StartAsync(office);
            office.Now = TokyoTime.At(day, new(10, 0));
            Assert.Null(await DecisionsOf(office).DecideMissingAsync(await office.RunningAsync(), Department, print, "", By, default));
            Assert.Equal(print, (await HeadAsync(office)).Print);
        }
    }

    [Fact]
    public async Task Missing_answers_are_not_decided_where_there_are_answers()
    {
        await using var office = new Office();
        await StartAsync(office);
        await office.SubmitAsync(Department);
        Assert.Contains("提出されています", await DecisionsOf(office).DecideMissingAsync(await office.RunningAsync(), Department, MissingAnswer.Blank, "", By, default));
    }

    [Fact]
    public async Task Only_what_was_handed_in_is_returned()
    {
        await using var office = new Office();
        await StartAsync(office);
        Assert.Contains("提出された回答がない", await ReturnAsync(office));
        await office.SubmitAsync(Department);
        Assert.Contains("一つ以上", await ReturnAsync(office, items: []));
        Assert.Contains("理由を入力", await ReturnAsync(office, reason: ""));
        // A reason for one field says nothing of the other.
        var item = (await office.RunningAsync()).ItemsOf(Department).First().Key!;
        var half = new ReturnedItem(item, ["text.achievements", "text.effects"], "") { Reasons = new Dictionary<string, string> { ["text.effects"] = "件数を入れてください。" } };
        Assert.Contains("理由を入力", await ReturnAsync(office, items: [half], reason: ""));
        Assert.Null(await ReturnAsync(office, items: [Whole((await office.RunningAsync()).ItemsOf(Department).First()) with { Reason = "数字が合いません。" }], reason: ""));
        Assert.Equal(2, (await HeadAsync(office)).Round);
        Assert.Contains("提出された回答がない", await ReturnAsync(office));
    }

    [Fact]
    public async Task What_was_accepted_can_still_be_returned()
    {
        await using var office = new Office();
        await StartAsync(office);
        await office.SubmitAsync(Department);
        await AcceptAsync(office);
        Assert.Null(await ReturnAsync(office));
        Assert.False((await HeadAsync(office)).IsClosed());
    }

    [Theory]
    [InlineData(17, 0, true)]
    [InlineData(16, 59, false)]
    public async Task A_return_is_due_at_an_hour_that_is_still_to_come(int hour, int minute, bool isRefused)
    {
        await using var office = new Office();
        await StartAsync(office);
        await office.SubmitAsync(Department);
        office.Now = TokyoTime.At(new(2026, 6, 22), new(hour, minute));
        Assert.Equal(isRefused, await ReturnAsync(office, due: new(2026, 6, 22)) is not null);
    }

    [Theory, InlineData("2026-06-20"), InlineData("2026-06-21"), InlineData("2026-07-20"), InlineData("2016-06-22"), InlineData("2100-01-04")]
    public async Task A_return_is_due_on_a_day_on_which_the_town_works(string day)
    {
        await using var office = new Office();
        await StartAsync(office);
        await office.SubmitAsync(Department);
        Assert.Contains("提出期限", await ReturnAsync(office, due: DateOnly.Parse(day)));
    }

    [Fact]
    public async Task A_returned_form_takes_the_returned_fields_alone()
    {
        await using var office = new Office();
        var cycle = await StartAsync(office);
        var item = cycle.ItemsOf(Department).Single();
        await office.SubmitAsync(Department);
        Assert.Null(await ReturnAsync(office, items: [new(item.Key!, ["text.achievements"], "")]));
        var saved = await office.Get<SaveAnswers>().RunAsync(await office.RunningAsync(), Department, item, (await HeadAsync(office)).Version,
            new Dictionary<string, AnswerValue> { ["text.achievements"] = new("直した。"), ["text.nextSteps"] = new("触れない。") }, "post:shimin", default);
        Assert.True(saved.Saved);
        var sheet = AnswerHistory.Now(await AppendsAsync(office));
        Assert.Equal("直した。", sheet[new(item.Key!, "text.achievements")].Text);
        Assert.NotEqual("触れない。", sheet[new(item.Key!, "text.nextSteps")].Text);
        Assert.NotEqual("直した。", HandedIn.Of(await AppendsAsync(office)).Sheet![new(item.Key!, "text.achievements")].Text);
    }

    [Theory]
    [InlineData("2026-06-26", true)]
    [InlineData("2026-06-29", true)]
    [InlineData("2026-06-30", false)]
    public async Task An_extension_leads_to_a_later_day(string day, bool isRefused)
    {
        await using var office = new Office();
        await StartAsync(office);
        Assert.Equal(isRefused, await ExtendAsync(office, DateOnly.Parse(day)) is not null);
    }

    [Fact]
    public async Task An_extended_day_is_never_moved_back_to_where_mails_have_been_sent_for()
    {
        await using var office = new Office();
        await StartAsync(office);
        Assert.Null(await ExtendAsync(office, new(2026, 7, 3)));
        Assert.Null(await ExtendAsync(office, new(2026, 7, 3)));
        Assert.Contains("より後の日", await ExtendAsync(office, new(2026, 7, 2)));
        Assert.Contains("より後の日", await ExtendAsync(office, Office.Dates.DueDay));
        Assert.Single((await AppendsAsync(office)).SelectMany(a => a.Events).OfType<Extended>());
    }

    [Fact]
    public async Task An_extension_says_why_and_opens_again_what_was_closed()
    {
        await using var office = new Office();
        await StartAsync(office);
        Assert.Contains("理由を入力", await ExtendAsync(office, new(2026, 7, 21), ""));
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay);
        await DecisionsOf(office).DecideMissingAsync(await office.RunningAsync(), Department, MissingAnswer.Blank, "", By, default);
        Assert.Null(await ExtendAsync(office, new(2026, 7, 21)));
        Assert.Null(RequestRules.WhyClosed((await office.RunningAsync()).Settings, await HeadAsync(office), office.Now));
        await office.SubmitAsync(Department);
        Assert.Contains("すでに提出", await ExtendAsync(office, new(2026, 7, 22)));
    }

    [Fact]
    public async Task A_withdrawn_request_is_owed_no_more_and_nothing_can_be_decided_about_it()
    {
        await using var office = new Office();
        await StartAsync(office);
        Assert.Contains("理由を入力", await WithdrawAsync(office, ""));
        Assert.Null(await WithdrawAsync(office));
        Assert.Null(await WithdrawAsync(office));
        Assert.Contains("取り下げ", await ExtendAsync(office, new(2026, 6, 30)));
        Assert.Contains("取り下げ", await ReturnAsync(office));
        Assert.Contains("取り下げ", await DecisionsOf(office).DecideMissingAsync(await office.RunningAsync(), Department, MissingAnswer.Blank, "", By, default));
        Assert.Contains("取り下げ", await ResendAsync(office));
    }

    [Fact]
    public async Task A_mail_that_did_not_arrive_pauses_the_chase_until_it_is_sent_again()
    {
        await using var office = new Office();
        await StartAsync(office);
        Assert.Contains("まだメールを送っていません", await UndeliveredAsync(office));
        Assert.Contains("まだ送っていない", await ResendAsync(office));
        await TendAsync(office, Office.Dates.RequestDay);
        Assert.Null(await UndeliveredAsync(office));
        Assert.Null(await UndeliveredAsync(office));
        Assert.Single((await AppendsAsync(office)).SelectMany(a => a.Events).OfType<MarkedUndelivered>());
        await TendAsync(office, new(2026, 6, 24));
        Assert.Empty(office.Postbox.OfKind(StepKind.Remind));

        Assert.Null(await ResendAsync(office));
        await TendAsync(office, new(2026, 6, 24));
        Assert.Equal(2, office.Postbox.OfKind(StepKind.Request).Count());
        Assert.Null((await HeadAsync(office)).RefusedAt);
    }

    [Fact]
    public async Task Nothing_is_sent_again_once_the_form_is_closed()
    {
        await using var office = new Office();
        await StartAsync(office);
        await TendAsync(office, Office.Dates.RequestDay);
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay).AddSeconds(-1);
        Assert.Null(await ResendAsync(office));
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay);
        Assert.Contains("送り直す必要はありません", await ResendAsync(office));
    }

    [Fact]
    public async Task What_is_handed_over_by_hand_counts_from_when_the_office_says_so()
    {
        await using var office = new Office();
        await StartAsync(office);
        office.Now = TokyoTime.At(Office.Dates.RequestDay, new(8, 59));
        Assert.Empty(Hand(office, await HeadAsync(office, "zeimu"), await office.RunningAsync()));
        await TendAsync(office, Office.Dates.RequestDay, "zeimu");
        Assert.Empty(office.Postbox.Sent);
        var step = Assert.Single(Hand(office, await HeadAsync(office, "zeimu"), await office.RunningAsync()));

        Assert.Contains("今は必要ありません", await RecordAsync(office, "aoba~r7~request~zeimu~9~2026-06-29~1"));
        Assert.Null(await RecordAsync(office, step.Key));
        Assert.Null(await RecordAsync(office, step.Key));
        Assert.Equal(office.Now, (await HeadAsync(office, "zeimu")).RequestedAt);
        Assert.Empty(Hand(office, await HeadAsync(office, "zeimu"), await office.RunningAsync()));
    }

    [Fact]
    public async Task The_way_of_the_mails_may_change_in_the_middle()
    {
        await using var office = new Office();
        await StartAsync(office);
        await TendAsync(office, Office.Dates.RequestDay);
        foreach (var _ in new[] { 1, 2 }) Assert.Null(await DecisionsOf(office).ChangeChannelAsync(await office.RunningAsync(), Department, Channel.ByHand, By, default));
        Assert.Single((await AppendsAsync(office)).SelectMany(a => a.Events).OfType<ChannelChanged>());
        await TendAsync(office, new(2026, 6, 24));
        Assert.Empty(office.Postbox.OfKind(StepKind.Remind));
        Assert.Equal(StepKind.Remind, Assert.Single(Hand(office, await HeadAsync(office), await office.RunningAsync())).Kind);
    }

    [Theory]
    [InlineData("2026-07-06", 8, true)]
    [InlineData("2026-07-06", 9, false)]
    public async Task An_escalation_waits_for_its_day_and_for_the_office(string day, int hour, bool isRefused)
    {
        await using var office = new Office();
        var cycle = await StartAsync(office);
        await TendAsync(office, Office.Dates.RequestDay);
        office.Now = TokyoTime.At(DateOnly.Parse(day), new(hour, 0));
        await office.Get<Performer>().TendAsync(cycle.PlaceOf(Department), default);
        Assert.Empty(office.Postbox.OfKind(StepKind.Escalate));
        var key = StepKey.Of("aoba", "r7", StepKind.Escalate, Department, 1, Office.Dates.DueDay, (int)EscalationLevel.Superior);
        var refusal = await DecisionsOf(office).ReleaseEscalationAsync(await office.RunningAsync(), Department, key, By, default);
        Assert.Equal(isRefused, refusal is not null);
        await office.Get<Performer>().TendAsync(cycle.PlaceOf(Department), default);
        Assert.Equal(isRefused ? 0 : 1, office.Postbox.OfKind(StepKind.Escalate).Count());
        if (!isRefused) Assert.Null(await DecisionsOf(office).ReleaseEscalationAsync(await office.RunningAsync(), Department, key, By, default));
    }

    static async Task<RunningCycle> StartAsync(Office office, bool needsConfirmation = false)
    {
        await office.ImportAsync(organisation: Organisation);
        var (_, problems) = await office.Get<StartCycle>().RunAsync(
            Office.Town, new(Plan.MainKey, new(new FiscalYear(2025)), Office.Dates, false) { NeedsConfirmation = needsConfirmation }, By, default);
        Assert.Empty(problems);
        return await office.RunningAsync();
    }

    static async Task TendAsync(Office office, DateOnly day, string department = Department)
    {
        office.Now = TokyoTime.At(day, new(9, 0));
        await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle, department), default);
    }

    static List<HandStep> Hand(Office office, RequestHead head, RunningCycle cycle) => [.. RequestPolicy.Next(cycle.Settings, head, [], office.Now).Due.OfType<HandStep>()];

    static OfficeDecisions DecisionsOf(Office office) => office.Get<OfficeDecisions>();

    static async Task<string?> AcceptAsync(Office office) => await DecisionsOf(office).AcceptAsync(await office.RunningAsync(), Department, By, default);

    static async Task<string?> ConfirmAsync(Office office, string post, int daysAhead) =>
        await DecisionsOf(office).ConfirmOutsideAsync(await office.RunningAsync(), Department, post, TokyoTime.DayOf(office.Now).AddDays(daysAhead), By, default);

    static async Task<string?> ReturnAsync(Office office, IReadOnlyList<ReturnedItem>? items = null, string reason = "合計が合いません。", DateOnly? due = null)
    {
        var cycle = await office.RunningAsync();
        return await DecisionsOf(office).ReturnAsync(cycle, Department, items ?? [Whole(cycle.ItemsOf(Department).First())], reason, due ?? new(2026, 7, 6), By, default);
    }

    static ReturnedItem Whole(PlanItem item) => new(item.Key!, [], "");

    static async Task<string?> ExtendAsync(Office office, DateOnly day, string reason = "議会の対応のため。") =>
        await DecisionsOf(office).ExtendAsync(await office.RunningAsync(), Department, day, reason, By, default);

    static async Task<string?> WithdrawAsync(Office office, string reason = "担当が変わったため。") =>
        await DecisionsOf(office).WithdrawAsync(await office.RunningAsync(), Department, reason, By, default);

    static async Task<string?> UndeliveredAsync(Office office) => await DecisionsOf(office).MarkUndeliveredAsync(await office.RunningAsync(), Department, "", By, default);

    static async Task<string?> ResendAsync(Office office) => await DecisionsOf(office).ResendAsync(await office.RunningAsync(), Department, "", By, default);

    static async Task<string?> RecordAsync(Office office, string key) => await DecisionsOf(office).RecordByHandAsync(await office.RunningAsync(), "zeimu", key, [], By, default);

    static async Task<RequestHead> HeadAsync(Office office, string department = Department) => (await office.RunningAsync()).Requests[department];

    static async Task<IReadOnlyList<Append>> AppendsAsync(Office office) => await office.Get<App.Log.Streams>().ReadAsync((await office.RunningAsync()).StreamOf(Department), default);
}
