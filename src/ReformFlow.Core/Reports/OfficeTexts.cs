using ReformFlow.Core.Json;

namespace ReformFlow.Core.Reports;

/// <summary>The office's own texts in a report (preface, closing words …), by the places that the template names: the file form <c>office-texts/1</c>.</summary>
public sealed record OfficeTexts
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "office-texts/1";

    public required string Format { get; init; }

    /// <summary>Place → text; its line breaks stand as written. Where a place has several texts, its parts follow after slashes: <c>remarks/Ⅰ/実施</c>.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>Reads the UTF-8 bytes of a texts file and checks that the template has a place for each text.</summary>
    public static Reading<OfficeTexts> Read(ReadOnlySpan<byte> utf8, ReportTemplate template)
    {
        var reading = StrictJson.Read<OfficeTexts>(utf8, FormatName);
        if (!reading.IsGood) return reading;
        var places = template.Places.ToList();
        var problems = reading.Value!.Texts.Keys.Where(p => !places.Contains(p.Split('/')[0]))
            .Select(p => new Problem($"$.texts.{p}", $"The template {template.Name} has no place \"{p}\". Its places are: {string.Join(", ", places)}."))
            .ToList();
        return problems.Count > 0 ? new(null, problems) : reading;
    }
}
