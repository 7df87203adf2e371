using System.Text;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>The template without any grade: diagram, index and sheets of a plan whose items have lettered parts.</summary>
public class OkayamaTests
{
    static readonly ReportTemplate _template = BuiltInTemplates.Find("okayama")!;

    public static TheoryData<string> Shapes => [.. OkayamaPlan.Shapes];

    [Fact]
    public void Report_has_every_text_of_the_plan()
    {
        var printed = PrintedText.Of(Compose());

        string?[] elsewhere = [OkayamaPlan.Rows.Municipality.Name, OkayamaPlan.Rows.About.Title, OkayamaPlan.Rows.About.ReportTitle, .. OkayamaPlan.Rows.Items.Select(i => i.No)];
        Assert.All(PublishedPlans.Texts(OkayamaPlan.Rows).Except(elsewhere.OfType<string>()), text => Assert.Contains(text, printed, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Plan_may_be_written_in_another_shape(string shape) =>
        Assert.Equal(Encoding.UTF8.GetString(CanonicalJson.Write(Compose())), Encoding.UTF8.GetString(CanonicalJson.Write(Compose(OkayamaPlan.In(shape)))));

    [Fact]
    public void Sheets_say_each_item_in_the_order_of_the_plan()
    {
        var rows = Sheets().SelectMany(s => s.Blocks.OfType<Table>()).SelectMany(t => t.Rows.Skip(t.HeaderRows)).ToList();

        var expected = OkayamaPlan.Rows.Items.SelectMany(item => item.Actions!.Select((action, line) => string.Join('｜', (string[])
        [
            .. line > 0 ? [] : Own(item),
            .. OkayamaPlan.Rows.Years.Select(y => action.Plan!.GetValueOrDefault(y) ?? ""),
            .. line > 0 ? [] : new[] { item.Answers!.Single().Value.Texts!["achievements"] },
        ])));
        Assert.Equal(expected, rows.Select(r => string.Join('｜', r.Cells.Select(c => PrintedText.Of(c.Content)))));

        static IEnumerable<string> Own(PlanItem item)
        {
            var under = OkayamaPlan.Rows.Nodes.Single(n => n.Id == item.Node);
            var over = OkayamaPlan.Rows.Nodes.Single(n => n.Id == under.Parent);
            return [$"{over.Code}　{over.Title}", under.Code + under.Title, OkayamaPlan.WholeNo(item)[^1] + item.Title, item.SubTitle ?? "", item.Texts!["description"]];
        }
    }

    [Fact]
    public void Rows_of_an_item_stay_together_under_the_published_heads()
    {
        var table = Sheets()[0].Blocks.OfType<Table>().Single();

        Assert.Equal(2, table.HeaderRows);
        Assert.Equal(["後期中期計画（行革プラン）に基づく施策の展開", "取組項目", "年度ごとの取組", "令和４年度の取組実績"], Texts(table.Rows[0]));
        Assert.Equal(["＜施策＞", "＜展開＞", "＜項目名＞", "（具体的取組）", "＜概要＞", "R３", "R４", "R５", "R６", "R７"], Texts(table.Rows[1]));
        Assert.Equal([2, 3, 5, null], table.Rows[0].Cells.Select(c => c.ColumnSpan));
        var items = OkayamaPlan.Rows.Items.Where(i => i.Node.StartsWith('1')).ToList();
        Assert.Equal(items.Count, table.Rows.Count(r => r.StartsGroup));
        Assert.Equal(items.Select(i => i.Actions!.Count), table.Rows.Where(r => r.StartsGroup).Select(r => r.Cells[0].RowSpan ?? 1));
    }

    [Fact]
    public void Each_measure_begins_a_sheet_that_names_it_once_and_runs_its_label()
    {
        var sheets = Sheets();

        Assert.Equal(["施策１", "施策２", "施策３", "施策４", "施策５"], sheets.Select(s => s.RunningHead));
        Assert.All(sheets, s => Assert.True(s is { SheetNumbers: true, Paper: Paper.A3, Orientation: Orientation.Landscape }));
        Assert.Equal(OkayamaPlan.Rows.Nodes.Where(n => n.Level == 0).Select(n => $"施策{n.Code} {n.Title}"), sheets.Select(s => Assert.Single(s.Blocks.OfType<Heading>()).Text));
        Assert.All(sheets, s => Assert.True(s.Blocks[0] is Heading { StartsPage: true }));
    }

    [Fact]
    public void Index_names_each_item_once_with_its_bureaus_and_its_first_sheet()
    {
        var index = Section("行財政改革を推進するための取組項目");
        var table = index.Blocks.OfType<Table>().Single();

        Assert.Equal(["後期中期計画（行革プラン）に基づく施策の展開", "取組項目", "担当部局", "ページ"], Texts(Assert.Single(table.Rows.Take(table.HeaderRows))));
        var wholes = OkayamaPlan.Rows.Items.GroupBy(OkayamaPlan.WholeNo).ToList();
        var rows = table.Rows.Skip(1).ToList();
        Assert.Equal(wholes.Select(w => $"{w.Key[^1]} {w.First().Title}｜{string.Join('、', w.SelectMany(i => i.LeadDepartments!).Distinct())}"), rows.Select(r => string.Join('｜', Texts(r).SkipLast(1).TakeLast(2))));
        Assert.Contains(rows, r => Texts(r).Contains("水道局、下水道局、市場管理部、健康福祉局"));
        // The tree: each heading once, over all its items.
        Assert.Equal(OkayamaPlan.Rows.Nodes.Select(n => n.Level == 0 ? $"{n.Code}　{n.Title}" : $"{n.Code} {n.Title}"), rows.SelectMany(r => Texts(r).SkipLast(3)));
        Assert.Equal(2 * wholes.Count, rows.SelectMany(r => r.Cells.SkipLast(3)).Sum(c => c.RowSpan ?? 1));
        var first = Sheets().SelectMany(s => s.Blocks.OfType<Table>()).SelectMany(t => t.Rows).SelectMany(r => r.Cells).Select(c => c.Anchor).OfType<string>().ToList();
        Assert.Equal(OkayamaPlan.Rows.Items.Count, first.Count);
        Assert.Equal(wholes.Select(w => first[OkayamaPlan.Rows.Items.ToList().IndexOf(w.First())]), rows.Select(r => Assert.IsType<PageReference>(r.Cells[^1].Content.Single()) is { Number: null } page ? page.Anchor : null));
    }

    [Fact]
    public void Diagram_leads_from_the_vision_over_the_measures_to_the_list()
    {
        var diagram = Section("行財政改革推進の体系").Blocks.OfType<Diagram>().Single();

        Assert.Equal(["長期構想（平成28年～令和７年）", "第六次総合計画　後期中期計画（令和３年～令和7年）", "行財政改革推進プラン", "【施策１】", "具体的内容", "行財政改革推進項目　一覧"], diagram.Steps.Select(s => s.Boxes[0].Lines[0]));
        Assert.Equal(OkayamaPlan.Rows.Nodes.Where(n => n.Level == 0).Select(n => $"【施策{n.Code}】｜{n.Title}"), diagram.Steps[3].Boxes.Select(b => string.Join('｜', b.Lines)));
        Assert.Equal([true, true, true, false, true, true], diagram.Steps.Select(s => s.Boxes[0].IsVertical));
    }

    [Fact]
    public void Office_texts_stand_in_the_diagram_in_place_of_the_usual_words()
    {
        var texts = OfficeTexts.Read("""{ "format": "office-texts/1", "texts": { "midTermPlan": "潮見野市総合計画\n・目標12\n「暮らしを支える市役所」" } }"""u8, _template).Value!;

        var diagram = ReportComposer.Compose(Source(OkayamaPlan.Rows) with { Texts = texts }).Sections.SelectMany(s => s.Blocks).OfType<Diagram>().Single();

        Assert.Equal(["潮見野市総合計画", "・目標12", "「暮らしを支える市役所」"], diagram.Steps[1].Boxes.Single().Lines);
    }

    [Fact]
    public void Cover_has_two_lines_of_title_and_the_day() =>
        Assert.Equal(["行財政改革推進項目一覧\n及び令和４年度取組実績", "R５.９.３０現在"], Compose().Sections[0].Blocks.Select(PrintedText.Of));

    [Fact]
    public void Nothing_is_graded_or_counted()
    {
        Assert.Equal(["text.achievements"], _template.Fields.Where(f => !f.IsOfPlan).Select(f => f.Name));
        Assert.DoesNotContain(_template.Pages, p => p is Core.Reports.Pages.SummaryPage or Core.Reports.Pages.CountsPage);
        var cells = Compose().Sections.SelectMany(s => s.Blocks).OfType<Table>().SelectMany(t => t.Rows).SelectMany(r => r.Cells).ToList();
        Assert.All(cells.SelectMany(c => c.Content).OfType<Mark>(), mark => Assert.True(mark is { Symbol: "→", Label: "継続" } || mark.Label == $"令和{mark.Symbol[^1] - '０'}年度" || mark.Label == "令和4年度の取組実績"));
        Assert.Equal(OkayamaPlan.Rows.Items.SelectMany(i => i.Actions!).SelectMany(a => a.Plan!.Values).Count(w => w == "→"), cells.SelectMany(c => c.Content).Count(i => i is Mark { Symbol: "→" }));
    }

    static ReportSource Source(Plan plan) => ReportSource.OfPlan(_template, plan);

    static ReportDocument Compose(Plan? plan = null) => ReportComposer.Compose(Source(plan ?? OkayamaPlan.Rows));

    static Section Section(string title) => Compose().Sections.Single(s => s.Blocks.OfType<Heading>().FirstOrDefault()?.Text == title);

    static List<Section> Sheets() => [.. Compose().Sections.Where(s => s.SheetNumbers)];

    static IEnumerable<string> Texts(Row row) => row.Cells.Select(c => PrintedText.Of(c.Content));
}
