using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Local.Log;
using ReformFlow.Tests.Log;

namespace ReformFlow.Local.Tests.Log;

/// <summary>The shared flush, what appends of one batch see of each other, and disks that fail.</summary>
public sealed class PartitionJournalTests : JournalTest
{
    WatchedFile? _file;

    Journal OpenWatched() => new(Data.Path, Sentences, path => _file = new(path));

    [Fact]
    public async Task Appends_that_wait_share_one_flush()
    {
        await using var journal = OpenWatched();
        await journal.WriteAsync(Tax, new DraftSaved(1, 20));
        using var isFlushing = new SemaphoreSlim(0);
        using var mayFlush = new SemaphoreSlim(0);
        _file!.OnFlush = _ => { isFlushing.Release(); mayFlush.Wait(TimeSpan.FromSeconds(10)); };
        var (appends, flushes) = (_file.Appends, _file.Flushes);

        var first = journal.WriteAsync(Tax, new DraftSaved(2, 20));
        Assert.True(await isFlushing.WaitAsync(TimeSpan.FromSeconds(10)));
        var others = Enumerable.Range(1, 100).Select(i => journal.WriteAsync(StreamName.Request("yama", "r7", $"d{i}"), new DraftSaved(1, 20))).ToList();
        Assert.False(first.IsCompleted);
        Assert.Equal(1, (await journal.HeadAsync(Tax)).Version);
        mayFlush.Release(2);

        Assert.True(await first);
        Assert.DoesNotContain(false, await Task.WhenAll(others));
        Assert.Equal((2, 2), (_file.Appends - appends, _file.Flushes - flushes));
    }

    [Fact]
    public async Task Appends_of_one_batch_see_each_other()
    {
        await using var journal = OpenWatched();
        await journal.WriteAsync(Water, new DraftSaved(1, 20));
        using var isFlushing = new SemaphoreSlim(0);
        using var mayFlush = new SemaphoreSlim(0);
        _file!.OnFlush = _ => { isFlushing.Release(); mayFlush.Wait(TimeSpan.FromSeconds(10)); };
        var blocking = journal.WriteAsync(Water, new DraftSaved(2, 20));
        Assert.True(await isFlushing.WaitAsync(TimeSpan.FromSeconds(10)));

        var (one, afterOne) = LogWriting.Next(Head.Empty(Tax.Name), new DraftSaved(1, 20));
        var (rival, afterRival) = LogWriting.Next(Head.Empty(Tax.Name), new DraftSaved(9, 20));
        var (two, afterTwo) = LogWriting.Next(afterOne, new DraftSaved(2, 20));
        var (unchained, afterUnchained) = LogWriting.Next(afterTwo with { Hash = new('0', 64) }, new DraftSaved(3, 20));
        var outcomes = new[] { (one, afterOne), (rival, afterRival), (two, afterTwo), (unchained, afterUnchained) }
            .Select(a => journal.AppendAsync(Tax.Partition, a.Item1, a.Item2, default)).ToList();
        mayFlush.Release(2);

        Assert.True(await blocking);
        Assert.True(await outcomes[0]);
        Assert.False(await outcomes[1]);
        Assert.True(await outcomes[2]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => outcomes[3]);
        Assert.Equal([1, 2], (await journal.ReadAsync(Tax, 1, default)).Select(a => a.Version));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_or_flush_that_fails_is_cut_back_and_the_next_one_may_succeed(bool inFlush)
    {
        await using (var journal = OpenWatched())
        {
            await journal.WriteAsync(Tax, new DraftSaved(1, 20));
            var whole = Bytes();
            FailOnce(inFlush);

            var failure = await Assert.ThrowsAsync<IOException>(() => journal.WriteAsync(Tax, new DraftSaved(2, 20)));

            Assert.Contains("nothing of this append is stored", failure.Message);
            Assert.Contains("No space left", failure.Message);
            Assert.Equal(whole, Bytes());
            Assert.Equal(1, (await journal.HeadAsync(Tax)).Version);
            Assert.True(await journal.WriteAsync(Tax, new DraftSaved(3, 20)));
        }

        await using var again = Open();
        Assert.Equal([1, 3], (await again.ReadAsync(Tax, 1, default)).Select(a => ((DraftSaved)a.Events.Single()).Filled));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failure_that_can_not_be_undone_ends_the_appends_of_the_partition(bool inTruncate)
    {
        await using (var journal = OpenWatched())
        {
            await journal.WriteAsync(Tax, new DraftSaved(1, 20));
            FailOnce(inFlush: true);
            if (inTruncate) _file!.OnTruncate = _ => throw new IOException("Input/output error");
            else _file!.OnFlush = _ => throw new IOException("Input/output error");
            await Assert.ThrowsAsync<IOException>(() => journal.WriteAsync(Tax, new DraftSaved(2, 20)));
            _file.OnFlush = _file.OnTruncate = _ => { };

            var refusal = await Assert.ThrowsAsync<IOException>(() => journal.WriteAsync(Tax, new DraftSaved(3, 20)));

            Assert.Contains("start ReformFlow again", refusal.Message);
            Assert.Equal(1, (await journal.HeadAsync(Tax)).Version);
            Assert.True(await journal.WriteAsync(StreamName.Office("yama"), new StepClaimed("k", "server")));
        }

        await using var again = Open();
        Assert.InRange((await again.HeadAsync(Tax)).Version, 1, 2);
        Assert.True(await again.WriteAsync(Tax, new DraftSaved(4, 20)));
    }

    [Fact]
    public async Task Lines_are_durable_before_they_are_served()
    {
        await using (var journal = Open()) await journal.WriteAsync(Tax, new DraftSaved(1, 20));

        await using var again = OpenWatched();

        Assert.Equal(1, (await again.HeadAsync(Tax)).Version);
        Assert.Equal((0, 1), (_file!.Appends, _file.Flushes));
    }

    void FailOnce(bool inFlush)
    {
        void Fail(WatchedFile file)
        {
            file.OnAppend = file.OnFlush = _ => { };
            throw new IOException("No space left on device");
        }

        if (inFlush) _file!.OnFlush = Fail;
        else _file!.OnAppend = Fail;
    }
}
