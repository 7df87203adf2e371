using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ReformFlow.App.Reports;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Tests.Reports;

/// <summary>What is read aloud of an edition, computed from its page, against what is meant: marks by their labels, △ before a figure as minus, years in full, blanks by what they say. Over every template and plan at hand.</summary>
public partial class ReadAloudTests
{
    public static TheoryData<string, string> Editions => FollowedFiguresTests.Editions;

    [Theory, MemberData(nameof(Editions))]
    public async Task A_sign_that_stands_alone_is_read_by_its_label(string template, string plan)
    {
        var (page, labels) = await EditionAsync(template, plan);
        var signs = 0;
        foreach (var place in Places(page).Where(p => Sign().IsMatch(Seen(p).Trim())))
        {
            var (seen, heard) = (Seen(place).Trim(), Heard(place).Trim());
            Assert.True(Word().IsMatch(heard), $"「{seen}」 is read as 「{heard}」.");
            Assert.DoesNotMatch(Sign(), heard);
            // A dash says at each place what is not there; a scale may have one of its own.
            if (Mark().IsMatch(seen) && labels.TryGetValue(seen, out var meant)) Assert.Contains(heard, meant);
            signs++;
        }
        if (template == "yamaguchi" && plan == "yamaguchi") Assert.True(signs > 300, $"Only {signs} signs were found.");
    }

    [Theory, MemberData(nameof(Editions))]
    public async Task A_sign_in_a_short_cell_stands_beside_its_label(string template, string plan)
    {
        var (page, labels) = await EditionAsync(template, plan);
        // A sign that a text begins with is its bullet.
        foreach (var place in Places(page).Where(p => p.LocalName is "td" or "th" or "dt" && Seen(p).Length <= 20))
            foreach (var (symbol, meant) in labels)
                if (Mark().IsMatch(symbol) && Heard(place).TrimStart().IndexOf(symbol, StringComparison.Ordinal) > 0)
                    Assert.True(meant.Any(Heard(place).Contains), $"「{Heard(place)}」 names {symbol} and not its meaning.");
    }

    [Theory, MemberData(nameof(Editions))]
    public async Task A_triangle_before_a_figure_is_read_as_minus(string template, string plan)
    {
        var (page, _) = await EditionAsync(template, plan);
        foreach (var place in Places(page).Where(p => p.LocalName is "td" or "th" && Negative().IsMatch(Seen(p))))
        {
            Assert.DoesNotMatch(Negative(), Heard(place));
            Assert.Contains("マイナス", Heard(place), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Editions))]
    public async Task A_year_at_the_head_of_a_column_is_read_in_full(string template, string plan)
    {
        var (page, _) = await EditionAsync(template, plan);
        foreach (var head in page.QuerySelectorAll("thead th").Where(h => ShortYear().IsMatch(Seen(h).Trim())))
        {
            var (seen, heard) = (Seen(head).Trim(), Heard(head).Trim());
            var year = string.Concat(ShortYear().Match(seen).Groups["year"].Value.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));
            Assert.Equal($"{(seen[0] == 'R' ? "令和" : "平成")}{(year == "1" ? "元" : year)}年度", heard);
        }
        if (template == "yamaguchi" && plan == "yamaguchi") Assert.Contains(page.QuerySelectorAll("thead th"), h => Seen(h) == "R5" && Heard(h) == "令和5年度");
    }

    [Theory, MemberData(nameof(Editions))]
    public async Task Nothing_is_read_twice(string template, string plan)
    {
        var (page, _) = await EditionAsync(template, plan);
        foreach (var mark in page.QuerySelectorAll(".mark"))
            Assert.False(Heard(mark).Length > 1 && Heard(mark)[..(Heard(mark).Length / 2)] == Heard(mark)[(Heard(mark).Length / 2)..], $"「{Heard(mark)}」 says the same twice.");
        Assert.DoesNotMatch("[基備目玉奥][ 　][本考標名][ 　]?", Heard(page.Body!).Length > 0 ? string.Concat(page.QuerySelectorAll(".spaced").Select(Heard)) : "");
    }

    [Theory]
    [InlineData("収支は△12百万円", "収支はマイナス12百万円")]
    [InlineData("前年比▲3.2%、△１件", "前年比マイナス3.2%、マイナス１件")]
    [InlineData("内訳は○12件、△3件", "内訳は○12件、△3件")]
    [InlineData("△は遅れを示す", "△は遅れを示す")]
    public async Task In_a_text_only_a_triangle_that_means_minus_is_read_so(string text, string heard)
    {
        var page = await PageAsync(new()
        {
            Title = "架空市の報告書",
            Municipality = "架空市",
            Period = "令和7年度（2025年度）",
            Sections = [new() { Name = "items", Blocks = [new SheetGrid([new("成果", [text]), new("状況", [new Core.Reports.Document.Mark("A", "達成") { ReadsSymbol = true }])])] }],
        });
        Assert.Equal(heard, Heard(page.QuerySelector("dd")!));
        Assert.Equal(text, Seen(page.QuerySelector("dd")!));
        Assert.Equal("A達成", Heard(page.QuerySelectorAll("dd")[1]));
    }

    static async Task<(IDocument Page, IReadOnlyDictionary<string, HashSet<string>> Labels)> EditionAsync(string template, string plan)
    {
        var source = ReportSource.OfPlan(BuiltInTemplates.Find(template)!, ReportPlans.Of(plan));
        var labels = source.Plan.Scales.Concat(source.Template.Scales).SelectMany(s => s.Symbols ?? []).Where(s => s.Label is not null)
            .SelectMany(s => new[] { (s.Symbol, s.Label), (Symbol: s.Symbol.Replace('○', '〇'), s.Label) }).GroupBy(s => s.Symbol).ToDictionary(g => g.Key, g => g.Select(s => s.Label!).ToHashSet());
        return (await PageAsync(ReportComposer.Compose(source)), labels);
    }

    static async Task<IDocument> PageAsync(ReportDocument document) => new HtmlParser().ParseDocument(await new ReportHtml().RenderAsync(document, ReportStyle.OwnFonts));

    static IEnumerable<IElement> Places(IDocument page) => page.QuerySelectorAll("td, th, dd, dt, li, caption, h1, h2, h3, h4, h5, h6, p.remark, p.subtitle").Where(p => p.Closest(".counted") is null);

    /// <summary>What a screen reader says of a place: all its text but what is hidden from it.</summary>
    static string Heard(INode node) => Text(node, e => e.GetAttribute("aria-hidden") != "true" && !e.ClassList.Contains("counted"));

    /// <summary>What stands on the screen there.</summary>
    static string Seen(INode node) => Text(node, e => !e.ClassList.Contains("hidden") && !e.ClassList.Contains("counted"));

    static string Text(INode node, Func<IElement, bool> counts) => node switch
    {
        IText text => text.Data,
        IElement element when !counts(element) => "",
        _ => string.Concat(node.ChildNodes.Select(child => Text(child, counts))),
    };

    [GeneratedRegex("^[○〇●◎△▲×✕→⇒－―—…-]$")]
    private static partial Regex Sign();

    [GeneratedRegex("^[○〇●◎△▲×✕]$")]
    private static partial Regex Mark();

    [GeneratedRegex("[ぁ-んァ-ヶ一-龠]")]
    private static partial Regex Word();

    [GeneratedRegex("[△▲][0-9０-９]")]
    private static partial Regex Negative();

    [GeneratedRegex("^[RH](?<year>[0-9０-９]+|元)(年度)?$")]
    private static partial Regex ShortYear();
}
