using Microsoft.Win32.SafeHandles;
using ReformFlow.Local.Files;

namespace ReformFlow.Local.Log;

/// <summary>Keeps a data folder for one process: two journals writing one file would break its chain.</summary>
sealed class FolderLock : IDisposable
{
    /// <summary>The lock's name in the data folder.</summary>
    public const string FileName = "reformflow.lock";

    readonly SafeFileHandle _file;

    /// <exception cref="DataFolderInUseException">Somebody else holds the folder.</exception>
    public FolderLock(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            if (Path.GetDirectoryName(folder) is { } parent) DurableFolder.Flush(parent);
        }
        try
        {
            _file = File.OpenHandle(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new DataFolderInUseException(folder, e);
        }
    }

    /// <summary>Lets the next process in; the file stays, for deleting it could free a lock that somebody has just taken.</summary>
    public void Dispose() => _file.Dispose();
}

/// <summary>Another process, or another journal of this one, holds the data folder.</summary>
public sealed class DataFolderInUseException(string folder, Exception cause)
    : IOException($"The data folder {folder} is in use by another ReformFlow. Stop that one first, or give this one a folder of its own. ({cause.Message})", cause);
