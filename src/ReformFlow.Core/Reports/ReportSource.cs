using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Reports;

/// <summary>All that a report is composed from: the plan with the period's answers in it, and how each item's answers stand.</summary>
/// <param name="Standings">Item key → how its answers stand; an absent item stands as <see cref="AnswerStanding.Accepted"/>.</param>
/// <param name="IsDraft">Marked 「案」; only drafts list what is unanswered.</param>
/// <param name="Texts">The office's own texts; null for none.</param>
/// <param name="AsOf">The day whose state is printed (基準日); null prints none.</param>
public sealed record ReportSource(
    ReportTemplate Template, Plan Plan, Period Period, IReadOnlyDictionary<string, AnswerStanding> Standings,
    bool IsDraft = false, DateOnly? AsOf = null, OfficeTexts? Texts = null)
{
    /// <summary>資料番号 of a draft that is laid before a body; null prints none.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>What this edition changes of a published one; null for the first.</summary>
    public Corrections? Corrections { get; init; }

    /// <summary>What reviews said about the items so far; printed where a template asks for it.</summary>
    public IReadOnlyList<ReviewRecord> Reviews { get; init; } = [];

    /// <summary>The part of the year that the report says it is about.</summary>
    /// <remarks>It differs from the period's only where a file keeps a half-year's answers under the year alone.</remarks>
    public PeriodPart PrintedPart { get => field == PeriodPart.Annual ? Period.Part : field; init; }

    /// <summary>What a plan file with answers says by itself, as <c>compile</c> prints it.</summary>
    public static ReportSource OfPlan(ReportTemplate template, Plan plan) => new(
        template, plan, PeriodOf(plan), new Dictionary<string, AnswerStanding>())
    { PrintedPart = plan.Edition?.Period ?? PeriodPart.Annual };

    /// <summary>Names of departments in the municipality's order (建制順); the plan's own order where none is given.</summary>
    public IReadOnlyList<string> DepartmentOrder { get => field.Count > 0 ? field : Plan.Departments; init; } = [];

    /// <summary>Changes of the plan that were accepted in this cycle, in the plan's order.</summary>
    public IReadOnlyList<PlanChange> Changes { get; init; } = [];

    static Period PeriodOf(Plan plan)
    {
        if (plan.Edition is not { } edition) return new(plan.About.LastYear);
        var period = new Period(edition.Year, edition.Period);
        // A file may keep a half-year's answers under the year alone and name the half once, in its edition.
        return plan.Items.Any(i => i.Answers?.ContainsKey(period) == true) ? period : period with { Part = PeriodPart.Annual };
    }
}

/// <summary>How an item's answers stand when a report is compiled.</summary>
public enum AnswerStanding
{
    /// <summary>Taken by the office.</summary>
    Accepted,

    /// <summary>Handed in, not yet taken: printed with 「事務局確認前」.</summary>
    Submitted,

    /// <summary>Not handed in and not decided: printed blank; a release waits for it.</summary>
    Missing,

    /// <summary>Not handed in; the office decided to print last year's value with the template's words.</summary>
    LastYear,

    /// <summary>Not handed in; the office decided to print the template's words for it.</summary>
    Blank,

    /// <summary>Not asked after all: this year's questions do not apply (該当なし).</summary>
    NotApplicable,

    /// <summary>Not asked any more: the request was withdrawn (照会取下げ) before anything was handed in.</summary>
    Withdrawn,
}

/// <summary>Lays collected answers over a plan, so that a report is composed from one thing wherever the answers came from.</summary>
public static class PlanAnswers
{
    /// <summary>The plan with the sheet's answers standing in the period.</summary>
    /// <param name="plan">A plan whose items, actions and indicators have keys.</param>
    public static Plan Overlay(Plan plan, Period period, AnswerSheet sheet)
    {
        var byItem = sheet.Values.ToLookup(v => v.Key.Item);
        return plan with { Items = [.. plan.Items.Select(item => byItem.Contains(item.Key!) ? Overlay(item, period, byItem[item.Key!]) : item)] };
    }

