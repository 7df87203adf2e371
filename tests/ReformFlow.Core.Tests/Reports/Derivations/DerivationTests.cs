using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Derivations;

namespace ReformFlow.Core.Tests.Reports.Derivations;

/// <summary>What the built-in template with derived statuses computes, on every combination that matters.</summary>
public class DerivationTests
{
    static readonly ReportTemplate _template = BuiltInTemplates.Find("yamaguchi")!;
    static readonly RatingFromMarks _status = _template.Derivations.OfType<RatingFromMarks>().Single();
    static readonly MarkByPlanWord _examined = _template.Derivations.OfType<MarkByPlanWord>().Single();

    [Theory]
    [InlineData("○○", "実施")]
    [InlineData("○●", "実施(検討)")]
    [InlineData("●●", "実施(検討)")]
    [InlineData("○△", "一部実施")]
    [InlineData("△△", "一部実施")]
    [InlineData("●△", "一部実施")]
    [InlineData("○×", "一部実施")]
    [InlineData("△×", "一部実施")]
    [InlineData("××", "未実施")]
    [InlineData("", null)]
    public void Status_follows_from_the_marks(string marks, string? status) => Assert.Equal(status, _status.Of([.. marks.Select(m => $"{m}")]));

    [Theory]
    [InlineData("検討", "→", "→", "○", "●")]
    [InlineData("検討", "実施", "→", "○", "○")]
    [InlineData("実施", "検討", "検討", "○", "●")]
    [InlineData("検討", "→", "→", "△", "△")]
    [InlineData("検討", "→", "", "○", "○")]
    [InlineData("→", "→", "→", "○", "○")]
    public void Mark_follows_the_last_plan_word_up_to_its_year(string first, string second, string third, string mark, string printed)
    {
        var action = new PlanAction("①", "窓口の見直し", "a1", new Dictionary<FiscalYear, string?> { [new(2023)] = first, [new(2024)] = second, [new(2025)] = third, [new(2026)] = "検討" });

        Assert.Equal(printed, _examined.Of(mark, action, new(2025)));
    }

    [Fact]
    public void Form_offers_no_mark_that_is_computed()
    {
        var plan = PermanentKeys.Give(Sample.Plan(Sample.Item("1") with { Actions = [new("①", "窓口の見直し")] }));

        var field = FormFields.Of(_template, plan, plan.Items[0], new(new FiscalYear(2025))).Single(f => f.Template.Name == "mark.*");

        Assert.Equal(["○", "△", "×"], field.Choices.Select(c => c.Symbol));
    }

    [Fact]
    public void Template_without_marks_can_derive_nothing_from_them() => Assert.Equal(
        ["$.derivations[0]", "$.derivations[1]", "$.derivations[1].rules[0]"],
        TemplateCheck.Problems(_template with
        {
            Fields = [.. _template.Fields.Where(f => f.Name.StartsWith("plan.", StringComparison.Ordinal))],
            Derivations = [_examined, _status with { Rules = [new() { Gives = "実施" }] }],
            Pages = [new ReformFlow.Core.Reports.Pages.CoverPage()],
        }).Select(p => p.Place));
}
