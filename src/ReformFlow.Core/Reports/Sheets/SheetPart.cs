using System.Text.Json.Serialization;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>A part of an item's sheet. The set of kinds is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BoxesPart), "boxes")]
[JsonDerivedType(typeof(SchedulePart), "schedule")]
[JsonDerivedType(typeof(IndicatorsPart), "indicators")]
[JsonDerivedType(typeof(TargetTablePart), "targetTable")]
[JsonDerivedType(typeof(GridPart), "grid")]
[JsonDerivedType(typeof(RatingsPart), "ratings")]
[JsonDerivedType(typeof(GlossaryPart), "glossary")]
public abstract record SheetPart
{
    /// <summary>The part's own heading, with placeholders; null for none.</summary>
    public string? Heading { get; init; }

    /// <summary>Begins a new page of the sheet.</summary>
    public bool StartsPage { get; init; }

    /// <summary>What is printed for an item.</summary>
    /// <param name="level">The level of the part's heading: one below the sheet's own.</param>
    internal IEnumerable<Block> Compose(PrintedPlan plan, PrintedItem item, int level)
    {
        var blocks = Blocks(plan, item).ToList();
        // A heading over nothing would promise something.
        if (Heading is not null && blocks.Count > 0) blocks.Insert(0, new Heading(level, Pattern.Fill(Heading, plan, plan.PathOf(item.Item), item)));
        return blocks.Select((block, i) => i == 0 && StartsPage ? block with { StartsPage = true } : block);
    }

    /// <summary>What is wrong with the parameters, beside their shape.</summary>
    internal virtual IEnumerable<Problem> Problems(ReportTemplate template, string path) => [];

    /// <summary>The part without its heading; nothing where the item has nothing of it.</summary>
    internal abstract IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item);
}
