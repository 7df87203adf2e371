using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports;

/// <summary>The office's own texts in a report (preface, closing words …), by the places that the template names: the file form <c>office-texts/1</c>.</summary>
public sealed record OfficeTexts
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "office-texts/1";

    public required string Format { get; init; }

    /// <summary>Place → text; its line breaks stand as written. Where a place has several texts, its parts follow after slashes: <c>remarks/Ⅰ/実施</c>.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>The longest text of a place.</summary>
    public const int LongestText = 20_000;

    /// <summary>A file of these texts; those that are empty are left out.</summary>
    public static OfficeTexts Of(IEnumerable<KeyValuePair<string, string>> texts) =>
        new() { Format = FormatName, Texts = texts.Where(t => t.Value.Length > 0).OrderBy(t => t.Key, StringComparer.Ordinal).ToDictionary(t => t.Key, t => t.Value) };

    /// <summary>Texts that stand nowhere in a report with these slots, and those that are too long.</summary>
    public IEnumerable<Problem> Problems(IReadOnlyList<OfficeTextSlot> slots)
    {
        foreach (var (key, text) in Texts)
        {
            if (slots.All(s => s.Key != key)) yield return new($"$.texts.{key}", $"The report has no room for \"{key}\". It has room for: {string.Join(", ", slots.Select(s => s.Key))}.");
            if (text.Length > LongestText) yield return new($"$.texts.{key}", $"This text has {text.Length} characters. Shorten it to {LongestText}.");
        }
    }

    /// <summary>Reads the UTF-8 bytes of a texts file and checks that the template has a place for each text.</summary>
    /// <param name="plan">The plan whose items the texts name; null where that is not known yet.</param>
    public static Reading<OfficeTexts> Read(ReadOnlySpan<byte> utf8, ReportTemplate template, Plan? plan = null)
    {
        var reading = StrictJson.Read<OfficeTexts>(utf8, FormatName);
        if (!reading.IsGood) return reading;
        var places = template.Places.ToList();
        var problems = reading.Value!.Texts.Keys.Where(p => !places.Contains(p.Split('/')[0]))
            .Select(p => new Problem($"$.texts.{p}", $"The template {template.Name} has no place \"{p}\". Its places are: {string.Join(", ", places)}."))
            .ToList();
        problems.AddRange(template.Pages.OfType<ReviewsPage>().Select(p => p.Place).Distinct().SelectMany(place => ReviewTexts.Problems(reading.Value, place, plan)));
        if (plan is not null) problems.AddRange(Lost(reading.Value, template, plan));
        if (plan is not null) problems.AddRange(reading.Value.Texts.SelectMany(t => ItemMentions.Problems(t.Value, plan, $"$.texts.{t.Key}")));
        return problems.Count > 0 ? new(null, problems) : reading;
    }

    // Parts of a place that has none, or remarks of a row or heading that is not there.
    static IEnumerable<Problem> Lost(OfficeTexts texts, ReportTemplate template, Plan plan)
    {
        var counts = template.Pages.OfType<CountsPage>().Where(p => p.Place is not null).ToList();
        var remarks = counts.SelectMany(p => p.Rows.SelectMany(r => p.Level is { } level
            ? plan.Nodes.Where(n => n.Level == level).Select(n => $"{p.Place}/{n.Id}/{r.Label}") : [$"{p.Place}/{r.Label}"])).ToHashSet();
        var whole = template.Pages.Where(p => p is CoverPage or OfficeTextPage or OverviewPage or EffectsPage).SelectMany(p => p.Places).ToHashSet();
        foreach (var key in texts.Texts.Keys.Where(k => k.Contains('/') && !remarks.Contains(k)))
        {
            var place = key.Split('/')[0];
            if (counts.Any(p => p.Place == place))
                yield return new($"$.texts.{key}", $"Nothing is printed at \"{key}\". The remarks of this place are: {string.Join(", ", remarks.Where(r => r.StartsWith($"{place}/", StringComparison.Ordinal)).Take(12))}.");
            else if (whole.Contains(place))
                yield return new($"$.texts.{key}", $"Nothing is printed at \"{key}\": this place has no parts. Give its text under \"{place}\".");
        }
    }
}
