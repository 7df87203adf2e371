using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Derivations;

namespace ReformFlow.Core.Reports;

/// <summary>One field as a form asks it for one item.</summary>
/// <param name="Name">The field's full name: <c>text.achievements</c>, <c>mark.a1</c>, <c>actual.n1.R7</c>.</param>
/// <param name="Label">The question.</param>
/// <param name="About">What it is asked about: the action's or indicator's own name; null for the item itself.</param>
/// <param name="Target">The indicator's target for the year as printed; null where there is none.</param>
/// <param name="Choices">For a choice: what may be chosen.</param>
/// <param name="FinalOn">The day on which a figure becomes final, where the plan says so.</param>
public sealed record FormField(TemplateField Template, string Name, string Label, string? About, string? Target, IReadOnlyList<ScaleSymbol> Choices, DateOnly? FinalOn = null)
{
    /// <summary>For a rating that the figures propose, and for the text that explains another one: the proposal; null for all else.</summary>
    public FieldProposal? Proposal { get; init; }

    /// <summary>What the field that decides about <see cref="TemplateField.RequiredIf"/> is called on the form; null without such a condition.</summary>
    public string? ConditionLabel { get; init; }
}

/// <summary>A proposal as the form of one item needs it: computed from the answers of the moment.</summary>
public sealed record FieldProposal(RatingFromTargets Derivation, PlanItem Item, FiscalYear Year)
{
    /// <summary>What the figures say now.</summary>
    public RatingProposal Of(AnswerSheet sheet) => Derivation.Of(Item, Year, sheet);

    /// <summary>The rating that was given; empty for none.</summary>
    public string Given(AnswerSheet sheet) => sheet[new(Item.Key!, $"rating.{Derivation.Rating}")].Text;

    /// <summary>True where the rating that was given does not agree with the figures.</summary>
    public bool IsOverruled(AnswerSheet sheet) => Of(sheet).IsOverruledBy(Given(sheet));
}

/// <summary>Draws the fields of an item from the template: the same for the form, check-your-answers, the mail's list and the report.</summary>
public static class FormFields
{
    /// <summary>The fields that the template asks for an item in a period, in the template's order.</summary>
    public static IReadOnlyList<FormField> Of(ReportTemplate template, Plan plan, PlanItem item, Period period) =>
        [.. template.Fields.Where(f => !f.Part && !f.IsOfPlan && EarlierAnswers.Of(f, item, period) is null).SelectMany(field => Expand(template, plan, item, period, field))];

    /// <summary>What was answered earlier and still holds, with the period in which it was given, in the template's order.</summary>
    public static IReadOnlyList<(TemplateField Field, Period Given, string Text)> Held(ReportTemplate template, PlanItem item, Period period) =>
        [.. from field in template.Fields where !field.Part && !field.IsOfPlan let held = EarlierAnswers.Of(field, item, period) where held is not null select (field, held.Value.Period, held.Value.Text)];

    /// <summary>The field that a supporting department fills in for an item; null where the template asks for none.</summary>
    public static FormField? Part(ReportTemplate template) => template.Part is { } part ? new(part, part.Name, part.Label, null, null, []) : null;

    /// <summary>The symbols of a field's scale: the plan's own, else the template's.</summary>
    public static IReadOnlyList<ScaleSymbol> Choices(ReportTemplate template, Plan plan, string? scale) =>
        plan.Scales.Concat(template.Scales).FirstOrDefault(s => s.AppliesTo == scale && s.Symbols is { Count: > 0 })?.Symbols ?? [];

    /// <summary>The field that asks for the amount of a kind; the year follows it where it is answered.</summary>
    internal static string OfEffect(EffectKind kind) => kind == EffectKind.Saving ? "effect.saving" : "effect.revenue";

