using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Changes;

// Cases: each kind, in the year before, the year named and after it; years of schedules and targets; a later import that says something else; keys of new items.
public class PlanChangesTests
{
    static readonly FiscalYear _r5 = new(2023), _r7 = new(2025), _r8 = new(2026), _r9 = new(2027);

    static readonly Plan _plan = Sample.Plan(Item("1"), Item("2"), Item("3") with { Key = "i3" });

    [Theory]
    [InlineData(2025, "窓口の見直し")]
    [InlineData(2026, "窓口の刷新")]
    [InlineData(2027, "窓口の刷新")]
    public void A_revision_counts_from_its_year(int year, string title) =>
        Assert.Equal(title, PlanChanges.AsOf(With(Revised(_r8, new ChangedText("title", "窓口の見直し", "窓口の刷新"))), new(year)).Items[0].Title);

    [Fact]
    public void Schedules_and_targets_of_earlier_years_stay_as_they_were()
    {
        var plan = PlanChanges.AsOf(With(Revised(_r9,
            new("plan.a1.R8", "検討", "中断"), new("plan.a1.R9", "実施", "縮小"), new("target.n1.R8", "8分", "9分"), new("target.n1.R9", "7分", "8分"))), _r9);

        Assert.Equal(["検討", "縮小"], new[] { _r8, _r9 }.Select(y => plan.Items[0].Actions![0].Plan![y]));
        Assert.Equal(["8分", "8分"], new[] { _r8, _r9 }.Select(y => plan.Items[0].Indicators![0].Targets![y]));
    }

    [Fact]
    public void Departments_are_known_to_the_plan_that_names_them()
    {
        var plan = PlanChanges.AsOf(With(Revised(_r8, new ChangedText("leadDepartments", "総務課", "市税課\n市民課"))), _r8);

        Assert.Equal(["市税課", "市民課"], plan.Items[0].LeadDepartments);
        Assert.Contains("市税課", plan.Departments);
        Assert.Empty(PlanCheck.Problems(plan));
    }

    [Theory]
    [InlineData(ChangeKind.Stop, "中止", null)]
    [InlineData(ChangeKind.Finish, "完了", null)]
    [InlineData(ChangeKind.Merge, null, "2")]
    public void What_ends_is_not_open_from_its_year_and_keeps_its_key(ChangeKind kind, string? mark, string? into)
    {
        var plan = With(new ChangeProposed(1, kind, "i1", kind == ChangeKind.Merge ? "i2" : null, [], "理由"), new(1, true, _r8, ""));

        Assert.True(PlanChanges.AsOf(plan, _r7).Items[0].IsOpen);
        var after = PlanChanges.AsOf(plan, _r8).Items[0];
        Assert.Equal(("i1", false, mark, into), (after.Key!, after.IsOpen, after.ClosedMark, after.MergedInto));
        Assert.Equal(mark is null ? null : (FiscalYear?)_r8, after.ClosedFrom);
        Assert.Empty(PlanCheck.Problems(PlanChanges.AsOf(plan, _r8)));
    }

    [Fact]
    public void A_new_item_stands_under_its_heading_with_a_key_that_nothing_ever_had()
    {
        // i4 stood in an earlier version and was taken out of the plan since.
        var plan = PlanChanges.With(_plan, "r7~somu~1", New(), new(1, true, _r8, "", "4"), [_plan with { Items = [.. _plan.Items, Item("9") with { Key = "i4" }] }]);

        Assert.Equal(3, PlanChanges.AsOf(plan, _r7).Items.Count);
        var item = PlanChanges.AsOf(plan, _r8).Items[^1];
        Assert.Equal(("i5", "4", "予約の導入", "1-1", true), (item.Key!, item.No, item.Title, item.Node, item.IsOpen));
        Assert.Equal("準備", item.Actions!.Single().Plan![_r8]);
        Assert.Null(item.Actions!.Single().Plan![_r5]);
        Assert.Empty(PlanCheck.Problems(PlanChanges.AsOf(plan, _r8)));
    }

    [Fact]
    public void Two_new_items_get_two_keys_whatever_their_years()
    {
        var one = PlanChanges.With(_plan, "r7~somu~1", New(), new(1, true, _r9, "", "4"), [_plan]);
        var two = PlanChanges.With(one, "r7~zeimu~1", New(), new(1, true, _r8, "", "5"), [_plan, one]);

        Assert.Equal(["i4", "i5"], two.Changes!.Select(c => c.Item));
        Assert.Equal(["i1", "i2", "i3", "i5"], PlanChanges.AsOf(two, _r8).Items.Select(i => i.Key));
    }

