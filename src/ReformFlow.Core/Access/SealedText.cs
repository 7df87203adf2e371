using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ReformFlow.Core.Access;

/// <summary>Texts that only the deployment can make and read: AES-256-GCM under a key made from the deployment's for each purpose.</summary>
public static class SealedText
{
    /// <summary>Bytes of chance that one sealing uses up.</summary>
    public const int ChanceBytes = 12;

    const int TagBytes = 16;

    /// <summary>The sealed text, in characters that a cookie may hold.</summary>
    /// <param name="key">The deployment's secret key.</param>
    /// <param name="purpose">What it is for, and whose it is: it opens for the same purpose only.</param>
    /// <param name="chance">Fresh bytes, never used before.</param>
    public static string Of(ReadOnlySpan<byte> key, string purpose, string text, ReadOnlySpan<byte> chance)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[ChanceBytes + plain.Length + TagBytes];
        chance[..ChanceBytes].CopyTo(sealedBytes);
        using var aes = new AesGcm(KeyOf(key, purpose), TagBytes);
        aes.Encrypt(chance[..ChanceBytes], plain, sealedBytes.AsSpan(ChanceBytes, plain.Length), sealedBytes.AsSpan(ChanceBytes + plain.Length));
        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>The text that was sealed for this purpose, or null for anything else.</summary>
    public static string? Read(ReadOnlySpan<byte> key, string purpose, string? closed)
    {
        if (closed is null || !Base64Url.IsValid(closed, out var length) || length < ChanceBytes + TagBytes) return null;
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(closed);
        var plain = new byte[bytes.Length - ChanceBytes - TagBytes];
        using var aes = new AesGcm(KeyOf(key, purpose), TagBytes);
        try
        {
            aes.Decrypt(bytes[..ChanceBytes], bytes[ChanceBytes..^TagBytes], bytes[^TagBytes..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Encoding.UTF8.GetString(plain);
    }

    static byte[] KeyOf(ReadOnlySpan<byte> key, string purpose) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"sealed\n{purpose}"));
}
