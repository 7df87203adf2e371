using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports.Words;

public class PatternTests
{
    [Theory]
    [InlineData("{no}　{title}", "②　窓口の見直し")]
    [InlineData("{position:full}", "２")]
    [InlineData("{year}／{year:eraFull}／{year:letter}／{year:letterFull}／{year:letterYear}／{year:letterYearFull}／{year:gregorian}", "令和7年度／令和７年度／R7／R７／R7年度／R７年度／2025年度")]
    [InlineData("{lastReported:letter} {next:letter}", "R6 R8")]
    [InlineData("(主){lead}　{supporting}", "(主)総務課")]
    [InlineData("{level0.name}{level9.title}", "柱")]
    [InlineData("{level0.short}", "１　しごと")]
    [InlineData("{{no}}", "{②}")]
    [InlineData("【{level0.number:full}】{level0.bare} {level1.number:circled}{level1.bare}", "【１】しごと ①まどぐち")]
    [InlineData("{whole.number:circled}{whole.title}{row}", "②窓口の見直し")]
    public void Placeholders_are_filled_from_plan_and_item(string pattern, string printed)
    {
        var plan = Plan();

        Assert.Equal(printed, Pattern.Fill(pattern, plan, plan.PathOf(plan.Items[1].Item), plan.Items[1]));
    }

    [Theory]
    [InlineData("{no} {title}", 0)]
    [InlineData("{number}", 1)]
    [InlineData("{year:short} {no:wide}", 2)]
    [InlineData("{level0.titel}", 1)]
    [InlineData(null, 0)]
    public void Unknown_placeholders_are_problems(string? pattern, int problems) => Assert.Equal(problems, Pattern.Problems(pattern, "$.title").Count());

    static PrintedPlan Plan() => new(new(BuiltInTemplates.Find("standard")! with { ItemLevel = 2 }, Sample.Plan(Sample.Item("①"), Sample.Item("②", "窓口の見直し")) with { Nodes = [new("1", 0, "１　しごと"), new("1-1", 1, "１）まどぐち", "1)", "1")] }, new(new(2025)), new Dictionary<string, AnswerStanding>()));

    [Theory, InlineData("R7.9.30", "R7.9.30現在"), InlineData("R７.９.３０現在", "R７.９.３０現在"), InlineData(null, "")]
    public void Day_of_the_state_says_so_once(string? asOf, string printed)
    {
        var plan = Sample.Plan() with { Edition = new(new(2025), AsOf: asOf) };

        Assert.Equal(printed, Pattern.Fill("{asOf}", new(ReportSource.OfPlan(BuiltInTemplates.Find("standard")!, plan)), []));
    }
}
