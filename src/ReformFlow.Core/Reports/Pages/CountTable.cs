using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>A table of counts by rating, this year beside last year where last year is known.</summary>
static class CountTable
{
    /// <summary>The counts of the whole plan.</summary>
    public static Table OfAll(PrintedPlan plan, RatingCounts counts) => Compose("全体の状況", plan, null, [("", counts)]);

    /// <summary>The counts of each outermost heading.</summary>
    public static Table ByHeading(PrintedPlan plan, string level, IReadOnlyList<(string Heading, RatingCounts Counts)> groups) =>
        Compose($"{level}別の状況", plan, level, groups);

    static Table Compose(string caption, PrintedPlan plan, string? level, IReadOnlyList<(string Heading, RatingCounts Counts)> groups)
    {
        var compared = groups.Any(g => g.Counts.HasLastYear);
        List<int> widths = [20, 10, 11];
        List<Cell> top = [Cell.OfColumn("区分", rowSpan: 2), Cell.OfColumn(plan.ShortPeriodName, 2)];
        List<Cell> below = [Cell.OfColumn("件数"), Cell.OfColumn("割合")];
        if (level is not null)
        {
            widths.Insert(0, 22);
            top.Insert(0, Cell.OfColumn(level, rowSpan: 2));
        }
        if (compared)
        {
            widths.AddRange([10, 11, 10, 17]);
            top.AddRange([Cell.OfColumn(plan.LastYearName, 2), Cell.OfColumn("増減", 2)]);
            below.AddRange([Cell.OfColumn("件数"), Cell.OfColumn("割合"), Cell.OfColumn("件数"), Cell.OfColumn("割合（ポイント）")]);
        }
        var rows = groups.SelectMany(g => Rows(level is null ? null : g.Heading, g.Counts, compared));
        return new(caption, widths, 2, [new(top), new(below), .. rows]) { HideCaption = true };
    }

    static IEnumerable<Row> Rows(string? heading, RatingCounts counts, bool compared)
    {
        for (var i = 0; i < counts.Lines.Count; i++)
        {
            List<Cell> cells = [.. Cells(counts.Lines[i], compared)];
            if (i == counts.Lines.Count - 1) cells = [.. cells.Select(c => c with { Strong = true })];
            if (i == 0 && heading is not null) cells.Insert(0, Cell.OfRow([heading], counts.Lines.Count));
            yield return new(cells) { StartsGroup = i == 0 };
        }
    }

    static IEnumerable<Cell> Cells(RatingLine line, bool compared)
    {
        yield return Cell.OfRow([line.Printed]);
        yield return Cell.OfFigure([$"{line.Count}"], line.Sources);
        yield return Cell.OfFigure([line.ShareText], line.Sources);
        if (!compared) yield break;

        FigureSource[] both = [.. line.Sources, .. line.LastYearSources];
        yield return Cell.OfFigure([line.LastYearCountText], line.LastYearSources);
        yield return Cell.OfFigure([line.LastYearShareText], line.LastYearSources);
        yield return Cell.OfFigure([line.CountDifference], both);
        yield return Cell.OfFigure([line.ShareDifference], both);
    }
}
