namespace ReformFlow.App.Ports;

/// <summary>Files that never change, named by the SHA-256 of their bytes: plan versions, templates, editions. A folder, or Blob Storage.</summary>
public interface IFiles
{
    /// <summary>Stores the bytes and returns their hash (lower-case hex); storing the same bytes again changes nothing.</summary>
    Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>The bytes of a stored file, or null where the town has no such file.</summary>
    /// <exception cref="FileAlteredException">The bytes are no longer those that were stored.</exception>
    Task<byte[]?> ReadAsync(string town, string hash, CancellationToken cancellation);
}

/// <summary>A stored file no longer holds the bytes that its name stands for.</summary>
public sealed class FileAlteredException(string path)
    : Exception($"{path} was altered: its bytes no longer have the hash that is its name. Restore this file from the backup.");
