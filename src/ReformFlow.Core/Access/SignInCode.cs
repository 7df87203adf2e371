using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReformFlow.Core.Access;

/// <summary>A code to be mailed: eight digits that follow from the deployment's key and the code's id, so that nothing is stored.</summary>
public static class SignInCode
{
    const int Digits = 8;

    /// <summary>The digits, for example <c>04718265</c>.</summary>
    /// <param name="key">The deployment's secret key.</param>
    /// <param name="id">Made by chance, and known to the browser that asked only.</param>
    public static string Of(ReadOnlySpan<byte> key, string town, string person, string id)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"sign-in-code\n{town}\n{person}\n{id}")));
        return (bits % 100_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>Whether what was typed is the code: in any width, with blanks and hyphens where people like them.</summary>
    public static bool IsRight(ReadOnlySpan<byte> key, string town, string person, string id, string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, town, person, id)), Encoding.UTF8.GetBytes(FormLink.Normal(typed)));
}
