using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReformFlow.Core.Access;

/// <summary>Codes of authenticator apps: RFC 6238 with six digits, steps of 30 seconds and HMAC-SHA-1, which is what every app knows.</summary>
public static class Totp
{
    /// <summary>Bytes of a secret, as RFC 4226 advises.</summary>
    public const int SecretBytes = 20;

    const int Seconds = 30;
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The number of the step in which a moment lies.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / Seconds;

    /// <summary>The six digits of a step.</summary>
    public static string Of(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps know nothing stronger, and no collision helps here.
        var bits = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(bits.AsSpan(bits[^1] & 15)) & int.MaxValue;
        return (truncated % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, or null: this one, the one before and the one after, for clocks differ.</summary>
    /// <param name="used">The step that was used last; it and older ones are spent.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string typed, DateTimeOffset now, long used)
    {
        var given = Encoding.UTF8.GetBytes(FormLink.Normal(typed));
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (step > used && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, step)), given)) return step;
        return null;
    }

    /// <summary>The secret as apps take it: Base32 without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var pair = secret[bit / 8] << 8 | (bit / 8 + 1 < secret.Length ? secret[bit / 8 + 1] : 0);
            text.Append(Alphabet[pair >> (11 - bit % 8) & 31]);
        }
        return text.ToString();
    }

    /// <summary>The address that an app on the same device opens.</summary>
    public static string Address(ReadOnlySpan<byte> secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}";
}
