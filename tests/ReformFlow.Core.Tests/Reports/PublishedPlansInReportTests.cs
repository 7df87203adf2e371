using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>Real plans, unchanged, in the standard template: every text of the file stands in the document.</summary>
public class PublishedPlansInReportTests
{
    [Theory]
    [InlineData("yamaguchi")]
    [InlineData("mine")]
    [InlineData("nomi")]
    public void A_published_plan_loses_no_text(string name)
    {
        var plan = PlanFile.Read(PublishedPlans.Read(name)).Value!;
        var printed = PrintedText.Of(ReportComposer.Compose(ReportSource.OfPlan(SamplePlan.Standard, plan)));
        Assert.All(PublishedPlans.Texts(plan), text => Assert.Contains(text, printed));
    }
}
