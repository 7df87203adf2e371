using ReformFlow.App.Ports;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Functions.Reports;

namespace ReformFlow.Functions.Tests.Reports;

public sealed class QuestPdfReportTests
{
    [Fact]
    public async Task PDF_has_title_language_outline_and_its_data()
    {
        var pdf = await TaggedPdf.ReadAsync(await Drawn.PdfAsync(EveryBlock.Document));

        Assert.Equal("資料1　【案】霧ノ浦市行政改革報告書　令和7年度（2025年度）", pdf.Title);
        Assert.Equal("ja", pdf.Language);
        Assert.Equal(("3", "A", "1"), (pdf.Conforms["pdfaid:part"], pdf.Conforms["pdfaid:conformance"], pdf.Conforms["pdfuaid:part"]));
        Assert.Equal(["霧ノ浦市行政改革報告書", "目次", "概要（令和7年度）", "細目", "小さい見出し", "最も小さい見出し", "1窓口の取組"], pdf.Outline.Select(o => Unspaced.Of(o.Title)));
        Assert.Equal(CanonicalJson.Write(EveryBlock.Document), Assert.Single(pdf.Attachments, a => a.Key == "report.json").Value);
    }

    [Fact]
    public async Task What_is_seen_by_a_sign_is_heard_in_words()
    {
        var pdf = await TaggedPdf.ReadAsync(await Drawn.PdfAsync(EveryBlock.Document));

        Assert.Equal("達成は達成、評価はA順調、増減はマイナス1.2%です。（見込）No.1（聞こえるだけ）基本方針", pdf.Texts.First(t => t.Text.StartsWith("達成は", StringComparison.Ordinal)).Heard);
        Assert.Equal("概要 （令和7年度）", pdf.Texts.First(t => t is { Text: "概要" } && t.Has("H2")).Heard);
        Assert.Contains("遅れの数", pdf.Texts.Select(t => t.Heard));
        Assert.Contains("マイナス2", pdf.Texts.Select(t => t.Heard));
        Assert.Contains("計画（平成28年～）", pdf.Texts.Select(t => t.Heard));
        Assert.Contains(pdf.Texts, t => t.Heard == "　三行目 マイナス3.5億円");
    }

    [Fact]
    public async Task Numbers_leave_out_what_is_not_counted_and_sheets_have_their_own()
    {
        Section Pages(string name, int pages) => new() { Name = name, Blocks = [.. Enumerable.Range(1, pages).Select(p => new Heading(2, $"{name}その{p}", $"{name}-{p}") { StartsPage = true })] };
        var document = new ReportDocument
        {
            Title = "報告書",
            Municipality = "霧ノ浦市",
            Period = "令和7年度",
            Sections =
            [
                Pages("表紙", 2) with { IsUncounted = true, PageNumbers = false },
                new() { Name = "contents", Blocks = [new Heading(2, "目次"), new ContentsList([new(2, "本文その2", "本文-2"), new(2, "様式その1", "様式-1"), new(2, "別表その2", "別表-2")])] },
                Pages("本文", 2), Pages("様式", 2) with { SheetNumbers = true }, Pages("後記", 1), Pages("別表", 2) with { SheetNumbers = true },
            ],
        };

        var pdf = await TaggedPdf.ReadAsync(await Drawn.PdfAsync(document));

        Assert.Equal(["", "", "1", "2", "3", "1/4", "2/4", "6", "3/4", "4/4"], pdf.Pages.Select(p => Unspaced.Of(p)).Select((p, i) => i == 2 ? p[^1..] : p[(p.LastIndexOf('そ') + 3)..]));
        Assert.Contains("本文その23様式その11別表その24", Unspaced.Of(pdf.Pages[2]));
    }

