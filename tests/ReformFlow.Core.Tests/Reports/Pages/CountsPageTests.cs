using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Reports.Pages;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class CountsPageTests
{
    [Fact]
    public void Differences_stand_together_or_each_by_itself()
    {
        var rows = Rows("status");
        Assert.Equal(["順調", "2", "＋1(＋33.4%)", "＋1", "＋33.4"], rows[0]);
        Assert.Equal(["遅れ", "1", "△1(△33.4%)", "△1", "△33.4"], rows[1]);
        Assert.Equal(["計", "3", "-", "-", "-"], rows[2]);
    }

    [Fact]
    public void A_rating_may_be_named_in_full() => Assert.Equal(Rows("status"), Rows("rating.status"));

    static List<string[]> Rows(string rating)
    {
        CountsPage page = new()
        {
            Rating = rating,
            Rows = [new() { Label = "順調", Counts = ["順調"] }, new() { Label = "遅れ", Counts = ["遅れ"] }, new() { Label = "計", IsTotal = true }],
            Columns = [.. new[] { CountColumnKind.Category, CountColumnKind.Count, CountColumnKind.Difference, CountColumnKind.CountDifference, CountColumnKind.ShareDifference }.Select(k => new CountColumn { Kind = k, Head = "欄" })],
        };
        var template = SamplePlan.Standard with { Pages = [page] };
        Assert.Empty(TemplateCheck.Problems(template));
        var plan = SamplePlan.Of(SamplePlan.Item("1", "順調", "順調"), SamplePlan.Item("2", "順調", "遅れ"), SamplePlan.Item("3", "遅れ", "遅れ"));
        var table = ReportComposer.Compose(new(template, plan, new(SamplePlan.R7), new Dictionary<string, AnswerStanding>())).Sections.Single().Blocks.OfType<Table>().Single();
        return [.. table.Rows.Skip(1).Select(r => r.Cells.Select(c => PrintedText.Of(c.Content)).ToArray())];
    }
}
