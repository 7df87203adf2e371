using System.Text.Json.Serialization;

namespace ReformFlow.Core.Reports.Document;

/// <summary>Boxes in steps from the whole to its parts, joined by lines from left to right; it is read as nested lists in the same order.</summary>
/// <param name="Caption">Says what the diagram shows.</param>
public sealed record Diagram(string Caption, IReadOnlyList<DiagramStep> Steps) : Block;

/// <summary>A step: one box, or several under each other that all follow from the step before it.</summary>
public sealed record DiagramStep(IReadOnlyList<DiagramBox> Boxes);

/// <summary>A box with its lines, of which the first names it.</summary>
public sealed record DiagramBox(IReadOnlyList<string> Lines)
{
    /// <summary>Written from top to bottom, lines from right to left; short numbers stand upright in it (縦中横).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsVertical { get; init; }
}
