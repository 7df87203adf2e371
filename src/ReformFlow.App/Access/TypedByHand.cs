namespace ReformFlow.App.Access;

/// <summary>Keys and names as people type them: in any case and width, with spaces where they like.</summary>
static class TypedByHand
{
    /// <summary>The text in the one form that is compared.</summary>
    public static string Plain(string typed)
    {
        // Full-width letters, digits and signs stand 0xFEE0 above their half-width twins.
        var half = typed.Where(c => !char.IsWhiteSpace(c)).Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c);
        return string.Concat(half).ToLowerInvariant();
    }

    /// <summary>True when a typed text means a name.</summary>
    public static bool Means(string typed, string name) => Plain(typed) == Plain(name);
}
