using Microsoft.Extensions.Logging;
using ReformFlow.App.Ports;
using ReformFlow.Core.Log;
using ReformFlow.Local.Files;

namespace ReformFlow.Local.Log;

/// <summary>The log on one machine's disk: a JSON Lines file per partition, on the device before anyone is told that it is saved.</summary>
/// <remarks>Holds the data folder for its process until it is disposed of; a partition is loaded when it is first asked for and served from memory.</remarks>
public sealed class Journal : ILog, IAsyncDisposable
{
    readonly string _folder;
    readonly ILogger<Journal> _logger;
    readonly Func<string, JournalFile> _open;
    readonly FolderLock _lock;
    readonly Lock _gate = new();
    readonly Dictionary<string, Task<PartitionJournal>> _partitions = [];
    bool _isClosed;

    /// <summary>Takes the data folder, which is made where it is missing.</summary>
    /// <exception cref="DataFolderInUseException">Another process, or another journal of this one, holds it.</exception>
    public Journal(string folder, ILogger<Journal> logger) : this(folder, logger, path => new DiskJournalFile(path)) { }

    internal Journal(string folder, ILogger<Journal> logger, Func<string, JournalFile> open)
    {
        (_folder, _logger, _open) = (Path.GetFullPath(folder), logger, open);
        _lock = new(_folder);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        return await ExistingAsync(stream.Partition, cancellation) is { } state ? state.Read(stream.Name, fromVersion) : [];
    }

    /// <inheritdoc/>
    public async Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation) =>
        await ExistingAsync(stream.Partition, cancellation) is { } state ? state.HeadOf(stream.Name) : Head.Empty(stream.Name);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation) =>
        await ExistingAsync(partition, cancellation) is { } state ? state.Heads() : [];

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk failed; the message says whether saving again can help.</exception>
    public async Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation)
    {
        var path = PathOf(partition);
        var queued = new QueuedAppend(append);
        queued.CheckHead(head);
        cancellation.ThrowIfCancellationRequested();
        var journal = await OpenAsync(partition, path).WaitAsync(cancellation);
        // Once it is queued nobody can call it back, so its writer waits to hear what became of it.
        return await journal.AppendAsync(queued);
    }

    /// <summary>Writes what is queued, then lets the data folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Task<PartitionJournal>> partitions;
        lock (_gate)
        {
            _isClosed = true;
            partitions = [.. _partitions.Values];
            _partitions.Clear();
        }
        foreach (var opening in partitions)
        {
            await opening.ContinueWith(_ => { }, TaskScheduler.Default);
            if (opening.IsCompletedSuccessfully) await (await opening).DisposeAsync();
        }
        _lock.Dispose();
    }

    // Asking for a partition that was never written leaves no trace, neither on disk nor in memory: addresses are typed by hand.
    async Task<PartitionState?> ExistingAsync(string partition, CancellationToken cancellation)
    {
        var path = PathOf(partition);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (!_partitions.ContainsKey(partition) && !File.Exists(path)) return null;
        }
        return (await OpenAsync(partition, path).WaitAsync(cancellation)).State;
    }

    Task<PartitionJournal> OpenAsync(string partition, string path)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            // A partition that could not be opened is tried again: somebody may have put it right.
            if (_partitions.TryGetValue(partition, out var known) && !known.IsFaulted) return known;
            return _partitions[partition] = Task.Run(() =>
            {
                DurableFolder.Create(_folder, Path.GetDirectoryName(path)!);
                return PartitionJournal.Open(path, _open, _logger);
            });
        }
    }

    string PathOf(string partition) => Path.Combine(TownFolder.Of(_folder, StreamName.TownOf(partition)), "journal", $"{partition}.jsonl");
}
