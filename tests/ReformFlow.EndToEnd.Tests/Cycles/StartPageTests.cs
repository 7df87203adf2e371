using System.Net;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Cycles;

/// <summary>Starting a cycle at the desk: what is proposed, what is refused, and that nothing begins before all is well.</summary>
public sealed class StartPageTests(ServedTown town) : IClassFixture<ServedTown>
{
    static string Path => $"/{ServedTown.Key}/desk/start";
    string Address => $"{town.DeskAddress}{Path}";

    [Fact]
    public async Task Desk_leads_to_a_start_page_that_asks_for_the_publication_day()
    {
        var home = await town.Visitor.OpenAsync($"{town.DeskAddress}/mizuhono/desk");
        var start = await town.Visitor.OpenAsync(town.DeskAddress + home.One("a.button").GetAttribute("href"));
        Assert.Equal("進捗照会を始める", start.Title);
        Assert.Equal(["plan", "period", "publicationDay", "template"], start.FieldsOf(Path).Select(f => f.Name));
    }

    [Fact]
    public async Task Publication_day_gives_dates_counted_backwards()
    {
        var proposal = await ProposalAsync();
        Assert.Equal(("2026-06-22", "2026-07-21", "2026-08-04", "2026-08-27"), (proposal.ValueOf("requestDay"), proposal.ValueOf("dueDay"), proposal.ValueOf("lockDay"), proposal.ValueOf("publicationDay")));
    }

    [Theory]
    [InlineData("2026-08-30")]
    [InlineData("2026-08-29")]
    public async Task Publication_day_at_a_weekend_becomes_the_working_day_before(string day) =>
        Assert.Equal("2026-08-28", (await town.Visitor.OpenAsync($"{Address}?plan=main&period=R7&publicationDay={day}")).ValueOf("publicationDay"));

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("1868-01-01")]
    [InlineData("2026-02-30")]
    [InlineData("いつか")]
    public async Task Publication_day_that_no_calendar_reaches_is_asked_again(string day)
    {
        var page = await town.Visitor.OpenAsync($"{Address}?plan=main&period=R7&publicationDay={Uri.EscapeDataString(day)}");
        Assert.InRange((int)page.Status, 200, 499);
        Assert.Equal("進捗照会を始める", page.Title);
        Assert.True(page.Has("#period"));
    }

    [Theory]
    [InlineData("dueDay", "2026-06-22", "dueDay", "提出期限（令和8年6月22日）が照会日（令和8年6月22日）より後になるようにしてください。")]
    [InlineData("lockDay", "2026-07-17", "lockDay", "入力終了日（令和8年7月17日）は提出期限（令和8年7月21日）以後にしてください。")]
    [InlineData("publicationDay", "2026-08-04", "publicationDay", "公表日（令和8年8月4日）が入力終了日（令和8年8月4日）より後になるようにしてください。")]
    [InlineData("requestDay", "2026-06-21", "requestDay", "閉庁日")]
    [InlineData("dueDay", "2026-08-14", "dueDay", "夏季閉庁日")]
    [InlineData("lockDay", "0001-01-01", "lockDay", "2017年から2099年まで")]
    [InlineData("period", "R30", "period", "計画期間")]
    [InlineData("period", "らいねん", "period", "年度")]
    public async Task Contradiction_is_told_beside_its_field_and_nothing_starts(string field, string value, string beside, string words)
    {
        var before = town.Written();
        var page = await town.Visitor.PostAsync(await ProposalAsync(), Path, (field, value));
        Assert.Equal((HttpStatusCode.Conflict, "まだ始まっていません"), (page.Status, page.One("[role=alert] h2").TextContent));
        Assert.Contains(words, page.One($"[role=alert] a[href='#{beside}']").TextContent);
        Assert.Contains(words, page.One($".field:has(#{beside}) .error").TextContent);
        Assert.Equal(value, page.ValueOf(field));
        Assert.Equal(before, town.Written());
    }

    [Fact]
    public async Task Settings_that_can_t_be_meant_are_told_and_shown_open()
    {
        var proposal = await ProposalAsync();
        // The day before the request has passed for the probe, so none is proposed.
        Assert.Equal(("", "09:00", "3"), (proposal.ValueOf("probeDay"), proposal.ValueOf("mailsAt"), proposal.ValueOf("remindBefore")));
        Assert.Equal("2026-08-03", (await town.Visitor.OpenAsync($"{Address}?plan=main&period=R7&publicationDay=2026-10-27")).ValueOf("probeDay"));
        var page = await town.Visitor.PostAsync(proposal, Path, ("remindAfter", "三日"), ("toBureau", "4"), ("needsConfirmation", "true"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal(["#remindAfter", "#toBureau"], page.All("[role=alert] li a").Select(a => a.GetAttribute("href")));
        Assert.True(page.Has("details[open] #remindAfter"));
        Assert.True(page.Has("[name=needsConfirmation][checked]"));
    }

    [Theory, InlineData("R7"), InlineData(" Ｒ７"), InlineData("r7"), InlineData("令和7年度"), InlineData("R7上半期"), InlineData("令和７年度下半期"), InlineData("R7/firstHalf")]
    public async Task Year_may_be_typed_as_people_write_it(string year)
    {
        // A wrong day keeps the cycle from starting; nothing else is complained of.
        var page = await town.Visitor.PostAsync(await ProposalAsync(), Path, ("period", year), ("requestDay", "2026-06-28"));
        Assert.Equal("#requestDay", Assert.Single(page.All("[role=alert] li a")).GetAttribute("href"));
    }

    [Fact]
    public async Task Missing_date_is_asked_for_and_nothing_starts()
    {
        var before = town.Written();
        var page = await town.Visitor.PostAsync(await ProposalAsync(), Path, ("dueDay", ""));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal(before, town.Written());
    }

    [Fact]
    public async Task Post_without_a_token_starts_nothing()
    {
        var before = town.Written();
        var page = await town.Visitor.PostAsync(await ProposalAsync(), Path, ("token", "0123456789abcdef0123456789abcdef"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(before, town.Written());
    }

    [Theory, InlineData("hokanoshi"), InlineData("MIZUHONO"), InlineData("%2e%2e"), InlineData("..%2fmizuhono"), InlineData("%E5%B8%82"), InlineData("a~b")]
    public async Task Desk_of_a_town_that_is_not_here_is_not_found_and_leaves_no_trace(string key)
    {
        var before = town.Written();
        foreach (var page in new[] { "", "/start?publicationDay=2026-08-27", "/r7", "/r7/requests/zeimu", "/outbox", "/r7/editions/1/report.html" })
            Assert.Equal(HttpStatusCode.NotFound, (await town.Visitor.OpenAsync($"{town.DeskAddress}/{key}/desk{page}")).Status);
        Assert.Equal(before, town.Written());
    }

    Task<WebPage> ProposalAsync() => town.Visitor.OpenAsync($"{Address}?plan=main&period=R7&publicationDay=2026-08-27");
}
