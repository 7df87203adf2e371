using ReformFlow.Local.Log;

namespace ReformFlow.Local.Tests.Log;

/// <summary>A machine that loses power at its n-th device operation: what was written and not flushed survives in part or not at all.</summary>
/// <param name="flushIsHonest">False for a device whose flush says yes and does nothing.</param>
sealed class CrashingMachine(Random random, int operationsUntilCrash, bool flushIsHonest)
{
    readonly Lock _gate = new();
    readonly List<CrashingFile> _files = [];
    int _operationsLeft = operationsUntilCrash;

    public JournalFile Open(string path)
    {
        CrashingFile? file = null;
        Operate(() => _files.Add(file = new(path, this)));
        return file!;
    }

    /// <summary>What the disk holds when the power is back: all that was flushed, a random part of what was not, perhaps zeros behind it.</summary>
    public void LeaveOnDisk()
    {
        foreach (var file in _files)
        {
            using var disk = new FileStream(file.Path, FileMode.Open);
            var written = disk.Length;
            var kept = file.FlushedLength + random.NextInt64(written - file.FlushedLength + 1);
            disk.SetLength(kept);
            // NTFS may have noted the new length before the bytes.
            if (random.Next(3) == 0) disk.SetLength(written);
        }
    }

    void Operate(Action operation)
    {
        lock (_gate)
        {
            if (_operationsLeft-- <= 0) throw new IOException("The machine is off.");
            operation();
        }
    }

    bool FlushIsHonest => flushIsHonest;

    sealed class CrashingFile : JournalFile
    {
        readonly DiskJournalFile _disk;
        readonly CrashingMachine _machine;

        public CrashingFile(string path, CrashingMachine machine)
        {
            (Path, _disk, _machine) = (path, new(path), machine);
            FlushedLength = _disk.Length;
        }

        public string Path { get; }

        public long FlushedLength { get; private set; }

        public override long Length => _disk.Length;

        public override void Append(ReadOnlySpan<byte> bytes)
        {
            var first = bytes[..(bytes.Length / 3)].ToArray();
            var rest = bytes[(bytes.Length / 3)..].ToArray();
            _machine.Operate(() => _disk.Append(first));
            _machine.Operate(() => _disk.Append(rest));
        }

        public override void Flush()
        {
            var reached = 0L;
            _machine.Operate(() => reached = _disk.Length);
            // A disk takes its time, in which others queue up.
            Thread.Sleep(1);
            _machine.Operate(() => FlushedLength = _machine.FlushIsHonest ? reached : FlushedLength);
        }

        public override void Truncate(long length) => _machine.Operate(() =>
        {
            _disk.Truncate(length);
            FlushedLength = Math.Min(FlushedLength, length);
        });

        public override void Dispose() => _disk.Dispose();
    }
}
