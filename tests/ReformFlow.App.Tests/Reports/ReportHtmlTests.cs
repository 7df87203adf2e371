using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Tests;

namespace ReformFlow.App.Tests.Reports;

public class ReportHtmlTests
{
    [Fact]
    public async Task The_page_says_what_it_is_and_lets_nothing_in()
    {
        var page = await Page(Document([]));
        Assert.Equal("ja", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("【案】架空市の報告書　令和7年度（2025年度）", page.Title);
        Assert.StartsWith("default-src 'none';", page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, [onclick], [src]"));
    }

    [Fact]
    public async Task Whoever_listens_finds_landmarks_a_way_past_them_and_the_contents()
    {
        var page = await Page(Document([new Heading(2, "概要", "summary")]));
        Assert.Equal("#main", page.QuerySelector("body > :first-child")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("header h1"));
        Assert.NotNull(page.QuerySelector("main#main"));
        Assert.NotNull(page.QuerySelector("footer"));
        Assert.Equal("概要", page.QuerySelector("nav a[href='#summary']")!.TextContent);
    }

    [Fact]
    public async Task A_report_without_a_cover_still_has_its_heading() =>
        Assert.Equal("架空市の報告書", (await Page(Document([]) with { Sections = [] })).QuerySelector("h1")!.TextContent);

    [Fact]
    public async Task Words_stand_readable_in_the_file() => Assert.Contains("架空市の報告書", await Html(Document([])));

    [Theory]
    [InlineData("一行だけの文")]
    [InlineData("　字下げした文\n改行の後\n\n　・空行の後、  二つの空白")]
    [InlineData("①一つ目\n②二つ目 \n（1）三つ目")]
    [InlineData("<b>&amp; \"引用\" 𠮷野家")]
    public async Task Texts_keep_every_break_and_space(string text)
    {
        var page = await Page(Document([new Paragraph([text]), new SheetGrid([new("内容", [text])])]));
        Assert.Equal(text, page.QuerySelector("main p")!.TextContent);
        Assert.Equal(text, page.QuerySelector("dd")!.TextContent);
    }

    [Fact]
    public async Task Diagram_is_read_as_nested_lists_and_its_short_numbers_stand_upright()
    {
        var page = await Page(Document([new Diagram("体系",
        [
            new([new(["構想（平成28年～2016）"]) { IsVertical = true }]),
            new([new(["【1】", "窓口"]), new(["【2】", "財政"])]),
            new([new(["一覧"]) { IsVertical = true }]),
        ])]));

        var diagram = page.QuerySelector(".diagram")!;
        Assert.Equal("体系", diagram.GetAttribute("aria-label"));
        Assert.Equal("構想（平成28年～2016）", diagram.QuerySelector(":scope > ul > li > .vertical")!.TextContent.Trim());
        Assert.Equal(["28"], diagram.QuerySelectorAll(".upright").Select(u => u.TextContent));
        Assert.Equal(["【1】窓口", "【2】財政"], diagram.QuerySelectorAll(":scope > ul > li > ul.parts.joined > li").Select(l => string.Concat(l.QuerySelectorAll("p").Select(p => p.TextContent.Trim()))));
        Assert.Equal("一覧", diagram.QuerySelector(":scope > ul > li > ul:last-child > li")!.TextContent.Trim());
    }

    [Fact]
    public async Task Table_aligned_by_hand_has_a_place_for_each_letter()
    {
        const string Text = "・率\n　　　　R3　　R4\n　税　　98.9%  99.1%";

        var paragraph = (await Page(Document([new Paragraph([Text])]))).QuerySelector("main p")!;

        Assert.Equal(Text, paragraph.TextContent);
        Assert.Equal(["　　　　R3　　R4\n", "　税　　98.9%  99.1%"], paragraph.QuerySelectorAll(".pitch").Select(l => l.TextContent));
    }

    [Theory, InlineData(false, 7, "7"), InlineData(false, null, "本文"), InlineData(true, null, "2")]
    public async Task Page_is_a_link_on_the_web_and_the_number_of_its_sheet_in_print(bool isPrint, int? number, string printed)
    {
        var document = Document([new Table("一覧", [1], 0, [new([new([new PageReference("item-i1", number)])])])]) with { IsDraft = false };
        document = document with { Sections = [.. document.Sections, new() { Name = "table", SheetNumbers = true, Blocks = [new Heading(2, "本文", "item-i1")] }] };
        var pages = $"pages-{document.Sections.Count - 1}";
        var style = isPrint ? (ReportStyle.OwnFonts with { IsPrint = true }).Printed(document, new Dictionary<string, int> { ["item-i1"] = 6, [pages] = 5, [$"{pages}-end"] = 8 }) : ReportStyle.OwnFonts;

        var html = await new ReportHtml().RenderAsync(document, style);

        Assert.Equal(printed, new HtmlParser().ParseDocument(html).QuerySelector("td a")!.TextContent);
        Assert.Equal(isPrint, html.Contains("content:counter(sheet) \"/4\"", StringComparison.Ordinal));
        Assert.Equal(isPrint, html.Contains($"id=\"{pages}-end\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spaced_words_are_one_word_in_the_page()
    {
        var page = await Page(Document([new Paragraph([new SpacedText("基本方針")]), new SheetGrid([new("備考", ["なし"]) { Spaced = true }])]));
        Assert.Equal("基本方針", page.QuerySelector("main p .spaced")!.TextContent);
        Assert.Equal("備考", page.QuerySelector("dt .spaced")!.TextContent);
    }

    [Fact]
    public async Task A_bar_shows_which_of_its_ends_are_known_and_tells_its_years()
    {
        var page = await Page(Document([new Table("日程", [1, 1], 0, [new([new(["実施", new Spoken("（令和6年度から）")]) { Bar = new(IsOpenAtEnd: true) }, new(["休止"])])])]));
        Assert.Equal("bar open-end", page.QuerySelector("td > div")!.ClassName);
        Assert.Equal("（令和6年度から）", page.QuerySelector("td .hidden")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".bar"));
    }

    [Theory]
    [InlineData(Paper.A4, Orientation.Portrait, Binding.None, "size:A4 portrait;}")]
    [InlineData(Paper.A4, Orientation.Landscape, Binding.Top, "size:A4 landscape;margin-top:25mm;}")]
    [InlineData(Paper.A3, Orientation.Landscape, Binding.Left, "size:A3 landscape;margin-left:25mm;}")]
    public async Task A_section_has_the_paper_and_the_margin_that_it_asks_for(Paper paper, Orientation orientation, Binding binding, string rule)
    {
        var page = await Page(Document([]) with { Sections = [new() { Name = "items", PageNumbers = false, Paper = paper, Orientation = orientation, Binding = binding, Blocks = [] }] });
        Assert.Contains($"@page pages-0{{{rule}", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("48回以上", "short")]
    [InlineData("一二三四五六七八九十一二三四", "short")]
    [InlineData("一二三四五六七八九十一二三四五", null)]
    [InlineData("1", null)]
    public async Task A_cell_of_a_word_or_two_is_kept_from_leaving_its_last_letter_alone(string text, string? kind)
    {
        var page = await Page(Document([new Table("表", [1, 1], 0, [new([new([text]), new([text]) { Align = Alignment.Center, Strong = true }])])]));
        Assert.Equal([kind, "center strong"], page.QuerySelectorAll("td").Select(c => c.GetAttribute("class")));
    }

    [Theory]
    [InlineData("a) 口座振替", "--hang: 1.5em; --print: 1.48em")]
    [InlineData("※ 注", "--hang: 1.5em; --print: 1.33em")]
    [InlineData("A) 注", null)]
    public async Task A_line_hangs_as_wide_as_its_beginning_is(string line, string? style)
    {
        var page = await Page(Document([new Paragraph([$"{line}\n次の行"])]));
        Assert.Equal(style, page.QuerySelector("main .line")!.GetAttribute("style"));
    }

    [Fact]
    public async Task A_line_hangs_under_the_text_after_its_bullet()
    {
        var page = await Page(Document([new Paragraph(["　・長い項目\n地の文"])]));
        Assert.Equal(["--hang: 1.65em; --print: 1.17em", null], page.QuerySelectorAll("main .line").Select(l => l.GetAttribute("style")));
    }

    [Theory]
    [InlineData("→")]
    [InlineData("-5.0%")]
    [InlineData("10.5%")]
    public async Task A_figure_or_a_symbol_alone_is_no_bullet(string text) => Assert.Empty((await Page(Document([new Paragraph([text])]))).QuerySelectorAll("main .line"));

    [Fact]
    public async Task A_mark_is_heard_by_its_label_and_a_decrease_as_minus()
    {
        var page = await Page(Document([new Paragraph([new Mark("○", "計画どおり"), new Decrease("2.3"), new Note("（見込）")])]));
        Assert.Equal("<span class=\"mark\"><span class=\"hidden\">計画どおり</span><span aria-hidden=\"true\">○</span></span>", page.QuerySelector(".mark")!.OuterHtml);
        var decrease = page.QuerySelector(".decrease")!;
        Assert.Equal("true", decrease.QuerySelector("span + span")!.GetAttribute("aria-hidden"));
        Assert.Equal("マイナス△2.3", decrease.TextContent);
        Assert.Equal("（見込）", page.QuerySelector(".note")!.TextContent);
    }

    [Fact]
    public async Task A_table_names_itself_its_columns_and_its_rows()
    {
        var page = await Page(Document([new Table("件数", [3, 1], 1,
        [
            new([Cell.OfColumn("区分"), Cell.OfColumn("件数")]),
            new([Cell.OfRow(["順調"], 2), Cell.OfFigure(["3"], [])]) { StartsGroup = true },
            new([Cell.OfFigure(["4"], []) with { Strong = true }]),
            new([Cell.OfColumn("次", 2)]) { StartsGroup = true },
        ])]));
        Assert.Equal("件数", page.QuerySelector("table > caption")!.TextContent);
        Assert.Equal(["width: 75%", "width: 25%"], page.QuerySelectorAll("col").Select(c => c.GetAttribute("style")));
        Assert.Equal(["col", "col"], page.QuerySelectorAll("thead th").Select(h => h.GetAttribute("scope")));
        var row = page.QuerySelector("tbody th")!;
        Assert.Equal(("rowgroup", "2", null), (row.GetAttribute("scope"), row.GetAttribute("rowspan"), row.GetAttribute("colspan")));
        Assert.Equal("end strong", page.QuerySelectorAll("td")[1].ClassName);
        Assert.Equal(2, page.QuerySelectorAll("tbody").Length);
        Assert.Equal("colgroup", page.QuerySelector("[colspan]")!.GetAttribute("scope"));
    }

    [Fact]
    public async Task A_wide_table_can_be_scrolled_by_keyboard()
    {
        var box = (await Page(Document([new Table("件数", [1], 0, [])]))).QuerySelector(".scroll")!;
        Assert.Equal(("0", "group", "件数"), (box.GetAttribute("tabindex"), box.GetAttribute("role"), box.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Printed_pages_have_paper_foot_and_number_and_a_title_cannot_break_out()
    {
        var html = await Html(Document([]) with
        {
            Sections =
            [
                new() { Name = "cover", PageNumbers = false, Blocks = [new Heading(1, "表紙")] },
                new() { Name = "list", Paper = Paper.A3, Orientation = Orientation.Landscape, RunningFoot = "a</style><script>\"}", Blocks = [new Paragraph(["本文"])] },
            ],
        });
        Assert.Contains("@page pages-0{size:A4 portrait;}", html);
        Assert.Contains("@page pages-1{size:A3 landscape;@bottom-left{content:\"a\\00003c\\00002fstyle", html);
        Assert.Contains("@bottom-right{content:counter(page)}", html);
        var page = new HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal("page: pages-1", page.QuerySelector("section.list")!.GetAttribute("style"));
    }

    [Fact]
    public async Task The_caller_says_where_the_fonts_come_from()
    {
        Assert.Contains("@font-face{font-family:\"X\"}", await new ReportHtml().RenderAsync(Document([]), new("@font-face{font-family:\"X\"}")));
        Assert.DoesNotContain("@font-face", await Html(Document([])));
    }

    [Theory]
    [InlineData("yamaguchi")]
    [InlineData("mine")]
    [InlineData("nomi")]
    public async Task A_published_plan_loses_no_text_and_its_page_is_sound(string name)
    {
        var plan = PlanFile.Read(PublishedPlans.Read(name)).Value!;
        var page = await Page(ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find("standard")!, plan)));
        var text = page.Body!.TextContent;
        Assert.All(PublishedPlans.Texts(plan), t => Assert.Contains(t, text));

        var levels = page.QuerySelectorAll("h1, h2, h3, h4").Select(h => h.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, "A level of headings is left out."));

        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.QuerySelectorAll("a[href^='#']"), a => Assert.Contains(a.GetAttribute("href")![1..], ids));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), e => Assert.Contains(e.GetAttribute("aria-labelledby"), ids));
        Assert.All(page.QuerySelectorAll("th"), th => Assert.NotNull(th.GetAttribute("scope")));
        Assert.All(page.QuerySelectorAll("table"), t => Assert.NotEqual("", t.QuerySelector("caption")!.TextContent));
    }

    static ReportDocument Document(IReadOnlyList<Block> blocks) => new()
    {
        Title = "架空市の報告書",
        Municipality = "架空市",
        Period = "令和7年度（2025年度）",
        IsDraft = true,
        Sections = [new() { Name = "cover", PageNumbers = false, Blocks = [new Heading(1, "架空市の報告書")] }, new() { Name = "summary", Blocks = blocks }],
    };

    static Task<string> Html(ReportDocument document) => new ReportHtml().RenderAsync(document, ReportStyle.OwnFonts);

    static async Task<IDocument> Page(ReportDocument document) => new HtmlParser().ParseDocument(await Html(document));
}
