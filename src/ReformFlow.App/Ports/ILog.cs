using ReformFlow.Core.Log;

namespace ReformFlow.App.Ports;

/// <summary>The log: streams of facts, appended and never changed. A journal on disk, or Table Storage.</summary>
public interface ILog
{
    /// <summary>The stream's appends from a version on (1 is the first), oldest first; empty where there are none.</summary>
    Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation);

    /// <summary>Writes one append and the head that follows from it, both or neither; it is on the device when this returns.</summary>
    /// <param name="partition">The partition of the append's stream.</param>
    /// <param name="append">Its version is one more than the stream's; its <see cref="Append.Previous"/> is the stream's hash.</param>
    /// <param name="head">The head after the append.</param>
    /// <returns>False, with nothing written, when somebody was faster: read again and decide again.</returns>
    Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation);

    /// <summary>The head of one stream; the empty one where nothing was appended.</summary>
    Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation);

    /// <summary>The heads of all streams of a partition; empty for a partition that does not exist.</summary>
    Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation);
}
