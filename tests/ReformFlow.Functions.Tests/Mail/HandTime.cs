namespace ReformFlow.Functions.Tests.Mail;

/// <summary>A clock that a test turns by hand; timers fire when it passes them.</summary>
sealed class HandTime(DateTimeOffset now) : TimeProvider
{
    readonly Lock _lock = new();
    readonly List<HandTimer> _timers = [];
    DateTimeOffset _now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Pass(TimeSpan time)
    {
        List<HandTimer> due;
        lock (_lock)
        {
            _now += time;
            due = [.. _timers.Where(t => t.DueAt <= _now).OrderBy(t => t.DueAt)];
            foreach (var timer in due) _timers.Remove(timer);
        }
        foreach (var timer in due) timer.Fire();
    }

    /// <summary>Returns when somebody waits for the moment that lies so far ahead.</summary>
    public async Task SomebodyWaitsAsync(TimeSpan ahead)
    {
        for (var tries = 0; tries < 10_000; tries++)
        {
            lock (_lock)
            {
                if (_timers.Any(t => t.DueAt == _now + ahead)) return;
            }
            await Task.Delay(1);
        }
        Assert.Fail($"Nobody waits for {ahead}.");
    }

    sealed class HandTimer(HandTime time, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = time._now + dueTime;
                time._timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
