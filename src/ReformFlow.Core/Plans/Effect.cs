using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Plans;

/// <summary>財政効果額: what an item saves or brings in, planned and actual by fiscal year.</summary>
public sealed record Effect
{
    public required EffectKind Kind { get; init; }
    public IReadOnlyDictionary<FiscalYear, Amount>? Planned { get; init; }
    public IReadOnlyDictionary<FiscalYear, Amount>? Actual { get; init; }
}

/// <summary>歳出削減 or 歳入増加.</summary>
public enum EffectKind { Saving, Revenue }
