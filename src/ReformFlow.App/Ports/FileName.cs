using System.Security.Cryptography;

namespace ReformFlow.App.Ports;

/// <summary>The name of a stored file: the SHA-256 of its bytes in lower-case hex.</summary>
public static class FileName
{
    /// <summary>The name under which these bytes are stored.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>True for what can be a stored file's name.</summary>
    public static bool Is(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The name itself, before a store makes a path of it.</summary>
    /// <exception cref="ArgumentException">No file has this name: addresses are typed by hand.</exception>
    public static string Checked(string hash) => Is(hash)
        ? hash
        : throw new ArgumentException($"A file is named by 64 digits of lower-case hex, not \"{hash}\".");
}
