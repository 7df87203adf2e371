using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

public class FormFieldsTests
{
    static readonly PlanItem _item = SamplePlan.Item("1") with
    {
        Actions =
        [
            new("①", "案内板を改める", "a1", new Dictionary<FiscalYear, string?> { [SamplePlan.R7] = "実施" }),
            new("②", "窓口をまとめる", "a2", new Dictionary<FiscalYear, string?> { [SamplePlan.R6] = "検討", [SamplePlan.R7] = " " }),
            new(Key: "a3"),
        ],
        Indicators =
        [
            new() { Key = "n1", Name = "待ち時間", Targets = new Dictionary<FiscalYear, string?> { [SamplePlan.R7] = "10分以内" }, FinalOn = new(2026, 5, 31) },
            new() { Key = "n2", Name = "満足度" },
        ],
    };

    static readonly Plan _plan = SamplePlan.Of(_item);
    static readonly IReadOnlyList<FormField> _fields = FormFields.Of(SamplePlan.Standard, _plan, _item, new(SamplePlan.R7));

    [Fact]
    public void Part_is_asked_of_supporting_departments_alone()
    {
        var template = SamplePlan.Standard.AskingParts();

        Assert.Equal(_fields.Select(f => f.Name), FormFields.Of(template, _plan, _item, new(SamplePlan.R7)).Select(f => f.Name));
        Assert.Equal(("text.part", true), (FormFields.Part(template)!.Name, FormFields.Part(template)!.Template.Required));
        Assert.Null(FormFields.Part(SamplePlan.Standard));
        Assert.Same(template, template.AskingParts());
        Assert.Empty(TemplateCheck.Problems(template));
    }

    [Fact]
    public void Fields_stand_in_the_template_s_order_and_unfold_by_action_and_indicator() => Assert.Equal(
        ["rating.status", "mark.a1", "mark.a3", "actual.n1.R7", "actual.n2.R7", "text.annualPlan", "text.achievements", "text.effects", "text.delays", "text.nextIssues", "text.nextSteps"],
        _fields.Select(f => f.Name));

    [Fact]
    public void A_field_says_what_it_is_about()
    {
        Assert.Equal("① 案内板を改める", Field("mark.a1").About);
        Assert.Null(Field("mark.a3").About);
        Assert.Null(Field("rating.status").About);
        Assert.Equal(("待ち時間", "10分以内", new DateOnly(2026, 5, 31)), (Field("actual.n1.R7").About, Field("actual.n1.R7").Target, Field("actual.n1.R7").FinalOn));
    }

    [Fact]
    public void The_plan_s_own_scale_goes_before_the_template_s()
    {
        Assert.Equal("順調", FormFields.Choices(SamplePlan.Standard, _plan, "item")[0].Symbol);
        Assert.Equal("◎", FormFields.Choices(SamplePlan.Standard, _plan with { Scales = [new("item", [new("◎")])] }, "item")[0].Symbol);
        Assert.Equal("順調", FormFields.Choices(SamplePlan.Standard, _plan with { Scales = [new("item")] }, "item")[0].Symbol);
        Assert.Empty(FormFields.Choices(SamplePlan.Standard, _plan, "nosuch"));
    }

    [Theory]
    [InlineData("順調", false)]
    [InlineData("概ね順調", false)]
    [InlineData("遅れ", true)]
    [InlineData("未着手", true)]
    [InlineData("", false)]
    public void A_delay_asks_for_its_reason(string status, bool isRequired) =>
        Assert.Equal(isRequired, FormFields.IsRequired(Field("text.delays"), "i1", Sheet(("rating.status", status))));

    [Fact]
    public void A_condition_on_all_marks_looks_at_every_mark_of_the_item_and_no_other()
    {
        var late = new Condition("mark.*", ["△", "×"]);
        Assert.True(FormFields.Holds(late, "i1", Sheet(("mark.a1", "○"), ("mark.a3", "△"))));
        Assert.False(FormFields.Holds(late, "i1", Sheet(("mark.a1", "○"))));
        Assert.False(FormFields.Holds(late, "i2", Sheet(("mark.a3", "△"))));
    }

    [Fact]
    public void Progress_counts_what_must_be_filled()
    {
        Assert.Equal(new(0, 6, false), FormFields.Progress(_fields, "i1", Sheet()));
        Assert.False(FormFields.Progress(_fields, "i1", Sheet()).IsComplete);
        Assert.Equal(new(1, 7, true), FormFields.Progress(_fields, "i1", Sheet(("rating.status", "遅れ"))));
        var full = Sheet([.. _fields.Where(f => f.Template.Required).Select(f => (f.Name, f.Name == "rating.status" ? "順調" : "済み"))]);
        Assert.True(FormFields.Progress(_fields, "i1", full).IsComplete);
        Assert.Equal(new(3, 9, true), new Progress(1, 4, false) + new Progress(2, 5, true));
    }

    [Fact]
    public void A_figure_is_required_only_in_a_year_with_a_target()
    {
        var figures = _fields.Where(f => f.Template.Kind == FieldKind.Figure).ToLookup(f => f.Target is not null);
        Assert.NotEmpty(figures[true]);
        Assert.NotEmpty(figures[false]);
        Assert.All(figures[true], f => Assert.True(FormFields.IsRequired(f, "i1", Sheet())));
        Assert.All(figures[false], f => Assert.False(FormFields.IsRequired(f, "i1", Sheet())));
    }

    static FormField Field(string name) => _fields.Single(f => f.Name == name);

    static AnswerSheet Sheet(params (string Field, string Text)[] values) =>
        new(values.Select(v => KeyValuePair.Create(new ItemField("i1", v.Field), new AnswerValue(v.Text))));
}
