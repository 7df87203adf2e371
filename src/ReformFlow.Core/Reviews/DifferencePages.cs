using ReformFlow.Core.Calendar;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Reviews;

/// <summary>An edition as a list of differences names it.</summary>
/// <param name="Name">第2版（案）　資料1.</param>
/// <param name="Day">The day on which it was compiled, or published.</param>
public sealed record NamedEdition(string Name, DateOnly Day)
{
    public override string ToString() => $"{Name}（{JapaneseDate.Day(Day)}）";
}

/// <summary>Lists of differences on paper: 差替え一覧 for a review, 正誤表 for the public.</summary>
public static class DifferencePages
{
    const string Nothing = "－";

    /// <summary>差替え一覧: a document of its own, handed out with the later edition.</summary>
    public static ReportDocument Compose(ReportSource source, DifferenceList list, NamedEdition before, NamedEdition after)
    {
        var plan = source.Plan;
        var title = $"{plan.About.ReportTitle ?? $"{plan.About.Title}　進捗状況報告書"}　差替え一覧";
        return new()
        {
            Title = title,
            Municipality = plan.Municipality.Name,
            Period = JapaneseDate.WithGregorian(source.Period.Year),
            Sections =
            [
                new()
                {
                    Name = "differences",
                    Orientation = Orientation.Landscape,
                    RunningFoot = title,
                    Blocks =
                    [
                        new Heading(1, title),
                        new Paragraph([$"差替え前　{before}"]),
                        new Paragraph([$"差替え後　{after}"]),
                        .. Blocks(source, list, "差替え前", "差替え後"),
                    ],
                },
            ],
        };
    }

    /// <summary>正誤表: the last pages of an edition that replaces a published one.</summary>
    internal static Section Corrections(ReportSource source, Corrections corrections, string foot) => new()
    {
        Name = "corrections",
        Orientation = Orientation.Landscape,
        RunningFoot = foot,
        Blocks =
        [
            new Heading(2, "公表後の訂正・更新（正誤表）", "corrections") { StartsPage = true },
            new Paragraph([$"公表した{corrections.Before}から、次のとおり改めました。件数などの集計も、これに合わせて改めています。公表した版も、そのまま残しています。"]),
            .. Blocks(source, corrections.List, "訂正・更新前", "訂正・更新後"),
        ],
    };

    static IEnumerable<Block> Blocks(ReportSource source, DifferenceList list, string before, string after)
    {
        if (list.Confirmed.Count > 0)
            yield return new Paragraph([$"事務局の確認が済み、「{source.Template.Words.NotAccepted}」の表示がなくなった{source.Template.Words.Item}　{string.Join("、", list.Confirmed)}"]);
        if (list.Differences.Count == 0)
        {
            yield return new Paragraph(["内容の違いはありません。"]);
            yield break;
        }
        yield return new Table("違いの一覧", [7, 22, 19, 40, 40], 1,
        [
            new([.. new[] { "No.", source.Template.Words.Item, "箇所", before, after }.Select(name => Cell.OfColumn(name))]),
            .. list.Differences.GroupBy(d => d.Item).SelectMany(item => item.Select((d, index) => new Row(
            [
                .. index > 0 ? Array.Empty<Cell>() : [Cell.OfRow([d.No], Span(item.Count())), new([d.Title]) { RowSpan = Span(item.Count()) }],
                new([d.About is null ? d.Field : $"{d.Field}\n（{d.About}）"]), new([Or(d.Old)]), new([Or(d.New)]),
            ]) { StartsGroup = index == 0 })),
        ])
        { HideCaption = true };
    }

    static int? Span(int count) => count > 1 ? count : null;

    static string Or(string text) => text.Length == 0 ? Nothing : text;
}

/// <summary>What an edition changes of one that is public already.</summary>
public sealed record Corrections(NamedEdition Before, DifferenceList List);
