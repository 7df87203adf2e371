using System.Text.RegularExpressions;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports.Words;

/// <summary>Items named in the office's texts by their number, <c>{item:12}</c>, so that the title printed is always the plan's own.</summary>
static partial class ItemMentions
{
    /// <summary>The text in pieces: words of the office, and numbers of items.</summary>
    public static IEnumerable<(string Text, string? No)> In(string text)
    {
        var begin = 0;
        foreach (Match match in Mention().Matches(text))
        {
            if (match.Index > begin) yield return (text[begin..match.Index], null);
            yield return (match.Value, match.Groups["no"].Value.Trim());
            begin = match.Index + match.Length;
        }
        if (begin < text.Length) yield return (text[begin..], null);
    }

    /// <summary>Every mention of an item that the plan does not have, or that names none.</summary>
    public static IEnumerable<Problem> Problems(string text, Plan plan, string path)
    {
        foreach (var (_, no) in In(text))
            if (no is not null && plan.Items.All(i => i.No != no))
                yield return new(path, $"The plan has no item \"{no}\". Write {{item:NO}} with a number as the plan prints it: {string.Join(", ", plan.Items.Take(5).Select(i => i.No))}{(plan.Items.Count > 5 ? " …" : "")}.") { ReliesOn = "plan$.items[].no" };
        foreach (Match match in Broken().Matches(Mention().Replace(text, "")))
            yield return new(path, $"\"{match.Value}\" names no item. Write {{item:NO}} with the item's number, and close the brace.");
    }

    [GeneratedRegex(@"\{item:(?<no>[^{}\n]+)\}")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\{item[^{}\n]{0,20}\}?")]
    private static partial Regex Broken();
}
