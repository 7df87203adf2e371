using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Reports;

/// <summary>A field as a cycle would ask it.</summary>
/// <param name="Items">Of how many items it is asked; null where no plan is at hand.</param>
public sealed record AskedField(TemplateField Field, int? Items);

/// <summary>How a template suits a plan: what is asked, what of plan and answers would not be printed, and what keeps a cycle from starting with both.</summary>
/// <param name="Notices">In the desk's words; a cycle can start all the same.</param>
/// <param name="Problems">Forms could not be filled in.</param>
public sealed partial record TemplateFit(IReadOnlyList<AskedField> Asked, IReadOnlyList<string> Notices, IReadOnlyList<Problem> Problems)
{
    /// <summary>Looks at a template and a plan together.</summary>
    public static TemplateFit Of(ReportTemplate template, Plan plan, Period period)
    {
        var open = plan.Items.Where(i => i.ClosedMark is null && i.RepeatOf is null && i.MergedInto is null).ToList();
        var forms = open.ToDictionary(i => i.Key!, i => FormFields.Of(template, plan, i, period));
        var asked = template.Fields.Where(f => !f.IsOfPlan)
            .Select(f => new AskedField(f, f.Part ? open.Count(i => i.SupportingDepartments is { Count: > 0 }) : forms.Values.Count(form => form.Any(a => a.Template == f)))).ToList();
        var problems = asked.Where(a => a.Items > 0 && a.Field.Kind == FieldKind.Choice && FormFields.Choices(template, plan, a.Field.Scale).Count == 0)
            .Select(a => new Problem("template", $"「{a.Field.Label}」の選択肢がありません。様式か計画に、「{a.Field.Scale}」の記号（scales）を加えてください。")).ToList();
        if (open.Count > 0 && asked.All(a => a.Items == 0)) problems.Add(new("template", "この様式では、各課に尋ねることがありません。別の様式を選んでください。"));
        return new(asked, problems.Count > 0 ? [] : [.. NotAsked(template, asked), .. Levels(template, plan), .. NotPrinted(template, plan, period, asked, forms)], problems);
    }

    static IEnumerable<string> NotAsked(ReportTemplate template, IEnumerable<AskedField> asked) =>
        from a in asked
        where a.Items == 0
        select a.Field switch
        {
            { Part: true } => $"「{a.Field.Label}」は尋ねません。計画に関係課がありません。",
            { Name: "mark.*" } => $"「{a.Field.Label}」は尋ねません。計画に、この年度の{template.Words.Action}がありません。",
            { Name: "effect.saving" or "effect.revenue" } => $"「{a.Field.Label}」は尋ねません。計画に財政効果額がありません。",
            { Kind: FieldKind.Figure } => $"「{a.Field.Label}」は尋ねません。計画に{template.Words.Indicator}がありません。",
            _ => $"「{a.Field.Label}」は、今回は尋ねません。",
        };

    // Whatever kind of page names a level, it says so in a parameter or in a placeholder.
    static IEnumerable<string> Levels(ReportTemplate template, Plan plan)
    {
        var known = Math.Max(plan.Levels.Count, plan.Nodes.Select(n => n.Level + 1).DefaultIfEmpty(0).Max());
        var named = LevelParameters().Matches(JsonSerializer.Serialize(template.Pages, StrictJson.Options)).Select(m => int.Parse(m.Groups["level"].ValueSpan, CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max();
        if (named >= known) yield return $"様式は{named + 1}段目までの見出しを使いますが、計画の見出しは{known}段です。ない段の見出しは空欄になります。";
    }

    // Composed with words that stand nowhere else: what can't be found again is printed by no page.
    static IEnumerable<string> NotPrinted(ReportTemplate template, Plan plan, Period period, IReadOnlyList<AskedField> asked, IReadOnlyDictionary<string, IReadOnlyList<FormField>> forms)
    {
        var usual = Printed(null);
        var texts = new StringSet(usual);
        // An amount is added up and printed in another unit: its words can't be found again.
        foreach (var field in asked.Where(a => a.Items > 0 && !a.Field.Part && !a.Field.Name.StartsWith("effect.", StringComparison.Ordinal)).Select(a => a.Field))
        {
            var isPrinted = field.Kind != FieldKind.Choice ? texts.Contains(Trial(field))
                : FormFields.Choices(template, plan, field.Scale).Count < 2 || Printed(field) != usual;
            if (!isPrinted) yield return $"「{field.Label}」への回答は、報告書に載りません。";
        }
        foreach (var level in plan.Nodes.GroupBy(n => n.Level).OrderBy(l => l.Key))
            if (level.All(n => !texts.Contains(n.Title))) yield return $"計画の{level.Key + 1}段目の見出し（{plan.Levels.ElementAtOrDefault(level.Key) ?? level.First().Title}）は、報告書に載りません。";
        (string Name, IEnumerable<string?> Texts)[] parts =
        [
            .. plan.Items.SelectMany(i => i.Texts?.Keys ?? []).Distinct().Select(name => (TextLabels.OfPlan(name), plan.Items.Select(i => i.Texts?.GetValueOrDefault(name)))),
            (template.Words.Action, plan.Items.SelectMany(i => i.Actions ?? []).Select(a => a.Title)),
            (template.Words.Indicator, plan.Items.SelectMany(i => i.Indicators ?? []).Select(n => n.Name)),
            ("担当課", plan.Items.SelectMany(i => i.LeadDepartments ?? [])),
            ("関係課", plan.Items.SelectMany(i => i.SupportingDepartments ?? [])),
        ];
        foreach (var (name, all) in parts)
            if (all.Where(t => !string.IsNullOrWhiteSpace(t)).ToList() is { Count: > 0 } given && given.All(t => !texts.Contains(t!))) yield return $"計画の「{name}」は、報告書に載りません。";

        string Printed(TemplateField? other)
        {
            var sheet = new AnswerSheet(from form in forms
                                        from field in form.Value
                                        select KeyValuePair.Create(new ItemField(form.Key, field.Name), new AnswerValue(
                                            field.Template.Kind != FieldKind.Choice ? Trial(field.Template) : (field.Template == other ? field.Choices.LastOrDefault() : field.Choices.FirstOrDefault())?.Symbol ?? "")));
            var source = new ReportSource(template, PlanAnswers.Overlay(plan, period, sheet), period, new Dictionary<string, AnswerStanding>());
            return string.Join('\n', Strings(JsonSerializer.SerializeToElement(ReportComposer.Compose(source), StrictJson.Options)));
        }
    }

    static string Trial(TemplateField field) => $"［{field.Name}］";

    static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    // Spaces and lines are the page's own.
    sealed class StringSet(string all)
    {
        readonly string _all = Plain(all);

        public bool Contains(string text) => _all.Contains(Plain(text), StringComparison.Ordinal);

        static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    [GeneratedRegex("""\{level(?<level>\d+)\.|"(?:level|[a-z]+Level|startsPageAt)":(?<level>\d+)""")]
    private static partial Regex LevelParameters();
}