    /// <summary>The plan with what was answered in an earlier period to another version of it; an answer that it holds already stays.</summary>
    public static Plan Carry(Plan plan, Plan answered, Period period)
    {
        var own = SheetOf(plan, period).Values.Select(v => v.Key).ToHashSet();
        return Overlay(plan, period, new(SheetOf(answered, period).Values.Where(v => !own.Contains(v.Key))));
    }

    /// <summary>The answers that a plan holds for a period, as a sheet: last year's, shown beside this year's form.</summary>
    public static AnswerSheet SheetOf(Plan plan, Period period) => new(plan.Items.SelectMany(item => Fields(item, period)));

    static IEnumerable<KeyValuePair<ItemField, AnswerValue>> Fields(PlanItem item, Period period)
    {
        var answer = item.Answers?.GetValueOrDefault(period);
        foreach (var action in item.Actions ?? [])
            if (answer?.Marks?.TryGetValue(action.No ?? action.Key!, out var mark) == true) yield return new(new(item.Key!, $"mark.{action.Key}"), new(mark));
        foreach (var (name, word) in answer?.Ratings ?? new Dictionary<string, string>()) yield return new(new(item.Key!, $"rating.{name}"), new(word));
        foreach (var (name, text) in answer?.Texts ?? new Dictionary<string, string>()) yield return new(new(item.Key!, $"text.{name}"), new(text));
        foreach (var indicator in item.Indicators ?? [])
            if (indicator.Actuals?.GetValueOrDefault(period.Year) is { } figure)
                yield return new(new(item.Key!, $"actual.{indicator.Key}.{period.Year}"), new(figure.Text, figure.Provisional ? true : null, figure.FinalOn));
        foreach (var effect in item.Effects ?? [])
            if (effect.Actual?.GetValueOrDefault(period.Year) is { } amount)
                yield return new(new(item.Key!, $"{FormFields.OfEffect(effect.Kind)}.{period.Year}"), new(amount.Text ?? $"{amount.Yen:#,##0}円", amount.Provisional ? true : null, amount.FinalOn));
    }

    static PlanItem Overlay(PlanItem item, Period period, IEnumerable<KeyValuePair<ItemField, AnswerValue>> values)
    {
        var before = item.Answers?.GetValueOrDefault(period);
        var (marks, ratings, texts) = (Copy(before?.Marks), Copy(before?.Ratings), Copy(before?.Texts));
        var indicators = item.Indicators?.ToList();
        var effects = item.Effects?.ToList();
        foreach (var (field, value) in values)
        {
            var parts = field.Field.Split('.');
            switch (parts[0])
            {
                case "mark" when item.Actions?.FirstOrDefault(a => a.Key == parts[1]) is { } action: marks[action.No ?? action.Key!] = value.Text; break;
                case "rating": ratings[parts[1]] = value.Text; break;
                case "text": texts[parts[1]] = value.Text; break;
                case "actual" when indicators?.FindIndex(n => n.Key == parts[1]) is { } at and >= 0 && FiscalYear.TryParse(parts[2], out var year):
                    var actuals = new Dictionary<FiscalYear, Figure?>(indicators[at].Actuals ?? new Dictionary<FiscalYear, Figure?>()) { [year] = new(value.Text, value.Provisional == true, value.FinalOn) };
                    indicators[at] = indicators[at] with { Actuals = actuals };
                    break;
                case "effect" when effects?.FindIndex(e => FormFields.OfEffect(e.Kind) == $"effect.{parts[1]}") is { } at and >= 0 && FiscalYear.TryParse(parts[2], out var year):
                    var amounts = new Dictionary<FiscalYear, Amount>(effects[at].Actual ?? new Dictionary<FiscalYear, Amount>());
                    if (Amount.Parse(value.Text) is { } given) amounts[year] = given with { Provisional = value.Provisional == true, FinalOn = value.FinalOn };
                    effects[at] = effects[at] with { Actual = amounts };
                    break;
            }
        }
        var answers = new Dictionary<Period, YearAnswer>(item.Answers ?? new Dictionary<Period, YearAnswer>()) { [period] = new(marks, ratings, texts) };
        return item with { Answers = answers, Indicators = indicators, Effects = effects };
    }

    static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string>? values) => new(values ?? new Dictionary<string, string>());
}
