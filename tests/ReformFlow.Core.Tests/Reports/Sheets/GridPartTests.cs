using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;

namespace ReformFlow.Core.Tests.Reports.Sheets;

public class GridPartTests
{
    [Fact]
    public void Row_must_fill_its_columns_and_a_cell_has_one_content()
    {
        var part = new GridPart { Widths = [20, 80], Rows = [[new() { Label = "課" }], [new() { Label = "課", Text = "{title}" }, new() { Field = "text.nosuch" }], [new() { Text = "{nosuch}", Span = 2 }]] };

        Assert.Equal(["$.pages[0].parts[0].rows[0]", "$.pages[0].parts[0].rows[1][0]", "$.pages[0].parts[0].rows[1][1].field", "$.pages[0].parts[0].rows[2][0].text"], Problems(part));
        Assert.Empty(Problems(new GridPart { Widths = [20, 80], Rows = [[new() { Label = "課" }, new() { Text = "{departments:dots}" }]] }));
    }

    [Fact]
    public void Widths_and_ratings_that_make_no_sense_are_refused()
    {
        Assert.Equal(["$.pages[0].parts[0].rating"], Problems(new RatingsPart { Rating = "nosuch" }));
        Assert.Equal(["$.pages[0].parts[0].nameWidth"], Problems(new SchedulePart { NameWidth = 4 }));
        Assert.Equal(["$.pages[0].parts[0].nameWidth", "$.pages[0].parts[0].noteLine"], Problems(new IndicatorsPart { NameWidth = 61, NoteLine = true, BaselineHead = "基準" }));
        Assert.Empty(Problems(new SchedulePart { NameWidth = 5 }));
        Assert.Empty(Problems(new IndicatorsPart { NameWidth = 60, NoteLine = true }));
    }

    [Theory]
    [InlineData("- {page} -", true)]
    [InlineData("頁", false)]
    [InlineData("{page}/{page}", false)]
    public void Text_of_a_page_number_holds_it_once(string text, bool isGood) =>
        Assert.Equal(isGood, !TemplateCheck.Problems(SamplePlan.Standard with { PageNumbers = new() { Text = text } }).Any());

    static IEnumerable<string> Problems(SheetPart part) => TemplateCheck.Problems(SamplePlan.Standard with { Pages = [new ItemSheets { Parts = [part] }] }).Select(p => p.Place);
}
