using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports.Pages;

/// <summary>Items with parts, in every shape in which a plan may bring them; what is printed is the same.</summary>
public class ItemGroupTests
{
    static readonly string[] _expected =
    [
        "①　窓口を見直す｜（なし）｜市民課",
        "②　収納を確保する｜a）口座の案内｜税務課、総務課",
        "②　収納を確保する｜b）夜間の窓口｜税務課、総務課",
        "③　施設を使う｜a）空き室の貸出し｜総務課",
    ];

    [Fact]
    public void Parts_share_title_and_number_but_for_a_letter() => Assert.Equal(_expected, Printed(Sample.Plan(
        Sample.Item("1-1)-①", "窓口を見直す", "市民課"),
        Sample.Item("1-1)-②-a", "収納を確保する", "税務課") with { SubTitle = "口座の案内" },
        Sample.Item("1-1)-②-b", "収納を確保する", "総務課") with { SubTitle = "夜間の窓口" },
        Sample.Item("1-1)-③-a", "施設を使う", "総務課") with { SubTitle = "空き室の貸出し" })));

    [Fact]
    public void Numbers_and_letters_may_stand_in_the_titles_already() => Assert.Equal(_expected, Printed(Sample.Plan(
        Sample.Item("1", "①窓口を見直す", "市民課"),
        Sample.Item("2-a", "②収納を確保する", "税務課") with { SubTitle = "a）口座の案内" },
        Sample.Item("2-b", "②収納を確保する", "総務課") with { SubTitle = "b）夜間の窓口" },
        Sample.Item("3-a", "③施設を使う", "総務課") with { SubTitle = "a）空き室の貸出し" })));

    [Theory, InlineData("②", "収納を確保する"), InlineData("2)", "収納を確保する"), InlineData(null, "②収納を確保する")]
    public void Item_may_be_a_heading_that_owns_the_departments(string? code, string title)
    {
        var plan = Sample.Plan(
            Sample.Item("1-1)-①", "窓口を見直す") with { Node = "1-1-1", LeadDepartments = null },
            Sample.Item("1-1)-②-a", "口座の案内") with { Node = "1-1-2", LeadDepartments = null },
            Sample.Item("1-1)-②-b", "夜間の窓口", "総務課") with { Node = "1-1-2" },
            Sample.Item("1-1)-③-a", "施設を使う") with { Node = "1-1-3", SubTitle = "空き室の貸出し", LeadDepartments = null });
        plan = plan with
        {
            Levels = [.. plan.Levels, "部分"],
            Nodes = [.. plan.Nodes,
                new("1-1-1", 2, "窓口を見直す", "①", "1-1", ["市民課"]), new("1-1-2", 2, title, code, "1-1", ["税務課"]), new("1-1-3", 2, "施設を使う", "③", "1-1", ["総務課"])],
        };

        Assert.Equal(_expected, Printed(plan));
    }

    [Fact]
    public void Letter_that_the_plan_writes_wide_stays_wide() =>
        Assert.Equal("①　窓口を見直す｜ｂ）夜間の窓口｜市民課", Printed(Sample.Plan(Sample.Item("1-b", "窓口を見直す", "市民課") with { SubTitle = "ｂ）夜間の窓口" })).Single());

    [Fact]
    public void Items_with_numbers_of_their_own_are_not_parts_whatever_their_titles() =>
        Assert.Equal(["①", "②"], Printed(Sample.Plan(Sample.Item("1", "窓口", "市民課"), Sample.Item("2", "窓口", "市民課"))).Select(l => l[..1]));

    static IEnumerable<string> Printed(Plan plan)
    {
        var printed = new PrintedPlan(new(BuiltInTemplates.Find("standard")! with { ItemLevel = 2 }, plan, new(new(2025)), new Dictionary<string, AnswerStanding>()));
        return printed.Items.Select(item =>
        {
            var row = Pattern.Fill("{row}", printed, printed.PathOf(item.Item), item);
            return Pattern.Fill("{whole.number:circled}　{whole.title}", printed, printed.PathOf(item.Item), item) + $"｜{(row.Length > 0 ? row : "（なし）")}｜{string.Join("、", printed.GroupOf(item)!.Departments(leadOnly: false))}";
        });
    }
}
