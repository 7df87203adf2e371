using System.Text.Json.Serialization;

namespace ReformFlow.Core.Reports.Document;

/// <summary>The boxes of an item's sheet, each with its label; long texts flow over pages.</summary>
public sealed record SheetGrid(IReadOnlyList<SheetBox> Boxes) : Block;

/// <summary>One labelled box.</summary>
public sealed record SheetBox(string Label, IReadOnlyList<Inline> Content)
{
    /// <summary>Takes half of the width, so that two such boxes stand side by side.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Half { get; init; }

    /// <summary>The label is printed with space between its letters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Spaced { get; init; }

    /// <summary>Read in place of the label where that speaks of marks by their signs; null where the label is read.</summary>
    public string? Heard { get; init; }
}
