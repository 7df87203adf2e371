using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>The template with two pages and two ratings for each item, on a plan of its shape with its special cases.</summary>
/// <remarks>Covers: bars without years, in tracks and side by side; indicators without targets, with dashes, blanks, notes; <c>-</c> ratings; reasons that no rating asks for; four departments; sub-numbers; codes with brackets and without.</remarks>
public class TamanaTests
{
    static readonly ReportTemplate _template = BuiltInTemplates.Find("tamana")!;
    static readonly Plan _plan = TestPlans.Plan("kirinoura");
    static readonly ReportDocument _document = Compose(_plan);

    [Fact]
    public void Every_text_of_an_item_stands_on_its_sheet_in_the_order_of_the_form() => Assert.All(_plan.Items, item =>
        Assert.Null(TwoPageSheets.FirstOutOfOrder(PrintedText.Of(_document with { Sections = [new() { Name = "sheet", Blocks = Sheet(item.No) }] }), TwoPageSheets.Texts(_plan, item))));

    [Fact]
    public void Published_report_comes_out_in_the_order_of_the_form()
    {
        var plan = PlanFile.Read(PublishedPlans.ReadIfThere("tamana")).Value!;
        var document = Compose(plan);

        Assert.All(plan.Items, item => Assert.Null(TwoPageSheets.FirstOutOfOrder(PrintedText.Of(document with { Sections = [new() { Name = "sheet", Blocks = Sheet(document, item) }] }), TwoPageSheets.Texts(plan, item))));
    }

    [Fact]
    public void Sheet_of_an_item_begins_a_page_for_the_plan_and_one_for_the_record() => Assert.All(_plan.Items, item =>
        Assert.Equal(["［取組事項別内容］", "（令和５年度の具体的な取組）"], Sheet(item.No).Where(b => b.StartsPage).Select(PrintedText.Of)));

    [Fact]
    public void Cover_is_not_counted_and_the_list_is_page_one()
    {
        Assert.True(_document.Sections[0] is { IsUncounted: true, PageNumbers: false });
        Assert.All(_document.Sections.Skip(1), s => Assert.Equal((false, "- {page} -", null), (s.IsUncounted, s.NumberText, s.RunningFoot)));
        Assert.StartsWith("【案】", ReportComposer.Compose(ReportSource.OfPlan(_template, _plan) with { IsDraft = true }).Sections[1].RunningFoot);
    }

    [Theory]
    [InlineData("第２次霧ノ浦市行政改革大綱 実行計画", "第２次霧ノ浦市行政改革大綱\n実行計画\n＜進行管理報告書＞")]
    [InlineData("第２次霧ノ浦市行政改革大綱", "第２次霧ノ浦市行政改革大綱\n実行計画\n＜進行管理報告書＞")]
    [InlineData("第２次霧ノ浦市行政改革大綱　実行計画　＜進行管理報告書＞", "第２次霧ノ浦市行政改革大綱\n実行計画\n＜進行管理報告書＞")]
    [InlineData("第２次霧ノ浦市行政改革大綱実行計画", "第２次霧ノ浦市行政改革大綱実行計画\n＜進行管理報告書＞")]
    public void Cover_says_each_part_of_the_title_once(string title, string printed)
    {
        var cover = Compose(_plan with { About = _plan.About with { Title = title } }).Sections[0];

        Assert.Equal([printed, "令和６年１１月", "霧ノ浦市"], cover.Blocks.Select(PrintedText.Of));
        Assert.IsType<SpacedText>(((Paragraph)cover.Blocks[^1]).Content.Single());
    }

    [Fact]
    public void List_says_a_heading_once_over_its_items_and_stacks_departments()
    {
        var section = _document.Sections[1];
        var table = Assert.Single(section.Blocks.OfType<Table>());

        Assert.Equal("第２次霧ノ浦市行政改革大綱実行計画取組事項一覧", PrintedText.Of(section.Blocks[0]));
        Assert.Equal(["基本方針", "基本施策", "管理番号", "取組事項", "担当課"], Texts(table.Rows[0]));
        Assert.Equal(["【1】持続できる財政の運営", "ア　自主財源の確保", "①", "納付しやすい仕組みの拡充", "収納課"], Texts(table.Rows[1]));
        Assert.Equal([6, 4], table.Rows[1].Cells.Take(2).Select(c => c.RowSpan!.Value));
        Assert.Equal(["③-1", "ふるさと寄附の推進", "観光交流課"], Texts(table.Rows[3]));
        Assert.Equal(["【2】職員が力を発揮できる組織と窓口", "ア　職員と組織の適正化", "⑥", "職員数の管理", "人事課"], Texts(table.Rows[7]));
        Assert.Equal("総務課\n情報推進課\n市民協働課\n市民課", Texts(table.Rows[10]).Last());
        // A merged cell may not leave its group of rows.
        Assert.Equal([1, 7], table.Rows.Select((row, i) => (row, i)).Where(r => r.row.StartsGroup).Select(r => r.i));
    }

