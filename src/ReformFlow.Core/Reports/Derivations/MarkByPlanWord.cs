using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Reports.Derivations;

/// <summary>A mark that stands for another where the year's plan word is one of some: what was only to be examined (検討) and was examined is ●, not ○.</summary>
/// <remarks>The plan word of a year that says 「→」 is that of the last year before it with a word of its own.</remarks>
public sealed record MarkByPlanWord : Derivation
{
    /// <summary>The mark that departments give.</summary>
    public required string Mark { get; init; }

    /// <summary>The plan words in whose years it becomes the other.</summary>
    public required IReadOnlyList<string> PlanWords { get; init; }

    /// <summary>The mark that is printed and counted then; nobody is asked for it.</summary>
    public required string Becomes { get; init; }

    internal string Of(string mark, PlanAction action, FiscalYear year) => mark == Mark && WordOf(action, year) is { } word && PlanWords.Contains(word) ? Becomes : mark;

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (template.Fields.All(f => f.Name != "mark.*")) yield return new(path, "The template asks no field \"mark.*\" whose marks could become others. Ask it, or remove the derivation.") { ReliesOn = NamedFields.Known };
        if (PlanWords.Count == 0) yield return new($"{path}.planWords", "Without plan words no mark ever becomes another. List at least one.");
    }

    static string? WordOf(PlanAction action, FiscalYear year)
    {
        foreach (var (_, word) in (action.Plan ?? new Dictionary<FiscalYear, string?>()).Where(p => p.Key <= year).OrderByDescending(p => p.Key))
            if (word != "→") return word;
        return null;
    }
}
