namespace ReformFlow.Local.Tests.Cycles;

/// <summary>Runs asynchronous work on one thread and lets chance say who goes on next: the same seed gives the same interleaving.</summary>
sealed class Interleaving(Random random) : SynchronizationContext
{
    readonly List<Action> _ready = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready)
        {
            _ready.Add(() => d(state));
            Monitor.Pulse(_ready);
        }
    }

    /// <summary>Runs until the work is done.</summary>
    public void Run(Func<Task> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = work();
            task.ContinueWith(_ => Post(_ => { }, null), TaskScheduler.Default);
            while (!task.IsCompleted) Next()();
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    Action Next()
    {
        lock (_ready)
        {
            while (_ready.Count == 0) Monitor.Wait(_ready);
            var chosen = random.Next(_ready.Count);
            var next = _ready[chosen];
            _ready.RemoveAt(chosen);
            return next;
        }
    }
}
