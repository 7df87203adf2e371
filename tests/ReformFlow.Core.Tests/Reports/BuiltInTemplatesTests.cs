using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReformFlow.Core.Json;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Derivations;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;
using ReformFlow.Core.Reports.Tables;

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

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_parameter_that_is_left_empty_stays_empty_when_it_is_written_and_read_again(Type kind)
    {
        var info = StrictJson.Options.GetTypeInfo(kind);
        foreach (var property in info.Properties.Where(p => p is { Set: not null, Get: not null, IsSetNullable: true, IsRequired: false } && (!p.PropertyType.IsValueType || Nullable.GetUnderlyingType(p.PropertyType) is not null)))
        {
            var written = JsonSerializer.Deserialize(MendedJson.Filled(kind)!, kind, StrictJson.Options)!;
            property.Set!(written, null);
            var again = JsonSerializer.Deserialize(JsonSerializer.Serialize(written, kind, StrictJson.Options), kind, StrictJson.Options)!;
            Assert.True(property.Get!(again) is null, $"{kind.Name}.{property.Name} comes back as {property.Get!(again)}");
        }
    }

    public static TheoryData<Type> Kinds => [.. typeof(ReportTemplate).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsPublic: true } && new[] { typeof(TemplatePage), typeof(SheetPart), typeof(TableColumn), typeof(Derivation) }.Any(t.IsAssignableTo))];

    [Fact]
    public void Every_anchor_of_a_report_stands_once() => Assert.All(BuiltInTemplates.Names, name =>
    {
        var anchors = ReportComposer.Compose(new(BuiltInTemplates.Find(name)!, Sample.Plan(Sample.Item("①"), Sample.Item("②")), new(new(2025)), new Dictionary<string, AnswerStanding>()))
            .Sections.SelectMany(s => s.Blocks).OfType<ReformFlow.Core.Reports.Document.Heading>().Select(h => h.Anchor).OfType<string>().ToList();
        Assert.Equal(anchors.Distinct(), anchors);
    });
}
