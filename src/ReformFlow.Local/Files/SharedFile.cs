namespace ReformFlow.Local.Files;

/// <summary>Reads files in which a running server may be writing.</summary>
static class SharedFile
{
    /// <summary>Opens the file for reading and keeps nobody from it.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>What the file holds now.</summary>
    public static byte[] ReadAll(string path)
    {
        using var file = Open(path);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
