using ReformFlow.Core.Json;

namespace ReformFlow.Core.Reports;

/// <summary>Rules about the fields and ratings that pages, parts, columns and derivations name.</summary>
static class NamedFields
{
    /// <summary>What these rules look at beside the name itself.</summary>
    public const string Known = "$.fields[].name $.derivations[].rating";

    /// <summary>The rating itself, whether it was named as <c>progress</c> or in full as <c>rating.progress</c>.</summary>
    public static string Rating(string written) => written.StartsWith("rating.", StringComparison.Ordinal) ? written[7..] : written;

    /// <summary>A field that the template neither asks nor computes.</summary>
    public static IEnumerable<Problem> Unknown(ReportTemplate template, string? field, string path)
    {
        if (field is not null && (field.StartsWith("rating.", StringComparison.Ordinal) ? template.Knows(field[7..]) : template.Fields.Any(f => f.Name == field))) yield break;
        var names = template.Fields.Select(f => f.Name).Concat(template.Derivations.OfType<Derivations.RatingFromMarks>().Select(d => $"rating.{d.Rating}")).Distinct().ToList();
        yield return new(path, $"The template knows no field \"{field}\". It knows {string.Join(", ", names)}.") { ReliesOn = Known };
    }

    /// <summary>A rating that the template neither asks nor computes.</summary>
    public static IEnumerable<Problem> UnknownRating(ReportTemplate template, string? rating, string path)
    {
        if (rating is null || !template.Knows(rating))
            yield return new(path, $"The template neither asks nor computes \"rating.{rating}\". Name a rating that it knows.") { ReliesOn = Known };
    }
}
