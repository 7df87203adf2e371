using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports.Derivations;

/// <summary>What a year's figure says against its target, or why it says nothing.</summary>
public enum TargetJudgement
{
    Met,
    Missed,

    /// <summary>The year has no target.</summary>
    NoTarget,

    /// <summary>There is a target, and nobody has given a figure yet.</summary>
    Awaited,

    /// <summary>The figure was given as a dash: there is none.</summary>
    NoFigure,

    /// <summary>Target or figure is no single amount, or their units differ.</summary>
    NotComparable,

    /// <summary>Neither plan nor target say which way it is meant to go.</summary>
    NoDirection,
}

/// <summary>Judges figures as printed against targets as printed.</summary>
static class Judge
{
    /// <summary>What the figure says.</summary>
    /// <param name="direction">Which way the indicator is meant to go; null where the plan does not say.</param>
    public static TargetJudgement Of(string? direction, string? target, string figure)
    {
        if (PrintedAmount.IsNone(target)) return TargetJudgement.NoTarget;
        if (figure.Length == 0) return TargetJudgement.Awaited;
        if (PrintedAmount.IsNone(figure)) return TargetJudgement.NoFigure;
        if (PrintedAmount.Of(target!) is not { } aim || PrintedAmount.Of(figure) is not { Exact: { } value } reached) return TargetJudgement.NotComparable;
        // A unit that only one of the two prints is the other's too.
        if (aim.Unit.Length > 0 && reached.Unit.Length > 0 && aim.Unit != reached.Unit) return TargetJudgement.NotComparable;
        return (direction, aim) switch
        {
            // What the target itself says goes before a direction, and must not contradict it.
            ("higher", { Least: null }) or ("lower", { Most: null }) => TargetJudgement.NotComparable,
            (_, { Least: not null, Most: not null, Exact: null }) => Is(value >= aim.Least && value <= aim.Most),
            (_, { Least: null }) => Is(aim.IsStrict ? value < aim.Most : value <= aim.Most),
            (_, { Most: null }) => Is(aim.IsStrict ? value > aim.Least : value >= aim.Least),
            ("higher", _) => Is(value >= aim.Exact),
            ("lower", _) => Is(value <= aim.Exact),
            // How near is near enough nobody has said; exactly there certainly is.
            ("range", _) when value == aim.Exact => TargetJudgement.Met,
            _ => TargetJudgement.NoDirection,
        };

        static TargetJudgement Is(bool met) => met ? TargetJudgement.Met : TargetJudgement.Missed;
    }
}

/// <summary>An indicator with what its year's figure says.</summary>
public sealed record JudgedIndicator(Indicator Indicator, string? Target, string Figure, TargetJudgement Judgement);
