using ReformFlow.App.Ports;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Tests.Fakes;

/// <summary>A log in memory that keeps the port's promises.</summary>
sealed class MemoryLog : ILog
{
    readonly Lock _lock = new();
    readonly Dictionary<StreamName, List<Append>> _streams = [];
    readonly Dictionary<StreamName, Head> _heads = [];

    public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<Append>>([.. _streams.GetValueOrDefault(stream, []).Where(a => a.Version >= fromVersion)]);
    }

    public Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation)
    {
        var stream = new StreamName(partition, append.Stream);
        lock (_lock)
        {
            if (!_streams.TryGetValue(stream, out var appends)) _streams[stream] = appends = [];
            if (append.Version != appends.Count + 1) return Task.FromResult(false);
            // What is read back later is what the bytes say, as in the real logs.
            appends.Add(Append.FromBytes(append.ToBytes()));
            _heads[stream] = head;
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<Head>>([.. _heads.Where(h => h.Key.Partition == partition).Select(h => h.Value)]);
    }
}