    [Theory]
    [InlineData("①", "【1】")]
    [InlineData("⑥", "【2】")]
    public void Code_of_a_policy_stands_in_brackets_once(string no, string code) => Assert.Equal(["基本方針", code], Texts(Sheet(no).OfType<Table>().First().Rows[0]).Take(2));

    [Fact]
    public void Departments_of_an_item_are_joined() => Assert.Equal("総務課・情報推進課・市民協働課・市民課", Texts(Sheet("⑨").OfType<Table>().First().Rows[2]).Last());

    [Theory]
    [InlineData("①", "A,A,,,", "B,B,,,")]
    [InlineData("③-1", "B,B,,,", "B,C,,,")]
    [InlineData("③-2", "A,S,,,", "A,S,,,")]
    [InlineData("④", "A,A,,,", "-,-,,,")]
    [InlineData("⑩", "-,A,,,", "-,A,,,")]
    public void Ratings_of_former_years_stay_and_years_to_come_are_blank(string no, string progress, string achievement)
    {
        var grids = Sheet(no).OfType<Table>().Where(t => t.Caption is "進捗状況" or "達成状況").ToList();

        Assert.Equal([progress, achievement], grids.Select(g => string.Join(',', Texts(g.Rows[1]))));
        Assert.Equal(["S．計画以上に進捗　A．計画どおり進捗\nB．計画より遅れている　C．未着手", "S．目標を大幅に達成　A.目標どおり達成\nB.目標を下回った　C.目標を大幅に下回った"], grids.Select(g => Texts(g.Rows[0]).ElementAt(1)));
    }

    [Fact]
    public void Box_that_nothing_asks_for_is_printed_empty_and_one_written_all_the_same_is_kept()
    {
        var boxes = Boxes("⑥");

        Assert.Empty(boxes["進捗状況が「Ｓ」の場合その理由"]);
        Assert.Empty(boxes["「B」又は「C」の場合その理由及び改善に向けた方策"]);
        Assert.Equal("A", _plan.Items.Single(i => i.No == "⑥").Answers!.Last().Value.Ratings!["achievement"]);
        Assert.StartsWith("　目標の人数には届かなかったが", boxes["「B」又は「C」の場合その要因及び達成に向けた方策"]);
        Assert.Contains(Sheet("⑧").OfType<SheetGrid>().SelectMany(g => g.Boxes), b => b.Label == "取組効果" && PrintedText.Of(b.Content).Length == 0);
    }

    [Theory]
    [InlineData("②", "目標,,,,50%,100%|実績,,,,,")]
    [InlineData("④", "実績,71件,133件,,,|実績,231,870千円,72,055千円,,,")]
    [InlineData("⑦", "実績,9部41課85係,9部41課86係,,,")]
    [InlineData("⑧", "目標,0人,0人,0人,0人,0人|実績,38人,21人,,,|目標,12.0日,13.0日,14.0日,15.0日,15.5日|実績,12.4日,13.6日,,,|※対象は、年間を通じて在職した職員とする。【令和３年度実績：11.1日】")]
    [InlineData("③-1", "目標,12億円,12億円,10億円,-,-|実績,1,021,400,500円,902,118,330円,,,|※毎年度、前年度の実績を踏まえて目標を定める。\n【令和3年度の寄附額：10.42億円】|目標,60％以下,60％以下,50％以下,50％以下,50％以下|実績,60.00%,60.41%,,,")]
    [InlineData("⑩", "目標,-,15.0%,20.0%,25.0%,30.0%|実績,-,15.0%,,,")]
    public void Targets_and_actuals_stand_as_given_and_a_line_without_targets_is_left_out(string no, string lines)
    {
        var rows = Sheet(no).OfType<Table>().Single(t => t.Caption == "数値目標").Rows.Skip(1);

        Assert.Equal(lines, string.Join('|', rows.Select(r => string.Join(',', r.Cells.Where(c => c.Header != HeaderScope.RowGroup && !(c.Header == HeaderScope.Row && r.Cells[0] == c && r.Cells.Count == 7)).Select(c => PrintedText.Of(c.Content))))));
    }

