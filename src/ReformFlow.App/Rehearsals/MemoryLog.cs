using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Rehearsals;

/// <summary>A log that is forgotten with the rehearsal that wrote it; as strict about versions as every log.</summary>
sealed class MemoryLog : ILog
{
    readonly Lock _gate = new();
    readonly Dictionary<StreamName, (Head Head, List<Append> Appends)> _streams = [];

    public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<Append>>(_streams.TryGetValue(stream, out var known) ? [.. known.Appends.Skip(fromVersion - 1)] : []);
    }

    public Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation)
    {
        var name = new StreamName(partition, append.Stream);
        var kept = KeptAppend.Of(append);
        kept.CheckHead(head);
        lock (_gate)
        {
            var (before, appends) = _streams.TryGetValue(name, out var known) ? known : (Head.Empty(append.Stream), []);
            if (append.Version != before.Version + 1) return Task.FromResult(false);
            appends.Add(kept.Append);
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

    /// <summary>Takes over a stream of another log as it stands.</summary>
    public async Task CopyAsync(ILog other, StreamName stream, CancellationToken cancellation)
    {
        var head = Head.Empty(stream.Name);
        var appends = await other.ReadAsync(stream, 1, cancellation);
        foreach (var append in appends) head = head.After(append, Append.HashOf(append.ToBytes()));
        lock (_gate) _streams[stream] = (head, [.. appends]);
    }
}
