using System.Security.Cryptography;
using System.Text;

namespace ReformFlow.Core.Access;

/// <summary>Proves that a post comes from a page of ours: it is bound to the link or session and the page, and survives restarts.</summary>
public static class FormToken
{
    /// <summary>The token for posts from a page.</summary>
    /// <param name="holder">The form link's path or the desk's session.</param>
    /// <param name="page">The path that the page posts to.</param>
    public static string Of(ReadOnlySpan<byte> key, string holder, string page) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"form-token\n{holder}\n{page}")).AsSpan(0, 16));

    /// <summary>True when the token is the one that <see cref="Of"/> gives.</summary>
    public static bool IsValid(ReadOnlySpan<byte> key, string holder, string page, string? token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, holder, page)), Encoding.UTF8.GetBytes(token ?? ""));
}
