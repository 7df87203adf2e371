using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Reports.Pages;

/// <summary>The plan's accepted changes with old and new words; without any there is no page.</summary>
public sealed record ChangeListPage : TemplatePage
{
    internal override Section? Compose(PrintedPlan plan) => plan.Source.Changes.Count == 0 ? null : new()
    {
        Name = "changes",
        Orientation = Orientation.Landscape,
        RunningFoot = plan.RunningFoot,
        Blocks = [new Heading(2, TitleIn(plan) ?? "計画の変更一覧", "changes") { StartsPage = true }, .. Blocks(plan)],
    };

    static IEnumerable<Block> Blocks(PrintedPlan plan)
    {
        yield return new Paragraph([$"{plan.ShortPeriodName}の進捗照会で決定した計画の変更です。「適用」の年度から計画に反映し、それより前の年度の計画は変わりません。"]);
        yield return new Table("計画の変更一覧", [6, 20, 8, 14, 23, 23, 22, 12], 1,
        [
            new([.. new[] { "番号", plan.Words.Item, "区分", "箇所", "変更前", "変更後", "理由", "適用" }.Select(name => Cell.OfColumn(name))]),
            .. plan.Source.Changes.SelectMany((change, index) => Rows(plan, change, index + 1)),
        ])
        { HideCaption = true };
    }

    static IEnumerable<Row> Rows(PrintedPlan plan, PlanChange change, int number)
    {
        var lines = Lines(plan, change).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var (place, before, after) = lines[i];
            Cell[] middle = [new([place]), new([Or(before)]), new([Or(after)])];
            yield return i > 0 ? new(middle) : new(
            [
                Cell.OfRow([$"{number}"], Span()) with { Align = Alignment.Center },
                new([Item(plan, change)]) { RowSpan = Span() },
                new([ChangeWords.Of(change.Kind)]) { RowSpan = Span(), Align = Alignment.Center },
                .. middle,
                new([change.Reason]) { RowSpan = Span() },
                new([$"{JapaneseDate.Year(change.FromYear)}から"]) { RowSpan = Span(), Align = Alignment.Center },
            ])
            { StartsGroup = true };
        }

        int? Span() => lines.Count > 1 ? lines.Count : null;
    }

    static IEnumerable<(string Place, string Before, string After)> Lines(PrintedPlan plan, PlanChange change)
    {
        var item = plan.Plan.Items.FirstOrDefault(i => i.Key == change.Item);
        if (ChangeWords.Outcome(change.Kind, plan.Plan.Items.FirstOrDefault(i => i.Key == change.Target)) is { } outcome) yield return ("取扱い", "実施", outcome);
        foreach (var text in change.Texts ?? [])
            yield return (ChangeWords.OfField(text.Field, item), ChangeWords.Shown(text.Field, text.Old, plan.Plan), ChangeWords.Shown(text.Field, text.New, plan.Plan));
    }

    static Inline Item(PrintedPlan plan, PlanChange change) =>
        plan.Items.FirstOrDefault(i => i.Item.Key == change.Item) is { } item
            ? plan.HasSheets ? new Link($"{item.Item.No}　{item.Item.Title}", item.Anchor) : $"{item.Item.No}　{item.Item.Title}"
            : $"{change.No}　{change.Texts?.FirstOrDefault(t => t.Field == "title")?.New}";

    static Inline Or(string text) => Signs.Of(text.Length == 0 ? "－" : text);
}
