using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ReformFlow.Core.Log;
using ReformFlow.Local.Files;

namespace ReformFlow.Local.Log;

/// <summary>The journal of one partition: one loop writes what has queued up meanwhile, flushes it once, and only then says so.</summary>
sealed class PartitionJournal : IAsyncDisposable
{
    readonly Channel<QueuedAppend> _queue = Channel.CreateUnbounded<QueuedAppend>(new() { SingleReader = true });
    readonly string _path;
    readonly JournalFile _file;
    readonly ILogger _logger;
    readonly Task _writing;
    long _flushedLength;
    IOException? _refusal;

    PartitionJournal(string path, JournalFile file, PartitionState state, ILogger logger)
    {
        (_path, _file, State, _logger, _flushedLength) = (path, file, state, logger, file.Length);
        _writing = Task.Run(WriteQueuedAsync);
    }

    public PartitionState State { get; }

    /// <summary>Loads the partition, cuts a line that was never finished, and makes what is left durable.</summary>
    /// <exception cref="JournalBrokenException">The file was altered or damaged.</exception>
    public static PartitionJournal Open(string path, Func<string, JournalFile> open, ILogger logger)
    {
        var (state, wholeLength) = JournalLines.Read(File.Exists(path) ? File.ReadAllBytes(path) : [], path);
        var file = open(path);
        try
        {
            if (file.Length > wholeLength)
            {
                logger.LogWarning("The last line of {File} was not finished when the machine stopped; its {Bytes} bytes are cut off. Nobody had been told that they were saved.", path, file.Length - wholeLength);
                file.Truncate(wholeLength);
            }
            // A process that was killed may have left lines in the system's memory: nobody may act on them before they are durable.
            file.Flush();
            DurableFolder.Flush(Path.GetDirectoryName(path)!);
            return new(path, file, state, logger);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>True when the append is on the device, false when its version was taken.</summary>
    public Task<bool> AppendAsync(QueuedAppend append) => _queue.Writer.TryWrite(append)
        ? append.Outcome
        : throw new ObjectDisposedException(nameof(Journal), $"{_path} is closed: the server is stopping.");

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        _file.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The loop must outlive whatever one batch meets; its writers are told.")]
    async Task WriteQueuedAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            var batch = new List<QueuedAppend>();
            while (_queue.Reader.TryRead(out var append)) batch.Add(append);
            try
            {
                Write(batch);
                foreach (var append in batch) append.Complete();
            }
            catch (Exception e)
            {
                foreach (var append in batch) append.Fail(e);
            }
        }
    }

    // Who lost a version is told after the flush too: before it, the winner may still fail and leave the version free.
    void Write(List<QueuedAppend> batch)
    {
        if (_refusal is not null) throw _refusal;
        var heads = new Dictionary<string, Head>();
        var fitting = new List<QueuedAppend>();
        foreach (var queued in batch)
        {
            var stream = queued.Append.Stream;
            if (!queued.Follows(heads.GetValueOrDefault(stream) ?? State.HeadOf(stream))) continue;
            heads[stream] = queued.Next!;
            fitting.Add(queued);
        }
        if (fitting.Count == 0) return;
        var lines = new ArrayBufferWriter<byte>();
        foreach (var queued in fitting) lines.Write(queued.Line);
        WriteAndFlush(lines.WrittenSpan);
        foreach (var queued in fitting) State.Add(queued.Append, queued.Next!);
    }

    void WriteAndFlush(ReadOnlySpan<byte> lines)
    {
        try
        {
            _file.Append(lines);
            _file.Flush();
            _flushedLength += lines.Length;
        }
        catch (Exception e)
        {
            throw CutBack(e);
        }
    }

    // After a failed flush the system may hold pages for clean that never reached the device. Only a file that was cut back
    // to what an earlier flush confirmed may grow again; where that fails too, nobody knows what the device holds.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here, the answer is to take no more appends.")]
    IOException CutBack(Exception cause)
    {
        try
        {
            _file.Truncate(_flushedLength);
            _file.Flush();
            _logger.LogError(cause, "{File} could not be written; it was cut back to its {Bytes} bytes, and nothing is lost that was confirmed.", _path, _flushedLength);
            return new($"{_path} could not be written, and nothing of this append is stored. Make room or mend the disk, then save again. ({cause.Message})", cause);
        }
        catch (Exception e)
        {
            _logger.LogCritical(e, "{File} could not be written nor cut back; it takes no more appends. Mend the disk and start ReformFlow again.", _path);
            _refusal = new($"{_path} takes no appends since a write failed and could not be undone. Mend the disk and start ReformFlow again. ({cause.Message})", cause);
            return _refusal;
        }
    }
}
