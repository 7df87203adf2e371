using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReformFlow.Core.Access;

/// <summary>What a form link opens.</summary>
public sealed record FormAddress(string Town, string Cycle, string Department);

/// <summary>What a link lets its holder do.</summary>
public enum LinkPurpose
{
    /// <summary>Answer a request; its generation rises where the link is to end.</summary>
    Form,

    /// <summary>Confirm a department's submission as its superior; its generation is the round.</summary>
    Confirmation,
}

/// <summary>Makes and checks the code of a form link: nothing is stored, so every mail of a request carries the same link.</summary>
/// <remarks>The code is the first 80 bits of an HMAC-SHA256, as four groups of Crockford's Base32.</remarks>
public static class FormLink
{
    // Crockford's alphabet leaves out I, L, O and U, which a reader mistakes for others.
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int Characters = 16;

    /// <summary>The code of a generation, for example <c>7K3M-9QXD-4TWH-2BNR</c>.</summary>
    /// <param name="key">The deployment's secret key.</param>
    public static string Code(ReadOnlySpan<byte> key, FormAddress address, int generation, LinkPurpose purpose = LinkPurpose.Form)
    {
        var text = $"{(purpose == LinkPurpose.Form ? "form-link" : "confirmation-link")}\n{address.Town}\n{address.Cycle}\n{address.Department}\n{generation}";
        var bits = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        var code = new StringBuilder(Characters + 3);
        for (var i = 0; i < Characters; i++)
        {
            if (i is 4 or 8 or 12) code.Append('-');
            var position = i * 5;
            var pair = bits[position / 8] << 8 | bits[position / 8 + 1];
            code.Append(Alphabet[pair >> (11 - position % 8) & 31]);
        }
        return code.ToString();
    }

    /// <summary>The generation that a code proves, or null for a code that proves nothing.</summary>
    /// <param name="typed">The code as it came: any case and width, with or without hyphens.</param>
    /// <param name="current">The valid generation; older ones are recognised, so that an old link can say what happened.</param>
    public static int? GenerationOf(ReadOnlySpan<byte> key, FormAddress address, string typed, int current, LinkPurpose purpose = LinkPurpose.Form)
    {
        var given = Normal(typed);
        for (var generation = current; generation >= 1; generation--)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Normal(Code(key, address, generation, purpose))), Encoding.UTF8.GetBytes(given)))
                return generation;
        return null;
    }

    /// <summary>A typed code in the one form that is compared: half-width capitals, no hyphens or spaces, 0 for O and 1 for I and L.</summary>
    public static string Normal(string typed)
    {
        var text = new StringBuilder(Characters);
        foreach (var c in typed)
        {
            // Full-width letters, digits and signs stand 0xFEE0 above their half-width twins.
            var half = char.ToUpperInvariant(c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c);
            if (!char.IsWhiteSpace(half) && !IsHyphen(half) && char.GetUnicodeCategory(half) != UnicodeCategory.Format)
                text.Append(half switch { 'O' => '0', 'I' or 'L' => '1', _ => half });
        }
        return text.ToString();
    }

    // Whatever a Japanese keyboard gives for a hyphen: dashes, the minus sign, long vowel marks and a line of a box.
    static bool IsHyphen(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c is '−' or 'ー' or 'ｰ' or '─' or '━';
}
