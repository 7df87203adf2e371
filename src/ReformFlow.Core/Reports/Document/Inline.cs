using System.Text.Json.Serialization;

namespace ReformFlow.Core.Reports.Document;

/// <summary>A piece of a line; the set of kinds is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PlainText), "text")]
[JsonDerivedType(typeof(Mark), "mark")]
[JsonDerivedType(typeof(Note), "note")]
[JsonDerivedType(typeof(Decrease), "decrease")]
[JsonDerivedType(typeof(Link), "link")]
[JsonDerivedType(typeof(PageReference), "page")]
[JsonDerivedType(typeof(SpacedText), "spaced")]
[JsonDerivedType(typeof(Spoken), "spoken")]
public abstract record Inline
{
    /// <summary>A plain text.</summary>
    public static implicit operator Inline(string text) => new PlainText(text);
}

/// <summary>A text whose line breaks and spaces stand exactly as written.</summary>
public sealed record PlainText(string Text) : Inline;

/// <summary>A symbol for those who see it and its label for those who listen.</summary>
public sealed record Mark(string Symbol, string Label) : Inline
{
    /// <summary>The symbol is read too, before its label: a grade that people speak of by its letter.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReadsSymbol { get; init; }
}

/// <summary>The product's own word beside somebody's answer: 事務局確認前, 確認中（前年度の値）, （見込）.</summary>
public sealed record Note(string Text) : Inline;

/// <summary>A decrease as public offices print it: △ for minus, then the amount.</summary>
public sealed record Decrease(string Amount) : Inline;

/// <summary>A text that leads to an anchor of the same document.</summary>
public sealed record Link(string Text, string Anchor) : Inline;

/// <summary>The printed page of an anchor; on the web, which has no pages, a link.</summary>
/// <param name="Number">The sheet's own number; null where only printing tells on which page or sheet the anchor lies.</param>
public sealed record PageReference(string Anchor, int? Number) : Inline;

/// <summary>A word printed with space between its letters (基 本 方 針), which is one word to those who listen or search.</summary>
public sealed record SpacedText(string Text) : Inline;

/// <summary>Read aloud, not printed: what the place on the page tells those who see it.</summary>
public sealed record Spoken(string Text) : Inline;
