using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports.Derivations;

/// <summary>A rating that is proposed to whoever gives it, from the year's figures against their targets: the worst indicator counts.</summary>
/// <remarks>The rating stays the department's. One that differs is taken with a reason; print shows what was given and computes nothing.</remarks>
public sealed record RatingFromTargets : Derivation
{
    /// <summary>The rating that is proposed: <c>achievement</c> for the field <c>rating.achievement</c>, which the template must ask.</summary>
    public required string Rating { get; init => field = NamedFields.Rating(value); }

    /// <summary>The text field that asks why the given rating differs; it must be filled then.</summary>
    public required string Reason { get; init; }

    /// <summary>The ratings of an item that met every target that can be judged; the first is proposed, and none of them differs.</summary>
    public required IReadOnlyList<string> Met { get; init; }

    /// <summary>The same where a target was missed.</summary>
    public required IReadOnlyList<string> Missed { get; init; }

    /// <summary>The same where the year has no target or no figure to judge by.</summary>
    public required IReadOnlyList<string> Nothing { get; init; }

    /// <summary>What the figures say of an item.</summary>
    /// <param name="sheet">The answers with the figures.</param>
    public RatingProposal Of(PlanItem item, FiscalYear year, AnswerSheet sheet)
    {
        var judged = (item.Indicators ?? []).Select(n => Judged(n, n.Targets?.GetValueOrDefault(year), sheet[new(item.Key!, $"actual.{n.Key}.{year}")].Text)).ToList();
        return new(judged, Fitting(judged));
    }

    static JudgedIndicator Judged(Indicator indicator, string? target, string figure) => new(indicator, target, figure, Judge.Of(indicator.DirectionWord, target, figure));

    // One miss is a miss, whatever else is still awaited; a figure that nobody can compare must not pass for one that says nothing.
    IReadOnlyList<string> Fitting(List<JudgedIndicator> judged)
    {
        bool Any(params TargetJudgement[] any) => judged.Any(j => any.Contains(j.Judgement));
        if (Any(TargetJudgement.Missed)) return Missed;
        if (Any(TargetJudgement.Awaited)) return [];
        if (Any(TargetJudgement.Met)) return Met;
        return Any(TargetJudgement.NotComparable, TargetJudgement.NoDirection) ? [] : Nothing;
    }

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        var field = template.Fields.FirstOrDefault(f => f.Name == $"rating.{Rating}");
        if (field is null) yield return new($"{path}.rating", $"The template does not ask \"rating.{Rating}\", so nobody could be shown a proposal for it. Ask it, or remove the derivation.") { ReliesOn = NamedFields.Known };
        if (template.Fields.All(f => f.Name != "actual.*")) yield return new(path, "The template asks no field \"actual.*\" whose figures could be judged. Ask it, or remove the derivation.") { ReliesOn = NamedFields.Known };
        if (template.Fields.All(f => f.Name != Reason || f.Kind != FieldKind.Text || f.IsOfPlan || f.Part))
            yield return new($"{path}.reason", $"The template asks no text \"{Reason}\" in which a rating that differs could be explained. Name a text that it asks.") { ReliesOn = "$.fields[].name $.fields[].kind $.fields[].part" };
        var symbols = template.Scales.FirstOrDefault(s => s.AppliesTo == field?.Scale)?.Symbols?.Select(s => s.Symbol).ToList();
        foreach (var (name, ratings) in new[] { ("met", Met), ("missed", Missed), ("nothing", Nothing) })
        {
            if (ratings.Count == 0) yield return new($"{path}.{name}", "Without ratings nothing can be proposed. List at least one.");
            if (symbols is not null && ratings.FirstOrDefault(r => !symbols.Contains(r)) is { } unknown)
                yield return new($"{path}.{name}", $"\"{unknown}\" is not on the scale ({string.Join(" ", symbols)}). Use one of those.") { ReliesOn = FitCheck.Symbols };
        }
    }
}

/// <summary>What an item's figures say of its rating.</summary>
/// <param name="Indicators">Every indicator with its judgement, in the plan's order.</param>
/// <param name="Fitting">The ratings that agree with the figures; empty where they say nothing, or not yet.</param>
public sealed record RatingProposal(IReadOnlyList<JudgedIndicator> Indicators, IReadOnlyList<string> Fitting)
{
    /// <summary>The rating that is proposed; null for none.</summary>
    public string? Rating => Fitting.Count > 0 ? Fitting[0] : null;

    /// <summary>True where a rating was given and does not agree with the figures.</summary>
    public bool IsOverruledBy(string given) => given.Length > 0 && Fitting.Count > 0 && !Fitting.Contains(given);
}
