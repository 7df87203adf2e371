using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ReformFlow.Local.Files;

/// <summary>Folders whose entries survive a power cut: a flushed file is lost all the same while its name is not on the device.</summary>
static class DurableFolder
{
    /// <summary>Makes the folder <paramref name="path"/> below <paramref name="root"/> where it is missing, and every name on the way durable.</summary>
    public static void Create(string root, string path)
    {
        Directory.CreateDirectory(path);
        // An existing folder is flushed too: whoever made it may have been killed before its own flush.
        for (var parent = Path.GetDirectoryName(path); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            Flush(parent);
            if (parent.Length <= root.Length) break;
        }
    }

    /// <summary>Puts the folder's names on the device: a created or renamed file is there after a power cut.</summary>
    /// <exception cref="IOException">The folder can't be opened, or the device failed.</exception>
    public static void Flush(string path)
    {
        // NTFS keeps names in its own journal and has no flush of a folder.
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open([.. Encoding.UTF8.GetBytes(path), 0], ReadOnly);
        if (descriptor < 0) throw new IOException($"The folder {path} can't be opened to flush it: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        // .NET refuses to open a folder as a file, but flushes an open one like any other.
        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(folder);
    }

    const int ReadOnly = 0;

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "One call with plain arguments; generated marshalling would need unsafe code in the whole project.")]
    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Open(byte[] path, int flags);
}
