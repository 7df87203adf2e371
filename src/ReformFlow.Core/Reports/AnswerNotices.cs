using ReformFlow.Core.Answers;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Derivations;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports;

/// <summary>What a plan's answers may have wrong under a template: they are printed as they stand, and whoever prints them is told where to look.</summary>
public static class AnswerNotices
{
    /// <summary>Marks and ratings off their scale, marks of a year that the plan leaves blank, and reasons that are asked and not there; by JSON path in the plan.</summary>
    public static IReadOnlyList<Problem> Of(ReportTemplate template, Plan plan) => [.. OffScale(template, plan), .. Unplanned(template, plan), .. Missing(template, plan)];

    static IEnumerable<Problem> OffScale(ReportTemplate template, Plan plan)
    {
        var marks = template.Fields.FirstOrDefault(f => f.Name == "mark.*")?.Scale;
        var given = from item in plan.Items.Select((item, i) => (item.Answers, Path: $"$.items[{i}]"))
                    from answer in item.Answers ?? new Dictionary<Period, YearAnswer>()
                    let path = $"{item.Path}.answers[\"{answer.Key}\"]"
                    from value in (answer.Value.Marks ?? new Dictionary<string, string>()).Select(m => (Scale: marks, m.Value, Path: $"{path}.marks[\"{m.Key}\"]"))
                        .Concat((answer.Value.Ratings ?? new Dictionary<string, string>()).Select(r => (Scale: template.ScaleOf(r.Key), r.Value, Path: $"{path}.ratings[\"{r.Key}\"]")))
                    where value.Scale is not null && !PrintedAmount.IsNone(value.Value)
                    select value;
        foreach (var scale in given.GroupBy(v => v.Scale!))
        {
            var known = FormFields.Choices(template, plan, scale.Key);
            if (known.Count == 0) continue;
            foreach (var off in scale.Where(v => !known.Any(s => LetterWidth.IsSame(s.Symbol, v.Value) || s.Label is { } label && LetterWidth.IsSame(label, v.Value))).GroupBy(v => v.Value))
                yield return new(off.First().Path, $"\"{off.Key}\" is not on the scale \"{scale.Key}\", which has {string.Join(" ", known.Select(s => s.Symbol))}.{Further(off.Skip(1).Select(v => v.Path))} Use one of those, or add it to the scale.");
        }
    }

    static IEnumerable<Problem> Unplanned(ReportTemplate template, Plan plan)
    {
        if (template.Fields.All(f => f.Name != "mark.*")) yield break;
        var blank = from item in plan.Items.Select((item, i) => (item.Answers, item.Actions, Path: $"$.items[{i}]"))
                    from action in (item.Actions ?? []).Where(a => a.Plan?.Values.Any(w => !string.IsNullOrWhiteSpace(w)) == true && a.Bars is null or { Count: 0 })
                    from answer in item.Answers ?? new Dictionary<Period, YearAnswer>()
                    let no = action.No ?? action.Key
                    where no is not null && !PrintedAmount.IsNone(answer.Value.Marks?.GetValueOrDefault(no)) && string.IsNullOrWhiteSpace(action.Plan!.GetValueOrDefault(answer.Key.Year))
                    select $"{item.Path}.answers[\"{answer.Key}\"].marks[\"{no}\"]";
        if (blank.ToList() is { Count: > 0 } places)
            yield return new(places[0], $"A mark stands in a year that the plan leaves blank for this action.{Further(places.Skip(1))} Plan something in that year, or remove the mark.");
    }

    static IEnumerable<Problem> Missing(ReportTemplate template, Plan plan)
    {
        var keyed = PermanentKeys.Give(plan);
        var period = ReportSource.OfPlan(template, keyed).Period;
        var sheet = PlanAnswers.SheetOf(keyed, period);
        var missing = from item in keyed.Items.Select((item, i) => (Item: item, Path: $"$.items[{i}]"))
                      where item.Item.IsOpen && item.Item.Answers?.ContainsKey(period) == true
                      from field in FormFields.Of(template, keyed, item.Item, period)
                      where field.Template is { Kind: FieldKind.Text, Required: false } && FormFields.IsRequired(field, item.Item.Key!, sheet) && sheet[new(item.Item.Key!, field.Name)].IsEmpty()
                      select (field.Template, Path: $"{item.Path}.answers[\"{period}\"].texts[\"{field.Name[5..]}\"]");
        foreach (var field in missing.GroupBy(m => m.Template))
            yield return new(field.First().Path, $"「{field.Key.Label}」 is asked of this item, as its other answers are, and is not there.{Further(field.Skip(1).Select(m => m.Path))} Add it, or correct what asks for it.");
    }

    static string Further(IEnumerable<string> places) => places.ToList() is not { Count: > 0 } further ? "" : $" Also at {string.Join(", ", further.Take(5))}{(further.Count > 5 ? $" and {further.Count - 5} more" : "")}.";
}