    [Fact]
    public void Adding_a_change_twice_adds_it_once()
    {
        var plan = With(Revised(_r8, new ChangedText("title", "窓口の見直し", "別")));
        Assert.Same(plan, PlanChanges.With(plan, "r7~somu~1", Proposed(new ChangedText("title", "窓口の見直し", "別")), new(1, true, _r8, ""), [_plan]));
    }

    [Fact]
    public void A_plan_without_changes_is_itself_in_every_year() => Assert.Same(_plan, PlanChanges.AsOf(_plan, _r9));

    [Fact]
    public void A_later_import_keeps_its_own_words_and_the_changes_that_it_does_not_know()
    {
        var before = PlanChanges.With(
            With(Revised(_r8, new("title", "窓口の見直し", "窓口の刷新"), new("plan.a1.R8", "検討", "中断"))),
            "r7~somu~2", New() with { Number = 2 }, new(2, true, _r8, "", "4"), [_plan]);
        // The municipality's own file has another title, no keys, and the new item in its place.
        var file = Sample.Plan(Item("1") with { Key = null, Title = "窓口の改革" }, Item("2") with { Key = null }, Item("3") with { Key = null },
            Item("4") with { Key = null, Title = "予約の導入" });
        var imported = PlanChanges.Carried(PermanentKeys.Give(file, [_plan, before]), before);
        var plan = PlanChanges.AsOf(imported, _r8);

        Assert.Equal(2, imported.Changes!.Count);
        Assert.Equal(["窓口の改革", "窓口の見直し", "窓口の見直し", "予約の導入"], plan.Items.Select(i => i.Title));
        // Number and title are both new, so item 1 is another one; the accepted new item is known by the key it was given.
        Assert.Equal(["i5", "i2", "i3", "i4"], plan.Items.Select(i => i.Key));
    }

    [Fact]
    public void A_revised_title_is_still_the_same_item_for_an_import_with_the_new_title()
    {
        var before = With(Revised(_r8, new ChangedText("title", "窓口の見直し", "窓口の刷新")));
        var file = Sample.Plan(Item("1") with { Key = null, Title = "窓口の刷新" });

        Assert.Equal("i1", PermanentKeys.Give(file, [_plan, before]).Items[0].Key);
    }

    [Fact]
    public void The_file_of_a_plan_with_changes_reads_back()
    {
        var plan = PlanChanges.With(With(new ChangeProposed(1, ChangeKind.Merge, "i1", "i2", [], "理由"), new(1, true, _r8, "")), "r7~somu~2", New(), new(2, true, _r9, "", "4"), [_plan]);
        var read = PlanFile.Read(Sample.Utf8(StrictJson.Write(plan)));

        Assert.True(read.IsGood, string.Join("\n", read.Problems));
        Assert.Equal(StrictJson.Write(plan), StrictJson.Write(read.Value!));
    }

    static PlanItem Item(string no) => Sample.Item(no) with
    {
        Key = $"i{no}",
        Actions = [new("①", "番号札", "a1", new Dictionary<FiscalYear, string?> { [_r7] = "準備", [_r8] = "検討", [_r9] = "実施" })],
        Indicators = [new() { Key = "n1", Name = "待ち時間", Targets = new Dictionary<FiscalYear, string?> { [_r8] = "8分", [_r9] = "7分" } }],
    };

    static (ChangeProposed, ChangeDecided) Revised(FiscalYear from, params ChangedText[] texts) => (Proposed(texts), new(1, true, from, ""));

    static ChangeProposed Proposed(params ChangedText[] texts) => new(1, ChangeKind.Revise, "i1", null, texts, "利用が減ったため");

    static ChangeProposed New() => new(1, ChangeKind.New, null, null,
        [new("title", "", "予約の導入"), new("node", "", "1-1"), new("text.description", "", "窓口の予約を受ける。"), new("leadDepartments", "", "市民課"), new("plan.a1.R8", "", "準備")], "混むため");

    static Plan With((ChangeProposed Proposed, ChangeDecided Decided) change) => With(change.Proposed, change.Decided);

    static Plan With(ChangeProposed proposed, ChangeDecided decided) => PlanChanges.With(_plan, "r7~somu~1", proposed, decided, [_plan]);
}
