using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Derivations;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports;

/// <summary>What must hold between a template and the plan that is printed with it: levels that are there, scales that are given, ratings that are counted.</summary>
public static partial class FitCheck
{
    /// <summary>Every place of the template that this plan would print wrong, by JSON path in the template with its remedy.</summary>
    /// <param name="isSound">The plan has no errors of its own, so that its items can be counted.</param>
    public static IEnumerable<Problem> Problems(ReportTemplate template, Plan plan, bool isSound = true) =>
        [.. Levels(template, plan), .. Fields(template, plan), .. ScaleProblems(template, appliesTo => SymbolsOf(template, plan, appliesTo)), .. Definitions(template, plan), .. isSound ? Uncounted(template, plan) : []];

    /// <summary>Values in <c>requiredIf</c> and <c>showIf</c> that no choice has with this plan, whose scales stand before the template's.</summary>
    public static IEnumerable<Problem> Notices(ReportTemplate template, Plan plan) =>
        Conditions(template, appliesTo => SymbolsOf(template, plan, appliesTo)).SelectMany(c => c.Off);

    /// <summary>The same where a condition never holds: a template may serve several scales, but not none.</summary>
    internal static IEnumerable<Problem> NeverHolding(ReportTemplate template) =>
        Conditions(template, appliesTo => OwnSymbols(template, appliesTo)).Where(c => c.Off.Count == c.Values).SelectMany(c => c.Off);

    /// <summary>The template's own symbols and labels of a scale; null where it leaves them to the plan.</summary>
    internal static IReadOnlySet<string>? OwnSymbols(ReportTemplate template, string appliesTo) =>
        template.Scales.FirstOrDefault(s => s.AppliesTo == appliesTo)?.Symbols is { Count: > 0 } own ? own.SelectMany(s => new[] { s.Symbol, s.Label }).OfType<string>().ToHashSet() : null;

    static IEnumerable<(IReadOnlyList<Problem> Off, int Values)> Conditions(ReportTemplate template, Func<string, IReadOnlySet<string>?> symbols) =>
        template.Fields.SelectMany((field, i) => new[] { ($"$.fields[{i}].requiredIf.in", field.RequiredIf), ($"$.fields[{i}].showIf.in", field.ShowIf) })
            .Where(c => c.Item2 is not null && template.Fields.FirstOrDefault(f => f.Name == c.Item2.Field)?.Scale is not null)
            .Select(c => ((IReadOnlyList<Problem>)[.. Unknown(symbols(template.Fields.First(f => f.Name == c.Item2!.Field).Scale!), c.Item2!.In.Select(value => (c.Item1, value)))], c.Item2.In.Count));

    /// <summary>Symbols that derivations and counts name and their scales do not have.</summary>
    /// <param name="symbols">A scale's symbols and labels by its name; null where it is not known.</param>
    internal static IEnumerable<Problem> ScaleProblems(ReportTemplate template, Func<string, IReadOnlySet<string>?> symbols)
    {
        var marks = template.Fields.FirstOrDefault(f => f.Name == "mark.*")?.Scale is { } action ? symbols(action) : null;
        for (var i = 0; i < template.Derivations.Count; i++)
        {
            var path = $"$.derivations[{i}]";
            if (template.Derivations[i] is MarkByPlanWord mark)
                foreach (var problem in Unknown(marks, ($"{path}.mark", mark.Mark), ($"{path}.becomes", mark.Becomes))) yield return problem;
            if (template.Derivations[i] is not RatingFromMarks rating) continue;
            foreach (var problem in Unknown(symbols(rating.Scale), [($"{path}.otherwise", rating.Otherwise), .. rating.Rules.Select((r, n) => ($"{path}.rules[{n}].gives", r.Gives))])) yield return problem;
            foreach (var problem in Unknown(marks, [.. rating.Rules.SelectMany((r, n) => (r.All ?? r.Any ?? []).Select(m => ($"{path}.rules[{n}].{(r.All is null ? "any" : "all")}", m)))])) yield return problem;
        }
        for (var i = 0; i < template.Pages.Count; i++)
            if (template.Pages[i] is CountsPage counts && template.ScaleOf(counts.Rating) is { } scale)
                foreach (var problem in Unknown(symbols(scale), [.. counts.Rows.SelectMany((r, n) => r.Counts.Select(c => ($"$.pages[{i}].rows[{n}].counts", c)))])) yield return problem;
    }

    /// <summary>What rules about symbols look at: the scales of the template and of the plan, and which of them a field or derivation names.</summary>
    internal const string Symbols = "$.scales[].appliesTo $.scales[].symbols $.fields[].name $.fields[].scale $.derivations[].scale $.derivations[].rating plan$.scales[].appliesTo plan$.scales[].symbols";

    static IEnumerable<Problem> Unknown(IReadOnlySet<string>? known, params IEnumerable<(string Path, string Symbol)> named) => known is null ? []
        : named.Where(n => !known.Any(k => LetterWidth.IsSame(k, n.Symbol))).Select(n => new Problem(n.Path, $"\"{n.Symbol}\" is not in the scale, which has {string.Join(" ", known)}. Use one of those, or add it to the scale.") { ReliesOn = Symbols });

