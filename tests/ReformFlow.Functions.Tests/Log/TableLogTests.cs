using Azure.Data.Tables;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Tests.Log;

namespace ReformFlow.Functions.Tests.Log;

/// <summary>
/// What a table adds to the contract. Rows and their keys; calls for a read and an append; losers of a version, by what they remember;
/// large appends, large heads and many of them; rows that somebody altered; names typed by hand.
/// </summary>
public sealed class TableLogTests(Azurite azurite) : TableLogTest(azurite)
{
    [Fact]
    public async Task Append_and_head_are_two_rows()
    {
        await Log.WriteAsync(Tax, new DraftSaved(1, 20));
        await Log.WriteAsync(Tax, new DraftSaved(2, 20));

        var rows = await RowsAsync(Tax.Partition);

        Assert.Equal(["h~request~zeimu", "r~request~zeimu~0000000001", "r~request~zeimu~0000000002"], rows.Select(r => r.RowKey));
        Assert.Equal((2, Head.CurrentShape), (rows[0].GetInt32("Version"), rows[0].GetInt32("Shape")));
        Assert.Equal((await Log.ReadAsync(Tax, 2, default)).Single().ToBytes(), rows[2].GetBinary("Bytes00"));
    }

    [Fact]
    public async Task Read_and_append_are_one_call_each()
    {
        await Log.WriteAsync(Tax, new DraftSaved(1, 20));
        await Log.WriteAsync(Tax, new DraftSaved(2, 20));

        Assert.Equal(["GET", "POST", "GET", "POST"], Network.Requests.Select(r => r[..r.IndexOf(' ')]));
    }

    [Fact]
    public async Task Append_after_an_append_needs_no_read()
    {
        var (one, afterOne) = LogWriting.Next(await Log.HeadAsync(Tax), new DraftSaved(1, 20));
        var (two, afterTwo) = LogWriting.Next(afterOne, new DraftSaved(2, 20));
        Assert.True(await Log.AppendAsync(Tax.Partition, one, afterOne, default));
        Network.Clear();

        Assert.True(await Log.AppendAsync(Tax.Partition, two, afterTwo, default));

        Assert.StartsWith("POST", Assert.Single(Network.Requests));
    }

    [Fact]
    public async Task Who_remembers_an_older_head_loses_and_wins_with_the_next_try()
    {
        await Log.WriteAsync(Tax, new DraftSaved(1, 20));
        var (late, lateHead) = LogWriting.Next(await Log.HeadAsync(Tax), new DraftSaved(9, 20));
        await Other.WriteAsync(Tax, new Submitted(1));
        var before = await RowsAsync(Tax.Partition);

        Assert.False(await Log.AppendAsync(Tax.Partition, late, lateHead, default));

        Assert.Equal(before.Select(r => (r.RowKey, r.ETag)), (await RowsAsync(Tax.Partition)).Select(r => (r.RowKey, r.ETag)));
        Assert.False(await Log.AppendAsync(Tax.Partition, late, lateHead, default));
        Assert.True(await Log.WriteAsync(Tax, new DraftSaved(9, 20)));
        Assert.Equal(3, (await Other.HeadAsync(Tax)).Version);
    }

    [Fact]
    public async Task Who_remembers_that_there_is_nothing_loses_to_the_first()
    {
        var (late, lateHead) = LogWriting.Next(await Log.HeadAsync(Tax), new DraftSaved(9, 20));
        await Other.WriteAsync(Tax, new DraftSaved(1, 20));

        Assert.False(await Log.AppendAsync(Tax.Partition, late, lateHead, default));

        Assert.Equal(1, ((DraftSaved)(await Log.ReadAsync(Tax, 1, default)).Single().Events.Single()).Filled);
    }

