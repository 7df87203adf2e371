using ReformFlow.App.Ports;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Tests.Fakes;

/// <summary>The log in memory, strict about versions as every log is.</summary>
sealed class MemoryLog : ILog
{
    readonly Lock _gate = new();
    readonly Dictionary<StreamName, (Head Head, List<Append> Appends)> _streams = [];

    public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<Append>>(_streams.TryGetValue(stream, out var known) ? [.. known.Appends.Skip(fromVersion - 1)] : []);
    }

    /// <summary>The machine breaks down before this append; null for never.</summary>
    public Func<Append, bool>? Breaks { get; set; }

    public Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation)
    {
        if (Breaks?.Invoke(append) == true) throw new IOException("The machine broke down.");
        var name = new StreamName(partition, append.Stream);
        lock (_gate)
        {
            var (before, appends) = _streams.TryGetValue(name, out var known) ? known : (Head.Empty(append.Stream), []);
            if (append.Version != before.Version + 1) return Task.FromResult(false);
            Assert.Equal(before.Hash, append.Previous);
            appends.Add(append);
            _streams[name] = (head, appends);
            return Task.FromResult(true);
        }
    }

    public Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult(_streams.TryGetValue(stream, out var known) ? known.Head : Head.Empty(stream.Name));
    }

    public Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<Head>>([.. _streams.Where(s => s.Key.Partition == partition).Select(s => s.Value.Head)]);
    }

    /// <summary>Every append of a partition, stream by stream.</summary>
    public IReadOnlyList<Append> All(string partition)
    {
        lock (_gate) return [.. _streams.Where(s => s.Key.Partition == partition).SelectMany(s => s.Value.Appends)];
    }
}
