using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ReformFlow.Core.Access;

/// <summary>Texts that the deployment signs and later believes: everybody may read them, nobody else can make one.</summary>
public static class SignedText
{
    /// <summary>The text with its HMAC-SHA256, in characters that an address and a cookie may hold.</summary>
    /// <param name="key">The deployment's secret key.</param>
    /// <param name="purpose">What it is for; a text signed for one purpose proves nothing for another.</param>
    public static string Of(ReadOnlySpan<byte> key, string purpose, string text) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))}.{Base64Url.EncodeToString(Mac(key, purpose, text))}";

    /// <summary>The text that was signed for this purpose, or null for anything else.</summary>
    public static string? Read(ReadOnlySpan<byte> key, string purpose, string? given)
    {
        if (given?.Split('.') is not [var said, var mac] || !Base64Url.IsValid(said) || !Base64Url.IsValid(mac)) return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(said));
        return CryptographicOperations.FixedTimeEquals(Mac(key, purpose, text), Base64Url.DecodeFromChars(mac)) ? text : null;
    }

    static byte[] Mac(ReadOnlySpan<byte> key, string purpose, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{text}"));
}
