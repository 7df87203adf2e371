using System.Security.Cryptography;
using System.Text;

namespace ReformFlow.Functions.Mail;

/// <summary>The public key with which SendGrid's posts about mails are checked: ECDSA on P-256 over the time of the signature and the body as it came.</summary>
public sealed class EventKey
{
    /// <summary>The headers that a signed post carries.</summary>
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature", TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    // DER in ASN.1: a key of 256 bits signs in 72 bytes at most.
    const int LongestSignature = 72;

    readonly byte[] _key;

    EventKey(byte[] key) => _key = key;

    /// <summary>The key as SendGrid shows it, base64 in one line; null for anything else.</summary>
    public static EventKey? Read(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return null;
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes.AsSpan(0, length), out var read);
            return read == length && key.ExportParameters(includePrivateParameters: false).Curve.Oid is { Value: "1.2.840.10045.3.1.7" } ? new(bytes[..length]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>True for a signature that whoever has the private key made for this time and this body.</summary>
    /// <param name="timestamp">The header, as it came.</param>
    /// <param name="signature">The header, as it came.</param>
    public bool IsSignedBy(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        Span<byte> der = stackalloc byte[LongestSignature];
        if (!Convert.TryFromBase64String(signature, der, out var length)) return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData(body);
        // A key object is not meant for several threads, and making one costs little.
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_key, out _);
        return key.VerifyHash(hash.GetHashAndReset(), der[..length], DSASignatureFormat.Rfc3279DerSequence);
    }
}
