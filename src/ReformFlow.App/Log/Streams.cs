using ReformFlow.App.Ports;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Log;

/// <summary>Decides on a stream's head and appends what was decided, again and again until nobody was faster.</summary>
public sealed class Streams(ILog log, TimeProvider time)
{
    /// <summary>The head of one stream; the empty one where nothing was appended.</summary>
    public async Task<T> HeadAsync<T>(StreamName stream, CancellationToken cancellation) where T : Head =>
        (T)await log.HeadAsync(stream, cancellation);

    /// <summary>All heads of a partition.</summary>
    public Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation) => log.HeadsAsync(partition, cancellation);

    /// <summary>The stream's appends, oldest first.</summary>
    public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, CancellationToken cancellation) => log.ReadAsync(stream, 1, cancellation);

    /// <summary>Appends the events that <paramref name="decide"/> gives for the head as it stands; none leaves the stream as it is.</summary>
    /// <param name="decide">Asked again on the newer head whenever somebody else appended first.</param>
    /// <param name="seen">The head as the caller has just seen it: where it still stands, it need not be read again.</param>
    /// <returns>The head after the append, or the unchanged head where nothing was decided.</returns>
    public Task<T> ChangeAsync<T>(StreamName stream, string by, Func<T, IReadOnlyList<Event>> decide, CancellationToken cancellation, T? seen = null) where T : Head =>
        ChangeAsync<T>(stream, by, head => Task.FromResult(decide(head)), cancellation, seen);

    /// <inheritdoc cref="ChangeAsync{T}(StreamName, string, Func{T, IReadOnlyList{Event}}, CancellationToken, T)"/>
    public async Task<T> ChangeAsync<T>(StreamName stream, string by, Func<T, Task<IReadOnlyList<Event>>> decide, CancellationToken cancellation, T? seen = null) where T : Head
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var head = seen ?? await HeadAsync<T>(stream, cancellation);
            seen = null;
            var events = await decide(head);
            if (events.Count == 0) return head;
            var append = new Append(stream.Name, head.Version + 1, head.Hash, ToMilliseconds(time.GetUtcNow()), by, events);
            var next = (T)head.After(append, Append.HashOf(append.ToBytes()));
            if (await log.AppendAsync(stream.Partition, append, next, cancellation)) return next;
        }
    }

    // The log keeps milliseconds; a head must not know more than a fold of what was written.
    static DateTimeOffset ToMilliseconds(DateTimeOffset moment) => new(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
}
