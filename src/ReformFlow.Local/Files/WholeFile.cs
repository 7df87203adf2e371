namespace ReformFlow.Local.Files;

/// <summary>Writes files that are there as a whole or not at all, whenever the power fails.</summary>
static class WholeFile
{
    /// <summary>Puts the bytes in the place of whatever the file held; it is on the device when this returns.</summary>
    /// <remarks>Two writers of one file must wait for each other: they share the temporary name, so that a crash leaves at most one.</remarks>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = path + ".new";
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, preallocationSize: bytes.Length))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }
        File.Move(unfinished, path, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }
}