    [Fact]
    public async Task Appends_of_the_largest_size_follow_each_other()
    {
        for (var i = 1; i <= 6; i++) Assert.True(await Log.WriteAsync(Tax, new AnswerChanged("i1", "text.achievements", new(new string((char)('a' + i), Append.MaxBytes - 400)))));

        var appends = await Other.ReadAsync(Tax, 1, default);

        Assert.Equal(Enumerable.Range(1, 6).Select(i => (char)('a' + i)), appends.Select(a => ((AnswerChanged)a.Events.Single()).Value.Text[^1]));
        Assert.Equal((await Other.HeadAsync(Tax)).Hash, LogWriting.HashOf(appends[^1]));
    }

    [Fact]
    public async Task Head_that_no_row_can_hold_is_folded_when_it_is_read()
    {
        var cycle = StreamName.Cycle(Town, "r7");
        var files = Enumerable.Range(1, 5_000).ToDictionary(i => $"file-{i}-{new string('x', 100)}", _ => "");
        for (var i = 1; i <= 2; i++) Assert.True(await Log.WriteAsync(cycle, new EditionCompiled(i, "", true, files, new Dictionary<string, string>())));

        var head = (CycleHead)await Other.HeadAsync(cycle);

        Assert.Equal([5_000, 5_000], head.Editions.Select(e => e.Files.Count));
        Assert.Equal(head.Hash, (await Other.HeadsAsync(cycle.Partition, default)).Single().Hash);
        Assert.True(await Other.WriteAsync(cycle, new Released(2)));
        Assert.Equal(3, (await Log.HeadAsync(cycle)).Version);
    }

    [Fact]
    public async Task Heads_of_ten_thousand_requests_come_in_pages()
    {
        var partition = StreamName.CyclePartition(Town, "r7");
        var names = Enumerable.Range(1, 10_000).Select(i => $"request~d{i:D5}").ToList();
        var heads = names.Select(n => Head.Empty(n) with { Version = 1, Hash = new string('0', 64) });
        await Parallel.ForEachAsync(heads.Chunk(100), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (some, stop) =>
            await Table.SubmitTransactionAsync(some.Select(h => new TableTransactionAction(TableTransactionActionType.Add, LogRows.OfHead(partition, h, LogRows.Json(h)))), stop));

        var read = await Log.HeadsAsync(partition, default);

        Assert.Equal(names, read.Select(h => h.Stream));
        Assert.Equal(10, Network.Requests.Count);
    }

    [Fact]
    public async Task Large_head_is_downloaded_when_it_has_changed()
    {
        var cycle = StreamName.Cycle(Town, "r7");
        Assert.True(await Other.WriteAsync(cycle, new CycleStarted(Settings(departments: 4_000))));
        var whole = await Log.HeadAsync(cycle);
        var firstBytes = Network.Received;
        Network.Clear();

        for (var i = 0; i < 100; i++) Assert.Same(whole, await Log.HeadAsync(cycle));

        Assert.Equal(100, Network.Requests.Count);
        Assert.True(firstBytes > 200_000, $"The head has {firstBytes} bytes.");
        Assert.True(Network.Received < 100 * 1_000, $"100 reads took {Network.Received} bytes.");
        Assert.True(await Other.WriteAsync(cycle, new OfficeNotified("k1")));
        Assert.Equal(2, (await Log.HeadAsync(cycle)).Version);
        Assert.Contains("k1", ((CycleHead)await Log.HeadAsync(cycle)).Steps.Keys);
    }

    [Fact]
    public async Task Large_head_that_was_just_written_is_not_downloaded()
    {
        var cycle = StreamName.Cycle(Town, "r7");
        Assert.True(await Log.WriteAsync(cycle, new CycleStarted(Settings(departments: 4_000))));
        Network.Clear();

        Assert.Equal(4_000, ((CycleHead)await Log.HeadAsync(cycle)).Settings!.Requests.Count);

        Assert.True(Network.Received < 1_000, $"The read took {Network.Received} bytes.");
    }

    [Fact]
    public async Task Altered_row_is_named()
    {
        for (var i = 1; i <= 3; i++) await Log.WriteAsync(Tax, new DraftSaved(i, 20));
        var row = (await RowsAsync(Tax.Partition)).Single(r => r.RowKey.EndsWith('2'));
        var altered = (await Log.ReadAsync(Tax, 2, default))[0] with { By = "post:suido" };
        row["Bytes00"] = altered.ToBytes();
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => Log.ReadAsync(Tax, 1, default));

