using System.Security.Cryptography;
using ReformFlow.App.Ports;

namespace ReformFlow.Local.Files;

/// <summary>Files in a folder of their town, each named by the hash of its bytes.</summary>
public sealed class FolderFiles(string folder) : IFiles
{
    readonly Lock _gate = new();

    /// <inheritdoc/>
    public Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = HashOf(bytes.Span);
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
    /// <exception cref="FileAlteredException">The bytes on disk are no longer those that were stored.</exception>
    public async Task<byte[]?> ReadAsync(string town, string hash, CancellationToken cancellation)
    {
        var path = PathOf(town, hash);
        if (!File.Exists(path)) return null;
        var bytes = await File.ReadAllBytesAsync(path, cancellation);
        return HashOf(bytes) == hash ? bytes : throw new FileAlteredException(path);
    }

    string PathOf(string town, string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(TownFolder.Of(folder, town), "files", hash)
        : throw new ArgumentException($"A file is named by 64 digits of lower-case hex, not \"{hash}\".");

    static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A stored file no longer holds the bytes that its name stands for.</summary>
public sealed class FileAlteredException(string path)
    : Exception($"{path} was altered: its bytes no longer have the hash that is its name. Restore this file from the backup.");
