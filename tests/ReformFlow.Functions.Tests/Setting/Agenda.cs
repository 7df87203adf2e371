using ReformFlow.Local.Calendar;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>Lets a virtual clock pass only while every orchestration waits: it halts at the earliest moment that one of them waits for, until that one has asked again.</summary>
sealed class Agenda : IAsyncDisposable
{
    readonly VirtualClock _clock;
    readonly Lock _lock = new();
    readonly Dictionary<string, DateTimeOffset> _awaited = [];
    readonly CancellationTokenSource _stop = new();
    readonly Task _passing;
    TaskCompletionSource _changed = New();

    public Agenda(VirtualClock clock)
    {
        _clock = clock;
        _passing = PassAsync();
    }

    /// <summary>The orchestration was called: the clock stands still until it has asked. Gives what it waited for before.</summary>
    public DateTimeOffset? IsBusy(string id)
    {
        lock (_lock)
        {
            DateTimeOffset? before = _awaited.TryGetValue(id, out var moment) ? moment : null;
            Awaits(id, DateTimeOffset.MinValue);
            return before;
        }
    }

    /// <summary>The call did not reach it; it goes on waiting, unless it has asked meanwhile.</summary>
    public void IsBusyNoMore(string id, DateTimeOffset? before)
    {
        lock (_lock)
            if (_awaited.TryGetValue(id, out var moment) && moment == DateTimeOffset.MinValue) Awaits(id, before);
    }

    /// <summary>True from a call until it has asked.</summary>
    public bool IsAtWork(string id)
    {
        lock (_lock) return _awaited.TryGetValue(id, out var moment) && moment == DateTimeOffset.MinValue;
    }

    /// <summary>The orchestration waits for a moment; for nothing but the bell where there is none.</summary>
    public void Awaits(string id, DateTimeOffset? moment)
    {
        lock (_lock)
        {
            if (moment is null) _awaited.Remove(id);
            else _awaited[id] = moment.Value;
            Change();
        }
    }

    /// <summary>Nobody waits any more: all orchestrations are gone.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _awaited.Clear();
            Change();
        }
    }

    /// <summary>Those at work, for the message of a test that waits in vain.</summary>
    public IReadOnlyList<string> Busy
    {
        get { lock (_lock) return [.. _awaited.Where(a => a.Value <= _clock.GetUtcNow()).Select(a => a.Key)]; }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _passing.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    async Task PassAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Task changed;
            DateTimeOffset? until;
            lock (_lock)
            {
                changed = _changed.Task;
                until = _awaited.Count == 0 ? null : _awaited.Values.Min();
            }
            await _clock.PassAsync(until, changed, _stop.Token);
            if (until <= _clock.GetUtcNow()) await changed.WaitAsync(_stop.Token);
        }
    }

    void Change()
    {
        _changed.TrySetResult();
        _changed = New();
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
