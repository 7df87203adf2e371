using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class SystemDiagramPageTests
{
    [Fact]
    public void Steps_without_anything_to_print_leave_no_gap()
    {
        var diagram = Compose(new SystemStep { Place = "over" }, new SystemStep { Text = "{plan}\n{firstYear}から", Vertical = true }, new SystemStep { Level = 7, Text = "{level7.title}" }, new SystemStep { Level = 1, Text = "{level1.title}" });

        Assert.Equal([["見本市行政改革計画", "令和5年度から"], ["まどぐち"]], diagram.Steps.Select(s => s.Boxes.Single().Lines));
    }

    [Theory]
    [InlineData("$.pages[0].steps[0]", null, null, null)]
    [InlineData("$.pages[0].steps[0].place", "文", "over", 0)]
    [InlineData("$.pages[0].steps[0].text", "{nosuch}", null, null)]
    public void Steps_need_words_that_are_known(string place, string? text, string? texts, int? level) =>
        Assert.Contains(TemplateCheck.Problems(Template(new SystemStep { Text = text, Place = texts, Level = level })), p => p.Place == place);

    [Fact]
    public void Diagram_needs_a_step() => Assert.Contains(TemplateCheck.Problems(Template()), p => p.Place == "$.pages[0].steps");

    static Diagram Compose(params IReadOnlyList<SystemStep> steps) =>
        ReportComposer.Compose(new(Template(steps), Sample.Plan(), new(new(2025)), new Dictionary<string, AnswerStanding>())).Sections.SelectMany(s => s.Blocks).OfType<Diagram>().Single();

    static ReportTemplate Template(params IReadOnlyList<SystemStep> steps) => BuiltInTemplates.Find("standard")! with { Pages = [new SystemDiagramPage { Steps = steps }] };
}
