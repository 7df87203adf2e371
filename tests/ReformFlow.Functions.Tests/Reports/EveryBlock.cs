using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Functions.Tests.Reports;

/// <summary>A document with every kind of block and every piece of a line.</summary>
static class EveryBlock
{
    public static ReportDocument Document { get; } = new()
    {
        Title = "霧ノ浦市行政改革報告書",
        Municipality = "霧ノ浦市",
        Period = "令和7年度（2025年度）",
        IsDraft = true,
        DocumentNumber = "資料1",
        Sections =
        [
            new() { Name = "cover", IsUncounted = true, PageNumbers = false, Blocks = [new Paragraph(["資料1"], ParagraphRole.DocumentNumber), new Paragraph(["案"], ParagraphRole.Standing), new Heading(1, "霧ノ浦市\n行政改革報告書"), new Paragraph(["令和8年7月"], ParagraphRole.Subtitle), new Paragraph([new SpacedText("霧ノ浦市")])] },
            new() { Name = "contents", Blocks = [new Heading(2, "目次"), new ContentsList([new(2, "概要", "overview"), new(3, "窓口の取組", "item"), new(3, string.Concat(Enumerable.Repeat("とても長い見出しで二行になるもの", 6)), "item")])] },
            new() { Name = "overview", RunningHead = "資料1", RunningFoot = "霧ノ浦市行政改革報告書", NumberText = "- {page} -", Blocks =
            [
                new Heading(2, "概要", "overview") { StartsPage = true, About = "（令和7年度）" },
                new Heading(4, "細目"), new Heading(5, "小さい見出し"), new Heading(6, "最も小さい見出し"),
                new Paragraph(["達成は", new Mark("○", "達成"), "、評価は", new Mark("A", "順調") { ReadsSymbol = true }, "、増減は", new Decrease("1.2%"), "です。", new Note("（見込）"), new Link("No.1", "item"), new Spoken("（聞こえるだけ）"), new SpacedText("基本方針")]), new Paragraph([new PageReference("item", null)]), new Paragraph([new PageReference("item", 12)]),
                new Paragraph(["一行目\n・二行目は字下げが要るほど長く、次の行まで続くように書いたものです。右端を越えて折り返します。\n\n　三行目 △3.5億円"]),
                new Paragraph(["表\n  区分    件数\n  窓口      12\n  電話       3"]),
                new Paragraph(["注記"], ParagraphRole.Remark), new Paragraph(["再びの見出し"], ParagraphRole.HeadingAgain) { StartsPage = true }, new Paragraph(["霧総第12号"], ParagraphRole.LineEnd),
            ] },
            new() { Name = "items", Density = Density.Compact, Binding = Binding.Left, PageLabel = "個票", Blocks =
            [
                new Heading(3, "1 窓口の取組", "item"),
                new SheetGrid([new("課題", ["待ち時間が長い。"]), new("担当", ["市民課"]) { Half = true, Spaced = true }, new("△の数", [new Mark("△", "遅れ")]) { Half = true, Heard = "遅れの数" }, new("内容", ["・受付を見直す。\n・案内を置く。"])]) { KeepTogether = true },
                new Table("年度ごとの状況", [2, 1, 1], 2, [
                    new([Cell.OfColumn("区分", rowSpan: 2), Cell.OfColumn("件数", columnSpan: 2)]), new([Cell.OfColumn("R6"), Cell.OfColumn("R7") with { Strong = true }]),
                    new([Cell.OfRow(["窓口"], rowSpan: 2), Cell.OfFigure(["12"], []), Cell.OfFigure(["10"], [])]) { StartsGroup = true }, new([new([new Decrease("2")]) { ColumnSpan = 2, Anchor = "decrease" }]),
                    new([Cell.OfRow(["日程"]), new(["試行"]) { ColumnSpan = 2, Bar = new(IsOpenAtEnd: true) }]) { StartsGroup = true }]),
            ] },
            new() { Name = "system", Paper = Paper.A3, Orientation = Orientation.Landscape, Binding = Binding.Top, SheetNumbers = true, Blocks = [new Diagram("体系", [new([new(["計画（平成28年～）", "基本方向10"]) { IsVertical = true }]), new([new(["【1】", "窓口"]), new(["【2】", "財政"])]), new([new(["一覧"]) { IsVertical = true }])])] },
        ],
    };
}
