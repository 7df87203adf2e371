using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The boxes of a year's answers, in the template's order, with last year's rating beside this year's.</summary>
static class AnswerBoxes
{
    public static IReadOnlyList<SheetBox> Of(PrintedPlan plan, PrintedItem item, string? rating)
    {
        var asksRating = plan.Template.Fields.Any(f => f.Name == $"rating.{rating}");
        var boxes = new List<SheetBox>();
        var (ratings, texts) = (new HashSet<string>(), new HashSet<string>());
        foreach (var field in plan.Template.Fields.Where(f => !f.Part))
        {
            var name = field.Name.Split('.')[^1];
            if (field.Name.StartsWith("rating.", StringComparison.Ordinal))
            {
                // A rating that the answers know under another name stands in the place and under the label of the template's.
                var printed = asksRating || rating is null ? name : rating;
                if (ratings.Add(printed)) boxes.AddRange(RatingBoxes(plan, item, printed, field.Label, field.Required));
            }
            else if (field.Name.StartsWith("text.", StringComparison.Ordinal) && texts.Add(name) && TextBox(plan, item, field, name) is { } box)
                boxes.Add(box);
        }
        foreach (var name in (item.Answer?.Ratings?.Keys ?? []).Where(ratings.Add)) boxes.AddRange(RatingBoxes(plan, item, name, name, false));
        foreach (var (name, text) in item.Answer?.Texts ?? new Dictionary<string, string>())
            if (texts.Add(name)) boxes.Add(new(TextLabels.OfAnswer(name), Remarked(item, text)));
        return boxes;
    }

    static IEnumerable<SheetBox> RatingBoxes(PrintedPlan plan, PrintedItem item, string name, string label, bool required)
    {
        var scale = plan.RatingScale(name);
        var (now, before) = (item.Rating(name), item.LastYearRating(name, plan.Period));
        if (now is null && !(IsOwed(item) && required)) yield break;
        yield return new(label, now is null ? [new Note(item.UnansweredWord(plan))] : Remarked(item, PrintedPlan.Printed(now, scale))) { Half = before is not null };
        if (before is not null) yield return new("前年度", [PrintedPlan.Printed(before, scale)]) { Half = true };
    }

    static SheetBox? TextBox(PrintedPlan plan, PrintedItem item, TemplateField field, string name)
    {
        if (item.Text(name) is { } text) return new(field.Label, item.IsHeld(field.Name) ? [text] : Remarked(item, text));
        if (IsOwed(item)) return field.Required ? new(field.Label, [new Note(item.UnansweredWord(plan))]) : null;
        // An empty box is printed where an answer was due and other items have one; a plan that never asked it prints none.
        var due = field.Required && item.Answer is not null || item.Holds(field.RequiredIf, plan) || item.Holds(field.ShowIf, plan);
        return due && !item.IsClosed && plan.UsedTexts.Contains(name) ? new(field.Label, [Signs.Of("－", "記載なし")]) : null;
    }

    static bool IsOwed(PrintedItem item) => item.IsUnanswered && !item.IsClosed;

    static IReadOnlyList<Inline> Remarked(PrintedItem item, Inline answer) => item.Remark is { } remark ? [answer, new Note(remark)] : [answer];
}
