using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Tables;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>Fields that are asked once a year or once in the plan's life: where they are asked, and where print finds them. Both sides of every boundary: the half before, the year before, the period itself, a later one, an empty answer.</summary>
public class EarlierAnswersTests
{
    static readonly TemplateField _plan = new() { Name = "text.annualPlan", Label = "年度計画", Kind = FieldKind.Text, Required = true };
    static readonly TemplateField _grade = new() { Name = "rating.status", Label = "評価", Kind = FieldKind.Choice, Scale = "item", Required = true };

    [Theory]
    [InlineData(AskedWhen.EveryCycle, "R7/firstHalf", "R7/secondHalf", true)]
    [InlineData(AskedWhen.Yearly, "R7/firstHalf", "R7/secondHalf", false)]
    [InlineData(AskedWhen.Yearly, "R7/firstHalf", "R7", false)]
    [InlineData(AskedWhen.Yearly, "R7/secondHalf", "R7", false)]
    [InlineData(AskedWhen.Yearly, "R7/firstHalf", "R7/firstHalf", true)]
    [InlineData(AskedWhen.Yearly, "R7/secondHalf", "R7/firstHalf", true)]
    [InlineData(AskedWhen.Yearly, "R7", "R7/secondHalf", true)]
    [InlineData(AskedWhen.Yearly, "R7", "R7", true)]
    [InlineData(AskedWhen.Yearly, "R6", "R7/firstHalf", true)]
    [InlineData(AskedWhen.Yearly, "R6/firstHalf", "R7/secondHalf", true)]
    [InlineData(AskedWhen.Yearly, null, "R7/secondHalf", true)]
    [InlineData(AskedWhen.Once, "R6", "R7/firstHalf", false)]
    [InlineData(AskedWhen.Once, "R6/firstHalf", "R6/secondHalf", false)]
    [InlineData(AskedWhen.Once, "R8", "R7", true)]
    [InlineData(AskedWhen.Once, "R7", "R7", true)]
    [InlineData(AskedWhen.Once, null, "R7", true)]
    public void A_field_is_asked_until_it_has_been_answered_for_its_time(AskedWhen asked, string? given, string period, bool isAsked)
    {
        var item = Item((given, "・窓口を一つにする"));
        var template = Template(_plan with { Asked = asked });

        Assert.Equal(isAsked ? ["text.annualPlan"] : [], FormFields.Of(template, SamplePlan.Of(item), item, At(period)).Select(f => f.Name));
        Assert.Equal(isAsked ? [] : ["・窓口を一つにする"], FormFields.Held(template, item, At(period)).Select(h => h.Text));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" \n", true)]
    [InlineData("・", false)]
    public void An_empty_answer_is_none(string text, bool isAsked) =>
        Assert.Equal(isAsked, FormFields.Of(Template(_plan with { Asked = AskedWhen.Yearly }), SamplePlan.Of(Item(("R7/firstHalf", text))), Item(("R7/firstHalf", text)), At("R7/secondHalf")).Count == 1);

    [Fact]
    public void The_latest_answer_that_holds_is_the_one_that_is_held()
    {
        var item = Item(("R6", "六年度"), ("R7/firstHalf", "上半期"), ("R7/secondHalf", "下半期"), ("R8", "八年度"));

        Assert.Equal((At("R7/secondHalf"), "下半期"), EarlierAnswers.Of(_plan with { Asked = AskedWhen.Once }, item, At("R7")));
        Assert.Equal((At("R7/firstHalf"), "上半期"), EarlierAnswers.Of(_plan with { Asked = AskedWhen.Once }, item, At("R7/secondHalf")));
        Assert.Equal((At("R6"), "六年度"), EarlierAnswers.Of(_plan with { Asked = AskedWhen.Once }, item, At("R7/firstHalf")));
    }

    [Theory]
    [InlineData("R7/firstHalf", "R7/firstHalf", "・窓口を一つにする")]
    [InlineData("R7/firstHalf", "R7/secondHalf", "・窓口を一つにする")]
    [InlineData("R7", "R7", "・窓口を一つにする")]
    [InlineData("R7/secondHalf", "R7/firstHalf", "")]
    [InlineData("R6/firstHalf", "R7/firstHalf", "")]
    public void Print_finds_the_answer_where_it_was_given(string given, string period, string printed) =>
        Assert.Equal(printed, Cell(Item((given, "・窓口を一つにする")), period, AskedWhen.Yearly));

    [Theory]
    [InlineData("R6/firstHalf", "R7/secondHalf", "・窓口を一つにする")]
    [InlineData("R8", "R7", "")]
    public void What_is_asked_once_is_printed_in_every_later_year(string given, string period, string printed) =>
        Assert.Equal(printed, Cell(Item((given, "・窓口を一つにする")), period, AskedWhen.Once));

    // The year's plan was accepted with the first half; that the second half stayed out takes nothing back.
    [Theory, InlineData(AnswerStanding.Blank), InlineData(AnswerStanding.LastYear), InlineData(AnswerStanding.Accepted)]
    public void What_holds_is_printed_however_the_cycle_s_own_answers_stand(AnswerStanding standing) =>
        Assert.Equal("・窓口を一つにする", Cell(Item(("R7/firstHalf", "・窓口を一つにする")), "R7/secondHalf", AskedWhen.Yearly, standing));

    [Fact]
    public void An_answer_of_the_period_goes_before_what_held() =>
        Assert.Equal("・改めた計画", Cell(Item(("R7/firstHalf", "・窓口を一つにする"), ("R7/secondHalf", "・改めた計画")), "R7/secondHalf", AskedWhen.Yearly));

    [Fact]
    public void A_closed_item_has_no_plan_any_more() =>
        Assert.Equal("", Cell(Item(("R7/firstHalf", "・窓口を一つにする")) with { ClosedMark = "達成" }, "R7/secondHalf", AskedWhen.Yearly));

    [Fact]
    public void A_grade_may_hold_too()
    {
        var item = SamplePlan.Item("1") with { Answers = new Dictionary<Period, YearAnswer> { [At("R7/firstHalf")] = new(Ratings: new Dictionary<string, string> { ["status"] = "順調" }) } };
        var page = new ItemTablePage { Columns = [new FieldColumn { Field = "rating.status" }] };

        Assert.Equal("順調", Printed(item, "R7/secondHalf", page, _grade with { Asked = AskedWhen.Yearly }));
        Assert.Equal("", Printed(item, "R7/secondHalf", page, _grade with { Required = false }));
    }

    [Fact]
    public void The_standard_sheet_prints_it_too()
    {
        var source = Source(Item(("R7/firstHalf", "・窓口を一つにする")), "R7/secondHalf", new ItemSheets(), _plan with { Asked = AskedWhen.Yearly });

        Assert.Contains("年度計画：・窓口を一つにする", PrintedText.Of(ReportComposer.Compose(source)));
    }

    [Theory]
    [InlineData("text.annualPlan", FieldKind.Text, false, true)]
    [InlineData("rating.status", FieldKind.Choice, false, true)]
    [InlineData("text.annualPlan", FieldKind.Text, true, false)]
    [InlineData("mark.*", FieldKind.Choice, false, false)]
    [InlineData("actual.*", FieldKind.Figure, false, false)]
    [InlineData("plan.purpose", FieldKind.Text, false, false)]
    public void Only_texts_and_ratings_are_asked_less_often(string name, FieldKind kind, bool part, bool isGood)
    {
        var template = Template(new TemplateField { Name = name, Label = "問い", Kind = kind, Part = part, Scale = "item", Asked = AskedWhen.Once });

        Assert.Equal(isGood ? [] : ["$.fields[0].asked"], TemplateCheck.Problems(template with { Pages = [new CoverPage()] }).Select(p => p.Place));
    }

    static Period At(string text) => Period.TryParse(text, out var period) ? period : throw new ArgumentException(text);

    static PlanItem Item(params (string? Period, string Text)[] answers) => SamplePlan.Item("1") with
    {
        Answers = answers.Where(a => a.Period is not null).ToDictionary(a => At(a.Period!), a => new YearAnswer(Texts: new Dictionary<string, string> { ["annualPlan"] = a.Text })),
    };

    static string Cell(PlanItem item, string period, AskedWhen asked, AnswerStanding standing = AnswerStanding.Accepted) =>
        Printed(item, period, new() { Columns = [new FieldColumn { Field = "text.annualPlan" }] }, _plan with { Asked = asked, Required = false }, standing);

    static string Printed(PlanItem item, string period, ItemTablePage page, TemplateField field, AnswerStanding standing = AnswerStanding.Accepted)
    {
        var table = ReportComposer.Compose(Source(item, period, page, field) with { Standings = new Dictionary<string, AnswerStanding> { ["i1"] = standing } }).Sections.Single().Blocks.OfType<Table>().Single();
        return PrintedText.Of(table.Rows[1].Cells.Single().Content.Where(i => i is not Note { Text: "確認中" or "確認中（前年度の値）" } || standing == AnswerStanding.Accepted));
    }

    static ReportSource Source(PlanItem item, string period, TemplatePage page, TemplateField field) =>
        new(Template(field) with { Pages = [page] }, SamplePlan.Of(item), At(period), new Dictionary<string, AnswerStanding>());

    static ReportTemplate Template(TemplateField field) => SamplePlan.Standard with { Fields = [field], Pages = [new CoverPage()] };
}
