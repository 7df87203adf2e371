using System.Security.Cryptography;

namespace ReformFlow.Local.Access;

/// <summary>The deployment's secret key: made at the first start, kept in a folder apart from the log.</summary>
static class LinkKey
{
    const int LeastBytes = 32;

    /// <summary>The key in <c>secrets/link.key</c> below the data folder.</summary>
    public static ReadOnlyMemory<byte> Open(string dataFolder)
    {
        var file = PathIn(dataFolder);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var temporary = file + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(RandomNumberGenerator.GetBytes(LeastBytes));
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, file);
        }
        var key = File.ReadAllBytes(file);
        return key.Length >= LeastBytes ? key : throw new InvalidDataException($"{file} {TooShort(key.Length)}");
    }

    /// <summary>True once the folder has its key; looking makes none.</summary>
    public static bool Exists(string dataFolder) => File.Exists(PathIn(dataFolder));

    /// <summary>Why a folder's key can't be used, or null where it can; makes none.</summary>
    public static string? WhyNot(string dataFolder)
    {
        var file = new FileInfo(PathIn(dataFolder));
        return !file.Exists ? "The key is not there, and with another one every form link ends that was mailed. Restore it from the backup."
            : file.Length < LeastBytes ? $"The file {TooShort(file.Length)}"
            : null;
    }

    static string PathIn(string dataFolder) => Path.Combine(dataFolder, "secrets", "link.key");

    static string TooShort(long length) => $"holds {length} bytes; a link key has at least {LeastBytes}. Restore it from the backup: with another key every form link ends.";
}
