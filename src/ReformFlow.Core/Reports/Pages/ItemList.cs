using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The list of all items in page order, leading to their sheets.</summary>
static class ItemList
{
    public static Table Compose(PrintedPlan plan, string? rating)
    {
        var hasDepartments = plan.Items.Any(i => i.Item.LeadDepartments is { Count: > 0 });
        var hasLastYear = rating is not null && plan.Items.Any(i => i.LastYearRating(rating, plan.Period) is not null);
        var hasStatus = rating is not null || plan.Items.Any(i => i.IsClosed || i.IsUnanswered || i.Standing == AnswerStanding.Submitted);
        List<(int Width, string Name)> columns = [(9, "No."), (44, plan.Words.Item)];
        if (hasDepartments) columns.Add((22, "所属"));
        if (hasStatus) columns.Add((18, plan.ShortPeriodName));
        if (hasLastYear) columns.Add((16, plan.LastYearName));

        var rows = new List<Row> { new([.. columns.Select(c => Cell.OfColumn(c.Name))]) };
        string? heading = null;
        foreach (var item in plan.Items)
        {
            var path = plan.PathOf(item.Item);
            var above = path.Count > 0 ? PrintedPlan.NameOf(path[0]) : "";
            var begins = above != heading;
            if (begins && above.Length > 0) rows.Add(new([HeadingCell(above, columns.Count)]) { StartsGroup = true });
            heading = above;

            List<Cell> cells = [Cell.OfRow([item.Item.No]), new([plan.HasSheets ? new Link(item.Item.Title, item.Anchor) : item.Item.Title])];
            if (hasDepartments) cells.Add(new([string.Join("、", item.Item.LeadDepartments ?? [])]));
            if (hasStatus) cells.Add(new([.. Status(plan, item, rating)]) { Align = Alignment.Center });
            if (hasLastYear) cells.Add(new([LastYear(plan, item, rating!)]) { Align = Alignment.Center });
            rows.Add(new(cells) { StartsGroup = begins && above.Length == 0 });
        }
        return new($"{plan.Words.Item}の一覧", [.. columns.Select(c => c.Width)], 1, rows) { HideCaption = true };
    }

    static Cell HeadingCell(string heading, int columns) => new([heading]) { Header = HeaderScope.RowGroup, ColumnSpan = columns };

    static Inline LastYear(PrintedPlan plan, PrintedItem item, string rating) =>
        item.LastYearRating(rating, plan.Period) is { } before ? PrintedPlan.Printed(before, plan.RatingScale(rating)) : Signs.Of("－", "前年度の評価なし");

    static IEnumerable<Inline> Status(PrintedPlan plan, PrintedItem item, string? rating)
    {
        if (item.ClosedMark is { } mark)
        {
            yield return mark;
            yield break;
        }
        if (rating is not null && item.Rating(rating) is { } value) yield return PrintedPlan.Printed(value, plan.RatingScale(rating));
        if (item.Remark is { } remark) yield return new Note(remark);
        if (item.Standing == AnswerStanding.Submitted) yield return new Note(plan.Words.NotAccepted);
    }
}
