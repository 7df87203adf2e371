using Microsoft.Win32.SafeHandles;

namespace ReformFlow.Local.Log;

/// <summary>What a journal asks of its device; tests put failing and crashing ones in its place.</summary>
abstract class JournalFile : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Writes at the end; may have written a part when it throws.</summary>
    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>All that was written is on the device when this returns.</summary>
    public abstract void Flush();

    public abstract void Truncate(long length);

    public abstract void Dispose();
}

/// <summary>A file on disk.</summary>
sealed class DiskJournalFile(string path) : JournalFile
{
    // Others may read: a backup runs while the server does.
    readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    public override long Length => RandomAccess.GetLength(_file);

    public override void Append(ReadOnlySpan<byte> bytes) => RandomAccess.Write(_file, bytes, Length);

    public override void Flush() => RandomAccess.FlushToDisk(_file);

    public override void Truncate(long length) => RandomAccess.SetLength(_file, length);

    public override void Dispose() => _file.Dispose();
}
