using System.Text;
using System.Text.RegularExpressions;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

public class BuiltInTemplatesTests
{
    [Fact]
    public void Names_lead_to_templates_that_carry_them() =>
        Assert.All(BuiltInTemplates.Names, name => Assert.Equal(name, BuiltInTemplates.Find(name)!.Name));

    [Fact]
    public void Standard_is_there_and_others_are_not()
    {
        Assert.Contains("standard", BuiltInTemplates.Names);
        Assert.Null(BuiltInTemplates.Find("nosuch"));
    }

    [Fact]
    public void Standard_asks_its_fields_in_the_order_of_the_form() => Assert.Equal(
        ["rating.status", "mark.*", "actual.*", "effect.saving", "effect.revenue", "text.annualPlan", "text.achievements", "text.effects", "text.delays", "text.nextIssues", "text.nextSteps"],
        BuiltInTemplates.Find("standard")!.Fields.Select(f => f.Name));

    [Fact]
    public void Every_field_is_explained_in_a_polite_sentence() => Assert.All(
        BuiltInTemplates.Names.SelectMany(n => BuiltInTemplates.Find(n)!.Fields.Where(f => !f.IsOfPlan)), f => Assert.Matches(new Regex("(ください|です|ます)。$"), f.Help));

    [Fact]
    public void A_template_is_written_and_read_again_without_loss() => Assert.All(BuiltInTemplates.Names, name =>
    {
        var template = BuiltInTemplates.Find(name)!;
        var again = TemplateFile.Read(Encoding.UTF8.GetBytes(StrictJson.Write(template)));
        Assert.Empty(again.Problems);
        Assert.Equal(CanonicalJson.Write(template), CanonicalJson.Write(again.Value!));
    });

    [Fact]
    public void Every_anchor_of_a_report_stands_once() => Assert.All(BuiltInTemplates.Names, name =>
    {
        var anchors = ReportComposer.Compose(new(BuiltInTemplates.Find(name)!, Sample.Plan(Sample.Item("①"), Sample.Item("②")), new(new(2025)), new Dictionary<string, AnswerStanding>()))
            .Sections.SelectMany(s => s.Blocks).OfType<ReformFlow.Core.Reports.Document.Heading>().Select(h => h.Anchor).OfType<string>().ToList();
        Assert.Equal(anchors.Distinct(), anchors);
    });
}
