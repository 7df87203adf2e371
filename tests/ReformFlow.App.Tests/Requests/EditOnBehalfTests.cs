using System.Text;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Tests.Requests;

public class EditOnBehalfTests
{
    const string Department = "shimin", Field = "text.achievements", Word = "担当者から電話", By = "post:office";

    [Fact]
    public async Task An_edit_and_its_note_are_one_append()
    {
        await using var office = new Office();
        await office.StartAsync();
        Assert.True((await SaveAsync(office, "事務局が入力した。")).Saved);
        var append = Assert.Single(await AppendsAsync(office));
        Assert.Equal([nameof(AnswerChanged), nameof(EditedOnBehalf), nameof(DraftSaved)], append.Events.Select(e => e.GetType().Name));
        Assert.Equal(Word, append.Events.OfType<EditedOnBehalf>().Single().Note);
        Assert.Contains("aoba/r7/shimin", office.Rings);
        Assert.False((await SaveAsync(office, "事務局が入力した。")).Saved);
        Assert.Single(await AppendsAsync(office));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_is_closed_to_the_department_is_open_to_the_office(bool isAccepted)
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync(Department);
        if (isAccepted) await office.Get<OfficeDecisions>().AcceptAsync(await office.RunningAsync(), Department, By, default);
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay).AddDays(1);
        Assert.True((await SaveAsync(office, "後から直した。")).Saved);
        Assert.Equal("後から直した。", HandedIn.Of(await AppendsAsync(office)).Sheet![await FieldAsync(office)].Text);
    }

    [Fact]
    public async Task A_withdrawn_request_takes_nothing_from_the_office_either()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.Get<OfficeDecisions>().WithdrawAsync(await office.RunningAsync(), Department, "不要のため。", By, default);
        Assert.Equal(Closed.Withdrawn, (await SaveAsync(office, "遅い。")).Closed);
    }

    [Fact]
    public async Task What_the_department_changed_meanwhile_is_asked_and_never_taken()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        await office.Get<SaveAnswers>().RunAsync(cycle, Department, cycle.ItemsOf(Department).Single(), 0, Sample.Form(Field, "所属の言葉"), "post:shimin", default);
        var outcome = await SaveAsync(office, "事務局の言葉", drawnFrom: 0);
        Assert.Equal(("所属の言葉", "事務局の言葉"), (Assert.Single(outcome.Conflicts).Theirs.Text, outcome.Conflicts[0].Mine.Text));
        Assert.Equal("所属の言葉", AnswerHistory.Now(await AppendsAsync(office))[await FieldAsync(office)].Text);
    }

    [Fact]
    public async Task The_report_prints_the_office_s_words_and_not_the_department_s_draft()
    {
        await using var office = new Office();
        await office.StartAsync();
        await office.SubmitAsync(Department);
        await office.SubmitAsync("zeimu");
        var item = (await office.RunningAsync()).ItemsOf(Department).Single();
        await office.Get<OfficeDecisions>().ReturnAsync(await office.RunningAsync(), Department, [new(item.Key!, [], "")], "確認のため。", new(2026, 7, 6), By, default);
        await office.Get<SaveAnswers>().RunAsync(await office.RunningAsync(), Department, item, (await office.RunningAsync()).Requests[Department].Version, Sample.Form("text.nextSteps", "下書きの言葉"), "post:shimin", default);
        await SaveAsync(office, "事務局が聞いた言葉");

        var cycle = await office.RunningAsync();
        await office.Get<CompileEdition>().RunAsync(cycle, By, default);
        var edition = (await office.RunningAsync()).Head.Editions[^1];
        var html = Encoding.UTF8.GetString((await office.Files.ReadAsync(Office.Town, edition.Files[CompileEdition.Html], default))!);
        Assert.Contains("事務局が聞いた言葉", html, StringComparison.Ordinal);
        Assert.DoesNotContain("下書きの言葉", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_hands_in_after_the_lock_what_is_complete()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay);
        Assert.Contains("必須の項目", await SubmitAsync(office, Word));
        var item = cycle.ItemsOf(Department).Single();
        await office.Get<EditOnBehalf>().SaveAsync(cycle, Department, item, 0, Sample.Full(cycle, item), Word, By, default);
        Assert.Contains("だれから", await SubmitAsync(office, ""));
        Assert.Contains("変更されました", await SubmitAsync(office, Word, seen: 0));
        Assert.Null(await SubmitAsync(office, Word));
        Assert.Null(await SubmitAsync(office, Word));
        Assert.Equal([Word], AnswerHistory.Rounds(await AppendsAsync(office)).Select(r => r.OnWord));
        Assert.Null(await office.Get<OfficeDecisions>().AcceptAsync(await office.RunningAsync(), Department, By, default));
    }

    [Fact]
    public async Task What_the_office_decided_to_print_is_not_handed_in_over_it()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        var item = cycle.ItemsOf(Department).Single();
        await office.Get<EditOnBehalf>().SaveAsync(cycle, Department, item, 0, Sample.Full(cycle, item), Word, By, default);
        await office.Get<OfficeDecisions>().DecideMissingAsync(await office.RunningAsync(), Department, MissingAnswer.Blank, "", By, default);
        Assert.Contains("終了しているため", await SubmitAsync(office, Word));
    }

    [Theory, InlineData(400, true), InlineData(401, false), InlineData(0, false)]
    public void A_note_says_whose_word_it_is_in_few_words(int length, bool isGood) => Assert.Equal(isGood, EditOnBehalf.WhyNot(new string('語', length)) is null);

    static async Task<SaveOutcome> SaveAsync(Office office, string text, int? drawnFrom = null)
    {
        var cycle = await office.RunningAsync();
        return await office.Get<EditOnBehalf>().SaveAsync(cycle, Department, cycle.ItemsOf(Department).Single(), drawnFrom ?? cycle.Requests[Department].Version, Sample.Form(Field, text), Word, By, default);
    }

    static async Task<string?> SubmitAsync(Office office, string word, int? seen = null)
    {
        var cycle = await office.RunningAsync();
        return await office.Get<EditOnBehalf>().SubmitAsync(cycle, Department, seen ?? cycle.Requests[Department].Version, word, By, default);
    }

    static async Task<ItemField> FieldAsync(Office office) => new((await office.RunningAsync()).ItemsOf(Department).Single().Key!, Field);

    static async Task<IReadOnlyList<Append>> AppendsAsync(Office office) => await office.Get<App.Log.Streams>().ReadAsync((await office.RunningAsync()).StreamOf(Department), default);
}
