using System.Text;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Tables;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>A report that hides its departments names none, whatever page it has: lists, sheets, unanswered items, changes, corrections.</summary>
public class HiddenDepartmentsTests
{
    static readonly string[] _names = ["架空窓口課", "架空財政課", "架空広報室", "架空新設課"];

    static readonly Plan _plan = SamplePlan.Of(
        SamplePlan.Item("1", "順調") with { LeadDepartments = ["架空窓口課"], SupportingDepartments = ["架空広報室"] },
        SamplePlan.Item("2", node: "2-1") with { LeadDepartments = ["架空財政課"] }) with
    {
        Departments = ["架空窓口課", "架空財政課", "架空広報室"],
        Nodes = [new("1", 0, "窓口を近くする", "1", Departments: ["架空窓口課"]), new("1-1", 1, "窓口の改善", "(1)", "1"), new("2", 0, "財政を整える", "2"), new("2-1", 1, "歳入の確保", "(1)", "2")],
    };

    [Theory, InlineData(true), InlineData(false)]
    public void No_page_names_a_department_that_is_hidden(bool hides)
    {
        var written = Encoding.UTF8.GetString(CanonicalJson.Write(ReportComposer.Compose(Source(hides))));

        Assert.Equal(hides ? [] : _names, _names.Where(n => written.Contains(n, StringComparison.Ordinal)));
        Assert.DoesNotContain(hides ? "所属" : "何もない", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_of_departments_alone_are_left_out_and_others_stay()
    {
        var text = PrintedText.Of(ReportComposer.Compose(Source(hides: true)));

        Assert.Contains("案内を一つにしたため", text, StringComparison.Ordinal);
        Assert.DoesNotContain("担当の変更のため", text, StringComparison.Ordinal);
        Assert.Contains("担当の変更のため", PrintedText.Of(ReportComposer.Compose(Source(hides: false))), StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Corrections_leave_departments_out(bool hides)
    {
        var before = Source(hides);
        var after = before with { Plan = before.Plan with { Items = [before.Plan.Items[0] with { LeadDepartments = ["架空新設課"] }, before.Plan.Items[1] with { Title = "新しい名称" }] } };

        var list = DifferenceList.Between(before, after);

        Assert.Equal(hides ? ["名称"] : ["担当する所属（1行に1つ）", "名称"], list.Differences.Select(d => d.Field));
    }

    [Fact]
    public void Forms_go_on_knowing_them() => Assert.Equal("架空窓口課", Source(hides: true).Plan.Items[0].LeadDepartments!.Single());

    [Fact]
    public void Columns_of_departments_are_refused_where_they_are_hidden()
    {
        var template = Source(hides: false).Template with
        {
            Pages =
            [
                new ItemListPage { Columns = [new() { Kind = ItemColumnKind.Departments, Head = "担当" }] },
                new ItemTablePage { Columns = [new DepartmentsColumn()] },
            ],
        };

        Assert.Empty(TemplateCheck.Problems(template));
        Assert.Equal(["$.pages[0].columns[0]", "$.pages[1].columns[0]"], TemplateCheck.Problems(template with { HidesDepartments = true }).Select(p => p.Place));
    }

    static ReportSource Source(bool hides)
    {
        var template = SamplePlan.Standard with
        {
            HidesDepartments = hides,
            Pages =
            [
                .. SamplePlan.Standard.Pages, new ContentsPage(), new ItemTablePage { Headings = [new() { Level = 0, Text = "{departments}{lead}{supporting}{level0.title}" }], Columns = [new TitleColumn()] },
                .. hides ? Array.Empty<TemplatePage>() : [new ItemListPage { Columns = [new() { Kind = ItemColumnKind.Departments, Head = "所属" }] }],
            ],
        };
        return new(template, _plan, new(SamplePlan.R7), new Dictionary<string, AnswerStanding> { ["i2"] = AnswerStanding.Missing }, IsDraft: true)
        {
            DepartmentOrder = _names,
            Changes =
            [
                new("r7~a~1", ChangeKind.Revise, "i1", new(2026), "担当の変更のため", [new("leadDepartments", "架空窓口課", "架空新設課")]),
                new("r7~a~2", ChangeKind.Revise, "i2", new(2026), "案内を一つにしたため", [new("title", "案内", "案内所"), new("supportingDepartments", "", "架空新設課")]),
            ],
        };
    }
}
