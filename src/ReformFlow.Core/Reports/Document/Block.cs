using System.Text.Json.Serialization;

namespace ReformFlow.Core.Reports.Document;

/// <summary>One thing on a page; the set of kinds is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(SheetGrid), "sheetGrid")]
[JsonDerivedType(typeof(ContentsList), "contents")]
[JsonDerivedType(typeof(Diagram), "diagram")]
public abstract record Block
{
    /// <summary>Begins a new page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StartsPage { get; init; }

    /// <summary>Is not split over pages where it fits on one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool KeepTogether { get; init; }
}

/// <summary>A heading of level 1 (the report) to 6; <c>Anchor</c> is where links and page references lead.</summary>
public sealed record Heading(int Level, string Text, string? Anchor = null) : Block
{
    /// <summary>Read aloud and listed in outlines, not printed: tells headings apart that are printed alike.</summary>
    public string? About { get; init; }
}

/// <summary>A paragraph, with its part on the page.</summary>
public sealed record Paragraph(IReadOnlyList<Inline> Content, ParagraphRole Role = ParagraphRole.Body) : Block;

/// <summary>What a paragraph is to its page.</summary>
public enum ParagraphRole
{
    Body,

    /// <summary>Under or over a title: the municipality, the period, a subtitle.</summary>
    Subtitle,

    /// <summary>A heading of the plan, printed again over a further table.</summary>
    HeadingAgain,

    /// <summary>Small, under a table: a remark or a legend.</summary>
    Remark,

    /// <summary>The mark of a draft or of answers that may still change; must not be overlooked.</summary>
    Standing,

    /// <summary>資料番号: at the outer edge of the first page.</summary>
    DocumentNumber,

    /// <summary>At the end of its line: number, date and sender of a letter.</summary>
    LineEnd,
}
