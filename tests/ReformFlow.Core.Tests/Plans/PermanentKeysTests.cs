using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Plans;

// Cases: first import, re-import, moved, added, removed and returned items, keys from the file, actions and indicators within items.
public class PermanentKeysTests
{
    [Fact]
    public void First_import_counts_in_printed_order()
    {
        var plan = PermanentKeys.Give(Sample.Plan(
            Sample.Item("③-1") with { Actions = [new("1", "あ"), new("2", "い")], Indicators = [new() { Name = "率" }] },
            Sample.Item("③-2") with { Actions = [new("1", "う")] }));

        Assert.Equal(["i1", "i2"], plan.Items.Select(i => i.Key!));
        Assert.Equal(["a1", "a2"], plan.Items[0].Actions!.Select(a => a.Key!));
        Assert.Equal(["n1"], plan.Items[0].Indicators!.Select(n => n.Key!));
        Assert.Equal(["a1"], plan.Items[1].Actions!.Select(a => a.Key!));
        Assert.Null(plan.Items[1].Indicators);
    }

    [Fact]
    public void Item_is_found_by_number_and_title_wherever_it_moves()
    {
        var first = PermanentKeys.Give(Sample.Plan(Sample.Item("①", "あ"), Sample.Item("②", "い"), Sample.Item("③", "う")));
        var second = PermanentKeys.Give(Sample.Plan(Sample.Item("③", "う"), Sample.Item("①", "あ"), Sample.Item("②", "え"), Sample.Item("④", "い")), first);

        Assert.Equal(["i3", "i1", "i4", "i5"], second.Items.Select(i => i.Key!));
    }

    [Fact]
    public void Key_that_the_file_brings_is_kept_and_finds_the_item_under_any_number_and_title()
    {
        var first = PermanentKeys.Give(Sample.Plan(Sample.Item("①", "あ") with { Actions = [new("1", "一"), new("2", "二")] }, Sample.Item("②", "い")));
        var second = PermanentKeys.Give(Sample.Plan(Sample.Item("①", "あ"), Sample.Item("⑨", "改") with { Key = "i1", Actions = [new("2", "二"), new("1", "新")] }), first);

        Assert.Equal(["i3", "i1"], second.Items.Select(i => i.Key!));
        Assert.Equal(["a2", "a3"], second.Items[1].Actions!.Select(a => a.Key!));
    }

    [Fact]
    public void Given_key_steps_around_the_keys_of_the_file()
    {
        var plan = PermanentKeys.Give(Sample.Plan(Sample.Item("①"), Sample.Item("②") with { Key = "i1" }, Sample.Item("③")));

        Assert.Equal(["i2", "i1", "i3"], plan.Items.Select(i => i.Key!));
    }

    [Fact]
    public void Key_is_not_used_again_after_its_item_was_removed_two_versions_ago()
    {
        var first = PermanentKeys.Give(Sample.Plan(Sample.Item("①", "あ"), Sample.Item("②", "い")));
        var second = PermanentKeys.Give(Sample.Plan(Sample.Item("①", "あ")), first);
        var third = PermanentKeys.Give(Sample.Plan(Sample.Item("①", "あ"), Sample.Item("②", "い")), first, second);

        Assert.Equal(["i1", "i3"], third.Items.Select(i => i.Key!));
    }

    [Fact]
    public void Keys_inside_an_item_are_not_used_again_either()
    {
        var first = PermanentKeys.Give(Sample.Plan(Sample.Item("①") with { Actions = [new("1", "一"), new("2", "二")], Indicators = [new() { Name = "率" }] }));
        var second = PermanentKeys.Give(Sample.Plan(Sample.Item("①") with { Actions = [new("1", "一")] }), first);
        var third = PermanentKeys.Give(Sample.Plan(Sample.Item("①") with { Actions = [new("2", "二"), new("1", "一")], Indicators = [new() { Name = "数" }] }), first, second);

        Assert.Equal(["a3", "a1"], third.Items[0].Actions!.Select(a => a.Key!));
        Assert.Equal(["n2"], third.Items[0].Indicators!.Select(n => n.Key!));
    }

    [Fact]
    public void Indicators_of_one_name_keep_their_order()
    {
        var first = PermanentKeys.Give(Sample.Plan(Sample.Item("①") with { Indicators = [new() { Name = "率", Unit = "%" }, new() { Name = "率", Unit = "人" }] }));
        var second = PermanentKeys.Give(Sample.Plan(Sample.Item("①") with { Indicators = [new() { Name = "率", Unit = "%" }, new() { Name = "率", Unit = "人" }] }), first);

        Assert.Equal(["n1", "n2"], second.Items[0].Indicators!.Select(n => n.Key!));
    }

    [Fact]
    public void Any_history_of_imports_keeps_keys_apart_and_in_place() => Prop.ForAll(Histories, versions =>
    {
        var kept = new List<Plan>();
        var owner = new Dictionary<string, int>();
        foreach (var titles in versions)
        {
            var raw = Sample.Plan([.. titles.Select(t => Sample.Item($"{t}", $"題{t}"))]);
            var plan = PermanentKeys.Give(raw, kept);
            var keys = plan.Items.Select(i => i.Key!).ToList();

            if (keys.Distinct().Count() != keys.Count) return false;
            // One key means one item for ever: the item of the version before, or an item with a key never seen.
            foreach (var (title, key) in titles.Zip(keys))
            {
                var before = kept.LastOrDefault()?.Items.FirstOrDefault(i => i.No == $"{title}")?.Key;
                if (before is not null ? before != key : owner.ContainsKey(key)) return false;
                if (!owner.TryAdd(key, title) && owner[key] != title) return false;
            }
            kept.Add(plan);
            if (!PermanentKeys.Give(raw, kept).Items.Select(i => i.Key).SequenceEqual(keys)) return false;
            if (!PermanentKeys.Give(plan, kept).Items.SequenceEqual(plan.Items)) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    static Arbitrary<List<List<int>>> Histories =>
        Gen.Shuffle(Enumerable.Range(1, 8)).SelectMany(order => Gen.Choose(1, 8).Select(n => order.Take(n).ToList()))
            .ListOf().Where(v => v.Count is > 0 and < 8).Select(v => v.ToList()).ToArbitrary();
}
