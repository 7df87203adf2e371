using System.Security.Cryptography;
using ReformFlow.Local.Log;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Files;

/// <summary>A copy of a data folder on its way: under a name of its own until it is kept, gone when it is not.</summary>
/// <remarks>
/// Every file but a journal is put in place whole by its writer, and is named by the journals only after that. So the journals are copied first, each up to
/// its last whole line and the office's before the others, and whatever they name is there when the rest is copied.
/// </remarks>
public sealed class FolderCopy : IAsyncDisposable
{
    readonly string _target;
    bool _isKept;

    FolderCopy(string target)
    {
        _target = target;
        // Beside the target, so that it takes its name in one move.
        Path = $"{target}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.unfinished";
    }

    /// <summary>Where the copy lies until it is kept.</summary>
    public string Path { get; }

    /// <summary>Why a folder can't be copied there, or null where it can.</summary>
    public static string? WhyNot(string folder, string target) =>
        Within(folder, target) ? $"{target} lies in the folder that is to be copied. Name one outside of it, best on another disk."
        : Within(target, folder) ? $"{target} holds the folder that is to be copied. Name another one, best on another disk."
        : File.Exists(target) ? $"{target} is a file. Name a folder that is new or empty."
        : Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() ? $"{target} is not empty; no backup is written over anything. Name a folder that is new or empty."
        : null;

    /// <summary>Copies the folder; a server may be writing in it.</summary>
    public static async Task<FolderCopy> MakeAsync(string folder, string target, CancellationToken cancellation)
    {
        var copy = new FolderCopy(target);
        try
        {
            await Task.Run(() => copy.Fill(folder, cancellation), cancellation);
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the copy its name.</summary>
    /// <exception cref="IOException">Somebody has put something there meanwhile.</exception>
    public void Keep()
    {
        if (Directory.Exists(_target)) Directory.Delete(_target);
        Directory.Move(Path, _target);
        DurableFolder.Flush(System.IO.Path.GetDirectoryName(_target)!);
        _isKept = true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!_isKept && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }

    void Fill(string folder, CancellationToken cancellation)
    {
        MakeFolder(Path);
        // The office's first, and the others listed after that: a cycle has its journal before the office registers it.
        foreach (var office in Journals().Where(IsOffice).ToList()) CopyFile(folder, office, WholeLines);
        foreach (var journal in Journals().Where(path => !IsOffice(path)).ToList()) CopyFile(folder, journal, WholeLines);
        var rest = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(path => !IsJournal(path) && !IsPassing(path) && !Within(System.IO.Path.Combine(folder, Scratch.FolderName), path));
        foreach (var path in rest)
        {
            cancellation.ThrowIfCancellationRequested();
            CopyFile(folder, path, file => file.Length);
        }
        foreach (var made in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories).Append(Path)) DurableFolder.Flush(made);

        IEnumerable<string> Journals() => Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).Where(IsJournal).Order(StringComparer.Ordinal);
    }

    static bool IsJournal(string path) => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)) == "journal" && path.EndsWith(".jsonl", StringComparison.Ordinal);

    static bool IsOffice(string path) => path.EndsWith("~office.jsonl", StringComparison.Ordinal);

    // Locks belong to a process, a file under its temporary name to whoever is writing it, and scratch to a print.
    static bool IsPassing(string path) => System.IO.Path.GetFileName(path) == FolderLock.FileName || path.EndsWith(".new", StringComparison.Ordinal);

    void CopyFile(string folder, string path, Func<FileStream, long> length)
    {
        var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(folder, path));
        FileStream source;
        try
        {
            source = SharedFile.Open(path);
        }
        // What went away between the list and the copy was nothing that a journal names.
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }
        using (source)
        {
            MakeFolder(System.IO.Path.GetDirectoryName(copy)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            // Whoever may not read the original may not read the copy.
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File.GetUnixFileMode(source.SafeFileHandle);
            using var written = new FileStream(copy, options);
            Copy(source, written, length(source));
            written.Flush(flushToDisk: true);
        }
    }

    // Only the bytes up to the length that was found: a journal grows on.
    static void Copy(FileStream source, FileStream target, long length)
    {
        source.Position = 0;
        var buffer = new byte[1 << 16];
        while (length > 0)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (read == 0) return;
            target.Write(buffer, 0, read);
            length -= read;
        }
    }

    static long WholeLines(FileStream journal)
    {
        var end = journal.Length;
        var buffer = new byte[1 << 16];
        while (end > 0)
        {
            var start = Math.Max(0, end - buffer.Length);
            journal.Position = start;
            var part = buffer.AsSpan(0, (int)(end - start));
            journal.ReadExactly(part);
            if (part.LastIndexOf(JournalLines.LineFeed) is >= 0 and var at) return start + at + 1;
            end = start;
        }
        return 0;
    }

    static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static bool Within(string outer, string inner) =>
        $"{inner}{System.IO.Path.DirectorySeparatorChar}".StartsWith($"{outer}{System.IO.Path.DirectorySeparatorChar}", OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
