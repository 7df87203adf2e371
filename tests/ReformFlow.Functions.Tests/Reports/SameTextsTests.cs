using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Tests;

namespace ReformFlow.Functions.Tests.Reports;

/// <summary>Both engines print one document: the PDF has the texts of the HTML edition, block by block in its order, and its tables.</summary>
public sealed class SameTextsTests
{
    [Theory]
    [InlineData("standard"), InlineData("okayama"), InlineData("tamana"), InlineData("yamaguchi"), InlineData("nomi"), InlineData("mine")]
    public async Task PDF_says_what_the_HTML_edition_says_in_its_order(string template)
    {
        Drawn.SkipWithoutQuestPdf();
        var document = Plans.Document(template);

        var (seen, pdf) = (await SeenHtml.OfAsync(document), await Drawn.PdfAsync(document));

        AssertSame(seen.Blocks, (await TaggedPdf.ReadAsync(pdf)).Unspaced);
        Assert.Equal(seen.Rows, await TaggedPdf.RowsAsync(pdf));
    }

    [Fact]
    public async Task Every_kind_of_block_and_text_is_drawn()
    {
        Drawn.SkipWithoutQuestPdf();
        var document = EveryBlock.Document;

        var (seen, pdf) = (await SeenHtml.OfAsync(document), await Drawn.PdfAsync(document));

        Assert.Equal(Kinds<Block>(), document.Sections.SelectMany(s => s.Blocks).Select(b => b.GetType().Name).Distinct().Order());
        Assert.Equal(Kinds<Inline>(), document.Sections.SelectMany(s => s.Blocks).OfType<Paragraph>().SelectMany(p => p.Content).Select(i => i.GetType().Name).Distinct().Order());
        AssertSame(seen.Blocks, (await TaggedPdf.ReadAsync(pdf)).Unspaced);
        Assert.Equal(seen.Rows, await TaggedPdf.RowsAsync(pdf));
    }

    static IEnumerable<string> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T))).Select(t => t.Name).Order();

    static void AssertSame(IReadOnlyList<string> blocks, string text)
    {
        Assert.NotEmpty(blocks);
        var at = 0;
        foreach (var block in blocks)
        {
            Assert.True(string.CompareOrdinal(text, at, block, 0, block.Length) == 0, $"The HTML edition says «{block}»; the PDF says «{Around(text, at)}».");
            at += block.Length;
        }
        Assert.Equal("", text[at..]);
    }

    static string Around(string text, int at) => text[Math.Max(at - 20, 0)..Math.Min(at + 40, text.Length)];
}

/// <summary>A document of each template: the sample city's, plans of our own, and published ones.</summary>
static class Plans
{
    public static ReportDocument Document(string template) => ReportComposer.Compose(ReportSource.OfPlan(BuiltInTemplates.Find(template)!, template switch
    {
        "standard" => Read("Sample", "plan.json"),
        "okayama" => Read("Plans", "shiomino.json"),
        "tamana" => TestPlans.Plan("kirinoura"),
        _ => PlanFile.Read(PublishedPlans.Read(template)).Value!,
    }));

    static Plan Read(params string[] place) => PlanFile.Read(File.ReadAllBytes(Path.Combine([AppContext.BaseDirectory, "Reports", .. place]))).Value!;
}
