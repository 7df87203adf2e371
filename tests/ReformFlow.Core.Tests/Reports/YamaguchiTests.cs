using System.Text.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>The template that derives an item's status from its marks, on the real plan: what the municipality published comes out string for string.</summary>
public class YamaguchiTests
{
    static readonly ReportTemplate _template = BuiltInTemplates.Find("yamaguchi")!;

    [Fact]
    public void Status_is_derived_as_it_was_published_on_every_item()
    {
        var plan = Plan();
        var asked = plan.Items.Select(i => i.Answers!.Values.Single().Ratings!["status"]);
        // Without their ratings only the marks are left to tell.
        var unrated = plan with { Items = [.. plan.Items.Select(i => i with { Answers = i.Answers!.ToDictionary(a => a.Key, a => a.Value with { Ratings = null }) })] };

        var list = Tables(ReportComposer.Compose(ReportSource.OfPlan(_template, unrated))).Where(t => t.Rows[0].Cells.Any(c => PrintedText.Of(c.Content) == "№"));

        Assert.Equal(asked, list.SelectMany(t => t.Rows.Skip(1)).Select(r => PrintedText.Of(r.Cells[^1].Content)));
    }

    [Fact]
    public void Counts_of_the_whole_plan_are_those_that_were_published()
    {
        var published = Published(0).GetProperty("rows");

        var table = Tables(Compose()).First();

        Assert.Equal(published[0].EnumerateObject().Select(c => c.Name), Texts(table.Rows[0]));
        Assert.Equal(published.EnumerateArray().Select(r => r.EnumerateObject().Select(c => c.Value.GetString() ?? "")), table.Rows.Skip(1).Select(Texts));
    }

    [Fact]
    public void Counts_of_each_heading_are_those_that_were_published()
    {
        var published = Published(1).GetProperty("rows").EnumerateArray().ToList();
        var document = Compose();
        var blocks = document.Sections.SelectMany(s => s.Blocks).ToList();

        foreach (var group in published)
        {
            var heading = blocks.FindIndex(b => b is Heading { Text: var text } && text == $"基本方針{group.GetProperty("基本方針").GetString()}　{group.GetProperty("title").GetString()}");
            var table = Assert.IsType<Table>(blocks[heading + 1]);
            // A head that the publication spaces out is one word here, with space between its letters.
            Assert.Equal(group.GetProperty("columns").EnumerateArray().Select(c => Spacing.Closed(c.GetString()!)), Texts(table.Rows[0]));
            Assert.Equal(group.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateObject().Select(c => c.Value.GetString())), table.Rows.Skip(1).Select(Texts));
        }
    }

    [Fact]
    public void List_of_items_is_the_one_that_was_published()
    {
        var published = Published(2);
        var document = Compose();

        var tables = Tables(document).Where(t => Texts(t.Rows[0]).Contains("№")).ToList();
        // A mark that was left blank keeps its column empty; the transcription does not tell which.
        var rows = tables.SelectMany(t => t.Rows.Skip(1)).Select(r => string.Join('\t', Texts(r).Where(text => text.Length > 0)));

        Assert.Contains(document.Sections.SelectMany(s => s.Blocks).OfType<Heading>(), h => h.Text == published.GetProperty("what").GetString());
        Assert.Equal(published.GetProperty("rows").EnumerateArray().Select(r => string.Join('\t', Row(r))), rows);
        Assert.All(tables, t => Assert.Equal(["ページ", "№", "【推進項目】", "取組内容", "実施状況"], Texts(t.Rows[0]).Where(h => !h.StartsWith("施策", StringComparison.Ordinal))));

        static IEnumerable<string> Row(JsonElement row)
        {
            yield return row.GetProperty("page").GetInt32().ToString();
            if (row.GetProperty("kubunPrintedOnThisRow").GetBoolean()) yield return row.GetProperty("kubun").GetString()!;
            yield return row.GetProperty("no").GetString()!;
            yield return row.GetProperty("title").GetString()!;
            foreach (var symbol in row.GetProperty("symbols").EnumerateArray()) yield return symbol.GetString()!;
            yield return row.GetProperty("status").GetString()!;
        }
    }

    [Fact]
    public void Report_has_every_text_of_the_plan()
    {
        var printed = PrintedText.Of(Compose());

        Assert.All(PublishedPlans.Texts(Plan()), text => Assert.Contains(text, printed, StringComparison.Ordinal));
    }

    static Plan Plan() => PlanFile.Read(PublishedPlans.Read("yamaguchi")).Value!;

    static JsonElement Published(int index) => Plan().Published!.Value[index];

    // The office's own words stand in the file of texts, as the municipality wrote them.
    static ReportDocument Compose()
    {
        var remarks = from heading in Published(1).GetProperty("rows").EnumerateArray()
                      from row in heading.GetProperty("rows").EnumerateArray()
                      select ($"remarks/{heading.GetProperty("基本方針").GetString()}/{row.GetProperty("実施状況").GetString()}", row.GetProperty("備考").GetString()!);
        return ReportComposer.Compose(ReportSource.OfPlan(_template, Plan()) with { Texts = new() { Format = OfficeTexts.FormatName, Texts = remarks.ToDictionary() } });
    }

    static IEnumerable<Table> Tables(ReportDocument document) => document.Sections.SelectMany(s => s.Blocks).OfType<Table>();

    static IEnumerable<string> Texts(Row row) => row.Cells.Select(c => PrintedText.Of(c.Content));
}
