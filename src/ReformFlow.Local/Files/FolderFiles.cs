using ReformFlow.App.Ports;

namespace ReformFlow.Local.Files;

/// <summary>Files in a folder of their town, each named by the hash of its bytes.</summary>
public sealed class FolderFiles(string folder) : IFiles
{
    readonly Lock _gate = new();

    /// <inheritdoc/>
    public Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = FileName.Of(bytes.Span);
        var path = PathOf(town, hash);
        return Task.Run(() =>
        {
            lock (_gate)
            {
                DurableFolder.Create(Path.GetFullPath(folder), Path.GetDirectoryName(path)!);
                // A file that was altered on disk is mended by storing it again.
                if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes.Span)) DurableFolder.Flush(Path.GetDirectoryName(path)!);
                else WholeFile.Replace(path, bytes.Span);
            }
            return hash;
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string town, string hash, CancellationToken cancellation)
    {
        var path = PathOf(town, hash);
        if (!File.Exists(path)) return null;
        var bytes = await File.ReadAllBytesAsync(path, cancellation);
        return FileName.Of(bytes) == hash ? bytes : throw new FileAlteredException(path);
    }

    string PathOf(string town, string hash) => Path.Combine(TownFolder.Of(folder, town), "files", FileName.Checked(hash));
}
