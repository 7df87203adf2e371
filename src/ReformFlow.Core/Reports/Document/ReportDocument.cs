using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Reports.Document;

/// <summary>A composed report: what is printed, in which order, knowing nothing of paper engines or browsers.</summary>
public sealed record ReportDocument
{
    /// <summary>The name of the form in which an edition is stored.</summary>
    public const string FormatName = "report-document/1";

    public string Format { get; init; } = FormatName;
    public required string Title { get; init; }
    public required string Municipality { get; init; }

    /// <summary>What the report is about, in one line: 令和7年度（2025年度）.</summary>
    public required string Period { get; init; }

    /// <summary>Marked 「案」 on every page.</summary>
    public bool IsDraft { get; init; }

    /// <summary>資料番号 of a draft that was laid before a body; absent else.</summary>
    public string? DocumentNumber { get; init; }
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>The items that figures name as their sources, in the plan's order.</summary>
    public IReadOnlyList<SourceItem> Items { get; init; } = [];

    /// <summary>The edition's name: the SHA-256 of the document as canonical JSON, in lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(this)));
}

/// <summary>An item that figures were computed from, so that a reader can follow them to it.</summary>
/// <param name="Item">The item's permanent key.</param>
/// <param name="Name">Its number and title as printed.</param>
/// <param name="Anchor">Where the report prints the item; null where it has no place of its own.</param>
public sealed record SourceItem(string Item, string Name, string? Anchor);

/// <summary>Pages that share paper, running foot and page numbering.</summary>
public sealed record Section
{
    /// <summary>What the section is: <c>cover</c>, <c>summary</c>, <c>items</c>, <c>changes</c>, <c>unanswered</c>.</summary>
    public required string Name { get; init; }
    public Paper Paper { get; init; }
    public Orientation Orientation { get; init; }

    /// <summary>The edge at which its pages are bound, where the margin is wider.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Binding Binding { get; init; }

    /// <summary>Printed at the foot of every page; null prints none.</summary>
    public string? RunningFoot { get; init; }
    public bool PageNumbers { get; init; } = true;

    /// <summary>What stands around <c>{page}</c> in the middle of the foot; null prints the number alone at the edge.</summary>
    public string? NumberText { get; init; }

    /// <summary>Its pages are not counted: the one after it has the number that its first would have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUncounted { get; init; }

    /// <summary>Printed at the head of every page; null prints none.</summary>
    public string? RunningHead { get; init; }

    /// <summary>Its pages are sheets, which all such sections number together from 1 on: 「2/13」.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SheetNumbers { get; init; }

    /// <summary>How closely it is set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Density Density { get; init; }

    /// <summary>Printed at the foot of each of its pages in place of the page number; null prints the number.</summary>
    public string? PageLabel { get; init; }
    public required IReadOnlyList<Block> Blocks { get; init; }
}

/// <summary>Paper sizes of public offices.</summary>
public enum Paper { A4, A3 }

/// <summary>How closely pages are set: compact ones hold a sheet on one page where a normal one would need two.</summary>
public enum Density { Normal, Compact }

/// <summary>The edge at which pages are bound; a wide A3 page bound at the left is folded to stand among A4 ones.</summary>
public enum Binding { None, Left, Top }

/// <summary>How the paper lies.</summary>
public enum Orientation { Portrait, Landscape }
