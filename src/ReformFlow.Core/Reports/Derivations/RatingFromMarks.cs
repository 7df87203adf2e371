using ReformFlow.Core.Json;

namespace ReformFlow.Core.Reports.Derivations;

/// <summary>An item's rating, computed from the marks of its actions: the first rule that holds gives it.</summary>
public sealed record RatingFromMarks : Derivation
{
    /// <summary>The rating that is given: <c>status</c> for the field <c>rating.status</c>, which the template need not ask.</summary>
    public required string Rating { get; init => field = NamedFields.Rating(value); }

    /// <summary>The scale (<c>appliesTo</c>) whose symbols the rules give.</summary>
    public required string Scale { get; init; }

    /// <summary>The rules in their order.</summary>
    public required IReadOnlyList<MarkRule> Rules { get; init; }

    /// <summary>The rating where no rule holds.</summary>
    public required string Otherwise { get; init; }

    /// <summary>The rating, or null where no action has a mark: nothing was planned, or nobody has answered.</summary>
    internal string? Of(IReadOnlyCollection<string> marks) => marks.Count == 0 ? null : Rules.FirstOrDefault(r => r.Holds(marks))?.Gives ?? Otherwise;

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        if (template.Fields.All(f => f.Name != "mark.*")) yield return new(path, "The template asks no field \"mark.*\" to compute a rating from. Ask it, or remove the derivation.") { ReliesOn = NamedFields.Known };
        for (var i = 0; i < Rules.Count; i++)
            if ((Rules[i].All is null) == (Rules[i].Any is null))
                yield return new($"{path}.rules[{i}]", "A rule has either \"all\" or \"any\". Give one of the two.");
    }
}

/// <summary>Holds where all marks of an item, or any of them, are in a list.</summary>
public sealed record MarkRule
{
    /// <summary>Every mark is one of these; null where <see cref="Any"/> says it.</summary>
    public IReadOnlyList<string>? All { get; init; }

    /// <summary>At least one mark is one of these.</summary>
    public IReadOnlyList<string>? Any { get; init; }

    /// <summary>The rating that the rule gives.</summary>
    public required string Gives { get; init; }

    internal bool Holds(IReadOnlyCollection<string> marks) => All is { } all ? marks.All(all.Contains) : marks.Any(Any!.Contains);
}
