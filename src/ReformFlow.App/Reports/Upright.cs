using System.Text.RegularExpressions;

namespace ReformFlow.App.Reports;

/// <summary>Numbers that stand upright in a vertical line (縦中横): up to three digits fit into one place of it, longer figures lie on their side.</summary>
public static partial class Upright
{
    /// <summary>A line in pieces, each wholly a short number or without one.</summary>
    public static IEnumerable<string> Parts(string line) => Numbers().Split(line).Where(p => p.Length > 0);

    [GeneratedRegex("(?<![0-9])([0-9]{1,3})(?![0-9])")] private static partial Regex Numbers();
}
