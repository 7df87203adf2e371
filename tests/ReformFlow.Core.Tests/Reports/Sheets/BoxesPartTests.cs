using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;

namespace ReformFlow.Core.Tests.Reports.Sheets;

/// <summary>Boxes of a sheet: amounts where the plan expects them, and closed items.</summary>
public class BoxesPartTests
{
    static readonly BoxesPart _part = new()
    {
        Boxes = [new() { Field = "text.achievements", Label = "実績" }, new() { Field = "effect.saving", Label = "削減" }, new() { Field = "effect.revenue", Label = "収入" }],
    };

    [Fact]
    public void An_amount_is_printed_as_it_was_given()
    {
        var item = Answered() with { Effects = [Saving(new(1_200_000, "1,200千円"))] };
        Assert.Equal("実績：改めた\n削減：1,200千円", Boxes(item));
        Assert.Equal("実績：改めた\n削減：1,200,000円〔（見込）〕", Boxes(item with { Effects = [Saving(new(1_200_000, Provisional: true))] }));
        Assert.Equal("実績：改めた\n削減：", Boxes(item with { Effects = [Saving(null)] }));
    }

    [Fact]
    public void An_item_without_effects_has_no_boxes_for_them() => Assert.Equal("実績：改めた", Boxes(Answered()));

    [Fact]
    public void A_closed_item_has_its_closing_words_in_place_of_empty_boxes()
    {
        var closed = SamplePlan.Item("1") with { ClosedMark = "休止", Effects = [Saving(null)] };
        Assert.Equal(["1　窓口の案内1", "休止"], Sheet(closed).Select(PrintedText.Of));
        Assert.Equal(ParagraphRole.Standing, Assert.IsType<Paragraph>(Sheet(closed)[1]).Role);
        Assert.Equal(["1　窓口の案内1", "休止", "実績：改めた"], Sheet(Answered() with { ClosedMark = "休止" }).Select(PrintedText.Of));
    }

    [Fact]
    public void A_merged_item_leads_to_the_one_that_it_went_into()
    {
        var sheet = Sheet(SamplePlan.Item("1") with { MergedInto = "2" }, SamplePlan.Item("2", "順調"));
        Assert.Equal(new Link("No.2に統合", "item-i2"), Assert.Single(Assert.IsType<Paragraph>(sheet[1]).Content));
    }

    [Fact]
    public void A_box_shows_one_value() => Assert.Equal(["$.pages[0].parts[0].boxes[0].field", "$.pages[0].parts[1].rows[0][0].field"], TemplateCheck.Problems(Template(
        new BoxesPart { Boxes = [new() { Field = "mark.*" }] }, new GridPart { Widths = [1], Rows = [[new() { Field = "actual.*" }]] })).Select(p => p.Place));

    static PlanItem Answered() => SamplePlan.Item("1", "順調").WithAnswer(SamplePlan.R7, new(Texts: new Dictionary<string, string> { ["achievements"] = "改めた" }));

    static Effect Saving(Amount? actual) => new() { Kind = EffectKind.Saving, Actual = actual is null ? null : new Dictionary<FiscalYear, Amount> { [SamplePlan.R7] = actual } };

    static ReportTemplate Template(params SheetPart[] parts) => SamplePlan.Standard with { Pages = [new ItemSheets { Parts = parts }] };

    static string Boxes(PlanItem item) => PrintedText.Of(Sheet(item).OfType<SheetGrid>().Single());

    static List<Block> Sheet(params PlanItem[] items)
    {
        var blocks = ReportComposer.Compose(new(Template(_part), SamplePlan.Of(items), new(SamplePlan.R7), new Dictionary<string, AnswerStanding>())).Sections.Single().Blocks.ToList();
        var next = blocks.FindIndex(1, b => b is Heading);
        return next < 0 ? blocks : blocks[..next];
    }
}
