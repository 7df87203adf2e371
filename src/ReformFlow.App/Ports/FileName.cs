using System.Security.Cryptography;

namespace ReformFlow.App.Ports;

/// <summary>The name of a stored file: the SHA-256 of its bytes in lower-case hex.</summary>
public static class FileName
{
    /// <summary>The name under which these bytes are stored.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The name itself, before a store makes a path of it.</summary>
    /// <exception cref="ArgumentException">No file has this name: addresses are typed by hand.</exception>
    public static string Checked(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
        ? hash
        : throw new ArgumentException($"A file is named by 64 digits of lower-case hex, not \"{hash}\".");
}
