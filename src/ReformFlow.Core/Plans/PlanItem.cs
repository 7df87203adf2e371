using System.Text.Json.Serialization;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Plans;

/// <summary>One item of the plan (推進項目, 取組事項 …), with what was answered for it year by year.</summary>
public sealed record PlanItem
{
    /// <summary>The permanent key: from the plan file, else given at import (<c>i1</c> …) and never used again.</summary>
    public string? Key { get; init; }

    /// <summary>The number as printed; a text such as <c>③-1</c>.</summary>
    public required string No { get; init; }
    public required string Node { get; init; }
    public required string Title { get; init; }
    public string? SubTitle { get; init; }
    public IReadOnlyList<string>? LeadDepartments { get; init; }
    public IReadOnlyList<string>? SupportingDepartments { get; init; }

    /// <summary>Texts written once per plan (purpose, description, issues, expectedEffect).</summary>
    public IReadOnlyDictionary<string, string>? Texts { get; init; }
    public IReadOnlyList<PlanAction>? Actions { get; init; }
    public IReadOnlyList<Indicator>? Indicators { get; init; }

    /// <summary>財政効果額, at most one entry of each kind.</summary>
    public IReadOnlyList<Effect>? Effects { get; init; }

    /// <summary>再掲: the number of the item that this one repeats; it is answered there.</summary>
    public string? RepeatOf { get; init; }

    /// <summary>統合: the number of the item that this one went into.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The mark printed over a closed item's schedule (達成, 休止 …).</summary>
    public string? ClosedMark { get; init; }

    /// <summary>The year since which the item is closed; null where nobody knows.</summary>
    public FiscalYear? ClosedFrom { get; init; }
    public IReadOnlyList<GlossaryTerm>? Glossary { get; init; }
    public IReadOnlyDictionary<Period, YearAnswer>? Answers { get; init; }

    /// <summary>True when somebody has to answer for this item: it is neither finished, nor merged, nor a repetition.</summary>
    [JsonIgnore]
    public bool IsOpen => RepeatOf is null && MergedInto is null && ClosedMark is null;
}

/// <summary>One action (取組) of an item: its plan words by year and the bars drawn over year columns.</summary>
/// <remarks>An item with one schedule of its own has one action without number and title.</remarks>
public sealed record PlanAction(
    string? No = null, string? Title = null, string? Key = null,
    IReadOnlyDictionary<FiscalYear, string?>? Plan = null, IReadOnlyList<ScheduleBar>? Bars = null);

/// <summary>A bar over year columns; the years are absent where the source does not tell them.</summary>
public sealed record ScheduleBar(string Text, FiscalYear? From = null, FiscalYear? To = null);

/// <summary>A numeric target (数値目標); every value is a text as printed.</summary>
public sealed record Indicator
{
    public string? Key { get; init; }
    public required string Name { get; init; }
    public string? Unit { get; init; }
    public string? Baseline { get; init; }
    public string? FinalTarget { get; init; }

    /// <summary>Which way it is meant to go: <c>higher</c>, <c>lower</c>, <c>range</c> (near the target) or <c>text</c> (a word, no figure), perhaps with a remark in brackets; absent where the plan does not say.</summary>
    public string? Direction { get; init; }

    /// <summary>True when a lower figure is better.</summary>
    [JsonIgnore]
    public bool LowerIsBetter => DirectionWord == "lower";

    [JsonIgnore]
    internal string? DirectionWord => Direction?.Split(' ')[0];

    /// <summary>Targets by year; null means that the year has none.</summary>
    public IReadOnlyDictionary<FiscalYear, string?>? Targets { get; init; }
    public IReadOnlyDictionary<FiscalYear, Figure?>? Actuals { get; init; }
    public string? Note { get; init; }

    /// <summary>The day on which the reporting year's figure becomes final (決算 …); until then it may be given as 見込.</summary>
    public DateOnly? FinalOn { get; init; }
}

/// <summary>A term explained on an item's sheet.</summary>
public sealed record GlossaryTerm(string Term, string Definition);

/// <summary>What a department answered for an item in one period.</summary>
/// <param name="Marks">Action number (its key where it has no number) → symbol.</param>
/// <param name="Ratings">Name of the rating → symbol or word.</param>
/// <param name="Texts">Name of the text → text.</param>
public sealed record YearAnswer(
    IReadOnlyDictionary<string, string>? Marks = null,
    IReadOnlyDictionary<string, string>? Ratings = null,
    IReadOnlyDictionary<string, string>? Texts = null);
