using System.Globalization;
using System.Text;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;

namespace ReformFlow.Tests.Log;

/// <summary>What every log must do, whatever it is kept in. The Azure tests link this file: it knows Core and the ports only.</summary>
/// <remarks>
/// Reads: nothing there, from a version on, in order. Appends: the version taken or skipped, the chain broken, several facts,
/// the largest and the one above it, none. Many writers of one stream, several streams of a partition, partitions apart.
/// Heads: folded from the appends. Texts: byte for byte.
/// </remarks>
public abstract class LogContract
{
    // A town of its own for every test, so that a store need not be emptied.
    readonly string _town = $"t{Guid.NewGuid():N}"[..12];

    /// <summary>The log under test.</summary>
    protected abstract Task<ILog> OpenAsync();

    StreamName Tax => StreamName.Request(_town, "r7", "zeimu");

    [Fact]
    public async Task Log_of_nothing_is_empty()
    {
        var log = await OpenAsync();

        Assert.Empty(await log.ReadAsync(Tax, 1, default));
        Assert.Empty(await log.HeadsAsync(Tax.Partition, default));
        Assert.Equal(Json(Head.Empty(Tax.Name)), Json(await log.HeadAsync(Tax, default)));
    }

    [Fact]
    public async Task Read_gives_the_appends_from_a_version_on_in_order()
    {
        var log = await OpenAsync();
        for (var i = 1; i <= 12; i++) Assert.True(await log.WriteAsync(Tax, new DraftSaved(i, 20)));

        Assert.Equal(Enumerable.Range(1, 12), (await log.ReadAsync(Tax, 1, default)).Select(a => a.Version));
        Assert.Equal([11, 12], (await log.ReadAsync(Tax, 11, default)).Select(a => a.Version));
        Assert.Empty(await log.ReadAsync(Tax, 13, default));
        Assert.Equal(Enumerable.Range(1, 12), (await log.ReadAsync(Tax, 1, default)).Select(a => ((DraftSaved)a.Events.Single()).Filled));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(4, 2)]
    public async Task Append_at_another_version_is_false_and_writes_nothing(int version, int held)
    {
        var log = await OpenAsync();
        for (var i = 1; i <= held; i++) await log.WriteAsync(Tax, new DraftSaved(i, 20));
        var other = LogWriting.Next(await log.HeadAsync(Tax), new DraftSaved(9, 20)).Append with { Version = version };
        var head = LogWriting.Fold(Tax.Name, await log.ReadAsync(Tax, 1, default)) with { Version = version, Hash = LogWriting.HashOf(other) };

        Assert.False(await log.AppendAsync(Tax.Partition, other, head, default));

        Assert.Equal(held, (await log.ReadAsync(Tax, 1, default)).Count);
        Assert.Equal(held, (await log.HeadAsync(Tax)).Version);
    }

    [Fact]
    public async Task Append_that_is_written_twice_is_written_once()
    {
        var log = await OpenAsync();
        var (append, head) = LogWriting.Next(Head.Empty(Tax.Name), new DraftSaved(1, 20));

        Assert.True(await log.AppendAsync(Tax.Partition, append, head, default));
        Assert.False(await log.AppendAsync(Tax.Partition, append, head, default));

        Assert.Single(await log.ReadAsync(Tax, 1, default));
    }

    [Fact]
    public async Task Append_with_a_broken_chain_is_refused()
    {
        var log = await OpenAsync();
        await log.WriteAsync(Tax, new DraftSaved(1, 20));
        var (append, head) = LogWriting.Next(await log.HeadAsync(Tax), new DraftSaved(2, 20));
        var forged = append with { Previous = new string('0', 64) };

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => log.AppendAsync(Tax.Partition, forged, head with { Hash = LogWriting.HashOf(forged) }, default));

