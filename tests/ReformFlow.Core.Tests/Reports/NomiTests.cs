using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>The template that prints plan and report in one, on the real plan.</summary>
public class NomiTests
{
    static readonly ReportTemplate _template = BuiltInTemplates.Find("nomi")!;

    [Fact]
    public void Report_has_every_text_of_the_plan()
    {
        var printed = PrintedText.Of(Compose());

        // Units stand inside the values, and the cover breaks its title into lines.
        var elsewhere = Plan().Items.SelectMany(i => i.Indicators ?? []).Select(n => n.Unit).Append(Plan().About.ReportTitle).OfType<string>();
        Assert.All(PublishedPlans.Texts(Plan()).Except(elsewhere), text => Assert.Contains(text, printed, StringComparison.Ordinal));
    }

    [Fact]
    public void Headings_of_the_plan_begin_their_pages_and_items_follow_in_order()
    {
        var headings = Items().Blocks.OfType<Heading>().ToList();

        Assert.Equal("Ⅱ　具体的な取組項目及び令和5年度の取組状況", headings[0].Text);
        Assert.Equal(Plan().Nodes.Where(n => n.Level == 0).Select(n => $"{n.Code}　{n.Title}"), headings.Where(h => h.Level == 3).Select(h => h.Text));
        Assert.Equal(Plan().Nodes.Where(n => n.Level == 1).Select(n => $"{n.Code}　{n.Title}"), headings.Where(h => h.Level == 4).Select(h => h.Text));
        Assert.Equal(Plan().Items.Select(i => $"No. {i.No}【"), headings.Where(h => h.Level == 5).Select(h => h.Text[..(h.Text.IndexOf('【', StringComparison.Ordinal) + 1)]));
        Assert.Equal([0, 2, 3], headings.Select((h, i) => (h, i)).Where(h => h.h.StartsPage).Select(h => h.h.Level == 2 ? 0 : Array.IndexOf([.. Plan().Nodes.Where(n => n.Level == 0).Select(n => $"{n.Code}　{n.Title}")], h.h.Text) + 1));
    }

    [Fact]
    public void Table_of_an_item_has_the_columns_and_lines_of_the_published_one()
    {
        var table = Items().Blocks.OfType<Table>().First();

        Assert.Equal(["取組内容", "指標等", "基準値等", "年度", "目標値等"], Texts(table.Rows[0]));
        Assert.Equal(["R4", "R5", "R6", "R7", "R8"], Texts(table.Rows[1]));
        Assert.Equal(["目標"], Texts(table.Rows[3]));
        Assert.Equal(["実績"], Texts(table.Rows[5]));
        Assert.Equal(["【令和5年度の取組状況】", "【令和6年度の取組内容】"], [Texts(table.Rows[7]).Single(), Texts(table.Rows[9]).Single()]);
        Assert.Equal(11, table.Rows.Count);
    }

    [Fact]
    public void Target_that_an_arrow_carries_on_has_one_cell_up_to_it()
    {
        var targets = Items().Blocks.OfType<Table>().ElementAt(4).Rows[4];

        Assert.Equal(["実施", "→"], Texts(targets));
        Assert.Equal([null, 4], targets.Cells.Select(c => c.ColumnSpan));
    }

    // A year that is over without a value stays empty; it is not the same as one without a target.
    [Fact]
    public void Actuals_that_nobody_gave_stay_empty() => Assert.All(Items().Blocks.OfType<Table>().ElementAt(11).Rows[6].Cells, c => Assert.Empty(c.Content));

    static Plan Plan() => PlanFile.Read(PublishedPlans.Read("nomi")).Value!;

    static ReportDocument Compose() => ReportComposer.Compose(ReportSource.OfPlan(_template, Plan()));

    static Section Items() => Compose().Sections.Single(s => s.Name == "items");

    static IEnumerable<string> Texts(Row row) => row.Cells.Select(c => PrintedText.Of(c.Content));
}