    static HashSet<string>? SymbolsOf(ReportTemplate template, Plan plan, string appliesTo) =>
        FormFields.Choices(template, plan, appliesTo) is { Count: > 0 } symbols ? [.. symbols.SelectMany(s => new[] { s.Symbol, s.Label }).OfType<string>()] : null;

    // Looked up in the template as it is written, so that every kind of page and part is seen, whatever its parameters are called.
    static IEnumerable<Problem> Levels(ReportTemplate template, Plan plan)
    {
        var pages = JsonSerializer.SerializeToNode(template.Pages, StrictJson.Options)!.AsArray();
        return pages.SelectMany((page, i) => Walk(page, $"$.pages[{i}]")).Where(l => l.Level >= plan.Levels.Count || l.Level < 0).Select(l => new Problem(l.Path, Lacking(l.Level)) { ReliesOn = "plan$.levels" }).Distinct();

        string Lacking(int level) =>
            $"The plan has no level {level}: it names {(plan.Levels.Count == 0 ? "none" : string.Join(", ", plan.Levels.Select((name, n) => $"{n} {name}")))}. Name one of those, or print this plan with another template.";

        static IEnumerable<(string Path, int Level)> Walk(JsonNode? node, string path) => node switch
        {
            JsonArray list => list.SelectMany((entry, i) => Walk(entry, $"{path}[{i}]")),
            JsonObject fields => fields.SelectMany(f => IsLevel(f.Key) && f.Value is JsonValue number && number.GetValueKind() == JsonValueKind.Number ? [($"{path}.{f.Key}", number.GetValue<int>())] : Walk(f.Value, $"{path}.{f.Key}")),
            // Words that every page of a kind has by itself may speak of the outermost level, which some plans lack.
            JsonValue value when value.GetValueKind() == JsonValueKind.String => LevelWord().Matches(value.GetValue<string>()).Select(m => (path, Level: int.Parse(m.Groups["n"].ValueSpan, null))).Where(l => l.Level > 0),
            _ => [],
        };

        static bool IsLevel(string name) => name is "level" or "startsPageAt" || name.EndsWith("Level", StringComparison.Ordinal);
    }

    static IEnumerable<Problem> Fields(ReportTemplate template, Plan plan)
    {
        for (var i = 0; i < template.Fields.Count; i++)
            // A scale without symbols is an error of its own.
            if (template.Fields[i] is { Scale: { } scale } && template.Scales.All(s => s.AppliesTo != scale || s.Symbols is { Count: > 0 }) && FormFields.Choices(template, plan, scale).Count == 0)
                yield return new($"$.fields[{i}].scale", $"Neither the template nor the plan has symbols for \"{scale}\". List them in one of the two, or name another scale.") { ReliesOn = Symbols };
    }

    static IEnumerable<Problem> Definitions(ReportTemplate template, Plan plan)
    {
        for (var i = 0; i < template.Pages.Count; i++)
        {
            if (template.Pages[i] is not DefinitionsPage page) continue;
            var symbols = SymbolsOf(template, plan, page.Scale);
            if (symbols is null && template.Scales.All(s => s.AppliesTo != page.Scale)) yield return new($"$.pages[{i}].scale", $"Neither the template nor the plan has symbols for \"{page.Scale}\". List them in one of the two, or name another scale.") { ReliesOn = Symbols };
            for (var row = 0; row < page.Rows.Count && symbols is not null; row++)
                if (!symbols.Any(s => LetterWidth.IsSame(s, page.Rows[row].Symbol))) yield return new($"$.pages[{i}].rows[{row}].symbol", $"\"{page.Rows[row].Symbol}\" is not in the scale, which has {string.Join(" ", symbols)}. Use one of those, or add it to the scale.") { ReliesOn = Symbols };
        }
    }

    // A table of counts must add up to its total.
    static IEnumerable<Problem> Uncounted(ReportTemplate template, Plan plan)
    {
        if (template.Pages.All(p => p is not CountsPage)) yield break;
        var printed = new PrintedPlan(ReportSource.OfPlan(template, plan));
        for (var i = 0; i < template.Pages.Count; i++)
        {
            if (template.Pages[i] is not CountsPage page || page.Rows.All(r => !r.IsTotal)) continue;
            var counted = page.Rows.SelectMany(r => r.Counts).ToHashSet();
            foreach (var group in printed.Items.Where(item => !item.IsClosed && item.Rating(page.Rating) is { } rating && !counted.Any(c => LetterWidth.IsSame(c, rating))).GroupBy(item => item.Rating(page.Rating)!))
                yield return new($"$.pages[{i}].rows", $"No row counts \"{group.Key}\", which the plan gives to {string.Join(", ", group.Take(5).Select(item => item.Item.No))}{(group.Count() > 5 ? " …" : "")}. Add it to a row, or correct the plan's ratings.") { ReliesOn = Symbols };
        }
    }

    [GeneratedRegex(@"\{level(?<n>\d)\.")]
    private static partial Regex LevelWord();
}
