using System.Diagnostics;

namespace ReformFlow.App.Access;

/// <summary>Slows down wrong codes, never right ones: each wrong try of the last minutes makes the next answer to a wrong one later.</summary>
public sealed class WrongTries
{
    static readonly TimeSpan _memory = TimeSpan.FromMinutes(10);
    static readonly TimeSpan _longest = TimeSpan.FromSeconds(8);
    readonly Lock _lock = new();
    readonly Queue<DateTimeOffset> _tries = new();

    /// <summary>Waits as long as the wrong tries of the last minutes ask for: a tenth of a second each, eight seconds at most.</summary>
    public Task SlowDownAsync(CancellationToken cancellation) => SlowDownAsync(Stopwatch.GetTimestamp(), cancellation);

    /// <inheritdoc cref="SlowDownAsync(CancellationToken)"/>
    /// <param name="since">When the try came in, as the stopwatch tells: what was done about it must not show in how long the answer took.</param>
    public Task SlowDownAsync(long since, CancellationToken cancellation)
    {
        // Real time, whatever clock the cycle runs on: this is about machines that guess.
        var now = TimeProvider.System.GetUtcNow();
        TimeSpan delay;
        lock (_lock)
        {
            while (_tries.TryPeek(out var oldest) && now - oldest > _memory) _tries.Dequeue();
            if (_tries.Count < 100) _tries.Enqueue(now);
            delay = TimeSpan.FromMilliseconds(100 * _tries.Count);
        }
        var left = (delay < _longest ? delay : _longest) - Stopwatch.GetElapsedTime(since);
        return left > TimeSpan.Zero ? Task.Delay(left, cancellation) : Task.CompletedTask;
    }
}
