using System.Security.Cryptography;

namespace ReformFlow.Local.Access;

/// <summary>The deployment's secret key: made at the first start, kept in a folder apart from the log.</summary>
static class LinkKey
{
    /// <summary>The key in <c>secrets/link.key</c> below the data folder.</summary>
    public static ReadOnlyMemory<byte> Open(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "secrets");
        var file = Path.Combine(folder, "link.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            var temporary = file + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(RandomNumberGenerator.GetBytes(32));
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, file);
        }
        var key = File.ReadAllBytes(file);
        return key.Length >= 32 ? key : throw new InvalidDataException($"{file} holds {key.Length} bytes; a link key has at least 32. Restore it from the backup: with another key every form link ends.");
    }
}
