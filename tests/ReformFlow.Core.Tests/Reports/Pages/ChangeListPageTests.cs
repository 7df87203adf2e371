using ReformFlow.Core.Changes;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.Core.Tests.Reports.Pages;

public class ChangeListPageTests
{
    [Fact]
    public void Without_an_accepted_change_there_is_no_page() => Assert.Null(Page());

    [Fact]
    public void Each_change_prints_number_item_kind_old_new_reason_and_year()
    {
        var table = Page(
            new PlanChange("r7~shimin~1", ChangeKind.Revise, "i1", new(2026), "利用が減ったため", [new("title", "窓口の案内1", "窓口の刷新"), new("text.purpose", "", "待たせない。")]),
            new PlanChange("r7~shimin~2", ChangeKind.Merge, "i2", new(2027), "重なるため", null, "i1"),
            new PlanChange("r7~shimin~3", ChangeKind.New, "", new(2026), "混むため", [new("title", "", "予約の導入"), new("node", "", "2-1"), new("leadDepartments", "", "市民課\n財政課")], null, "3"))!
            .Blocks.OfType<Table>().Single();

        Assert.Equal("""
            番号 取組事項 区分 箇所 変更前 変更後 理由 適用
            1 1　窓口の案内1 変更 名称 窓口の案内1 窓口の刷新 利用が減ったため 令和8年度から
            目的 － 待たせない。
            2 2　窓口の案内2 統合 取扱い 実施 1　窓口の案内1に統合 重なるため 令和9年度から
            3 3　予約の導入 新規 名称 － 予約の導入 混むため 令和8年度から
            計画の中の位置 － (1) 歳入の確保
            担当する所属 － 市民課、財政課
            """.ReplaceLineEndings("\n").Replace(' ', '\t').Replace("(1)\t", "(1) ", StringComparison.Ordinal), PrintedText.Of(table));
        Assert.Equal([2, null, 3], table.Rows.Skip(1).Where(r => r.StartsGroup).Select(r => r.Cells[0].RowSpan));
    }

    static Section? Page(params PlanChange[] changes) =>
        ReportComposer.Compose(SamplePlan.Source(SamplePlan.Of(SamplePlan.Item("1"), SamplePlan.Item("2"))) with { Changes = changes }).Sections.SingleOrDefault(s => s.Name == "changes");
}
