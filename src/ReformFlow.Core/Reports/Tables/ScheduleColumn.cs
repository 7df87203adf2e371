using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Tables;

/// <summary>A column for each year of the plan: an action's plan words and bars, and the marks that close it, drawn over the years from theirs on.</summary>
public sealed record ScheduleColumn : TableColumn
{
    public YearForm Years { get; init; } = YearForm.Letter;

    /// <summary>Words that close an action (達成, 休止, に統合): what ends with one of them reaches over the years after its own.</summary>
    public IReadOnlyList<string> ClosingWords { get; init; } = [];

    /// <summary>Words of the plan stand in the middle of their year; long ones read better from the start of the line.</summary>
    public Alignment Align { get; init; } = Alignment.Center;

    internal override IEnumerable<TableHead> Heads(PrintedPlan plan, IReadOnlyList<PlanNode> path)
    {
        List<TableHead> years = [.. plan.Plan.Years.Select(y => new TableHead(SchedulePart.YearHead(plan, y, Years), Width, []))];
        return Head is null ? years : [new(new Cell([Pattern.Head(Head, plan, path)]), Width, years)];
    }

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in base.Problems(template, path)) yield return problem;
        if (ClosingWords.Any(string.IsNullOrWhiteSpace)) yield return new($"{path}.closingWords", "Every word ends with an empty one. Remove it.");
    }

    internal override string UsualHead(PrintedPlan plan) => "";

    /// <summary>The lines of an action, each over all years: its words, its bars where they don't fit into one line, and the item's own mark.</summary>
    internal IReadOnlyList<IReadOnlyList<Cell>> Lines(PrintedPlan plan, PrintedItem item, PlanAction? action)
    {
        List<FiscalYear> years = [.. plan.Plan.Years];
        var lines = new List<IReadOnlyList<Cell>>();
        if (action?.Plan?.Values.Any(w => !string.IsNullOrEmpty(w)) == true) lines.Add([.. Words(plan, action.Plan, years)]);
        if (action?.Bars is { Count: > 0 } bars) lines.AddRange(ScheduleBars.Tracks(bars, years).Select(track => (IReadOnlyList<Cell>)[.. track.Select(Closed)]));
        // Of a mark whose year nobody knows the plan does not say since when it holds.
        if (item.ClosedMark is { } mark && action?.Plan?.Values.Any(Closes) != true && action?.Bars?.Any(b => Closes(b.Text)) != true)
        {
            var before = item.Item.ClosedFrom is { } from ? years.SkipLast(1).TakeWhile(y => y < from).Count() : 0;
            lines.Add([.. Enumerable.Range(0, before).Select(_ => new Cell([])), Drawn([item.Successor is { } into && plan.HasSheets ? new Link(mark, PrintedItem.AnchorOf(into)) : mark, new Spoken(before > 0 ? $"（{JapaneseDate.Year(years[before])}から）" : "")], years.Count - before)]);
        }
        return lines.Count > 0 ? lines : [[.. years.Select(_ => new Cell([]))]];
    }

    IEnumerable<Cell> Words(PrintedPlan plan, IReadOnlyDictionary<FiscalYear, string?> words, List<FiscalYear> years)
    {
        for (var i = 0; i < years.Count; i++)
        {
            var word = words.GetValueOrDefault(years[i]);
            var until = i + 1;
            if (Closes(word)) while (until < years.Count && words.GetValueOrDefault(years[until]) is null or "" or "→") until++;
            if (Closes(word)) yield return Drawn([word!, new Spoken(until - i > 1 ? $"（{JapaneseDate.Year(years[i])}から）" : "")], until - i);
            else yield return new(string.IsNullOrEmpty(word) ? [] : [plan.PlanWord(word)]) { Align = word == "→" ? Alignment.Center : Align };
            i = until - 1;
        }
    }

    // A mark is no work that takes its time: it is drawn over the years without a bar.
    Cell Closed(Cell cell) => cell.Bar is not null && cell.Content is [PlainText text, ..] && Closes(text.Text) ? cell with { Bar = null, Strong = true } : cell;

    static Cell Drawn(IReadOnlyList<Inline> mark, int years) => new([.. mark.Where(m => m is not Spoken { Text: "" })]) { ColumnSpan = years > 1 ? years : null, Align = Alignment.Center, Strong = true };

    bool Closes(string? word) => word is not null && ClosingWords.Any(c => word.EndsWith(c, StringComparison.Ordinal));
}
