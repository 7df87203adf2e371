using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports;

/// <summary>What must hold inside a template beyond its shape: fields that exist, scales with symbols, pages that name what is asked.</summary>
public static partial class TemplateCheck
{
    /// <summary>Every broken rule, by JSON path with its remedy.</summary>
    public static IEnumerable<Problem> Problems(ReportTemplate template)
    {
        var names = template.Fields.Select(f => f.Name).ToList();
        for (var i = 0; i < template.Fields.Count; i++)
        {
            var (field, path) = (template.Fields[i], $"$.fields[{i}]");
            if (!Name().IsMatch(field.Name))
                yield return new($"{path}.name", $"\"{field.Name}\" is no field. Fields are text.NAME, rating.NAME, plan.NAME, mark.*, actual.*, effect.saving and effect.revenue.");
            if (names.IndexOf(field.Name) != i)
                yield return new($"{path}.name", $"\"{field.Name}\" is asked twice. Remove one of the two.");
            var kind = field.Name.Split('.')[0] switch { "text" or "plan" => FieldKind.Text, "actual" or "effect" => FieldKind.Figure, _ => FieldKind.Choice };
            if (field.Kind != kind)
                yield return new($"{path}.kind", $"A field called {field.Name} is of kind {kind.ToString().ToLowerInvariant()}. Correct the kind or the name.") { ReliesOn = $"{path}.name" };
            if (field.Kind == FieldKind.Choice && field.Scale is null)
                yield return new($"{path}.scale", "A choice needs a scale. Name the appliesTo of one.") { ReliesOn = $"{path}.kind" };
            if (field.Part && field.Kind != FieldKind.Text)
                yield return new($"{path}.part", "The part of a supporting department is a text. Make the field a text, or remove part.") { ReliesOn = $"{path}.kind" };
            if (field.Part && template.Fields.Take(i).Any(f => f.Part))
                yield return new($"{path}.part", "Supporting departments give one part. Keep part at one field.");
            if (field.Asked != AskedWhen.EveryCycle && (field.Part || field.Name.Split('.')[0] is not ("text" or "rating")))
                yield return new($"{path}.asked", "Only a text or a rating of the item can be asked less often than in every cycle. Remove asked.") { ReliesOn = $"{path}.name" };
            if (field.MaxLength is < 1 or > 20_000)
                yield return new($"{path}.maxLength", "The longest text has between 1 and 20,000 characters.");
            foreach (var (part, condition) in new[] { ("requiredIf", field.RequiredIf), ("showIf", field.ShowIf) })
            {
                if (condition is null) continue;
                if (!names.Contains(condition.Field))
                    yield return new($"{path}.{part}.field", $"The template asks no field \"{condition.Field}\". It asks {string.Join(", ", names)}.") { ReliesOn = "$.fields[].name" };
                if (condition.In.Count == 0)
                    yield return new($"{path}.{part}.in", "A condition without values never holds. List at least one value, or remove the condition.");
            }
        }

        for (var i = 0; i < template.Scales.Count; i++)
            if (template.Scales[i].Symbols is null or { Count: 0 })
                yield return new($"$.scales[{i}].symbols", "A scale of the template needs its symbols. List them.");
        if (template.PageNumbers.Text is { } numbered && numbered.Split("{page}").Length != 2)
            yield return new("$.pageNumbers.text", "The text of a page number holds {page} once. Write it where the number stands, or remove the text.");
        for (var i = 0; i < template.Scales.Count; i++)
        {
            var (scale, path) = (template.Scales[i], $"$.scales[{i}]");
            if (template.Scales.Take(i).Any(s => s.AppliesTo == scale.AppliesTo))
                yield return new($"{path}.appliesTo", $"The template has a scale for \"{scale.AppliesTo}\" already. Put all its symbols there, or name this one otherwise.");
            foreach (var twice in (scale.Symbols ?? []).GroupBy(s => s.Symbol).Where(g => g.Count() > 1))
                yield return new($"{path}.symbols", $"\"{twice.Key}\" stands twice in the scale. Keep one of the two.");
        }
        foreach (var place in template.Pages.SelectMany((page, i) => page.Places.Select(p => (Name: p, Path: $"$.pages[{i}]"))))
            if (!Place().IsMatch(place.Name))
                yield return new(place.Path, $"\"{place.Name}\" is no name of a place: it has letters and digits only and begins with a letter. Rename the place.");
        // A scale that the template leaves to the plan is checked with it.
        foreach (var problem in FitCheck.ScaleProblems(template, scale => FitCheck.OwnSymbols(template, scale)).Concat(FitCheck.NeverHolding(template))) yield return problem;
        if (template.Pages.Count == 0)
            yield return new("$.pages", "A report without pages can't be printed. List at least one.");
        for (var i = 1; i < template.Pages.Count; i++)
            if (template.Pages[i] is { Continues: true } page && (page.Paper, page.Orientation, page.Binding) != (template.Pages[i - 1].Paper, template.Pages[i - 1].Orientation, template.Pages[i - 1].Binding))
                yield return new($"$.pages[{i}].continues", "A page that goes on where the one before it ended is on the same sheet. Give both the same paper, orientation and binding, or remove \"continues\".") { ReliesOn = $"$.pages[{i}].paper $.pages[{i}].orientation $.pages[{i}].binding $.pages[{i - 1}].paper $.pages[{i - 1}].orientation $.pages[{i - 1}].binding" };
        foreach (var problem in template.Derivations.SelectMany((derivation, i) => derivation.Problems(template, $"$.derivations[{i}]"))) yield return problem;
        foreach (var problem in template.Pages.SelectMany((page, i) => page.Problems(template, $"$.pages[{i}]"))) yield return problem;
        // The list is long and is told once.
        foreach (var (problem, i) in Placeholders(template).Select((p, i) => (p, i))) yield return i > 0 ? problem : problem with { Message = $"{problem.Message} {Pattern.AllKnown}" };
    }

    // Whatever kind of page or part a line stands on, nobody has to remember to look at it.
    static IEnumerable<Problem> Placeholders(ReportTemplate template) =>
        Lines(JsonSerializer.SerializeToNode(template.Pages, StrictJson.Options), "$.pages").SelectMany(line => Pattern.Problems(line.Text, line.Path));

    static IEnumerable<(string Text, string Path)> Lines(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Lines(f.Value, $"{path}.{f.Key}")),
        JsonArray entries => entries.SelectMany((entry, i) => Lines(entry, $"{path}[{i}]")),
        JsonValue value when value.TryGetValue<string>(out var text) => [(text, path)],
        _ => [],
    };

    /// <summary>What a field may be called, in the form of expression that JSON Schema knows too.</summary>
    internal const string FieldNames = @"^((text|rating|plan)\.[A-Za-z][A-Za-z0-9]*|mark\.\*|actual\.\*|effect\.saving|effect\.revenue)$";

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*$")]
    private static partial Regex Place();

    [GeneratedRegex(FieldNames)]
    private static partial Regex Name();
}
