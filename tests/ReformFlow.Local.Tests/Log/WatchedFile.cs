using ReformFlow.Local.Log;

namespace ReformFlow.Local.Tests.Log;

/// <summary>The disk, with each call passed through a place where a test may look or interfere.</summary>
sealed class WatchedFile(string path) : JournalFile
{
    readonly DiskJournalFile _disk = new(path);

    public Action<WatchedFile> OnAppend { get; set; } = _ => { };
    public Action<WatchedFile> OnFlush { get; set; } = _ => { };
    public Action<WatchedFile> OnTruncate { get; set; } = _ => { };
    public int Appends { get; private set; }
    public int Flushes { get; private set; }

    public override long Length => _disk.Length;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        Appends++;
        // A full disk takes what still fits before it says so.
        _disk.Append(bytes[..(bytes.Length / 2)]);
        OnAppend(this);
        _disk.Append(bytes[(bytes.Length / 2)..]);
    }

    public override void Flush()
    {
        Flushes++;
        OnFlush(this);
        _disk.Flush();
    }

    public override void Truncate(long length)
    {
        OnTruncate(this);
        _disk.Truncate(length);
    }

    public override void Dispose() => _disk.Dispose();
}