    [Fact]
    public void Item_without_indicators_has_no_table_of_them() => Assert.DoesNotContain(Sheet("⑤"), b => b is Heading { Text: "数値目標" } or Table { Caption: "数値目標" });

    [Fact]
    public void Bars_stand_side_by_side_and_in_tracks_in_the_order_of_the_plan()
    {
        var rows = Sheet("④").OfType<Table>().Single(t => t.Caption == "具体的な取組").Rows.Skip(1).ToList();

        Assert.Equal(
            ["補助金：基準の作成 1,補助金：点検 2,補助金：見直しの反映 2", "各団体：説明 2,各団体：意見の聞き取り 3", "負担金：一覧の作成 1,負担金：点検 4", "公表 5"],
            rows.Select(r => string.Join(',', r.Cells.Where(c => c.Bar is not null).Select(c => $"{PrintedText.Of(c.Content)} {c.ColumnSpan ?? 1}"))));
        Assert.Equal([4, 4], rows[0].Cells.Take(2).Select(c => c.RowSpan!.Value));
        Assert.Equal(new Bar(true, true), rows[3].Cells.Single().Bar);
    }

    [Theory]
    [InlineData("④", 1)]
    [InlineData("③-1", 1)]
    [InlineData("②", 0)]
    public void Bar_without_years_is_explained_under_its_schedule(string no, int remarks) =>
        Assert.Equal(remarks, Sheet(no).OfType<Paragraph>().Count(p => p.Role == ParagraphRole.Remark && PrintedText.Of(p).StartsWith("※ 端を破線で", StringComparison.Ordinal)));

    [Fact]
    public void Plan_word_that_no_bar_says_is_not_lost()
    {
        var item = _plan.Items[1];
        var action = item.Actions![0] with { Plan = new Dictionary<ReformFlow.Core.Calendar.FiscalYear, string?> { [new(2022)] = "費用の調べ", [new(2023)] = "公聴会", [new(2024)] = "→" } };
        var document = Compose(_plan with { Items = [item with { Actions = [action] }] });

        var rows = Sheet(document, item).OfType<Table>().Single(t => t.Caption == "具体的な取組").Rows;

        Assert.Equal(["費用の調べ", "公聴会", "→", "", ""], Texts(rows[1]).Skip(2));
        Assert.Equal(["費用の調べ", "考え方の策定", "施設ごとの見直し"], Texts(rows[2]));
    }

    [Fact]
    public void Term_has_its_sign_once() => Assert.Equal(["〇電子申請", "〇個人番号カード", "〇オープンデータ"], Sheet("⑨").OfType<SheetGrid>().Single(g => g.Boxes.Count == 3 && g.Boxes[0].Label[0] == '〇').Boxes.Select(b => b.Label));

    static ReportDocument Compose(Plan plan) => ReportComposer.Compose(ReportSource.OfPlan(_template, plan));

    static IReadOnlyList<Block> Sheet(string no) => Sheet(_document, _plan.Items.Single(i => i.No == no));

    static IReadOnlyList<Block> Sheet(ReportDocument document, PlanItem item)
    {
        var blocks = document.Sections.Single(s => s.Name == "items").Blocks;
        var first = blocks.Select((b, i) => (b, i)).First(b => b.b is Heading { About: { } about } && about == $"　{item.No}　{item.Title}").i;
        return [blocks[first], .. blocks.Skip(first + 1).TakeWhile(b => b is not Heading { Anchor: not null })];
    }

    static Dictionary<string, string> Boxes(string no) => Sheet(no).OfType<SheetGrid>().SelectMany(g => g.Boxes).GroupBy(b => b.Label).ToDictionary(g => g.Key, g => PrintedText.Of(g.Last().Content));

    static IEnumerable<string> Texts(Row row) => row.Cells.Select(c => PrintedText.Of(c.Content));
}