        // The hash that does not fit stands in the row after it.
        Assert.Contains("r~request~zeimu~0000000003", broken.Message);
        Assert.Contains("backup", broken.Message);
    }

    [Theory]
    [InlineData("{ \"half\": ")]
    [InlineData("{ \"stream\": \"request~zeimu\" }")]
    public async Task Row_that_is_no_append_is_named(string text)
    {
        await Log.WriteAsync(Tax, new DraftSaved(1, 20));
        var row = (await RowsAsync(Tax.Partition))[^1];
        row["Bytes00"] = System.Text.Encoding.UTF8.GetBytes(text);
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => Log.ReadAsync(Tax, 1, default));

        Assert.Contains("r~request~zeimu~0000000001", broken.Message);
    }

    [Fact]
    public async Task Lost_row_is_noticed()
    {
        for (var i = 1; i <= 3; i++) await Log.WriteAsync(Tax, new DraftSaved(i, 20));
        await Table.DeleteEntityAsync(Tax.Partition, "r~request~zeimu~0000000002");

        await Assert.ThrowsAsync<InvalidDataException>(() => Log.ReadAsync(Tax, 1, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Lost_head_is_noticed_by_the_next_writer(int appends)
    {
        for (var i = 1; i <= appends; i++) await Other.WriteAsync(Tax, new DraftSaved(i, 20));
        await Table.DeleteEntityAsync(Tax.Partition, "h~request~zeimu");

        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => Log.WriteAsync(Tax, new DraftSaved(9, 20)));

        Assert.Contains("r~request~zeimu~0000000001", broken.Message);
    }

    [Theory]
    [InlineData("yama", "office")]
    [InlineData("yama~cycle~r7/..", "cycle")]
    [InlineData("yama~cycle~r7' or PartitionKey ne '", "cycle")]
    [InlineData("yama~cycle~r7", "request~../zeimu")]
    [InlineData("yama~cycle~r7", "request~zeimu~0000000001")]
    [InlineData("yama~cycle~r7", "dance")]
    public async Task Name_typed_by_hand_asks_nobody(string partition, string name)
    {
        var stream = new StreamName(partition, name);
        var append = new Append(name, 1, "", DateTimeOffset.UnixEpoch, "system", [new DraftSaved(1, 20)]);
        var head = Head.Empty("cycle") with { Stream = name, Version = 1, Hash = LogWriting.HashOf(append) };

        await Assert.ThrowsAsync<ArgumentException>(() => Log.ReadAsync(stream, 1, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Log.HeadAsync(stream, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Log.AppendAsync(partition, append, head, default));

        Assert.Empty(Network.Requests);
    }

    [Fact]
    public async Task Partition_typed_by_hand_asks_nobody()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Log.HeadsAsync("yama~cycle~r7' or PartitionKey ne '", default));

        Assert.Empty(Network.Requests);
    }

    [Fact]
    public void Many_streams_are_more_than_is_remembered()
    {
        var recent = new RecentHeads(capacity: 10);
        for (var i = 1; i <= 100; i++) recent.Remember(new("p", $"s{i}"), new(default, i, ""));

        Assert.Equal(100, recent.Find(new("p", "s100"))!.Version);
        Assert.Null(recent.Find(new("p", "s1")));
        recent.Forget(new("p", "s100"));
        Assert.Null(recent.Find(new("p", "s100")));
    }

    CycleSettings Settings(int departments) => new()
    {
        Town = Town,
        Key = "r7",
        Plan = "main",
        Period = new(new FiscalYear(2025)),
        PlanFile = "",
        OrganisationFile = "",
        TemplateFile = "",
        Dates = new(new(2026, 6, 8), new(2026, 6, 29), new(2026, 7, 13), new(2026, 8, 3)),
        Requests = [.. Enumerable.Range(1, departments).Select(i => new Responsibility($"department-{i}", [$"i{i}", $"i{i + departments}"]))],
    };
}
