using ReformFlow.App.Changes;
using ReformFlow.App.Cycles;
using ReformFlow.App.Reports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Tests.Changes;

// From the proposal over the decision and the next version of the plan to next year's cycle.
public class ChangedPlanTests
{
    static readonly FiscalYear _r8 = new(2026), _r9 = new(2027);

    [Fact]
    public async Task Accepted_changes_make_the_next_version_and_the_next_cycle_starts_from_it()
    {
        await using var office = new Office();
        await office.StartAsync();
        await ProposeAsync(office, "shimin", Typed(ChangeKind.Revise, "i1", texts: ("title", "窓口の刷新")));
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Finish, "i2"));
        await ProposeAsync(office, "shimin", Typed(ChangeKind.New, null, texts: [("title", "予約の導入"), ("node", "1"), ("text.description", "窓口の予約を受ける。"), ("leadDepartments", "市民課")]));
        await DecideAsync(office, "shimin", new(1, true, _r8, "よい見直しです。"));
        await DecideAsync(office, "zeimu", new(1, true, _r9, ""));
        await DecideAsync(office, "shimin", new(2, true, _r8, "", "4"));
        await TendAsync(office, "shimin", "zeimu");

        // This year's cycle and its report keep the plan as it was.
        var running = await office.RunningAsync();
        Assert.Equal(["窓口の短縮", "収納率の向上", "督促の電子化"], running.Plan.Items.Select(i => i.Title));
        Assert.Equal(2, running.Requests.Count);

        var r8 = await NextAsync(office, _r8);
        Assert.Equal(["窓口の刷新", "収納率の向上", "督促の電子化", "予約の導入"], r8.Plan.Items.Select(i => i.Title));
        Assert.Equal(["窓口の刷新", "予約の導入"], r8.ItemsOf("shimin").Select(i => i.Title));
        Assert.Equal(["収納率の向上"], r8.ItemsOf("zeimu").Select(i => i.Title));

        var r9 = await NextAsync(office, _r9);
        Assert.False(r9.Asks("zeimu"));
        Assert.Equal("完了", r9.Plan.Items.Single(i => i.Key == "i2").ClosedMark);
    }

    [Fact]
    public async Task The_report_lists_what_was_accepted_in_its_own_cycle()
    {
        await using var office = new Office();
        await office.StartAsync();
        await ProposeAsync(office, "shimin", Typed(ChangeKind.Revise, "i1", texts: ("target.n1.R8", "5分")));
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Stop, "i2"));
        await DecideAsync(office, "zeimu", new(1, false, null, "続けてください。"));
        Assert.DoesNotContain("計画の変更一覧", await HtmlAsync(office), StringComparison.Ordinal);

        await DecideAsync(office, "shimin", new(1, true, _r8, ""));
        var html = await HtmlAsync(office);
        Assert.Contains("計画の変更一覧", html, StringComparison.Ordinal);
        Assert.Contains("5分", html, StringComparison.Ordinal);
        Assert.DoesNotContain("続けてください。", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_department_and_the_office_are_told_once_each()
    {
        await using var office = new Office();
        await office.StartAsync();
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Stop, "i2"));
        await TendAsync(office, "zeimu");
        var notice = Assert.Single(office.Postbox.OfKind(StepKind.NoticeProposal));
        Assert.Contains("・中止　2 収納率の向上", notice.Body, StringComparison.Ordinal);
        Assert.Contains("http://desk.example/aoba/desk/r7/changes", notice.Body, StringComparison.Ordinal);

        await DecideAsync(office, "zeimu", new(1, true, _r8, "よく分かりました。"));
        await TendAsync(office, "zeimu");
        await TendAsync(office, "zeimu");
        var mail = Assert.Single(office.Postbox.OfKind(StepKind.Decision));
        Assert.Equal("zeimu@aoba.example", mail.ToAddress);
        Assert.Contains("・中止　2 収納率の向上\n　採用（令和8年度から）\n　よく分かりました。", mail.Body, StringComparison.Ordinal);
        Assert.Single(office.Postbox.OfKind(StepKind.NoticeProposal));
    }

    [Fact]
    public async Task Applying_again_after_a_crash_changes_nothing()
    {
        await using var office = new Office();
        await office.StartAsync();
        await ProposeAsync(office, "shimin", Typed(ChangeKind.New, null, texts: [("title", "予約の導入"), ("node", "1"), ("text.description", "窓口の予約を受ける。"), ("leadDepartments", "市民課")]));
        await DecideAsync(office, "shimin", new(1, true, _r8, "", "4"));
        // The version was stored, and the outcome was not recorded.
        var first = await office.Get<DecideChange>().ApplyAsync(await office.RunningAsync(), "shimin", default);
        await TendAsync(office, "shimin");

        Assert.Equal(first, await office.Get<DecideChange>().ApplyAsync(await office.RunningAsync(), "shimin", default));
        Assert.Equal(4, (await NextAsync(office, _r8)).Plan.Items.Count);
    }

    [Fact]
    public async Task A_post_that_comes_twice_makes_one_proposal_and_a_colleagues_own_makes_another()
    {
        await using var office = new Office();
        await office.StartAsync();
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Stop, "i2"));
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Stop, "i2"));
        Assert.Single(await ProposalsAsync(office, "zeimu"));
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Finish, "i2"));
        Assert.Equal([1, 2], (await ProposalsAsync(office, "zeimu")).Select(p => p.Proposed.Number));
    }

    [Fact]
    public async Task A_decision_stands_and_what_was_taken_back_is_not_decided()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Stop, "i2"));
        await ProposeAsync(office, "zeimu", Typed(ChangeKind.Finish, "i2"));
        Assert.Null(await office.Get<ProposeChange>().WithdrawAsync(cycle, "zeimu", 1, "post:zeimu", default));
        Assert.Contains("取り下げた", await office.Get<DecideChange>().RunAsync(cycle, "zeimu", new(1, true, _r8, ""), "post:office", default), StringComparison.Ordinal);

        await DecideAsync(office, "zeimu", new(2, true, _r8, ""));
        await DecideAsync(office, "zeimu", new(2, true, _r8, ""));
        Assert.Contains("すでに決定", await office.Get<DecideChange>().RunAsync(cycle, "zeimu", new(2, false, null, "やはり"), "post:office", default), StringComparison.Ordinal);
        Assert.Contains("取り下げることはできません", await office.Get<ProposeChange>().WithdrawAsync(cycle, "zeimu", 2, "post:zeimu", default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_department_proposes_for_its_own_items_and_until_the_lock()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        Assert.Equal("item", (await office.Get<ProposeChange>().RunAsync(cycle, "zeimu", Typed(ChangeKind.Stop, "i1"), "post:zeimu", default)).Single().Place);
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay);
        Assert.Contains("入力終了日", (await office.Get<ProposeChange>().RunAsync(cycle, "zeimu", Typed(ChangeKind.Stop, "i2"), "post:zeimu", default)).Single().Message, StringComparison.Ordinal);
    }

    static TypedChange Typed(ChangeKind kind, string? item, params (string Field, string Text)[] texts) => new(kind, item, null, texts.ToDictionary(t => t.Field, t => t.Text), "事情が変わったため", 0);

    static async Task ProposeAsync(Office office, string department, TypedChange typed) =>
        Assert.Empty(await office.Get<ProposeChange>().RunAsync(await office.RunningAsync(), department, typed, $"post:{department}", default));

    static async Task DecideAsync(Office office, string department, ChangeDecided decided) =>
        Assert.Null(await office.Get<DecideChange>().RunAsync(await office.RunningAsync(), department, decided, "post:office", default));

    static async Task<IReadOnlyList<Proposal>> ProposalsAsync(Office office, string department) => await office.Get<DecideChange>().OfAsync(await office.RunningAsync(), department, default);

    static async Task TendAsync(Office office, params string[] departments)
    {
        foreach (var department in departments) await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle, department), default);
    }

    static async Task<RunningCycle> NextAsync(Office office, FiscalYear year)
    {
        var (key, problems) = await office.Get<StartCycle>().RunAsync(Office.Town, new(Plan.MainKey, new(year), Office.Dates, false), "post:office", default);
        Assert.Empty(problems);
        return (await office.Get<CycleFinder>().FindAsync(Office.Town, key!, default))!;
    }

    static async Task<string> HtmlAsync(Office office)
    {
        await office.Get<CompileEdition>().RunAsync(await office.RunningAsync(), "post:office", default);
        var file = (await office.RunningAsync()).Head.Editions[^1].Files["report.html"];
        return System.Text.Encoding.UTF8.GetString((await office.Files.ReadAsync(Office.Town, file, default))!);
    }
}
