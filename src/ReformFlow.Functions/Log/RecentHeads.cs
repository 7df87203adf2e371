using Azure;
using Azure.Data.Tables;
using ReformFlow.Core.Log;

namespace ReformFlow.Functions.Log;

/// <summary>How a stream stood when it was last seen.</summary>
/// <param name="Row">The mark of the head's row; the default one where the stream had none.</param>
/// <param name="Head">The head itself, where reading it again would cost much.</param>
sealed record Standing(ETag Row, int Version, string Hash, Head? Head = null)
{
    /// <summary>Nothing was appended yet.</summary>
    public static Standing Nothing { get; } = new(default, 0, "");

    public static Standing Of(TableEntity head) => new(head.ETag, head.GetInt32(LogRows.Version)!.Value, head.GetString(LogRows.Hash));
}

/// <summary>A bounded memory of how streams stood. It saves reads and decides nothing: whoever acts on it names the row's mark.</summary>
sealed class RecentHeads(int capacity)
{
    readonly Lock _gate = new();
    Dictionary<StreamName, Standing> _young = [], _old = [];

    public Standing? Find(StreamName stream)
    {
        lock (_gate) return _young.GetValueOrDefault(stream) ?? _old.GetValueOrDefault(stream);
    }

    public void Remember(StreamName stream, Standing standing)
    {
        lock (_gate)
        {
            _young[stream] = standing;
            // Half of what is remembered goes at once: what is in use is soon remembered again.
            if (_young.Count >= capacity / 2) (_old, _young) = (_young, []);
        }
    }

    public void Forget(StreamName stream)
    {
        lock (_gate)
        {
            _young.Remove(stream);
            _old.Remove(stream);
        }
    }
}
