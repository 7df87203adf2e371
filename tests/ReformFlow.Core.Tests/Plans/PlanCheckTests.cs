using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Plans;

// Cases: years, items, headings (ids, levels, parents), references between items, departments, numbers and keys, marks; each broken and whole.
public class PlanCheckTests
{
    [Fact]
    public void Sample_has_no_problem() => Assert.Empty(PlanCheck.Problems(Sample.Plan()));

    [Fact]
    public void Plan_may_last_one_year_and_not_end_before_it_begins()
    {
        Assert.Empty(PlanCheck.Problems(Sample.Plan() with { About = new("計画", new(2023), new(2023)) }));
        Assert.Equal(
            new Problem("$.plan.lastYear", "The plan ends in R4 before it begins in R5. Exchange or correct the two years."),
            Only(Sample.Plan() with { About = new("計画", new(2023), new(2022)) }));
    }

    [Fact]
    public void Plan_without_items_is_refused() => Assert.Equal("$.items", Only(Sample.Plan() with { Items = [] }).Place);

    [Fact]
    public void Id_of_a_heading_stands_once() => Assert.Equal(
        new Problem("$.nodes[2].id", "The id \"1\" stands twice. Give each heading an id of its own."),
        Only(Sample.Plan() with { Nodes = [new("1", 0, "あ"), new("1-1", 1, "い", Parent: "1"), new("1", 0, "う")] }));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Level_without_a_name_is_refused(int level) =>
        Assert.Contains(
            new Problem("$.nodes[2].level", $"Level {level} has no name in $.levels, which names 2, counted from 0. Correct the level or name it there."),
            Problems(With(new("x", level, "あ", Parent: "1-1"))));

    [Fact]
    public void Parent_is_the_heading_one_level_further_out()
    {
        Assert.Empty(Problems(With(new("x", 1, "あ", Parent: "1"))));
        Assert.Empty(Problems(With(new("x", 0, "あ"))));
        Assert.Equal("A heading of level 1 needs a parent. Name the id of the heading above it.", Only(With(new("x", 1, "あ"))).Message);
        Assert.Equal("No heading has the id \"9\". Correct the parent or add that heading.", Only(With(new("x", 1, "あ", Parent: "9"))).Message);
        Assert.Equal("The parent \"1-1\" is of level 1; a heading of level 1 hangs on one of level 0.", Only(With(new("x", 1, "あ", Parent: "1-1"))).Message);
        Assert.Equal("The parent \"x\" is of level 1; a heading of level 1 hangs on one of level 0.", Only(With(new("x", 1, "あ", Parent: "x"))).Message);
        Assert.Equal(
            new Problem("$.nodes[2].parent", "A heading of level 0 is outermost and has no parent. Remove the parent or correct the level."),
            Only(With(new("x", 0, "あ", Parent: "1"))));
    }

    [Fact]
    public void Item_hangs_on_a_heading_that_exists()
    {
        Assert.Equal(
            new Problem("$.items[0].node", "No heading has the id \"9\". Correct it or add that heading to $.nodes."),
            Only(Sample.Plan(Sample.Item("①") with { Node = "9" })));
        Assert.Empty(Problems(Sample.Plan(Sample.Item("①") with { Node = "1" })));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("　")]
    public void Number_is_not_blank(string no) => Assert.Equal("$.items[0].no", Only(Sample.Plan(Sample.Item(no))).Place);

    [Theory]
    [InlineData("②", true)]
    [InlineData("①", false)]
    [InlineData("③", false)]
    public void Repetition_and_merger_name_another_item(string no, bool isGood)
    {
        var repeated = Problems(Sample.Plan(Sample.Item("①") with { RepeatOf = no }, Sample.Item("②")));
        var merged = Problems(Sample.Plan(Sample.Item("①") with { MergedInto = no }, Sample.Item("②")));

        Assert.Equal(isGood ? [] : [new("$.items[0].repeatOf", $"\"{no}\" is not the number of another item. Name the item that stands for this one.")], repeated);
        Assert.Equal(isGood ? [] : ["$.items[0].mergedInto"], merged.Select(p => p.Place));
    }

    [Theory]
    [InlineData(2022, "完了", null, false)]
    [InlineData(2023, "完了", null, true)]
    [InlineData(2027, null, "②", true)]
    [InlineData(2028, "完了", null, false)]
    [InlineData(2025, null, null, false)]
    public void A_closed_item_may_say_since_when(int year, string? mark, string? into, bool isGood) =>
        Assert.Equal(isGood ? [] : ["$.items[0].closedFrom"], Problems(Sample.Plan(Sample.Item("①") with { ClosedFrom = new(year), ClosedMark = mark, MergedInto = into }, Sample.Item("②"))).Select(p => p.Place));

