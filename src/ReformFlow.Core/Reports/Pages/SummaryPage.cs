using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The summary: how many items stand how, this year beside last year, over all and by outermost heading, and the list of all items.</summary>
static class SummaryPage
{
    public static Section Compose(PrintedPlan plan, TemplatePage page) => new()
    {
        Name = "summary",
        RunningFoot = plan.RunningFoot,
        Blocks = [new Heading(2, page.Title ?? "進捗状況の概要", "summary") { StartsPage = true }, .. Blocks(plan, page)],
    };

    static IEnumerable<Block> Blocks(PrintedPlan plan, TemplatePage page)
    {
        var rating = plan.RatingOf(page.Rating);
        if (rating is null)
            yield return new Paragraph([$"この計画の{plan.Words.Item}には評価の区分がないため、区分ごとの件数は集計していません。"]);
        else
            foreach (var block in Counts(plan, new RatingCount(plan, rating))) yield return block;

        yield return new Heading(3, $"{plan.Words.Item}の一覧", "list") { StartsPage = rating is not null };
        yield return ItemList.Compose(plan, rating);
    }

    static IEnumerable<Block> Counts(PrintedPlan plan, RatingCount count)
    {
        var overall = count.Of(plan.Items);
        yield return new Heading(3, "全体の状況");
        yield return Table("全体の状況", plan, [(null, overall)]);
        foreach (var remark in Remarks(plan, count, overall)) yield return new Paragraph([remark], ParagraphRole.Remark);
        if (Definitions(count) is { } definitions) yield return definitions;

        var byHeading = plan.Items.GroupBy(i => plan.PathOf(i.Item).FirstOrDefault()).ToList();
        if (byHeading.Count < 2) yield break;
        var caption = $"{plan.Plan.Levels.FirstOrDefault() ?? "体系"}別の状況";
        yield return new Heading(3, caption);
        yield return Table(caption, plan, [.. byHeading.Select(h => (h.Key is { } node ? PrintedPlan.NameOf(node) : "その他", count.Of(h)))]);
    }

    static Table Table(string caption, PrintedPlan plan, IReadOnlyList<(string? Heading, RatingCounts Counts)> groups)
    {
        var headed = groups[0].Heading is not null;
        var compared = groups.Any(g => g.Counts.HasLastYear);
        List<Cell> top = [.. headed ? [Cell.OfColumn(plan.Plan.Levels.FirstOrDefault() ?? "体系", rowSpan: 2)] : Array.Empty<Cell>(), Cell.OfColumn("区分", rowSpan: 2), Cell.OfColumn(plan.ShortPeriodName, 2)];
        List<Cell> below = [Cell.OfColumn("件数"), Cell.OfColumn("割合")];
        if (compared)
        {
            top.AddRange([Cell.OfColumn(plan.LastYearName, 2), Cell.OfColumn("増減", 2)]);
            below.AddRange([Cell.OfColumn("件数"), Cell.OfColumn("割合"), Cell.OfColumn("件数"), Cell.OfColumn("割合（ポイント）")]);
        }

        return new(caption, [.. headed ? [26] : Array.Empty<int>(), 20, 10, 11, .. compared ? [10, 11, 10, 13] : Array.Empty<int>()], 2,
            [new(top), new(below), .. groups.SelectMany(g => Rows(g.Heading, g.Counts, compared))]) { HideCaption = true };
    }

    static IEnumerable<Row> Rows(string? heading, RatingCounts counts, bool compared) => counts.Lines.Select((line, index) =>
    {
        var isTotal = index == counts.Lines.Count - 1;
        List<Cell> cells = [];
        if (index == 0 && heading is not null) cells.Add(Cell.OfRow([heading], counts.Lines.Count));
        cells.Add(Cell.OfRow([line.Printed]));
        cells.Add(Cell.OfFigure([$"{line.Count}"], line.Sources));
        cells.Add(Cell.OfFigure([line.Share], line.Sources));
        if (compared)
        {
            FigureSource[] both = [.. line.Sources, .. line.LastYearSources];
            cells.Add(Cell.OfFigure([line.LastYearCount is { } before ? $"{before}" : "…"], line.LastYearSources));
            cells.Add(Cell.OfFigure([line.LastYearShare ?? "…"], line.LastYearSources));
            cells.Add(Cell.OfFigure([line.CountDifference], both));
            cells.Add(Cell.OfFigure([line.ShareDifference], both));
        }
        return new Row([.. cells.Select(c => isTotal ? c with { Strong = true } : c)]) { StartsGroup = index == 0 };
    });

    static IEnumerable<string> Remarks(PrintedPlan plan, RatingCount count, RatingCounts overall)
    {
        var item = plan.Words.Item;
        if (plan.Items.Count(i => i.Original is not null && !i.IsClosed) is > 0 and var repeated) yield return $"※　再掲の{item}{repeated}件を含みます。";
        if (plan.Items.Count(i => i.IsClosed) is > 0 and var closed) yield return $"※　達成、統合などにより終了した{item}{closed}件は、件数に含みません。";
        if (plan.Items.Count(i => i.Standing == AnswerStanding.LastYear && !i.IsClosed && i.Rating(count.Rating) is not null) is > 0 and var older)
            yield return $"※　{older}件は「{plan.Words.LastYearPrinted}」により数えています。";
        if (!overall.HasLastYear) yield break;
        if (count.NotKnownLastYear is { Count: > 0 } unknown)
            yield return $"※　{plan.LastYearName}の件数には「{string.Join("」「", unknown)}」の区分がないため、他の区分の増減にもその分が含まれることがあります。「…」は比較できる値がないことを示します。";
        yield return "※　割合は小数点以下第2位を四捨五入し、割合の増減は表示した割合の差で示しています。△は減少、-は増減がないことを示します。";
    }

    static Table? Definitions(RatingCount count)
    {
        var defined = count.Scale.Where(s => s.Definition is not null).ToList();
        return defined.Count == 0 ? null : new("区分の説明", [24, 76], 1,
        [
            new([Cell.OfColumn("区分"), Cell.OfColumn("説明")]),
            .. defined.Select(s => new Row([Cell.OfRow([count.Printed(s)]), new([s.Definition!])])),
        ]) { KeepTogether = true };
    }
}
