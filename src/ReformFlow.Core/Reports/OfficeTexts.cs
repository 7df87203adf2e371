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
            if (slots.All(s => s.Key != key)) yield return new($"$.texts.{key}", $"The report has no room for \"{key}\". It has room for: {string.Join(", ", slots.Take(12).Select(s => s.Key))}{(slots.Count > 12 ? " …" : "")}.");
            if (text.Length > LongestText) yield return new($"$.texts.{key}", $"This text has {text.Length} characters. Shorten it to {LongestText}.");
        }
    }

    /// <summary>Reads the UTF-8 bytes of a texts file and checks that the template has a place for each text.</summary>
    /// <param name="plan">The plan whose items the texts name; null where that is not known yet.</param>
    public static Reading<OfficeTexts> Read(ReadOnlySpan<byte> utf8, ReportTemplate template, Plan? plan = null) => Attempt(utf8, template, plan, Gaps.None).Read();

    /// <summary>The same, as far as the file can be read.</summary>
    /// <param name="template">The template as far as it could be read; without one nothing is known of its places.</param>
    /// <param name="plan">The plan as far as it could be read.</param>
    /// <param name="others">What of <c>template</c> and <c>plan</c> could not be.</param>
    internal static Attempt<OfficeTexts> Attempt(ReadOnlySpan<byte> utf8, ReportTemplate? template, Plan? plan, Gaps others) =>
        StrictJson.Attempt<OfficeTexts>(utf8, FormatName).Checked(texts => [.. template is null ? [] : Misplaced(texts, template, plan), .. plan is null ? [] : texts.Texts.SelectMany(t => ItemMentions.Problems(t.Value, plan, $"$.texts.{t.Key}"))], others);

    /// <summary>Places whose text the report lacks: nothing is printed there.</summary>
    internal static IEnumerable<Problem> Missing(ReportTemplate template, OfficeTexts? texts)
    {
        var places = template.Pages.Where(p => p is not (CountsPage or ReviewsPage)).SelectMany(p => p.Places).Distinct().Where(place => string.IsNullOrWhiteSpace(texts?.Texts.GetValueOrDefault(place))).ToList();
        if (places.Count > 0) yield return new(texts is null ? "--texts" : "$.texts", $"There is no text for {string.Join(", ", places)}; nothing is printed there.");
    }

    const string OfPlaces = "template$.shortNames template$.pages[].place template$.pages[].lines[].place template$.pages[].parts[].place template$.pages[].steps[].place";

    static IEnumerable<Problem> Misplaced(OfficeTexts texts, ReportTemplate template, Plan? plan)
    {
        var places = template.Places.ToList();
        foreach (var key in texts.Texts.Keys.Where(p => !places.Contains(p.Split('/')[0])))
            yield return new($"$.texts.{key}", $"The template {template.Name} has no place \"{key}\". Its places are: {string.Join(", ", places)}.") { ReliesOn = OfPlaces };
        foreach (var problem in template.Pages.OfType<ReviewsPage>().Select(p => p.Place).Distinct().SelectMany(place => ReviewTexts.Problems(texts, place, plan))) yield return problem;
        if (plan is null) yield break;
        foreach (var problem in Lost(texts, template, plan)) yield return problem with { ReliesOn = $"{OfPlaces} template$.pages[].level template$.pages[].rows[].label plan$.nodes[].id plan$.nodes[].level" };
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
            // A level that the plan lacks is told by itself.
            if (counts.Any(p => p.Place == place && p.Level >= plan.Levels.Count)) continue;
            if (counts.Any(p => p.Place == place))
                yield return new($"$.texts.{key}", $"Nothing is printed at \"{key}\". The remarks of this place are: {string.Join(", ", remarks.Where(r => r.StartsWith($"{place}/", StringComparison.Ordinal)).Take(12))}.");
            else if (whole.Contains(place))
                yield return new($"$.texts.{key}", $"Nothing is printed at \"{key}\": this place has no parts. Give its text under \"{place}\".");
        }
    }
}
