using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Tables;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports.Words;

public class LetterWidthTests
{
    [Theory]
    [InlineData("Ａ", "A")]
    [InlineData("ｚ９（％）～", "z9(%)~")]
    [InlineData("〇○あ　ｱ", "〇○あ　ｱ")]
    public void Half_folds_what_print_knows_in_two_widths_and_nothing_else(string text, string half) => Assert.Equal(half, LetterWidth.Half(text));

    // Many hands write a grade; one form of it is printed and counted, the template's.
    [Theory]
    [InlineData("Ｂ", null, "B", "B")]
    [InlineData("B", "Ｂ", "B", "B")]
    [InlineData("Ｂ", "B", "Ｂ", "Ｂ")]
    [InlineData("B", null, "Ｂ", "Ｂ")]
    [InlineData("D", null, "B", "D")]
    public void A_grade_is_printed_in_the_template_s_form(string written, string? ofPlan, string ofTemplate, string printed)
    {
        var item = SamplePlan.Item("1") with { Answers = new Dictionary<Period, YearAnswer> { [new(SamplePlan.R7)] = new(Ratings: new Dictionary<string, string> { ["status"] = written }) } };
        var plan = SamplePlan.Of(item) with { Scales = ofPlan is null ? [] : [new("item", [new("A"), new(ofPlan)])] };
        var template = SamplePlan.Standard with { Scales = [new("item", [new(ofTemplate)])], Pages = [new ItemTablePage { Columns = [new FieldColumn { Field = "rating.status" }] }, new CountsPage { Rating = "status", Rows = [new() { Label = "B", Counts = [ofTemplate] }], Columns = [new() { Kind = CountColumnKind.Category, Head = "区分" }, new() { Kind = CountColumnKind.Count, Head = "件数" }] }] };

        var tables = ReportComposer.Compose(new(template, plan, new(SamplePlan.R7), new Dictionary<string, AnswerStanding>())).Sections.SelectMany(s => s.Blocks).OfType<Table>().ToList();

        Assert.Equal(printed, PrintedText.Of(tables[0].Rows[1].Cells.Single().Content));
        Assert.Equal(written == "D" ? "0" : "1", PrintedText.Of(tables[1].Rows[1].Cells[1].Content));
    }
}