    static IEnumerable<FormField> Expand(ReportTemplate template, Plan plan, PlanItem item, Period period, TemplateField field)
    {
        var choices = Choices(template, plan, field.Scale);
        // What is computed is not chosen.
        if (field.Name == "mark.*") choices = [.. choices.Where(c => template.Derivations.OfType<MarkByPlanWord>().All(d => d.Becomes != c.Symbol))];
        return field.Name switch
        {
            // An action that the plan leaves blank in this year has nothing to be marked.
            "mark.*" => (item.Actions ?? []).Where(a => a.Plan is null || !string.IsNullOrWhiteSpace(a.Plan.GetValueOrDefault(period.Year)))
                .Select(a => new FormField(field, $"mark.{a.Key}", field.Label, $"{a.No} {a.Title}".Trim() is { Length: > 0 } about ? about : null, null, choices)),
            "actual.*" => (item.Indicators ?? []).Select(n => new FormField(
                field, $"actual.{n.Key}.{period.Year}", field.Label, n.Name, n.Targets?.GetValueOrDefault(period.Year), [], n.FinalOn)),
            // Where the plan expects no effect, nobody is asked for one.
            "effect.saving" or "effect.revenue" => (item.Effects ?? []).Where(e => OfEffect(e.Kind) == field.Name)
                .Select(e => new FormField(field, $"{field.Name}.{period.Year}", field.Label, null, e.Planned?.GetValueOrDefault(period.Year) is { } planned ? planned.Text ?? $"{planned.Yen:#,##0}円" : null, [])),
            _ => [new(field, field.Name, field.Label, null, null, choices)
            {
                Proposal = template.Derivations.OfType<RatingFromTargets>().FirstOrDefault(d => d.Reason == field.Name || $"rating.{d.Rating}" == field.Name) is { } derivation ? new(derivation, item, period.Year) : null,
                ConditionLabel = field.RequiredIf is { } condition ? template.Fields.FirstOrDefault(f => f.Name == condition.Field)?.Label : null,
            }],
        };
    }

    /// <summary>True when the field must be filled, given the other answers of the item.</summary>
    public static bool IsRequired(FormField field, string item, AnswerSheet sheet) =>
        field.Template.Required && !IsWithoutTarget(field)
        || field.Template.RequiredIf is { } condition && Holds(condition, item, sheet)
        || field is { Template.Kind: FieldKind.Text, Proposal: { } proposal } && proposal.IsOverruled(sheet);

    /// <summary>True for a text that only a condition asks for and that was written although nothing asks for it.</summary>
    /// <remarks>It is kept and printed as it is; whoever hands it in is told.</remarks>
    public static bool IsUnasked(FormField field, string item, AnswerSheet sheet) =>
        field.Template is { Kind: FieldKind.Text, Required: false } && (field.Template.RequiredIf is not null || field.Proposal is not null)
        && !IsRequired(field, item, sheet) && !sheet[new(item, field.Name)].IsEmpty();

    // A year without a target may still have a figure, but nobody is held up for it.
    static bool IsWithoutTarget(FormField field) => field.Template.Kind == FieldKind.Figure && PrintedAmount.IsNone(field.Target);

    /// <summary>True when a condition holds for an item; <c>mark.*</c> looks at every mark.</summary>
    public static bool Holds(Condition condition, string item, AnswerSheet sheet) => condition.Field.EndsWith('*')
        ? sheet.Values.Any(v => v.Key.Item == item && v.Key.Field.StartsWith(condition.Field[..^1], StringComparison.Ordinal) && condition.In.Contains(v.Value.Text))
        : condition.In.Contains(sheet[new(item, condition.Field)].Text);

    /// <summary>How far the answers of one item have come: fields that must be filled, and those of them that are.</summary>
    public static Progress Progress(IReadOnlyList<FormField> fields, string item, AnswerSheet sheet)
    {
        var required = fields.Where(f => IsRequired(f, item, sheet)).ToList();
        return new(required.Count(f => !sheet[new(item, f.Name)].IsEmpty()), required.Count, fields.Any(f => !sheet[new(item, f.Name)].IsEmpty()));
    }
}

/// <summary>How far a form has come; <c>Begun</c> is true once anything was filled in.</summary>
public sealed record Progress(int Filled, int Required, bool Begun)
{
    /// <summary>True when nothing that must be filled is empty.</summary>
    public bool IsComplete => Begun && Filled >= Required;

    /// <summary>Both together.</summary>
    public static Progress operator +(Progress a, Progress b) => new(a.Filled + b.Filled, a.Required + b.Required, a.Begun || b.Begun);
}
