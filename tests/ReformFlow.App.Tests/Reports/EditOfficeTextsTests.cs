using System.Text;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Reports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reviews;

namespace ReformFlow.App.Tests.Reports;

// Cases: what changed is stored once; two people in different places and in the same one; an edition that tells its texts, before and after they changed; a text that is too long; a file; an ended cycle.
public class EditOfficeTextsTests
{
    [Fact]
    public async Task Texts_that_did_not_change_are_no_version()
    {
        await using var office = await StartedAsync();
        Assert.True((await WriteAsync(office, 0, ("preface", "はじめに書いた。\r\n　二行目。  "))).IsGood);
        Assert.True((await WriteAsync(office, 1, ("preface", "はじめに書いた。\n　二行目。"), ("closing", ""))).IsGood);
        Assert.Equal([1], (await office.RunningAsync()).Head.Texts.Select(t => t.Number));
        Assert.Equal("はじめに書いた。\n　二行目。", (await TextsAsync(office))["preface"]);
    }

    [Fact]
    public async Task Two_people_in_different_places_both_keep_their_words()
    {
        await using var office = await StartedAsync();
        await WriteAsync(office, 0, ("preface", "前書き"), ("closing", ""));
        Assert.True((await WriteAsync(office, 0, ("preface", ""), ("closing", "後書き"))).IsGood);
        Assert.Equal([("closing", "後書き"), ("preface", "前書き")], (await TextsAsync(office)).Select(t => (t.Key, t.Value)));
    }

    [Fact]
    public async Task Two_people_in_one_place_see_both_versions_and_nothing_is_stored_until_one_is_chosen()
    {
        await using var office = await StartedAsync();
        await WriteAsync(office, 0, ("preface", "先に書いた。"));
        var outcome = await WriteAsync(office, 0, ("preface", "後から書いた。"), ("closing", "後書き"));
        Assert.False(outcome.IsGood);
        Assert.Equal([KeyValuePair.Create("preface", "先に書いた。")], outcome.Conflicts);
        Assert.Equal([KeyValuePair.Create("preface", "先に書いた。")], await TextsAsync(office));

        Assert.True((await WriteAsync(office, 1, ("preface", "後から書いた。"), ("closing", "後書き"))).IsGood);
        Assert.Equal("後から書いた。", (await TextsAsync(office))["preface"]);
        // What both of them wrote alike is no quarrel.
        Assert.True((await WriteAsync(office, 0, ("preface", "後から書いた。"))).IsGood);
    }

    [Fact]
    public async Task Edition_records_the_texts_it_was_compiled_from_and_they_are_listed_as_differences()
    {
        await using var office = await StartedAsync();
        await WriteAsync(office, 0, ("preface", "前書き"));
        var first = await office.CompileAsync();
        await WriteAsync(office, 1, ("preface", "直した前書き"));
        var second = await office.CompileAsync();
        await WriteAsync(office, 2, ("preface", ""));
        Assert.NotEqual(first, second);

        var cycle = await office.RunningAsync();
        Assert.Equal([1, 2], cycle.Head.Editions.Select(e => cycle.Head.TextsOf(e)?.Number));
        var editions = (await office.Get<Streams>().ReadAsync(cycle.Stream, default)).SelectMany(a => a.Events).OfType<EditionCompiled>().ToList();
        var (before, after) = (await office.Get<CompileEdition>().SourceOfAsync(cycle, editions[0], default), await office.Get<CompileEdition>().SourceOfAsync(cycle, editions[1], default));
        var difference = Assert.Single(DifferenceList.Between(before, after).Differences);
        Assert.Equal(("前書き", "直した前書き"), (difference.Old, difference.New));
        Assert.Contains("直した前書き", Encoding.UTF8.GetString((await office.Get<Archive>().ReadAsync(Office.Town, editions[1].Files["report.html"], default))!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused_and_the_others_wait_with_it()
    {
        await using var office = await StartedAsync();
        var outcome = await WriteAsync(office, 0, ("preface", new('長', 20_001)), ("closing", "後書き"));
        Assert.Contains("20,000文字以内", Assert.Single(outcome.Refusals).Value, StringComparison.Ordinal);
        Assert.Empty((await office.RunningAsync()).Head.Texts);
        Assert.True((await WriteAsync(office, 0, ("preface", new('長', 20_000)))).IsGood);
    }

    [Fact]
    public async Task File_says_all_places_and_names_those_that_there_are_not()
    {
        await using var office = await StartedAsync();
        var cycle = await office.RunningAsync();
        var good = EditOfficeTexts.Read(cycle, Encoding.UTF8.GetBytes("""{"format":"office-texts/1","texts":{"closing":"後書き"}}"""));
        Assert.Equal(("", "後書き"), (good.Value!["preface"], good.Value["closing"]));
        var bad = EditOfficeTexts.Read(cycle, Encoding.UTF8.GetBytes("""{"format":"office-texts/1","texts":{"preface/1":"前書き"}}"""));
        Assert.Equal("$.texts.preface/1", Assert.Single(bad.Problems).Place);
    }

    [Fact]
    public async Task Cycle_that_has_ended_keeps_its_texts()
    {
        await using var office = await StartedAsync();
        var cycle = await office.RunningAsync();
        await office.Get<Streams>().ChangeAsync<CycleHead>(cycle.Stream, Office.By, _ => [new CycleStopped("見直し")], default);
        var outcome = await WriteAsync(office, 0, ("preface", "前書き"));
        Assert.True(outcome.Ended);
        Assert.Empty((await office.RunningAsync()).Head.Texts);
    }

    static async Task<Office> StartedAsync()
    {
        var office = new Office();
        await office.StartAsync();
        return office;
    }

    static async Task<OfficeTextsOutcome> WriteAsync(Office office, int drawnFrom, params (string Key, string Text)[] texts) =>
        await office.Get<EditOfficeTexts>().RunAsync(await office.RunningAsync(), drawnFrom, texts.ToDictionary(t => t.Key, t => t.Text), Office.By, default);

    static async Task<IReadOnlyDictionary<string, string>> TextsAsync(Office office)
    {
        var head = (await office.RunningAsync()).Head;
        return await office.Get<EditOfficeTexts>().TextsAsync(Office.Town, head, head.Texts.Count, default);
    }
}