    [Fact]
    public async Task Contents_name_the_pages_on_which_headings_stand()
    {
        var document = Plans.Document("standard");
        var pdf = await TaggedPdf.ReadAsync(await Drawn.PdfAsync(document));

        var entries = document.Sections.SelectMany(s => s.Blocks).OfType<ContentsList>().Single().Entries;
        var numbers = pdf.Texts.Where(t => t.Has("TOCI")).Select(t => t.Text.Trim()).Where(t => t.All(char.IsAsciiDigit) && t.Length > 0).Select(int.Parse).ToList();
        Assert.Equal(entries.Count, numbers.Count);
        Assert.All(entries.Zip(numbers), e => Assert.Contains(Unspaced.Of(e.First.Text), Unspaced.Of(pdf.Pages[e.Second - 1])));
        Assert.All(entries.Zip(numbers), e => Assert.Contains(pdf.Outline, o => o.Page == e.Second && Unspaced.Of(o.Title).Contains(Unspaced.Of(e.First.Text), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Heads_are_repeated_and_rows_and_their_groups_are_kept_whole()
    {
        var rows = Enumerable.Range(1, 60).Select(n => new Row([Cell.OfRow([$"始{n}組"], rowSpan: 2), new([$"甲{n}一\n甲{n}二\n甲{n}三"])]) { StartsGroup = true })
            .Zip(Enumerable.Range(1, 60).Select(n => new Row([new([$"乙{n}一\n乙{n}終"])])), (a, b) => new[] { a, b }).SelectMany(p => p);
        var document = EveryBlock.Document with { Sections = [new() { Name = "items", Blocks = [new Table("長い表", [1, 3], 1, [new([Cell.OfColumn("組"), Cell.OfColumn("頭書き")]), .. rows])] }] };

        var pages = (await TaggedPdf.ReadAsync(await Drawn.PdfAsync(document))).Pages;

        Assert.True(pages.Count > 3);
        Assert.All(pages, p => Assert.Contains("頭書き", p, StringComparison.Ordinal));
        for (var n = 1; n <= 60; n++)
            Assert.Single(pages, p => new[] { $"始{n}組", $"甲{n}一", $"甲{n}三", $"乙{n}一", $"乙{n}終" }.Any(word => p.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Row_longer_than_a_page_goes_over_pages()
    {
        var longest = string.Join('\n', Enumerable.Range(1, 150).Select(n => $"{n}行目"));
        var document = EveryBlock.Document with { Sections = [new() { Name = "items", Blocks = [new Table("表", [1, 3], 0, [new([Cell.OfRow(["長い行"]), new([longest])])]), new SheetGrid([new("長い箱", [longest])]) { KeepTogether = true }] }] };

        var pages = (await TaggedPdf.ReadAsync(await Drawn.PdfAsync(document))).Pages;

        Assert.True(pages.Count > 3);
        Assert.Contains("150行目", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_that_no_font_has_is_told_with_the_places_where_it_stands()
    {
        Drawn.SkipWithoutQuestPdf();
        var document = EveryBlock.Document with
        {
            Sections = [new() { Name = "items", Blocks = [new Heading(3, "1 窓口の取組"), new SheetGrid([new("課題", ["待ち時間\U00012000が長い。"]), new("内容", ["受付を見直す。"])]), new Table("表", [1, 1], 0, [new([Cell.OfRow(["件数"]), new(["\U00012000"])])])] }],
        };

        var refusal = await Assert.ThrowsAsync<UnprintableTextException>(() => Drawn.PdfAsync(document));

        Assert.Equal("\U00012000", refusal.Letter);
        Assert.Equal(["「1 窓口の取組」の「課題」", "「1 窓口の取組」の表「表」の「件数」の行"], refusal.Places);
        Assert.Contains("U+12000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_document_is_drawn_the_same_again()
    {
        var (first, second) = (await Drawn.PdfAsync(EveryBlock.Document), await Drawn.PdfAsync(EveryBlock.Document));

        Assert.Equal((await TaggedPdf.ReadAsync(first)).Texts, (await TaggedPdf.ReadAsync(second)).Texts);
    }

    [Fact]
    public async Task Without_a_licence_nothing_is_drawn() =>
        Assert.Null(await Drawn.Printer(PdfLicense.None).PrintAsync(EveryBlock.Document, TestContext.Current.CancellationToken));
}
