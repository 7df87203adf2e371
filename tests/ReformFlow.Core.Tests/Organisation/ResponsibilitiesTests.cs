using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Organisation;

// Cases: one lead, a lead under another name, several, a collective, none, a heading's; writers named by the office; no address; closed items.
public class ResponsibilitiesTests
{
    [Fact]
    public void Each_item_is_written_by_its_only_lead_in_the_order_of_town_and_plan()
    {
        var (writing, problems) = Of([Item("①", "課税課"), Item("②", "総務課"), Item("③", "税務課")]);

        Assert.Empty(problems);
        Assert.Equal(["somu", "zeimu"], writing.Select(r => r.Department));
        Assert.Equal(["i1", "i3"], writing[1].Items);
    }

    [Theory]
    [InlineData("it prints 「各課」", "各課")]
    [InlineData("it prints 2 departments", "総務課", "税務課")]
    [InlineData("it prints no department")]
    public void Item_that_nobody_writes_names_both_files(string prints, params string[] leads)
    {
        var problem = Assert.Single(Of([Item("①", leads)]).Problems);

        Assert.Equal("plan $.items[0].leadDepartments", problem.Place);
        Assert.Equal($"Nobody writes item ① 「窓口の見直し」 ({prints}). Add {{\"item\": \"①\", \"department\": …}} to organisation $.writers.", problem.Message);
        Assert.Equal("zeimu", Assert.Single(Of([Item("①", leads)], new Writer("①", "zeimu")).Writing).Department);
    }

    [Fact]
    public void Item_without_departments_is_written_by_its_headings()
    {
        var (writing, problems) = Of([Item("①"), Item("②", "総務課")], nodes: [new("1", 0, "あ", Departments: ["総務課"]), new("1-1", 1, "い", Parent: "1", Departments: ["税務課"])]);
        Assert.Empty(problems);
        Assert.Equal([("somu", "i2"), ("zeimu", "i1")], writing.Select(r => (r.Department, Assert.Single(r.Items))));

        Assert.Equal("somu", Assert.Single(Of([Item("①")], nodes: [new("1", 0, "あ", Departments: ["総務課"]), new("1-1", 1, "い", Parent: "1")]).Writing).Department);
        Assert.Contains("it prints 2 departments", Assert.Single(Of([Item("①")], nodes: [new("1-1", 0, "い", Departments: ["総務課", "税務課"])]).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writer_that_the_office_named_comes_before_the_printed_lead() =>
        Assert.Equal("zeimu", Assert.Single(Of([Item("①", "総務課")], new Writer("①", "zeimu")).Writing).Department);

    [Fact]
    public void Supporting_departments_give_their_part_only_where_it_is_asked_and_they_can_be_reached()
    {
        PlanItem[] items = [Item("①", "総務課") with { SupportingDepartments = ["税務課", "課税課", "各課", "総務課", "市民課"] }, Item("②", "税務課")];

        Assert.All(Of(items).Writing, r => Assert.Empty(r.Parts));
        var asked = Of(items, asksParts: true).Writing;
        // 課税課 is another name of 税務課; 市民課 has no address, 総務課 writes the item itself.
        Assert.Equal(["somu:i1:", "zeimu:i2:i1"], asked.Select(r => $"{r.Department}:{string.Join(',', r.Items)}:{string.Join(',', r.Parts)}"));
        var only = Of([items[0]], asksParts: true).Writing;
        Assert.Equal(["somu:i1:", "zeimu::i1"], only.Select(r => $"{r.Department}:{string.Join(',', r.Items)}:{string.Join(',', r.Parts)}"));
    }

    [Fact]
    public void Department_without_an_address_names_both_files()
    {
        var problem = Assert.Single(Of([Item("①", "市民課")]).Problems);

        Assert.Equal("organisation $.departments (key shimin)", problem.Place);
        Assert.Equal("市民課 writes plan $.items[0] (item ①) but has no address. Add its address, set its channel to byHand, or name another department in organisation $.writers.", problem.Message);
    }

    [Fact]
    public void Printed_name_that_the_organisation_does_not_know_is_named_wherever_it_stands()
    {
        var items = new[] { Item("①", "総務課") with { SupportingDepartments = ["港湾課", "各課"] } };

        Assert.Equal(["plan $.items[0].leadDepartments or .supportingDepartments"], Of(items).Problems.Select(p => p.Place));
        Assert.Equal(
            [new("plan $.nodes[0].departments", "Heading 「い」 prints 「港湾課」, which organisation $.departments does not know. Add it there as a name, under printedAs or as a collective.")],
            Of([Item("①", "総務課")], nodes: [new("1-1", 0, "い", Departments: ["港湾課", "各課"])]).Problems);
    }

    [Fact]
    public void Closed_items_are_written_by_nobody()
    {
        var (writing, problems) = Of([Item("①", "総務課"), Item("②") with { RepeatOf = "①" }, Item("③") with { MergedInto = "①" }, Item("④") with { ClosedMark = "達成" }]);

        Assert.Empty(problems);
        Assert.Equal(["i1"], Assert.Single(writing).Items);
    }

    [Fact]
    public void Writer_of_an_item_that_is_not_there_is_a_problem() => Assert.Equal(
        [new Problem("organisation $.writers", "The plan main has no item ⑨. Correct the number or remove the line.")],
        Of([Item("①", "総務課")], new Writer("⑨", "zeimu")).Problems);

    [Fact]
    public void Writer_is_named_for_one_plan_of_several()
    {
        Assert.Equal("zeimu", Assert.Single(Of([Item("①", "総務課")], new Writer("①", "zeimu", "dx"), plan: "dx").Writing).Department);
        Assert.Equal("somu", Assert.Single(Of([Item("①", "総務課")], new Writer("①", "zeimu", "dx")).Writing).Department);
        Assert.Equal("somu", Assert.Single(Of([Item("①", "総務課")], new Writer("①", "zeimu"), plan: "dx").Writing).Department);
        Assert.Empty(Of([Item("①", "総務課")], new Writer("⑨", "zeimu"), plan: "dx").Problems);
        Assert.Contains("\"plan\": \"dx\"", Assert.Single(Of([Item("①")], plan: "dx").Problems).Message, StringComparison.Ordinal);
    }

    static PlanItem Item(string no, params string[] leads) => Sample.Item(no) with { LeadDepartments = leads.Length == 0 ? null : leads };

    static (IReadOnlyList<Responsibility> Writing, IReadOnlyList<Problem> Problems) Of(PlanItem[] items, Writer? writer = null, PlanNode[]? nodes = null, bool asksParts = false, string plan = Plan.MainKey) =>
        Responsibilities.Of(
            PermanentKeys.Give(Sample.Plan(items) with { Nodes = nodes ?? Sample.Plan().Nodes }), plan,
            Sample.Town(Sample.Organisation() with { Writers = writer is null ? [] : [writer] }), asksParts);
}
