using System.Text.Json;
using System.Text.Json.Serialization;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;

namespace ReformFlow.Core.Plans;

/// <summary>A municipality's reform plan with what was answered so far: the interchange form <c>reform-plan/1</c>, kept without loss.</summary>
/// <remarks>Every text stands as printed: digits, line breaks and hand-made spaces are never normalised.</remarks>
public sealed record Plan
{
    /// <summary>The name of the interchange form.</summary>
    public const string FormatName = "reform-plan/1";

    /// <summary>The key of the town's main plan, whose cycles are named by the year alone.</summary>
    public const string MainKey = "main";

    public required string Format { get; init; }
    public required PlanMunicipality Municipality { get; init; }
    [JsonPropertyName("plan")] public required PlanPeriod About { get; init; }
    public PlanEdition? Edition { get; init; }

    /// <summary>Names of the heading levels above an item, outermost first.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];
    public IReadOnlyList<PlanNode> Nodes { get; init; } = [];
    public IReadOnlyList<Scale> Scales { get; init; } = [];

    /// <summary>Every responsible unit that occurs in print; empty where the plan hides them.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>The items in printed order.</summary>
    public required IReadOnlyList<PlanItem> Items { get; init; }
    public PriorCounts? PriorCounts { get; init; }

    /// <summary>Accepted changes (変更・中止・完了・統合・新規), each counting from its year; in the order in which they were accepted.</summary>
    public IReadOnlyList<PlanChange>? Changes { get; init; }

    /// <summary>Tables as the municipality once printed them; kept, never read by the product.</summary>
    public JsonElement? Published { get; init; }

    /// <summary>The plan's fiscal years, first to last.</summary>
    [JsonIgnore]
    public IEnumerable<FiscalYear> Years => Enumerable.Range(About.FirstYear.Year, About.LastYear.Year - About.FirstYear.Year + 1).Select(y => new FiscalYear(y));
}

/// <summary>Whose plan it is; <c>Code</c> is the six-digit 全国地方公共団体コード.</summary>
public sealed record PlanMunicipality(string Name, string? Code = null);

/// <summary>Title and span of the plan, in fiscal years.</summary>
public sealed record PlanPeriod(string Title, FiscalYear FirstYear, FiscalYear LastYear, string? ReportTitle = null);

/// <summary>The report that a plan file was transcribed from; date texts as printed.</summary>
public sealed record PlanEdition(FiscalYear Year, PeriodPart Period = PeriodPart.Annual, string? PublishedOn = null, string? AsOf = null);

/// <summary>A heading of the plan's tree; <c>Level</c> 0 is outermost, <c>Code</c> is the number as printed.</summary>
public sealed record PlanNode(string Id, int Level, string Title, string? Code = null, string? Parent = null, IReadOnlyList<string>? Departments = null);

/// <summary>A closed list of symbols or words and what they mean; <c>AppliesTo</c> names the field it serves (action, item, plan-cell …).</summary>
public sealed record Scale(string AppliesTo, IReadOnlyList<ScaleSymbol>? Symbols = null);

/// <summary>One symbol of a scale as printed, with its label and definition.</summary>
public sealed record ScaleSymbol(string Symbol, string? Label = null, string? Definition = null);

/// <summary>Counts of a rating in a year that belongs to another plan and can't be computed here.</summary>
public sealed record PriorCounts(FiscalYear Year, string Rating, IReadOnlyDictionary<string, int> Counts);
