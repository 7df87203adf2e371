using System.Globalization;
using System.Text.Json;
using ReformFlow.Core.Json;

namespace ReformFlow.Local.Calendar;

/// <summary>A clock for rehearsals: it passes only while the worker has nothing due, and stands still while anybody holds it.</summary>
/// <remarks>Its file always names a moment that it has not passed yet, so a killed server goes on later than anything it wrote, never earlier.</remarks>
public sealed class VirtualClock : TimeProvider
{
    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan _reserve = TimeSpan.FromHours(1);

    sealed record Anchor(DateTimeOffset NotYetPassed, double Speed);

    readonly string _file;
    readonly double _speed;
    readonly Lock _lock = new();
    readonly PriorityQueue<TaskCompletionSource, DateTimeOffset> _waiting = new();
    DateTimeOffset _now;
    DateTimeOffset _notYetPassed;
    int _holds;

    VirtualClock(string file, DateTimeOffset now, double speed)
    {
        (_file, _now, _speed) = (file, now, speed);
        Reach(now);
    }

    /// <summary>The clock that a data folder keeps, or a new one there.</summary>
    /// <param name="first">The moment at which a new clock begins; null for none.</param>
    /// <param name="speed">Virtual seconds in a second of idleness.</param>
    /// <returns>Null where the folder keeps no clock and none is asked for: then real time counts.</returns>
    public static VirtualClock? Open(string folder, DateTimeOffset? first, double speed)
    {
        var file = Path.Combine(folder, "clock.json");
        if (File.Exists(file))
        {
            var anchor = JsonSerializer.Deserialize<Anchor>(File.ReadAllBytes(file), StrictJson.Options)!;
            return new(file, anchor.NotYetPassed, anchor.Speed);
        }
        if (first is null) return null;
        Directory.CreateDirectory(folder);
        return new(file, first.Value.ToUniversalTime(), speed);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    /// <summary>Keeps the clock from passing until the result is disposed: a post, a step, a visitor is at work.</summary>
    public IDisposable Hold()
    {
        lock (_lock) _holds++;
        return new Release(this);
    }

    /// <summary>Waits for a moment; the clock holds there for the one who waited until the result is disposed.</summary>
    public async Task<IDisposable> WaitUntilAsync(DateTimeOffset moment)
    {
        TaskCompletionSource? reached = null;
        lock (_lock)
        {
            if (moment <= _now) _holds++;
            else _waiting.Enqueue(reached = new(TaskCreationOptions.RunContinuationsAsynchronously), moment);
        }
        if (reached is not null) await reached.Task;
        return new Release(this);
    }

    /// <summary>Lets time pass, up to <paramref name="until"/> or until <paramref name="doorbell"/> completes. Only the worker calls this, and only when it has nothing due.</summary>
    public async Task PassAsync(DateTimeOffset? until, Task doorbell, CancellationToken cancellation)
    {
        while (!doorbell.IsCompleted && (until is null || GetUtcNow() < until))
        {
            await Task.WhenAny(doorbell, Task.Delay(_tick, cancellation));
            cancellation.ThrowIfCancellationRequested();
            Step(until, doorbell);
        }
    }

    void Step(DateTimeOffset? until, Task doorbell)
    {
        lock (_lock)
        {
            // A post rings before it lets go: asked in here, its ring is never missed.
            if (_holds > 0 || doorbell.IsCompleted) return;
            var stop = until;
            if (_waiting.TryPeek(out _, out var awaited) && (stop is null || awaited < stop)) stop = awaited;
            // With nothing ahead, nothing can come of passing time.
            if (stop is null) return;
            var next = _now + _tick * _speed;
            Reach(next < stop ? next : stop.Value);
            while (_waiting.TryPeek(out var reached, out awaited) && awaited <= _now)
            {
                _waiting.Dequeue();
                _holds++;
                reached.SetResult();
            }
        }
    }

    void Reach(DateTimeOffset moment)
    {
        if (moment >= _notYetPassed)
        {
            var reserved = moment + _reserve;
            var temporary = _file + ".new";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(new Anchor(reserved, _speed), StrictJson.Options));
            File.Move(temporary, _file, overwrite: true);
            // Only now: where the file could not be written, the clock must not pass on the strength of it.
            _notYetPassed = reserved;
        }
        _now = moment;
    }

    sealed class Release(VirtualClock clock) : IDisposable
    {
        int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                lock (clock._lock) clock._holds--;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => GetUtcNow().ToString("u", CultureInfo.InvariantCulture);
}
