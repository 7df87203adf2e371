using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Sheets;

/// <summary>Labelled boxes: words of the template's, texts of the plan, and the year's answers.</summary>
public sealed record BoxesPart : SheetPart
{
    public required IReadOnlyList<SheetCell> Boxes { get; init; }

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        for (var i = 0; i < Boxes.Count; i++)
        {
            var (box, at) = (Boxes[i], $"{path}.boxes[{i}]");
            if ((box.Text is null) == (box.Field is null)) yield return new(at, "A box has either a \"text\" or a \"field\". Give one of the two.");
            if (box.Field is { } field) foreach (var problem in NamedFields.Unknown(template, field, $"{at}.field")) yield return problem;
            if (box.Field?.EndsWith('*') == true) yield return new($"{at}.field", "A box shows one value of the item. Marks and figures have parts of their own.");
            if (box is { Text: not null, Label: null }) yield return new($"{at}.label", "A box with words of the template's needs a label. Give one.");
        }
    }

    internal override IEnumerable<Block> Blocks(PrintedPlan plan, PrintedItem item)
    {
        var boxes = Boxes.Select(box => Box(plan, item, box)).OfType<SheetBox>().ToList();
        if (boxes.Count > 0) yield return new SheetGrid(boxes);
    }

    static SheetBox? Box(PrintedPlan plan, PrintedItem item, SheetCell cell)
    {
        if (cell.Text is { } text) return Spacing.Box(cell.Label!, [Pattern.Fill(text, plan, plan.PathOf(item.Item), item)]) with { Half = cell.Half, Heard = plan.Heard(cell.Label!) };
        var field = plan.Template.Fields.FirstOrDefault(f => f.Name == cell.Field);
        return Content(plan, item, cell.Field!, field) is { } content
            ? Spacing.Box(cell.Label ?? field?.Label ?? cell.Field!, content) with { Half = cell.Half, Heard = plan.Heard(cell.Label ?? field?.Label ?? cell.Field!) } : null;
    }

    /// <summary>A field's value as a sheet prints it; null where its box is not shown.</summary>
    internal static IReadOnlyList<Inline>? Content(PrintedPlan plan, PrintedItem item, string name, TemplateField? field)
    {
        var last = name[(name.IndexOf('.') + 1)..];
        if (field?.IsOfPlan == true) return [item.Item.Texts?.GetValueOrDefault(last) ?? ""];
        if (field?.IsAmount == true) return Amount(plan, item, field);
        var answer = name.StartsWith("rating.", StringComparison.Ordinal)
            ? item.Rating(last) is { } rating ? PrintedPlan.Printed(rating, plan.RatingScale(last)) : null
            : item.Text(last) is { } text ? (Inline)text : null;
        if (answer is not null) return item.Remark is { } remark && !item.IsHeld(name) ? [answer, new Note(remark)] : [answer];
        // An empty box stands where an answer was due; one that is shown on a condition only stands where that holds.
        if (field?.ShowIf is { } condition && !item.Holds(condition, plan) || item.IsClosed) return null;
        return item.IsUnanswered && field?.Required == true ? [new Note(item.UnansweredWord(plan))] : [];
    }

    // An item from which the plan expects no amount has no box for one.
    static IReadOnlyList<Inline>? Amount(PrintedPlan plan, PrintedItem item, TemplateField field)
    {
        if (item.Item.Effects?.FirstOrDefault(e => FormFields.OfEffect(e.Kind) == field.Name) is not { } effect) return null;
        if (item.ActualOf(effect, plan.Period.Year, plan.Period) is not { } amount)
            return item.IsClosed ? null : item.IsUnanswered && field.Required ? [new Note(item.UnansweredWord(plan))] : [];
        Inline printed = amount.Text ?? $"{amount.Yen:#,##0}円";
        return amount.Provisional ? [printed, new Note($"（{plan.Words.Provisional}）")] : [printed];
    }
}

/// <summary>A box of a sheet.</summary>
public sealed record SheetCell
{
    /// <summary>The label; a field's own unless given.</summary>
    public string? Label { get; init; }

    /// <summary>Words with placeholders.</summary>
    public string? Text { get; init; }

    /// <summary>The field whose value is printed.</summary>
    public string? Field { get; init; }

    /// <summary>Takes half of the width.</summary>
    public bool Half { get; init; }
}