    [Fact]
    public void Departments_are_in_the_plans_own_list()
    {
        var item = Sample.Item("①", "題", "総務課", "用地課") with { SupportingDepartments = ["税務課", "河川課"] };
        var plan = Sample.Plan(item) with { Nodes = [new("1", 0, "あ", Departments: ["市民課", "港湾課"]), new("1-1", 1, "い", Parent: "1")] };

        Assert.Equal(
            ["$.nodes[0].departments[1]", "$.items[0].leadDepartments[1]", "$.items[0].supportingDepartments[1]"],
            Problems(plan).Select(p => p.Place));
        Assert.Equal("\"港湾課\" is not in $.departments. Correct the name or add it there.", Problems(plan)[0].Message);
        Assert.Empty(Problems(plan with { Departments = [] }));
    }

    [Fact]
    public void Numbers_stand_once_among_items_and_within_an_item()
    {
        Assert.Equal(
            new Problem("$.items[1].no", "The number \"①\" stands at $.items[0].no already. Give each its own."),
            Only(Sample.Plan(Sample.Item("①"), Sample.Item("①"))));
        Assert.Equal("$.items[0].actions[1].no", Only(Sample.Plan(Sample.Item("①") with { Actions = [new("1", "あ"), new("1", "い")] })).Place);
        Assert.Empty(Problems(Sample.Plan(Sample.Item("①") with { Actions = [new("1", "あ")] }, Sample.Item("②") with { Actions = [new("1", "あ")] })));
    }

    [Fact]
    public void Keys_stand_once_among_items_and_within_an_item()
    {
        Assert.Equal("$.items[1].key", Only(Sample.Plan(Sample.Item("①") with { Key = "i1" }, Sample.Item("②") with { Key = "i1" })).Place);
        Assert.Equal("$.items[0].actions[1].key", Only(Sample.Plan(Sample.Item("①") with { Actions = [new("1", "あ", "a1"), new("2", "い", "a1")] })).Place);
        Assert.Equal("$.items[0].indicators[1].key", Only(Sample.Plan(Sample.Item("①") with { Indicators = [new() { Name = "あ", Key = "n1" }, new() { Name = "い", Key = "n1" }] })).Place);
        Assert.Empty(Problems(Sample.Plan(Sample.Item("①") with { Key = "i1", Actions = [new("1", "あ", "a1")] }, Sample.Item("②") with { Key = "i2", Actions = [new("1", "あ", "a1")] })));
    }

    [Theory]
    [InlineData("i1", true)]
    [InlineData("0", true)]
    [InlineData("old-item-7", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("I1", false)]
    [InlineData("a.b", false)]
    [InlineData("a~b", false)]
    [InlineData("税", false)]
    [InlineData("i1\n", false)]
    public void Key_holds_small_letters_digits_and_hyphens(string key, bool isGood) =>
        Assert.Equal(isGood, Problems(Sample.Plan(Sample.Item("①") with { Key = key })).Count == 0);

    [Fact]
    public void Key_has_at_most_40_characters()
    {
        Assert.True(Keys.IsKey(new('a', 40)));
        Assert.False(Keys.IsKey(new('a', 41)));
    }

    [Theory]
    [InlineData("zeimu", true)]
    [InlineData("desks", true)]
    [InlineData("assets", false)]
    [InlineData("webhook", false)]
    [InlineData("desk", false)]
    [InlineData("report", false)]
    [InlineData("files", false)]
    [InlineData("admin", false)]
    [InlineData("runtime", false)]
    public void Words_of_addresses_are_no_keys_in_addresses(string key, bool isGood) => Assert.Equal(isGood, Keys.IsAddressKey(key));

    [Fact]
    public void Marks_name_an_action_and_a_symbol_of_the_scale()
    {
        var item = Sample.Item("①") with { Actions = [new("1", "あ")], Answers = new Dictionary<Period, YearAnswer> { [new(new(2024), PeriodPart.FirstHalf)] = new(new Dictionary<string, string> { ["1"] = "△", ["2"] = "○" }) } };
        var plan = Sample.Plan(item);

        Assert.Equal(
            [new("$.items[0].answers[\"R6/firstHalf\"].marks[\"2\"]", "Item ① has no action 2. Correct the number or add the action.")],
            Problems(plan));
        Assert.Equal(
            new Problem("$.items[0].answers[\"R6/firstHalf\"].marks[\"1\"]", "\"△\" is not in the scale for actions (○ ×). Use one of those or add it to $.scales."),
            Problems(plan with { Scales = [new("action", [new("○"), new("×")])] })[0]);
        Assert.Single(Problems(plan with { Scales = [new("action", [new("○"), new("△")])] }));
        Assert.Single(Problems(plan with { Scales = [new("action")] }));
    }

    static Plan With(PlanNode node) => Sample.Plan() with { Nodes = [.. Sample.Plan().Nodes, node] };

    static List<Problem> Problems(Plan plan) => [.. PlanCheck.Problems(plan)];

    static Problem Only(Plan plan) => Assert.Single(PlanCheck.Problems(plan));
}
