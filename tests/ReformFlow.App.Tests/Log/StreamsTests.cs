using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;

namespace ReformFlow.App.Tests.Log;

/// <summary>Deciding on a head that was read, on one that was seen before, and on one that others have left behind.</summary>
public sealed class StreamsTests
{
    static readonly StreamName _plan = StreamName.Plan("aoba", "main");

    readonly CountingLog _log = new();
    readonly Streams _streams;

    public StreamsTests() => _streams = new(_log, new SetTime(new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task Change_reads_the_head_and_gives_the_next()
    {
        var head = await StoreAsync("a");

        Assert.Equal(1, head.Version);
        Assert.Equal(["a"], head.Files);
        Assert.Equal(1, _log.Reads);
    }

    [Fact]
    public async Task Change_of_a_head_that_was_seen_reads_nothing()
    {
        var seen = await StoreAsync("a");

        var head = await StoreAsync("b", seen);

        Assert.Equal(["a", "b"], head.Files);
        Assert.Equal(1, _log.Reads);
    }

    [Fact]
    public async Task Change_of_a_head_that_is_behind_is_decided_again_on_the_newer()
    {
        var behind = await StoreAsync("a");
        await StoreAsync("b");

        var head = await StoreAsync("c", behind);

        Assert.Equal(["a", "b", "c"], head.Files);
        Assert.Equal(3, (await _log.ReadAsync(_plan, 1, default)).Count);
    }

    [Fact]
    public async Task Change_that_decides_nothing_gives_the_head_as_it_is()
    {
        var seen = await StoreAsync("a");

        Assert.Same(seen, await _streams.ChangeAsync<PlanHead>(_plan, "system", _ => [], default, seen));
    }

    Task<PlanHead> StoreAsync(string file, PlanHead? seen = null) => _streams.ChangeAsync<PlanHead>(_plan, "system", _ => [new PlanStored(file)], default, seen);

    sealed class CountingLog : ILog
    {
        readonly MemoryLog _log = new();

        public int Reads { get; private set; }

        public Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation)
        {
            Reads++;
            return _log.HeadAsync(stream, cancellation);
        }

        public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation) => _log.ReadAsync(stream, fromVersion, cancellation);

        public Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation) => _log.AppendAsync(partition, append, head, cancellation);

        public Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation) => _log.HeadsAsync(partition, cancellation);
    }
}
