using System.Diagnostics.CodeAnalysis;
using ReformFlow.App.Log;
using ReformFlow.Core.Log;

namespace ReformFlow.Local.Log;

/// <summary>An append on its way to the device, and the promise that tells its writer what became of it.</summary>
sealed class QueuedAppend
{
    // The writer's own work must not run inside the loop that everybody waits for.
    readonly TaskCompletionSource<bool> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly KeptAppend _kept;

    /// <exception cref="ArgumentException">It can't be kept.</exception>
    public QueuedAppend(Append append)
    {
        _kept = KeptAppend.Of(append);
        Line = [.. _kept.Bytes, JournalLines.LineFeed];
    }

    public Append Append => _kept.Append;

    public byte[] Line { get; }

    /// <summary>The head that follows from it, once it fits.</summary>
    public Head? Next { get; private set; }

    public Task<bool> Outcome => _outcome.Task;

    /// <inheritdoc cref="KeptAppend.CheckHead"/>
    public void CheckHead(Head head) => _kept.CheckHead(head);

    /// <summary>True when it follows the head; false when its version is another, or when it fails for not being chained.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "One append that can't be folded must not fail those beside it.")]
    public bool Follows(Head head)
    {
        if (Append.Version != head.Version + 1) return false;
        try
        {
            Next = head.After(Append, _kept.Hash);
            return true;
        }
        catch (Exception e)
        {
            Fail(e);
            return false;
        }
    }

    public void Complete() => _outcome.TrySetResult(Next is not null);

    public void Fail(Exception reason) => _outcome.TrySetException(reason);
}
