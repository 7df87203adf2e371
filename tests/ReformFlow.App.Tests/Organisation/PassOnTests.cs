using ReformFlow.App.Answers;
using ReformFlow.App.Changes;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Reports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Tests.Organisation;

// Cases: a crash before each append of a succession; a submission before and after the adoption; what is mailed to whom; returned items of a split;
// a successor that had handed in; proposals; a personal mailbox; print.
public class PassOnTests
{
    static readonly DepartmentEntry _zeimu = ReorganisedTown.Entry("zeimu"), _shimin = ReorganisedTown.Entry("shimin"), _somu = ReorganisedTown.Entry("somu"), _kanzai = ReorganisedTown.Entry("kanzai");
    static readonly DepartmentEntry _shuzei = ReorganisedTown.Entry("shuzei", new Succeeded("zeimu"));

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7)]
    public async Task A_machine_that_breaks_down_between_two_streams_is_repaired(int appends)
    {
        await using var town = await StartedAsync();
        await town.TypeAsync("zeimu", new Random(1));
        await town.AdoptAsync(ReorganisedTown.Entry("kazei", new Succeeded("zeimu", ["1", "3"])), ReorganisedTown.Entry("noufu", new Succeeded("zeimu")), _shimin, _somu, _kanzai);
        var left = appends;
        town.Office.Log.Breaks = _ => left-- == 0;
        await town.TendAsync();
        town.Office.Log.Breaks = null;
        await town.TendAsync();

        await town.CheckAsync();
        var cycle = await town.RunningAsync();
        Assert.Equal(["kazei: i1 i3", "noufu: i2", "shimin: i4 i5", "somu: i6", "kanzai: i7"], cycle.Settings.Requests.Select(r => $"{r.Department}: {string.Join(' ', r.Items)}"));
        Assert.Equal(2, town.TakenOver);
    }

    [Fact]
    public async Task What_was_submitted_stays_under_its_successor_s_name_and_passes_on_when_it_is_returned()
    {
        await using var town = await StartedAsync();
        await town.SubmitAsync("zeimu");
        await town.AdoptAsync(_shuzei, _shimin, _somu, _kanzai);
        await town.TendAsync();
        var cycle = await town.RunningAsync();
        Assert.Equal("shuzei課（旧zeimu課）", cycle.Municipality.Department("zeimu").Name);
        Assert.Equal(RequestStatus.Submitted, RequestRules.Status(cycle.Settings, cycle.Requests["zeimu"], town.Office.Now));

        await town.ReturnAsync("zeimu", new Random(1));
        await town.TendAsync();
        await town.CheckAsync();
        cycle = await town.RunningAsync();
        Assert.False(cycle.Asks("zeimu"));
        Assert.Equal((2, RequestStatus.Returned), (cycle.Requests["shuzei"].Round, RequestRules.Status(cycle.Settings, cycle.Requests["shuzei"], town.Office.Now)));
        town.Office.Now = TokyoTime.At(new(2027, 3, 3), new(9, 0));
        await town.TendAsync();
        var mail = town.Office.Postbox.OfKind(StepKind.Request).Single(m => m.Key.Contains("~shuzei~", StringComparison.Ordinal));
        Assert.Equal("shuzei@aoba.example", mail.ToAddress);
        Assert.Contains("・zeimu課から　1、2、3", mail.Body, StringComparison.Ordinal);
        Assert.Contains("もう少し詳しく", mail.Body, StringComparison.Ordinal);
        Assert.Contains("これから提出いただく項目（1件）", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_that_comes_first_in_the_log_stays_and_one_that_comes_later_is_refused()
    {
        await using var town = await StartedAsync();
        await town.AdoptAsync(_shuzei, _shimin, _somu, _kanzai);
        // Whoever had the page open hands in before the worker has come to it.
        await town.SubmitAsync("zeimu");
        await town.TendAsync();
        Assert.True((await town.RunningAsync()).Asks("zeimu"));
        await town.CheckAsync();

        await using var other = await StartedAsync();
        await other.AdoptAsync(_shuzei, _shimin, _somu, _kanzai);
        var before = await other.RunningAsync();
        await other.TendAsync();
        Assert.Equal(SubmitOutcome.Closed, await other.Office.Get<SubmitAnswers>().RunAsync(before, "zeimu", 99, "post:zeimu", default));
        var saved = await other.Office.Get<SaveAnswers>().RunAsync(before, "zeimu", before.ItemsOf("zeimu").First(), 0, Sample.Form("text.effects", "遅れて書いた"), "post:zeimu", default);
        Assert.Equal(Closed.PassedOn, saved.Closed);
    }

    [Fact]
    public async Task Only_the_side_of_a_split_that_was_returned_something_is_asked()
    {
        await using var town = await StartedAsync();
        await town.SubmitAsync("zeimu");
        var cycle = await town.RunningAsync();
        await town.Office.Get<Streams>().ChangeAsync<RequestHead>(cycle.StreamOf("zeimu"), "post:office", _ => [new Returned([new("i2", ["text.effects"], "単位を")], "", new(2027, 3, 20))], default);
        await town.AdoptAsync(ReorganisedTown.Entry("kazei", new Succeeded("zeimu", ["1", "3"])), ReorganisedTown.Entry("noufu", new Succeeded("zeimu")), _shimin, _somu, _kanzai);
        await town.TendAsync();

        cycle = await town.RunningAsync();
        Assert.NotNull(cycle.Requests["kazei"].SubmittedAt);
        Assert.Null(cycle.Requests["noufu"].SubmittedAt);
        Assert.Equal(new DateOnly(2027, 3, 20), RequestRules.DueDay(cycle.Settings, cycle.Requests["noufu"]));
        Assert.True(RequestRules.IsAsked(cycle.Requests["noufu"], "i2", "text.effects"));
        Assert.False(RequestRules.IsAsked(cycle.Requests["noufu"], "i2", "text.achievements"));
        Assert.DoesNotContain(town.Office.Postbox.OfKind(StepKind.Receipt), m => m.Key.Contains("~kazei~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_successor_that_had_handed_in_is_asked_for_the_new_items_alone_and_its_own_stay_in_print()
    {
        await using var town = await StartedAsync();
        await town.SubmitAsync("shimin");
        await town.AdoptAsync(_shimin with { Succeeds = [new("zeimu")] }, _somu, _kanzai);
        await town.TendAsync();

        var cycle = await town.RunningAsync();
        var head = cycle.Requests["shimin"];
        Assert.Equal((2, null), (head.Round, head.SubmittedAt));
        Assert.Equal(["i1", "i2", "i3"], head.ReturnedItems.Select(r => r.Item));
        var handedIn = HandedIn.Of(await town.Office.Get<Streams>().ReadAsync(cycle.StreamOf("shimin"), default));
        Assert.Equal(["i4", "i5"], new[] { "i1", "i2", "i3", "i4", "i5" }.Where(handedIn.Has));
        var html = await HtmlAsync(town);
        Assert.Contains("事務局確認前", html, StringComparison.Ordinal);
        Assert.Contains("回答のない取組事項", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_is_claimed_while_a_department_passes_on_names_its_successor()
    {
        await using var town = await StartedAsync();
        town.Office.Now = TokyoTime.At(new(2027, 5, 6), new(9, 0));
        await town.AdoptAsync(_shuzei, _shimin, _somu, _kanzai);
        // Another worker's steps are over before the claim of the notice is written, after everything else was read for it.
        Task? passing = null;
        town.Office.Log.Breaks = append =>
        {
            if (passing is null && append.Events is [StepClaimed claim] && StepKey.KindOf(claim.Key) == StepKind.NoticeLocked) passing = PassAsync(town);
            return false;
        };

        await town.TendAsync();
        await passing!;

        var notice = Assert.Single(town.Office.Postbox.OfKind(StepKind.NoticeLocked));
        Assert.Contains("■shuzei課", notice.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("■zeimu課", notice.Body, StringComparison.Ordinal);
    }

    static async Task PassAsync(ReorganisedTown town)
    {
        var cycle = await town.RunningAsync();
        var key = CyclePolicy.Next(cycle.Head, [.. cycle.Requests.Values], town.Office.Now).Due.First(s => StepKey.KindOf(s.Key) == StepKind.PassOn).Key;
        await town.Office.Get<Performer>().PerformAsync(cycle.Place, key, default);
    }

    [Theory]
    [InlineData(Mailbox.Personal, 2, "new@aoba.example")]
    [InlineData(Mailbox.Section, 1, null)]
    public async Task A_personal_mailbox_gets_a_new_link_and_a_section_s_lives_on(Mailbox mailbox, int generation, string? mailed)
    {
        await using var town = await StartedAsync();
        town.Office.Now = TokyoTime.At(new(2027, 3, 1), new(9, 0));
        await town.TendAsync();
        await town.AdoptAsync(_zeimu with { Address = "new@aoba.example", Mailbox = mailbox }, _shimin, _somu, _kanzai);
        // The day had its request; the new post holder's comes on the next.
        town.Office.Now = TokyoTime.At(new(2027, 3, 2), new(9, 0));
        await town.TendAsync();

        Assert.Equal(generation, (await town.RunningAsync()).Requests["zeimu"].Generation);
        Assert.Equal(mailed, town.Office.Postbox.OfKind(StepKind.Request).Where(m => m.Key.Contains("~zeimu~", StringComparison.Ordinal)).Skip(1).SingleOrDefault()?.ToAddress);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public async Task A_part_passes_on_with_its_text_and_joins_the_successor_s_own(int appends)
    {
        await using var town = new ReorganisedTown();
        await town.StartAsync(("1", "kanzai"), ("1", "somu"), ("4", "kanzai"));
        await town.GiveAsync("somu", "i1", "総務の分");
        await town.GiveAsync("kanzai", "i1", "管財の分");
        await town.GiveAsync("kanzai", "i4", "庁舎の分");
        await town.AdoptAsync(_zeimu, _shimin, _somu with { Succeeds = [new("kanzai")] });
        var left = appends;
        town.Office.Log.Breaks = _ => left-- == 0;
        await town.TendAsync();
        town.Office.Log.Breaks = null;
        await town.TendAsync();

        await town.CheckAsync();
        var cycle = await town.RunningAsync();
        Assert.Equal(["zeimu: i1 i2 i3 | ", "shimin: i4 i5 | ", "somu: i6 i7 | i1 i4"], cycle.Settings.Requests.Select(Words));
        Assert.Equal(["somu: 総務の分\n管財の分"], await town.GivenAsync("i1"));
        Assert.Equal(["somu: 庁舎の分"], await town.GivenAsync("i4"));
        Assert.Equal(Drafts.Progress(cycle, "somu", AnswerHistory.Now(await town.Office.Get<Streams>().ReadAsync(cycle.StreamOf("somu"), default))), new(cycle.Requests["somu"].Filled, cycle.Requests["somu"].Required, true));
    }

    [Fact]
    public async Task A_department_that_gives_its_part_alone_passes_it_on_until_the_writing_one_has_it()
    {
        await using var town = new ReorganisedTown();
        await town.StartAsync(("1", "kanzai"));
        await town.GiveAsync("kanzai", "i1", "管財の分");
        // Its own item goes, the part stays.
        await town.AdoptAsync(_zeimu, _shimin with { Succeeds = [new("kanzai", ["7"])] }, _somu, _kanzai);
        await town.TendAsync();
        await town.CheckAsync();
        Assert.Equal(["zeimu: i1 i2 i3 | ", "shimin: i4 i5 i7 | ", "somu: i6 | ", "kanzai:  | i1"], (await town.RunningAsync()).Settings.Requests.Select(Words));

        await town.AdoptAsync(_zeimu, _shimin, _somu with { Succeeds = [new("kanzai")] });
        await town.TendAsync();
        await town.CheckAsync();
        Assert.Equal(["somu: 管財の分"], await town.GivenAsync("i1"));
        Assert.False((await town.RunningAsync()).Asks("kanzai"));

        await town.AdoptAsync(_zeimu with { Succeeds = [new("somu")] }, _shimin);
        await town.TendAsync();
        await town.CheckAsync();
        Assert.Equal(["zeimu: i1 i2 i3 i6 | ", "shimin: i4 i5 i7 | "], (await town.RunningAsync()).Settings.Requests.Select(Words));
    }

    [Fact]
    public async Task A_part_that_was_handed_in_stays_in_its_successor_s_name()
    {
        await using var town = new ReorganisedTown();
        await town.StartAsync(("1", "kanzai"));
        await town.AdoptAsync(_zeimu, _shimin with { Succeeds = [new("kanzai", ["7"])] }, _somu, _kanzai);
        await town.TendAsync();
        await town.GiveAsync("kanzai", "i1", "管財の分");
        await town.SubmitAsync("kanzai");
        await town.AdoptAsync(_zeimu, _shimin, _somu with { Succeeds = [new("kanzai")] });
        await town.TendAsync();
        Assert.Equal(["kanzai: 管財の分 (handed in)"], await town.GivenAsync("i1"));
        Assert.Equal("somu課（旧kanzai課）", (await town.RunningAsync()).Municipality.Department("kanzai").Name);
    }

    static string Words(Responsibility request) => $"{request.Department}: {string.Join(' ', request.Items)} | {string.Join(' ', request.Parts)}";

    [Fact]
    public async Task An_open_proposal_is_asked_in_the_successor_s_name_and_an_accepted_one_stays_in_the_report()
    {
        await using var town = await StartedAsync();
        var cycle = await town.RunningAsync();
        foreach (var (kind, item) in new[] { (ChangeKind.Stop, "i1"), (ChangeKind.Finish, "i2") })
            Assert.Empty(await town.Office.Get<ProposeChange>().RunAsync(cycle, "zeimu", new(kind, item, null, new Dictionary<string, string>(), $"{kind}の理由", 9), "post:zeimu", default));
        Assert.Null(await town.Office.Get<DecideChange>().RunAsync(cycle, "zeimu", new(1, true, new(2026), ""), "post:office", default));
        await town.TendAsync();
        await town.AdoptAsync(_shuzei, _shimin, _somu, _kanzai);
        await town.TendAsync();

        cycle = await town.RunningAsync();
        var proposal = Assert.Single(await town.Office.Get<DecideChange>().OfAsync(cycle, "shuzei", default));
        Assert.Equal((ChangeKind.Finish, "i2", true), (proposal.Proposed.Kind, proposal.Proposed.Item, proposal.IsOpen));
        Assert.Contains("Stopの理由", await HtmlAsync(town), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_that_leaves_items_without_a_department_changes_nothing()
    {
        await using var town = await StartedAsync();
        var before = (await town.RunningAsync()).Head.Version;
        var problems = await town.AdoptAsync(_somu, _kanzai);
        Assert.Equal(5, problems.Count);
        Assert.Equal(before, (await town.RunningAsync()).Head.Version);
    }

    static async Task<ReorganisedTown> StartedAsync()
    {
        var town = new ReorganisedTown();
        await town.StartAsync();
        town.Office.Now = TokyoTime.At(new(2027, 3, 2), new(14, 0));
        return town;
    }

    static async Task<string> HtmlAsync(ReorganisedTown town)
    {
        await town.Office.Get<CompileEdition>().RunAsync(await town.RunningAsync(), "post:office", default);
        var file = (await town.RunningAsync()).Head.Editions[^1].Files["report.html"];
        return System.Text.Encoding.UTF8.GetString((await town.Office.Files.ReadAsync("aoba", file, default))!);
    }
}
