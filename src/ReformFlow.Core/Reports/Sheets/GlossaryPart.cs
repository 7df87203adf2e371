using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>The terms that a sheet explains; nothing where it explains none.</summary>
public sealed record GlossaryPart : SheetPart
{
    /// <summary>Stands before each term that does not begin with it: 〇.</summary>
    public string Bullet { get; init; } = "";

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        if (item.Item.Glossary is { Count: > 0 } terms)
            yield return new SheetGrid([.. terms.Select(t => new SheetBox((IsMarked(t.Term) ? "" : Bullet) + t.Term, [t.Definition]))]);
    }

    // A plan may have been written down with its signs.
    static bool IsMarked(string term) => term.Length > 0 && "〇○◯●・※".Contains(term[0], StringComparison.Ordinal);
}
