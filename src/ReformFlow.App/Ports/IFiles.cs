namespace ReformFlow.App.Ports;

/// <summary>Files that never change, named by the SHA-256 of their bytes: plan versions, templates, editions. A folder, or Blob Storage.</summary>
public interface IFiles
{
    /// <summary>Stores the bytes and returns their hash (lower-case hex); storing the same bytes again changes nothing.</summary>
    Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>The bytes of a stored file, or null where the town has no such file.</summary>
    Task<byte[]?> ReadAsync(string town, string hash, CancellationToken cancellation);
}
