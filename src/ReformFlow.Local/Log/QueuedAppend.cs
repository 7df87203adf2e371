using System.Diagnostics.CodeAnalysis;
using ReformFlow.Core.Log;

namespace ReformFlow.Local.Log;

/// <summary>An append on its way to the device, and the promise that tells its writer what became of it.</summary>
sealed class QueuedAppend
{
    // The writer's own work must not run inside the loop that everybody waits for.
    readonly TaskCompletionSource<bool> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="ArgumentException">It is too large, holds no event or a text that is no Unicode, or its stream has no known name.</exception>
    public QueuedAppend(Append append)
    {
        if (append.Events.Count == 0) throw new ArgumentException($"An append to {append.Stream} holds no event.");
        var bytes = append.ToBytes();
        Hash = Append.HashOf(bytes);
        // What is kept is what a restart would read. An append that can't be read back must never reach the file.
        Append = Append.FromBytes(bytes);
        Line = [.. bytes, JournalLines.LineFeed];
        _ = Head.Empty(Append.Stream);
    }

    public Append Append { get; }

    public string Hash { get; }

    public byte[] Line { get; }

    /// <summary>The head that follows from it, once it fits.</summary>
    public Head? Next { get; private set; }

    public Task<bool> Outcome => _outcome.Task;

    /// <summary>True when it follows the head; false when its version is another, or when it fails for not being chained.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "One append that can't be folded must not fail those beside it.")]
    public bool Follows(Head head)
    {
        if (Append.Version != head.Version + 1) return false;
        try
        {
            Next = head.After(Append, Hash);
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