        Assert.Single(await log.ReadAsync(Tax, 1, default));
        Assert.True(await log.AppendAsync(Tax.Partition, append, head, default));
    }

    [Fact]
    public async Task Append_keeps_all_its_events_together()
    {
        var log = await OpenAsync();
        var events = Enumerable.Range(1, 30).Select(i => (Event)new AnswerChanged($"i{i}", "text.achievements", new($"{i}件"))).Append(new DraftSaved(30, 30)).ToArray();

        await log.WriteAsync(Tax, events);

        Assert.Equal(events, (await log.ReadAsync(Tax, 1, default)).Single().Events);
    }

    [Fact]
    public async Task Twenty_writers_win_each_version_once()
    {
        var log = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(writer => Task.Run(async () =>
        {
            for (var turn = 1; turn <= 2; turn++)
                while (!await log.WriteAsync(Tax, new AnswerChanged($"i{writer}", "text.achievements", new(turn.ToString(CultureInfo.InvariantCulture))))) { }
        })));

        var appends = await log.ReadAsync(Tax, 1, default);
        Assert.Equal(Enumerable.Range(1, 40), appends.Select(a => a.Version));
        Assert.All(appends.SelectMany(a => a.Events).Cast<AnswerChanged>().GroupBy(e => e.Item), own => Assert.Equal(["1", "2"], own.Select(e => e.Value.Text)));
        LogWriting.Fold(Tax.Name, appends);
    }

    [Fact]
    public async Task Streams_of_a_partition_are_independent()
    {
        var log = await OpenAsync();
        StreamName[] streams = [StreamName.Cycle(_town, "r7"), .. Enumerable.Range(1, 9).Select(i => StreamName.Request(_town, "r7", $"d{i}"))];

        var written = await Task.WhenAll(streams.Select(s => log.WriteAsync(s, new StepSkipped($"key of {s.Name}", "overtaken"))));

        Assert.DoesNotContain(false, written);
        foreach (var stream in streams)
            Assert.Equal($"key of {stream.Name}", ((StepSkipped)(await log.ReadAsync(stream, 1, default)).Single().Events.Single()).Key);
        Assert.Equal(streams.Select(s => s.Name).Order(StringComparer.Ordinal), (await log.HeadsAsync(streams[0].Partition, default)).Select(h => h.Stream).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Partitions_hold_the_same_stream_apart()
    {
        var log = await OpenAsync();
        var later = StreamName.Request(_town, "r8", "zeimu");

        await log.WriteAsync(Tax, new DraftSaved(1, 20));

        Assert.Empty(await log.ReadAsync(later, 1, default));
        Assert.True(await log.WriteAsync(later, new DraftSaved(1, 20)));
        Assert.Single(await log.ReadAsync(Tax, 1, default));
    }

    [Fact]
    public async Task Heads_equal_the_fold_of_the_appends()
    {
        var log = await OpenAsync();
        await log.WriteAsync(Tax, new StepClaimed("k1", "server"));
        await log.WriteAsync(Tax, new AnswerChanged("i1", "text.achievements", new("済")), new DraftSaved(20, 20));
        await log.WriteAsync(Tax, new Submitted(1));
        await log.WriteAsync(Tax, new Returned([new("i1", [], "数字をご確認ください")], "ご確認のお願い", new(2026, 7, 10)));

        var head = await log.HeadAsync(Tax);

        Assert.Equal(4, head.Version);
        Assert.Equal(Json(LogWriting.Fold(Tax.Name, await log.ReadAsync(Tax, 1, default))), Json(head));
        Assert.Equal(Json(head), Json((await log.HeadsAsync(Tax.Partition, default)).Single()));
    }

    [Fact]
    public async Task Append_of_the_largest_size_is_taken_and_a_larger_one_refused()
    {
        var log = await OpenAsync();
        AnswerChanged Answer(int length) => new("i1", "text.achievements", new(new string('a', length)));
        var frame = LogWriting.Next(Head.Empty(Tax.Name), Answer(0)).Append.ToBytes().Length;
        var (largest, head) = LogWriting.Next(Head.Empty(Tax.Name), Answer(Append.MaxBytes - frame));

        Assert.Equal(Append.MaxBytes, largest.ToBytes().Length);
        Assert.True(await log.AppendAsync(Tax.Partition, largest, head, default));
        var tooLarge = largest with { Version = 2, Previous = head.Hash, Events = [Answer(Append.MaxBytes)] };
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Tax.Partition, tooLarge, head with { Version = 2 }, default));

        Assert.Equal(largest.ToBytes(), (await log.ReadAsync(Tax, 1, default)).Single().ToBytes());
    }

    [Theory]
    [InlineData("髙﨑𠮷")]
    [InlineData("emoji 👩‍👩‍👧 🏛️")]
    [InlineData("一行目\n二行目\r\n三行目\r\t\"引用\" \\ </script>")]
    [InlineData("\u2028 \u2029 \u0085 \uFEFF \u0001 \u007F")]
    [InlineData("か\u3099 は が と別")]
    [InlineData("")]
    public async Task Text_comes_back_byte_for_byte(string text)
    {
        var log = await OpenAsync();
        var (append, head) = LogWriting.Next(Head.Empty(Tax.Name), new AnswerChanged("i1", "text.achievements", new(text, true, new(2026, 9, 30))));

        await log.AppendAsync(Tax.Partition, append, head, default);

        var read = (await log.ReadAsync(Tax, 1, default)).Single();
        Assert.Equal(text, ((AnswerChanged)read.Events.Single()).Value.Text);
        Assert.Equal(append.ToBytes(), read.ToBytes());
    }

    [Fact]
    public async Task Moment_is_kept_to_the_millisecond()
    {
        var log = await OpenAsync();
        var (append, _) = LogWriting.Next(Head.Empty(Tax.Name), new DraftSaved(1, 20));
        var exact = append with { At = new DateTimeOffset(2026, 6, 30, 17, 0, 0, TimeSpan.FromHours(9)).AddTicks(1_234_567) };
        var head = Head.Empty(Tax.Name).After(exact, LogWriting.HashOf(exact));

        await log.AppendAsync(Tax.Partition, exact, head, default);

        var read = (await log.ReadAsync(Tax, 1, default)).Single();
        Assert.Equal(new(2026, 6, 30, 8, 0, 0, 123, TimeSpan.Zero), read.At);
        Assert.Equal(head.Hash, LogWriting.HashOf(read));
    }

    [Fact]
    public async Task Chain_verifies_from_the_first_append_to_the_head()
    {
        var log = await OpenAsync();
        for (var i = 1; i <= 5; i++) await log.WriteAsync(Tax, new DraftSaved(i, 20));

        var previous = "";
        foreach (var append in await log.ReadAsync(Tax, 1, default))
        {
            Assert.Equal(previous, append.Previous);
            previous = LogWriting.HashOf(append);
        }
        Assert.Equal(previous, (await log.HeadAsync(Tax)).Hash);
    }

    static string Json(Head head) => Encoding.UTF8.GetString(CanonicalJson.Write(head));
}

/// <summary>Writes to a log the way the use cases do: read the head, decide, append.</summary>
public static class LogWriting
{
    /// <summary>The append that follows a head, and the head that follows it.</summary>
    public static (Append Append, Head Head) Next(Head head, params Event[] events)
    {
        var at = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(head.Version);
        var append = new Append(head.Stream, head.Version + 1, head.Hash, at, "post:zeimu", events);
        return (append, head.After(append, HashOf(append)));
    }

    /// <summary>Tries once; false when somebody was faster.</summary>
    public static async Task<bool> WriteAsync(this ILog log, StreamName stream, params Event[] events)
    {
        var (append, head) = Next(await log.HeadAsync(stream), events);
        return await log.AppendAsync(stream.Partition, append, head, default);
    }

    public static Task<Head> HeadAsync(this ILog log, StreamName stream) => log.HeadAsync(stream, default);

    /// <summary>The head that a stream's appends give; throws where the chain does not verify.</summary>
    public static Head Fold(string stream, IEnumerable<Append> appends) => appends.Aggregate(Head.Empty(stream), (head, append) => head.After(append, HashOf(append)));

    public static string HashOf(Append append) => Append.HashOf(append.ToBytes());
}
