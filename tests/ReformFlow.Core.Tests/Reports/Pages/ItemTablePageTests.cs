using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Tables;

namespace ReformFlow.Core.Tests.Reports.Pages;

/// <summary>Flow tables on a plan of our own: headings, pages and feet, spans of rows, heads, schedules with marks.</summary>
public class ItemTablePageTests
{
    static readonly ItemTablePage _page = new()
    {
        TableLevel = 1,
        StartsPageAt = 0,
        Headings = [new() { Level = 0, Text = "{level0.name}{level0.code} {level0.title}", Repeats = true }, new() { Level = 1, Text = "＜{level1.title}＞" }],
        Foot = "報告書【{level0.title}】",
        Columns =
        [
            new NumberColumn(),
            new ColumnGroup { Head = "計画", Columns = [new TitleColumn { Head = "項目" }, new ActionsColumn { Head = "行動" }, new ScheduleColumn { ClosingWords = ["達成", "に統合"] }] },
            new FieldColumn { Field = "text.achievements", Head = "{year:letterYear} {part}実績" },
            new FieldColumn { Field = "rating.status", Head = "{year:letter} 評価" },
        ],
    };

    [Fact]
    public void Each_heading_of_the_level_has_a_table_under_its_headings()
    {
        var plan = SamplePlan.Of(Item("1"), Item("2"), Item("3", "1-2"), Item("4", "2-1")) with
        {
            Nodes = [new("1", 0, "窓口", "1"), new("1-1", 1, "近く", "(1)", "1"), new("1-2", 1, "早く", "(2)", "1"), new("2", 0, "財政", "2"), new("2-1", 1, "歳入", "(1)", "2")],
        };

        var sections = Sections(plan, _page);

        Assert.Equal(["報告書【窓口】", "報告書【財政】"], sections.Select(s => s.RunningFoot));
        Assert.Equal(["方針1 窓口", "＜近く＞", "表", "方針1 窓口", "＜早く＞", "表"], sections[0].Blocks.Select(Shown));
        Assert.Equal(["方針2 財政", "＜歳入＞", "表"], sections[1].Blocks.Select(Shown));
        Assert.Equal([2, 3, 3], sections[0].Blocks.OfType<Heading>().Select(h => h.Level));
        Assert.Equal(ParagraphRole.HeadingAgain, Assert.IsType<Paragraph>(sections[0].Blocks[3]).Role);
        Assert.Equal([true, false, false, false, false, false], sections[0].Blocks.Select(b => b.StartsPage));
        Assert.True(sections[1].Blocks[0].StartsPage);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_page_begins_at_headings_of_its_level(int? level, bool begins)
    {
        var plan = SamplePlan.Of(Item("1"), Item("3", "1-2")) with { Nodes = [new("1", 0, "窓口", "1"), new("1-1", 1, "近く", "(1)", "1"), new("1-2", 1, "早く", "(2)", "1")] };

        var blocks = Sections(plan, _page with { StartsPageAt = level }).Single().Blocks;

        Assert.Equal(begins, blocks[3].StartsPage);
        Assert.DoesNotContain(blocks.Skip(4), b => b.StartsPage);
    }

    [Fact]
    public void A_heading_that_does_not_repeat_is_printed_once()
    {
        var plan = SamplePlan.Of(Item("1"), Item("3", "1-2")) with { Nodes = [new("1", 0, "窓口", "1"), new("1-1", 1, "近く", "(1)", "1"), new("1-2", 1, "早く", "(2)", "1")] };

        var page = _page with { Title = "{plan}", Headings = [.. _page.Headings.Select(h => h with { Repeats = false })] };

        Assert.Equal(["架空市行政改革計画", "方針1 窓口", "＜近く＞", "表", "＜早く＞", "表"], Sections(plan, page).Single().Blocks.Select(Shown));
        Assert.Equal([2, 3, 4, 4], Sections(plan, page).Single().Blocks.OfType<Heading>().Select(h => h.Level));
    }

    [Fact]
    public void Columns_stand_under_the_head_that_spans_them()
    {
        var table = Table(Item("1"));

        Assert.Equal((2, 8), (table.HeaderRows, table.Widths.Count));
        Assert.Equal([("№", null, 2), ("計画", 5, null), ("R7年度 実績", null, 2), ("R7 評価", null, 2)], table.Rows[0].Cells.Select(Placed));
        Assert.Equal([("項目", null, null), ("行動", null, null), ("R6", null, null), ("R7", null, null), ("R8", (int?)null, (int?)null)], table.Rows[1].Cells.Select(Placed));
        Assert.Equal([HeaderScope.Column, HeaderScope.ColumnGroup, HeaderScope.Column, HeaderScope.Column], table.Rows[0].Cells.Select(c => c.Header!.Value));
        Assert.Equal("令和7年度 実績", Assert.IsType<Mark>(table.Rows[0].Cells[2].Content.Single()).Label);
    }

    [Fact]
    public void A_schedule_with_a_head_of_its_own_stands_under_it()
    {
        var table = Sections(SamplePlan.Of(Item("1")), _page with { Columns = [new TitleColumn { Head = "項目" }, new ColumnGroup { Head = "計画", Columns = [new ScheduleColumn { Head = "年度" }] }] }).Single().Blocks.OfType<Table>().Single();

        Assert.Equal(3, table.HeaderRows);
        Assert.Equal([("項目", null, (int?)3), ("計画", 3, null)], table.Rows[0].Cells.Select(Placed));
        Assert.Equal([("年度", (int?)3, null)], table.Rows[1].Cells.Select(Placed));
        Assert.Equal(["R6", "R7", "R8"], table.Rows[2].Cells.Select(c => PrintedText.Of(c.Content)));
    }

    [Fact]
    public void Actions_have_a_row_each_and_the_item_s_cells_span_them()
    {
        var table = Table(Item("1") with { Actions = [new(null, "案内板"), new(null, "総合窓口"), new(null, "予約")] });

        Assert.Equal(["1", "項目1", "案内板", "", "", "", "・改めた", "順調"], table.Rows[2].Cells.Select(c => PrintedText.Of(c.Content)));
        Assert.Equal([3, 3, null, null, null, null, 3, 3], table.Rows[2].Cells.Select(c => c.RowSpan));
        Assert.Equal(["総合窓口", "", "", ""], table.Rows[3].Cells.Select(c => PrintedText.Of(c.Content)));
        Assert.Equal([true, false, false], table.Rows.Skip(2).Select(r => r.StartsGroup));
        Assert.Equal(HeaderScope.RowGroup, table.Rows[2].Cells[1].Header);
    }

    [Fact]
    public void An_item_without_actions_has_one_row()
    {
        Assert.Equal(["1", "項目1", "", "", "", "", "・改めた", "順調"], Table(Item("1") with { Actions = null }).Rows[2].Cells.Select(c => PrintedText.Of(c.Content)));
        Assert.Equal(HeaderScope.Row, Table(Item("1") with { Actions = null }).Rows[2].Cells[1].Header);
    }

    [Fact]
    public void A_mark_closes_its_action_from_its_year_on()
    {
        var rows = Table(Item("1") with
        {
            Actions =
            [
                new(null, "案内板", Plan: Words("実施", "達成", null)), new(null, "総合窓口", Plan: Words("達成", "→", "")), new(null, "予約", Plan: Words("実施", "達成", "点検")),
                new(null, "広報", Plan: Words("実施", "→", "達成")), new(null, "達成度調査", Plan: Words("達成度", "→", null)),
            ],
        }).Rows.Skip(2).Select(r => r.Cells.SkipWhile(c => c.Header is null || c.RowSpan is not null).Skip(1).TakeWhile(c => c.RowSpan is null).Select(c => (PrintedText.Of(c.Content.Where(i => i is not Spoken)), c.ColumnSpan)).ToList()).ToList();

        Assert.Equal([("実施", null), ("達成", 2)], rows[0]);
        Assert.Equal([("達成", 3)], rows[1]);
        Assert.Equal([("実施", null), ("達成", null), ("点検", (int?)null)], rows[2]);
        Assert.Equal([("実施", null), ("→", null), ("達成", (int?)null)], rows[3]);
        Assert.Equal([("達成度", null), ("→", null), ("", (int?)null)], rows[4]);
    }

    [Fact]
    public void Bars_that_overlap_have_a_line_each()
    {
        var table = Table(Item("1") with { Actions = [new(null, "案内板", Bars: [new("設計", SamplePlan.R6, SamplePlan.R7), new("試行", SamplePlan.R7, SamplePlan.R7), new("達成", new(2026))])] });

        Assert.Equal((2, 2), (table.Rows[2].Cells[1].RowSpan, table.Rows[2].Cells[2].RowSpan));
        Assert.Equal(["設計", "試行", "達成"], table.Rows.Skip(2).SelectMany(r => r.Cells).Where(c => c.Content is [PlainText { Text: "設計" or "試行" or "達成" }, ..]).Select(c => ((PlainText)c.Content[0]).Text));
        Assert.NotNull(table.Rows[2].Cells.Single(c => c.Content is [PlainText { Text: "設計" }, ..]).Bar);
        Assert.Null(table.Rows[3].Cells.Single(c => c.Content is [PlainText { Text: "達成" }, ..]).Bar);
        Assert.Equal(3, table.Rows[3].Cells.Count);
    }

    [Fact]
    public void A_closed_item_has_its_mark_over_the_years_and_nothing_else()
    {
        var merged = Item("2") with { ClosedMark = "№1に統合", MergedInto = "1", Answers = null, Actions = [new(null, "予約"), new(null, "広報")] };

        var rows = Sections(SamplePlan.Of(Item("1"), merged), _page).Single().Blocks.OfType<Table>().Single().Rows.Skip(3).ToList();

        Assert.Equal(["2", "項目2", "予約", "№1に統合", "", ""], rows[0].Cells.Select(c => PrintedText.Of(c.Content)));
        Assert.Equal(["広報", "№1に統合"], rows[1].Cells.Select(c => PrintedText.Of(c.Content)));
        Assert.Equal(3, rows[0].Cells[3].ColumnSpan);
        Assert.Equal("item-i1", Assert.IsType<Link>(rows[0].Cells[3].Content.Single()).Anchor);
    }

    // Where the plan's own words say what was done, the mark that has no year does not cover them.
    [Fact]
    public void A_mark_without_a_year_costs_no_word_of_the_plan()
    {
        var table = Table(Item("1") with { ClosedMark = "休止", Actions = [new(null, "案内板", Plan: Words("実施", "→", null))] });

        Assert.Equal(["実施", "→", "", "休止"], [.. table.Rows[2].Cells.Skip(3).Take(3).Select(c => PrintedText.Of(c.Content)), PrintedText.Of(table.Rows[3].Cells.Single().Content)]);
        Assert.Equal(2, table.Rows[2].Cells[2].RowSpan);
    }

    [Theory]
    [InlineData(false, new[] { true, true, true })]
    [InlineData(true, new[] { true, false, true })]
    public void A_heading_stands_in_every_row_or_once(bool merges, bool[] stands)
    {
        var page = _page with { TableLevel = null, Headings = [], Columns = [new HeadingColumn { Level = 0, Merges = merges }, new TitleColumn()] };

        var table = Sections(SamplePlan.Of(Item("1"), Item("2"), Item("3", "2-1")), page).Single().Blocks.OfType<Table>().Single();

        Assert.Equal("方針", PrintedText.Of(table.Rows[0].Cells[0].Content));
        Assert.Equal(stands, table.Rows.Skip(1).Select(r => r.Cells.Count == 2));
        Assert.Equal(merges ? 2 : null, table.Rows[1].Cells[0].RowSpan);
        Assert.Equal(merges ? [true, false, true] : [true, true, true], table.Rows.Skip(1).Select(r => r.StartsGroup));
    }

    [Fact]
    public void Cells_of_the_plan_and_of_its_place_stand_in_their_columns()
    {
        var item = Item("1") with { SubTitle = "二年目", SupportingDepartments = ["総務課"] };
        var page = _page with { Columns = [new SubTitleColumn(), new DepartmentsColumn { Separator = "・" }, new DepartmentsColumn { LeadOnly = true }, new PageColumn(), new ActionsColumn { WithNo = true }] };

        var table = Sections(SamplePlan.Of(item with { Actions = [new("①", "案内板")] }), page).Single().Blocks.OfType<Table>().Single();

        Assert.Equal(["取組", "担当", "担当", "ページ", "取組"], table.Rows[0].Cells.Select(c => PrintedText.Of(c.Content)));
        Assert.Equal(["二年目", "市民課・総務課", "市民課", "", "①　案内板"], table.Rows[1].Cells.Select(c => PrintedText.Of(c.Content)));
    }

    [Fact]
    public void Page_is_known_when_it_is_printed_and_before_where_sheets_number_themselves()
    {
        var page = _page with { Columns = [new TitleColumn(), new PageColumn()] };

        Assert.Equal(new PageReference("item-i1", null), Sections(SamplePlan.Of(Item("1")), page, new ItemSheets()).Single().Blocks.OfType<Table>().Single().Rows[1].Cells[1].Content.Single());
        Assert.Equal(new PageReference("item-i1", 1), Sections(SamplePlan.Of(Item("1")), page, new ItemSheets { PageLabel = "{sheet} ページ" }).Single().Blocks.OfType<Table>().Single().Rows[1].Cells[1].Content.Single());
    }

    [Fact]
    public void Columns_without_heads_share_that_of_their_group() =>
        Assert.Equal(["題と番号 2 1", "担当  1"], Sections(SamplePlan.Of(Item("1")), _page with { Columns = [new ColumnGroup { Head = "題と番号", Columns = [new TitleColumn { Head = "" }, new NumberColumn { Head = "" }] }, new DepartmentsColumn()] })
            .Single().Blocks.OfType<Table>().Single() is var table ? table.Rows[0].Cells.Select(c => $"{PrintedText.Of(c.Content)} {c.ColumnSpan} {table.HeaderRows}") : []);

    [Fact]
    public void Rows_of_whole_items_need_items_with_parts() =>
        Assert.Contains(TemplateCheck.Problems(SamplePlan.Standard with { Pages = [_page with { OfWholes = true }] }), p => p.Place == "$.pages[0].ofWholes");

    [Fact]
    public void Item_s_row_is_where_links_lead_unless_it_has_a_sheet()
    {
        var plan = SamplePlan.Of(Item("1"));

        Assert.Equal("item-i1", Sections(plan, _page).Single().Blocks.OfType<Table>().Single().Rows[2].Cells[1].Anchor);
        Assert.All(Sections(plan, _page, new ItemSheets()).Single().Blocks.OfType<Table>().Single().Rows.SelectMany(r => r.Cells), c => Assert.Null(c.Anchor));
    }

    [Fact]
    public void Answers_that_are_not_accepted_say_so_beside_the_title()
    {
        var source = Source(SamplePlan.Of(Item("1"), Item("2")), _page) with { Standings = new Dictionary<string, AnswerStanding> { ["i1"] = AnswerStanding.Submitted, ["i2"] = AnswerStanding.Blank } };

        var rows = ReportComposer.Compose(source).Sections.Single(s => s.Name == "table").Blocks.OfType<Table>().Single().Rows;

        Assert.Equal(["項目1〔事務局確認前〕", "・改めた", "順調"], [PrintedText.Of(rows[2].Cells[1].Content), .. rows[2].Cells.TakeLast(2).Select(c => PrintedText.Of(c.Content))]);
        Assert.Equal(["項目2〔確認中〕", "〔確認中〕", "〔確認中〕"], [PrintedText.Of(rows[3].Cells[1].Content), .. rows[3].Cells.TakeLast(2).Select(c => PrintedText.Of(c.Content))]);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Head_is_repeated_unless_it_stands_once(bool once) => Assert.Equal(once, Sections(SamplePlan.Of(Item("1")), _page with { HeadOnce = once }).Single().Blocks.OfType<Table>().Single().HeadOnce);

    [Fact]
    public void Marks_of_the_year_stand_in_the_rows_of_their_actions()
    {
        var item = Item("1") with { Actions = [new("①", "直す", "a1"), new("②", "配る", "a2")] };
        item = item.WithAnswer(SamplePlan.R7, new(new Dictionary<string, string> { ["②"] = "△" }));
        var table = Sections(SamplePlan.Of(item), new ItemTablePage { Columns = [new TitleColumn(), new ActionsColumn { WithNo = true }, new MarksColumn()] }).Single().Blocks.OfType<Table>().Single();
        Assert.Equal(["項目1\t①　直す\t", "②　配る\t△"], PrintedText.Of(table).Split('\n').Skip(1));
        Assert.IsType<Mark>(table.Rows[2].Cells[1].Content[0]);
        Assert.Equal(["$.columns[0]"], new ItemTablePage { Columns = [new MarksColumn()] }.Problems(SamplePlan.Standard with { Fields = [] }, "$").Select(p => p.Place));
    }

    [Theory]
    [InlineData(null, 3, "")]
    [InlineData(2024, 3, "")]
    [InlineData(2025, 2, "（令和7年度から）")]
    [InlineData(2026, null, "（令和8年度から）")]
    public void A_closing_mark_is_drawn_from_its_year_on(int? from, int? span, string spoken)
    {
        var item = SamplePlan.Item("1") with { ClosedMark = "達成", ClosedFrom = from is { } year ? new(year) : null };
        var cells = Sections(SamplePlan.Of(item), new ItemTablePage { Columns = [new ScheduleColumn()] }).Single().Blocks.OfType<Table>().Single().Rows[^1].Cells;
        Assert.Equal(("達成", span), (PrintedText.Of(cells[^1].Content), cells[^1].ColumnSpan));
        Assert.Equal(spoken, string.Concat(cells[^1].Content.OfType<Spoken>().Select(s => s.Text)));
        Assert.All(cells.SkipLast(1), c => Assert.Empty(c.Content));
    }

    [Fact]
    public void Without_a_foot_of_its_own_it_has_that_of_the_other_pages() => Assert.Equal("架空市行政改革計画　進捗状況報告書（令和8年6月30日現在）",
        ReportComposer.Compose(Source(SamplePlan.Of(Item("1")), _page with { Foot = null }) with { AsOf = new(2026, 6, 30) }).Sections.Single(s => s.Name == "table").RunningFoot);

    [Fact]
    public void A_list_has_all_its_bands()
    {
        ItemListPage page = new() { BandLevel = 0, Band = "{level0.title}", Columns = [new() { Kind = ItemColumnKind.Title, Head = "項目" }] };
        var blocks = ReportComposer.Compose(Source(SamplePlan.Of(Item("1"), Item("2"), Item("3", "2-1")), page)).Sections.Single().Blocks;
        Assert.Equal(["取組事項の一覧", "窓口を近くする", "表", "財政を整える", "表"], blocks.Select(Shown));
    }

    [Fact]
    public void Drafts_say_so_before_the_page_s_own_foot() => Assert.Equal("【案】報告書【窓口を近くする】",
        ReportComposer.Compose(Source(SamplePlan.Of(Item("1")), _page) with { IsDraft = true }).Sections.Single(s => s.Name == "table").RunningFoot);

    [Fact]
    public void Every_wrong_parameter_is_named()
    {
        ItemTablePage page = new()
        {
            Columns =
            [
                new TitleColumn(), new FieldColumn { Field = "text.nosuch" }, new FieldColumn { Field = "mark.*" }, new FieldColumn { Field = "rating.nosuch" }, new HeadingColumn { Level = 0 },
                new ColumnGroup { Columns = [new ColumnGroup { Head = "群", Columns = [] }, new FieldColumn { Field = "text.nosuch" }] }, new ScheduleColumn { ClosingWords = [""] }, new ScheduleColumn(),
                new ColumnGroup { Head = "群", Columns = [] },
            ],
        };

        Assert.Equal(
            ["$.columns", "$.columns[1].field", "$.columns[2].field", "$.columns[3].field", "$.columns[5].head", "$.columns[5].columns[0]", "$.columns[5].columns[1].field", "$.columns[6].closingWords", "$.columns[8].columns"],
            page.Problems(SamplePlan.Standard, "$").Select(p => p.Place));
        Assert.Equal("$.columns", Assert.Single((page with { Columns = [] }).Problems(SamplePlan.Standard, "$")).Place);
        Assert.Empty(_page.Problems(SamplePlan.Standard, "$"));
    }

    static PlanItem Item(string no, string node = "1-1") => SamplePlan.Item(no, "順調", node: node, title: "項目")
        .WithAnswer(SamplePlan.R7, new(Ratings: new Dictionary<string, string> { ["status"] = "順調" }, Texts: new Dictionary<string, string> { ["achievements"] = "・改めた" }));

    static Dictionary<FiscalYear, string?> Words(params string?[] words) => words.Select((word, i) => (word, i)).ToDictionary(w => new FiscalYear(SamplePlan.R6.Year + w.i), w => w.word);

    static (string Text, int? Columns, int? Rows) Placed(Cell cell) => (PrintedText.Of(cell.Content), cell.ColumnSpan, cell.RowSpan);

    static string Shown(Block block) => block is Table ? "表" : PrintedText.Of(block);

    static Table Table(PlanItem item) => Sections(SamplePlan.Of(item), _page).Single().Blocks.OfType<Table>().Single();

    static List<Section> Sections(Plan plan, params TemplatePage[] pages) => [.. ReportComposer.Compose(Source(plan, pages)).Sections.Where(s => s.Name == "table")];

    static ReportSource Source(Plan plan, params TemplatePage[] pages) => new(SamplePlan.Standard with { Pages = pages }, plan, new(SamplePlan.R7), new Dictionary<string, AnswerStanding>());
}
