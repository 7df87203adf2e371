using ReformFlow.App.Ports;

namespace ReformFlow.Functions.Mail;

/// <summary>Keeps a process below a mail provider's limits: few mails at once, a least distance between them, and none while the provider asks for rest.</summary>
sealed class Pace(double mailsPerSecond, TimeProvider time) : IDisposable
{
    /// <summary>How many mails are on their way at once.</summary>
    public const int AtOnce = 4;

    /// <summary>Whoever waits holds a step's claim, which others take over when it is ten minutes old; the mail must have left long before.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly TimeSpan _distance = mailsPerSecond > 0 && double.IsFinite(mailsPerSecond)
        ? TimeSpan.FromSeconds(1 / mailsPerSecond)
        : throw new ArgumentOutOfRangeException(nameof(mailsPerSecond), mailsPerSecond, "Mails per second must be more than zero.");

    readonly SemaphoreSlim _gate = new(AtOnce);
    readonly Lock _lock = new();

    // Time since the start, by the clock that nobody sets.
    readonly long _start = time.GetTimestamp();
    TimeSpan _next;
    TimeSpan _restsUntil;

    TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits for a turn, which lasts until the result is disposed.</summary>
    /// <exception cref="MailBusyException">The provider asks for rest, or the wait would be too long.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        ThrowIfResting();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await _gate.WaitAsync(either.Token);
            try
            {
                // Asked again after each wait: somebody else may have left meanwhile, or been told to rest.
                for (TimeSpan wait; (wait = TryLeave()) > TimeSpan.Zero;) await Task.Delay(wait, time, either.Token);
                return new Turn(_gate);
            }
            catch
            {
                _gate.Release();
                throw;
            }
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new MailBusyException($"More mails are waiting than may leave within {Patience.TotalMinutes} minutes.");
        }
    }

    /// <summary>Lets no mail through for a while; a longer rest that was asked for before stands.</summary>
    public void Rest(TimeSpan duration)
    {
        lock (_lock)
        {
            if (Now + duration is var until && until > _restsUntil) _restsUntil = until;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    void ThrowIfResting()
    {
        lock (_lock)
        {
            if (_restsUntil - Now is var left && left > TimeSpan.Zero)
                throw new MailBusyException($"The mail provider asked for rest; {Math.Ceiling(left.TotalSeconds)} seconds of it are left.");
        }
    }

    /// <summary>Zero for whoever leaves now, else how long until the next mail may.</summary>
    TimeSpan TryLeave()
    {
        lock (_lock)
        {
            ThrowIfResting();
            var now = Now;
            // Timers count whole milliseconds.
            if (_next > now) return TimeSpan.FromMilliseconds(Math.Ceiling((_next - now).TotalMilliseconds));
            _next = now + _distance;
            return TimeSpan.Zero;
        }
    }

    sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        SemaphoreSlim? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Release();
    }
}
