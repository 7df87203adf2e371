using ReformFlow.Core.Log;

namespace ReformFlow.Local.Log;

/// <summary>The streams of one partition in memory: what is on the device, no more and no less.</summary>
sealed class PartitionState
{
    readonly Lock _gate = new();
    readonly SortedDictionary<string, StreamState> _streams = new(StringComparer.Ordinal);

    public Head HeadOf(string stream)
    {
        lock (_gate) return _streams.TryGetValue(stream, out var known) ? known.Head : Head.Empty(stream);
    }

    public IReadOnlyList<Head> Heads()
    {
        lock (_gate) return [.. _streams.Values.Select(s => s.Head)];
    }

    public IReadOnlyList<Append> Read(string stream, int fromVersion)
    {
        lock (_gate) return _streams.TryGetValue(stream, out var known) ? [.. known.Appends.Skip(fromVersion - 1)] : [];
    }

    /// <summary>Takes in an append and the head that was folded from it.</summary>
    public void Add(Append append, Head head)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(append.Stream, out var stream)) _streams[append.Stream] = stream = new(head);
            stream.Head = head;
            stream.Appends.Add(append);
        }
    }

    sealed class StreamState(Head head)
    {
        public Head Head { get; set; } = head;
        public List<Append> Appends { get; } = [];
    }
}
