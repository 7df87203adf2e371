using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>概要版: what the report is, counts over all and by heading, 財政効果額 and the office's highlights, on two sides of one sheet.</summary>
public sealed record OverviewPage : TemplatePage
{
    /// <summary>The rating that is counted.</summary>
    public required string Rating { get; init => field = NamedFields.Rating(value); }

    /// <summary>The place of the office's highlights (主な成果); left out where there is no text.</summary>
    public string? Place { get; init; }

    internal override string CountedRating => Rating;

    internal override IEnumerable<string> Places => Place is null ? [] : [Place];

    internal override IEnumerable<OfficeTextSlot> Slots(PrintedPlan plan) => Places.Select(place => new OfficeTextSlot(place, TitleIn(plan) ?? "概要版", "主な成果"));

    internal override IEnumerable<Problem> Problems(ReportTemplate template, string path)
    {
        foreach (var problem in NamedFields.UnknownRating(template, Rating, $"{path}.rating")) yield return problem;
    }

    internal override Section Compose(PrintedPlan plan) => new()
    {
        Name = "overview",
        RunningFoot = plan.RunningFoot,
        Density = Density.Compact,
        Blocks = [new Heading(2, Title is null ? "概要版" : Pattern.Fill(Title, plan, []), plan.AnchorOf(this, "overview")) { StartsPage = true }, .. Blocks(plan)],
    };

    IEnumerable<Block> Blocks(PrintedPlan plan)
    {
        var about = plan.Plan.About;
        yield return new Paragraph([$"「{about.Title}」（{JapaneseDate.Year(about.FirstYear)}から{JapaneseDate.Year(about.LastYear)}まで）に掲げた{plan.Words.Item}{plan.Items.Count}件について、{plan.PeriodName}の進捗状況をまとめました。"]);
        if (plan.RatingOf(Rating) is { } name)
        {
            var rating = new CountedRating(plan, name);
            yield return new Heading(3, "進捗状況（全体）");
            yield return CountTable.OfAll(plan, rating.OfAll());
            var groups = plan.Items.GroupBy(i => plan.PathOf(i.Item).FirstOrDefault()).ToList();
            if (groups.Count > 1)
            {
                var level = plan.Plan.Levels.FirstOrDefault() ?? "体系";
                yield return new Heading(3, $"進捗状況（{level}別）");
                yield return ByHeading(level, [.. groups.Select(g => (g.Key is null ? "その他" : PrintedPlan.NameOf(g.Key), rating.Of([.. g])))]);
            }
        }
        else
            foreach (var block in Headings(plan)) yield return block;
        var sums = EffectSums.Of(plan);
        if (sums.Items.Count > 0)
        {
            yield return new Heading(3, "財政効果額");
            yield return sums.Short();
            foreach (var remark in sums.Remarks()) yield return remark;
        }
        if (Place is not null && plan.OfficeContent(Place) is { } highlights)
        {
            yield return new Heading(3, "主な成果");
            yield return new Paragraph(highlights);
        }
    }

    // A heading's counts in one line, so that both sides hold a plan with many headings.
    static Table ByHeading(string level, IReadOnlyList<(string Heading, RatingCounts Counts)> groups) => new($"{level}別の件数", [40, .. groups[0].Counts.Lines.Select(_ => 12)], 1,
    [
        new([Cell.OfColumn(level), .. groups[0].Counts.Lines.Select(l => Cell.OfColumn(l.Printed))]),
        .. groups.Select(g => new Row([Cell.OfRow([g.Heading]), .. g.Counts.Lines.Select(l => Cell.OfFigure([$"{l.Count}"], l.Sources))])),
    ])
    { HideCaption = true };

    // A plan without a rating still says how many items stand under which heading.
    static IEnumerable<Block> Headings(PrintedPlan plan)
    {
        var level = plan.Plan.Levels.FirstOrDefault() ?? "体系";
        yield return new Heading(3, $"{level}別の件数");
        yield return new Table($"{level}別の件数", [76, 24], 1,
        [
            new([Cell.OfColumn(level), Cell.OfColumn("件数")]),
            .. plan.Items.GroupBy(i => plan.PathOf(i.Item).FirstOrDefault()).Select(g => new Row([Cell.OfRow([g.Key is null ? "その他" : PrintedPlan.NameOf(g.Key)]),
                Cell.OfFigure([$"{g.Count()}"], [.. g.Select(i => new FigureSource(i.Item.Key!, "item", plan.Period))])])),
        ])
        { HideCaption = true };
    }
}
