using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Derivations;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Tables;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>Template and plan together: levels, scales, definitions, ratings that no row counts; each good on one side of the boundary and named on the other.</summary>
public class FitCheckTests
{
    static readonly Plan _plan = SamplePlan.Of(SamplePlan.Item("1", "順調"), SamplePlan.Item("2", "遅れ")) with { Edition = new(SamplePlan.R7) };

    static IEnumerable<string> Places(params TemplatePage[] pages) => FitCheck.Problems(SamplePlan.Standard with { Pages = pages }, _plan).Select(p => p.Place);

    static CountsPage Counts(params string[] counted) => new()
    {
        Rating = "status",
        Rows = [new() { Label = "区分", Counts = counted }, new() { Label = "合計", IsTotal = true }],
        Columns = [new() { Kind = CountColumnKind.Count, Head = "件数" }],
    };

    [Fact]
    public void Built_in_templates_fit_the_plans_that_they_describe() => Assert.All(
        new[] { "yamaguchi", "mine", "nomi" }.Where(name => BuiltInTemplates.Names.Contains(name)).SelectMany(name => new[] { (Template: name, Plan: name), (Template: "standard", Plan: name) }),
        pair => Assert.Empty(FitCheck.Problems(BuiltInTemplates.Find(pair.Template)!, PlanFile.Read(PublishedPlans.Read(pair.Plan)).Value!)));

    [Fact]
    public void A_level_is_one_of_the_plans()
    {
        Assert.Equal(["$.pages[0].level"], Places(Counts("順調", "遅れ") with { Level = -1 }));
        Assert.Empty(Places(Counts("順調", "遅れ") with { Level = 1 }, new ItemSheets { StartsPageAt = 1, Levels = [new(1, "{level1.title}")] }));
        Assert.Equal(["$.pages[0].level", "$.pages[1].levels[0].level", "$.pages[1].levels[0].text", "$.pages[1].startsPageAt"],
            Places(Counts("順調", "遅れ") with { Level = 2 }, new ItemSheets { StartsPageAt = 2, Levels = [new(2, "{level2.title}")] }).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_level_of_a_flow_table_is_looked_at()
    {
        Assert.Empty(Places(Of(1)));
        Assert.Equal(
            ["columns[0].level", "columns[0].text", "columns[1].columns[0].level", "foot", "headings[0].level", "headings[0].text", "runningHead", "startsPageAt", "tableLevel"],
            Places(Of(2)).Select(p => p["$.pages[0].".Length..]).Order(StringComparer.Ordinal));

        static ItemTablePage Of(int level) => new()
        {
            TableLevel = level, StartsPageAt = level, Headings = [new() { Level = level, Text = $"{{level{level}.title}}" }], Foot = $"{{level{level}.code}}", RunningHead = $"{{level{level}.name}}",
            Columns = [new HeadingColumn { Level = level, Text = $"{{level{level}.bare}}" }, new ColumnGroup { Head = "体系", Columns = [new HeadingColumn { Level = level }] }],
        };
    }

    [Fact]
    public void A_choice_has_a_scale_in_one_of_the_two()
    {
        var bare = SamplePlan.Standard with { Scales = [] };
        Assert.Equal(["$.fields[0].scale", "$.fields[1].scale"], FitCheck.Problems(bare, _plan).Select(p => p.Place));
        Assert.Empty(FitCheck.Problems(bare, _plan with { Scales = SamplePlan.Standard.Scales }));
    }

    [Fact]
    public void Definitions_are_those_of_a_scale_that_is_there()
    {
        DefinitionsPage page = new() { Scale = "item", Rows = [new("順調", "順調")] };
        Assert.Empty(Places(page));
        Assert.Equal(["$.pages[0].scale"], Places(page with { Scale = "nosuch" }));
        Assert.Equal(["$.pages[0].rows[0].symbol"], Places(page with { Rows = [new("順調", "快調")] }));
    }

    [Fact]
    public void Counts_add_up_to_their_total()
    {
        Assert.Empty(Places(Counts("順調", "遅れ")));
        Assert.Equal(["$.pages[0].rows"], Places(Counts("順調")));
        Assert.Equal(["$.pages[0].rows[0].counts"], Places(Counts("順調", "遅れ", "快調")));
    }

    [Fact]
    public void Derivations_speak_of_symbols_that_are_there()
    {
        MarkByPlanWord mark = new() { Mark = "○", PlanWords = ["検討"], Becomes = "●" };
        RatingFromMarks rating = new() { Rating = "derived", Scale = "item", Otherwise = "順調", Rules = [new() { Any = ["△"], Gives = "遅れ" }] };
        Assert.Empty(Of(mark, rating));
        Assert.Equal(["$.derivations[0].mark"], Of(mark with { Mark = "☆" }, rating));
        Assert.Equal(["$.derivations[0].becomes"], Of(mark with { Becomes = "★" }, rating));
        Assert.Equal(["$.derivations[1].otherwise"], Of(mark, rating with { Otherwise = "快調" }));
        Assert.Equal(["$.derivations[1].rules[0].gives"], Of(mark, rating with { Rules = [new() { Any = ["△"], Gives = "快調" }] }));
        Assert.Equal(["$.derivations[1].rules[0].any"], Of(mark, rating with { Rules = [new() { Any = ["☆"], Gives = "遅れ" }] }));

        static IEnumerable<string> Of(params Derivation[] derivations) => TemplateCheck.Problems(SamplePlan.Standard with { Derivations = derivations }).Select(p => p.Place);
    }

    [Fact]
    public void Scales_and_their_symbols_stand_once_and_places_have_plain_names()
    {
        Assert.Equal(["$.scales[1].appliesTo"], Of(SamplePlan.Standard with { Scales = [new("item", [new("順調")]), new("item", [new("順調")])] }));
        Assert.Equal(["$.scales[0].symbols"], Of(SamplePlan.Standard with { Scales = [new("item", [new("順調"), new("順調")])] }));
        Assert.Equal(["$.pages[0]"], Of(SamplePlan.Standard with { Pages = [new OfficeTextPage { Place = "pre/face" }] }));

        // Conditions of the fields look at other symbols.
        static IEnumerable<string> Of(ReportTemplate template) => TemplateCheck.Problems(template).Select(p => p.Place).Where(p => !p.StartsWith("$.fields", StringComparison.Ordinal));
    }
}
