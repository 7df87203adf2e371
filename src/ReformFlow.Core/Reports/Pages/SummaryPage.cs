using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The summary: how many items stand how, this year beside last year, over all and by outermost heading, and the list of all items.</summary>
public sealed record SummaryPage : TemplatePage
{
    /// <summary>The name of the rating that is counted.</summary>
    public required string Rating { get; init => field = NamedFields.Rating(value); }

    internal override string CountedRating => Rating;

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in NamedFields.UnknownRating(template, Rating, $"{path}.rating")) yield return problem;
    }

    internal override Section Compose(PrintedPlan plan) => new()
    {
        Name = "summary",
        RunningFoot = plan.RunningFoot,
        Blocks = [new Heading(2, TitleIn(plan) ?? "進捗状況の概要", "summary") { StartsPage = true }, .. Blocks(plan)],
    };

    IEnumerable<Block> Blocks(PrintedPlan plan)
    {
        var rating = plan.RatingOf(Rating);
        if (rating is null)
            yield return new Paragraph([$"この計画の{plan.Words.Item}には評価の区分がないため、区分ごとの件数は集計していません。"]);
        else
            foreach (var block in Counts(plan, new CountedRating(plan, rating))) yield return block;

        yield return new Heading(3, $"{plan.Words.Item}の一覧", "list");
        yield return ItemList.Compose(plan, rating);
    }

    static IEnumerable<Block> Counts(PrintedPlan plan, CountedRating rating)
    {
        var overall = rating.OfAll();
        yield return new Heading(3, "全体の状況");
        yield return CountTable.OfAll(plan, overall);
        foreach (var remark in Remarks(plan, rating, overall)) yield return new Paragraph([$"※　{remark}"], ParagraphRole.Remark);
        if (Definitions(plan, rating) is { } definitions) yield return definitions;

        var byHeading = plan.Items.GroupBy(i => plan.PathOf(i.Item).FirstOrDefault()).ToList();
        if (byHeading.Count < 2) yield break;
        var level = plan.Plan.Levels.FirstOrDefault() ?? "体系";
        yield return new Heading(3, $"{level}別の状況");
        yield return CountTable.ByHeading(plan, level, [.. byHeading.Select(h => (h.Key is null ? "その他" : PrintedPlan.NameOf(h.Key), rating.Of([.. h])))]);
    }

    static IEnumerable<string> Remarks(PrintedPlan plan, CountedRating rating, RatingCounts overall)
    {
        var repeated = plan.Items.Count(i => i.Original is not null && !i.IsClosed);
        if (repeated > 0) yield return $"再掲の{plan.Words.Item}{repeated}件を含みます。";

        var closed = plan.Items.Count(i => i.IsClosed);
        if (closed > 0) yield return $"達成、統合などにより終了した{plan.Words.Item}{closed}件は、件数に含みません。";

        var older = plan.Items.Count(i => i.Standing == AnswerStanding.LastYear && !i.IsClosed && i.Rating(rating.Name) is not null);
        if (older > 0) yield return $"{older}件は「{plan.Words.LastYearPrinted}」により数えています。";

        if (!overall.HasLastYear) yield break;
        if (rating.NotKnownLastYear is { Count: > 0 } unknown)
            yield return $"{plan.LastYearName}の件数には「{string.Join("」「", unknown)}」の区分がないため、"
                + "他の区分の増減にもその分が含まれることがあります。「…」は比較できる値がないことを示します。";
        var rounding = plan.Template.Rounding;
        yield return $"割合は小数点以下第{rounding.ShareDecimals + 1}位{(rounding.Shares == RoundingMode.HalfUp ? "を四捨五入し" : "以下を切り捨て")}、"
            + $"割合の増減は{(rounding.Differences == DifferenceOf.Rounded ? "表示した割合" : "端数処理をする前の割合")}の差で示しています。△は減少、-は増減がないことを示します。";
    }

    static Table? Definitions(PrintedPlan plan, CountedRating rating)
    {
        var defined = rating.Scale.Where(s => s.Definition is not null).ToList();
        if (defined.Count == 0) return null;
        var rows = defined.Select(s => new Row([Cell.OfRow([rating.Printed(s)]), new([.. plan.WithMarks(s.Definition!)])]));
        return new("区分の説明", [24, 76], 1, [new([Cell.OfColumn("区分"), Cell.OfColumn("説明")]), .. rows]) { KeepTogether = true };
    }
}
