using System.Security.Cryptography;

namespace ReformFlow.App.Access;

/// <summary>Where unguessable words come from; a test that compares two answers gives each the same.</summary>
public class Chance
{
    /// <summary>Fresh bytes that nobody can guess.</summary>
    public virtual byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

    /// <summary>A word of 128 bits for a cookie, a code's id or an address.</summary>
    public string Word() => Convert.ToHexStringLower(Bytes(16));
}
