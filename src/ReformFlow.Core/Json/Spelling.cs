namespace ReformFlow.Core.Json;

/// <summary>Finds the name that somebody meant who wrote another.</summary>
static class Spelling
{
    /// <summary>The known name that is nearest to what was written; null where none is near.</summary>
    public static string? Meant(string written, IEnumerable<string> known) =>
        known.Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            // Two slips in a word of four letters make another word.
            .Where(k => k.Distance <= Math.Min(2, k.Name.Length / 3)).OrderBy(k => k.Distance).FirstOrDefault().Name;

    // Letters left out, added, changed, or exchanged with their neighbour.
    static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) table[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
            for (var j = 1; j <= other.Length; j++)
            {
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        return table[one.Length, other.Length];
    }
}
