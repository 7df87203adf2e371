using System.Text.RegularExpressions;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports.Words;

/// <summary>A line of a template with placeholders in braces: <c>基本方針{level0.code}　{level0.title}</c>. The list of placeholders is closed.</summary>
static partial class Pattern
{
    /// <summary>Fills in what the plan and one of its headings or items say; a placeholder of which nothing is known is left out.</summary>
    /// <param name="path">The headings that the line stands under, outermost first.</param>
    /// <param name="item">The item that the line is about; null for a line about none.</param>
    public static string Fill(string pattern, PrintedPlan plan, IReadOnlyList<PlanNode> path, PrintedItem? item = null) =>
        // What stands after a placeholder of which nothing is known would be left over.
        Placeholder().Replace(pattern, match => Formed(Value(match.Groups["name"].Value, match.Groups["form"].Value, plan, path, item), match.Groups["form"].Value)).TrimEnd(' ', '　');

    /// <summary>The head of a column: a year in it is read aloud in full, whatever its form.</summary>
    public static Inline Head(string pattern, PrintedPlan plan, IReadOnlyList<PlanNode> path)
    {
        var (printed, read) = (Fill(pattern, plan, path), Fill(FormedYear().Replace(pattern, "{${year}}"), plan, path));
        return DigitWidth.Half(printed) == DigitWidth.Half(read) ? Spacing.Of(printed) : new Mark(printed, read);
    }

    /// <summary>Every placeholder that no line knows.</summary>
    public static IEnumerable<Problem> Problems(string? pattern, string path)
    {
        foreach (Match match in Placeholder().Matches(pattern ?? ""))
        {
            var (name, form) = (match.Groups["name"].Value, match.Groups["form"].Value);
            if (!Known().IsMatch(name))
                yield return new(path, $"\"{match.Value}\" is no placeholder.{(Spelling.Meant(name, _names) is { } meant ? $" Perhaps {{{meant}}} is meant." : "")}");
            else if (form.Length > 0 && !_forms.Contains(form))
                yield return new(path, $"\"{match.Value}\" has a form that is not known.{(Spelling.Meant(form, _forms) is { } meant ? $" Perhaps :{meant} is meant." : "")}");
        }
    }

    /// <summary>All placeholders and forms, for a message.</summary>
    public static string AllKnown => $"Placeholders are {string.Join(" ", _names.Select(n => $"{{{n}}}"))}, and forms {string.Join(" ", _forms.Select(f => $":{f}"))}.";

    static readonly IReadOnlyList<string> _names =
    [
        "municipality", "plan", "reportTitle", "firstYear", "lastYear", "year", "lastReported", "next", "part", "asOf", "publishedOn", "no", "position", "sheet", "title", "departments", "lead", "supporting",
        "levelN.name", "levelN.code", "levelN.title", "levelN.short", "levelN.number", "levelN.bare", "whole.number", "whole.title", "row",
    ];

    static readonly IReadOnlyList<string> _forms = ["full", "half", "dots", "lines", "joined", "bracketed", "circled", .. Enum.GetNames<YearForm>().Select(n => $"{char.ToLowerInvariant(n[0])}{n[1..]}")];

    static string? Value(string name, string form, PrintedPlan plan, IReadOnlyList<PlanNode> path, PrintedItem? item)
    {
        var about = plan.Plan.About;
        return name switch
        {
            "municipality" => plan.Plan.Municipality.Name,
            "plan" => about.Title,
            "reportTitle" => plan.Title,
            "firstYear" => YearIn(about.FirstYear),
            "lastYear" => YearIn(about.LastYear),
            "year" => YearIn(plan.Period.Year),
            "lastReported" => YearIn(plan.Period.Year.Previous),
            "next" => YearIn(plan.Period.Year.Next),
            "part" => plan.Half,
            "asOf" => plan.Source.AsOf is { } day ? $"{JapaneseDate.Day(day)}現在" : Stand(plan.Edition?.AsOf),
            "publishedOn" => plan.Edition?.PublishedOn,
            "no" => item?.Item.No,
            "position" => item is null ? null : $"{plan.PositionOf(item)}",
            "sheet" => item is null ? null : $"{plan.SheetNumberOf(item)}",
            "title" => item?.Item.Title,
            "whole.number" => item is null ? null : plan.GroupOf(item)?.Number,
            "whole.title" => item is null ? null : plan.GroupOf(item)?.Title,
            "row" => item is null ? null : plan.GroupOf(item)?.NameOf(item),
            "lead" => Joined(item?.Item.LeadDepartments, form),
            "supporting" => Joined(item?.Item.SupportingDepartments, form),
            "departments" => item is null ? null : Joined([.. item.Item.LeadDepartments ?? [], .. item.Item.SupportingDepartments ?? []], form),
            _ when Level().Match(name) is { Success: true } level => OfLevel(int.Parse(level.Groups["n"].ValueSpan, null), level.Groups["what"].Value),
            _ => null,
        };

        string YearIn(FiscalYear year) => YearWords.Of(year, Year(form) ?? YearForm.Era);

        string? OfLevel(int level, string what) => what == "name" ? plan.Plan.Levels.ElementAtOrDefault(level)
            : path.FirstOrDefault(n => n.Level == level) is not { } node ? null
            : what switch
            {
                "code" => node.Code,
                "short" => plan.ShortOf(node),
                "number" => NumberOf(node),
                "bare" => PrintedNumber.Bare(node.Title, NumberOf(node)),
                _ => node.Title,
            };
    }

    static string? NumberOf(PlanNode node) => PrintedNumber.Of(node.Code) ?? PrintedNumber.Leading(node.Title);

    static string Formed(string? value, string form) => form switch
    {
        "full" => DigitWidth.Full(value ?? ""),
        "half" => DigitWidth.Half(value ?? ""),
        "lines" => string.Join('\n', Words(value)),
        "joined" => string.Concat(Words(value)),
        // A plan may have been written down with the brackets or without.
        "bracketed" => value is not { Length: > 0 } || value.StartsWith('【') ? value ?? "" : $"【{value}】",
        "circled" => PrintedNumber.Circled(value ?? ""),
        _ => value ?? "",
    };

    static string[] Words(string? value) => (value ?? "").Split([' ', '　', '\n'], StringSplitOptions.RemoveEmptyEntries);

    static string? Stand(string? printed) => printed is null || printed.EndsWith("現在", StringComparison.Ordinal) ? printed : $"{printed}現在";

    static string Joined(IReadOnlyList<string>? names, string form) => string.Join(form == "dots" ? "・" : "、", names ?? []);

    static YearForm? Year(string form) => form.Length > 0 && Enum.TryParse<YearForm>($"{char.ToUpperInvariant(form[0])}{form[1..]}", out var known) && char.IsLetter(form[0]) ? known : null;

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9.]+)(?::(?<form>[A-Za-z]+))?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(municipality|plan|reportTitle|firstYear|lastYear|year|lastReported|next|part|asOf|publishedOn|no|position|sheet|title|departments|lead|supporting|whole\.(number|title)|row|level\d\.(name|code|title|short|number|bare))$")]
    private static partial Regex Known();

    [GeneratedRegex(@"\{(?<year>firstYear|lastYear|year|lastReported|next):[A-Za-z]+\}")]
    private static partial Regex FormedYear();

    [GeneratedRegex(@"^level(?<n>\d)\.(?<what>name|code|title|short|number|bare)$")]
    private static partial Regex Level();
}
