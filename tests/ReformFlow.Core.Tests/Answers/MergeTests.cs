using FsCheck;
using FsCheck.Fluent;
using ReformFlow.Core.Answers;

namespace ReformFlow.Core.Tests.Answers;

// Cases: the truth table of what the form was drawn from, what stands now and what was posted; then, for any forms, nobody loses words.
public class MergeTests
{
    static readonly ItemField _field = new("i1", "text.achievements");

    [Theory]
    [InlineData("", "", "", "drop")]
    [InlineData("a", "a", "a", "drop")]
    [InlineData("a", "a", "b", "take")]
    [InlineData("", "", "b", "take")]
    [InlineData("a", "a", "", "take")]
    [InlineData("a", "b", "a", "drop")]
    [InlineData("a", "", "a", "drop")]
    [InlineData("a", "b", "b", "drop")]
    [InlineData("a", "b", "c", "ask")]
    [InlineData("", "b", "c", "ask")]
    [InlineData("a", "", "c", "ask")]
    [InlineData("a", "b", "", "ask")]
    public void Field_is_dropped_taken_or_asked_about(string drawnFrom, string now, string posted, string what)
    {
        var result = Merge.Of(Sheet(drawnFrom), Sheet(now), new Dictionary<ItemField, AnswerValue> { [_field] = new(posted) });

        Assert.Equal(what == "take" ? [new("i1", "text.achievements", new(posted))] : [], result.Changes);
        Assert.Equal(what == "ask" ? [new(_field, new(now), new(posted))] : [], result.Conflicts);
    }

    [Fact]
    public void Mark_of_a_provisional_figure_is_a_change_of_its_own()
    {
        var sheet = new AnswerSheet([new(_field, new("98.6%", true, new(2026, 6, 30)))]);
        var result = Merge.Of(sheet, sheet, new Dictionary<ItemField, AnswerValue> { [_field] = new("98.6%") });

        Assert.Equal([new AnswerChanged("i1", "text.achievements", new("98.6%"))], result.Changes);
    }

    [Fact]
    public void Field_that_the_form_does_not_show_is_left_alone() =>
        Assert.Equal(new MergeResult([], []), Merge.Of(Sheet("a"), Sheet("b"), new Dictionary<ItemField, AnswerValue>()) with { Changes = [], Conflicts = [] });

    [Fact]
    public void Unchanged_form_posts_nothing_whatever_others_did() => Prop.ForAll(Sheets, Sheets, (drawnFrom, now) =>
        Merge.Of(new(drawnFrom), new(now), _fields.ToDictionary(f => f, f => new AnswerSheet(drawnFrom)[f])) is { Changes.Count: 0, Conflicts.Count: 0 }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_loses_words() => Prop.ForAll(Sheets, Sheets, Sheets, (drawnFrom, theirs, mine) =>
    {
        var (before, now) = (new AnswerSheet(drawnFrom), new AnswerSheet(theirs));
        var result = Merge.Of(before, now, mine);
        var after = now.With(result.Changes);
        return _fields.All(f => result.Conflicts.Any(c => c.Field == f)
            // Both values are shown, nothing is written.
            ? result.Conflicts.Single(c => c.Field == f) is var c && c.Theirs == now[f] && c.Mine == mine[f] && after[f] == now[f] && result.Changes.All(x => x.Field != f.Field || x.Item != f.Item)
            // What was changed here stands; what was not stands as the others left it.
            : after[f] == (mine.TryGetValue(f, out var value) && value != before[f] ? value : now[f]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_of_the_posted_fields_does_not_matter() => Prop.ForAll(Sheets, Sheets, Sheets, (drawnFrom, now, mine) =>
    {
        var one = Merge.Of(new(drawnFrom), new(now), mine);
        var other = Merge.Of(new(drawnFrom), new(now), mine.Reverse().ToDictionary());
        return one.Changes.ToHashSet().SetEquals(other.Changes) && one.Conflicts.ToHashSet().SetEquals(other.Conflicts);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Posting_again_what_was_saved_posts_nothing() => Prop.ForAll(Sheets, Sheets, (drawnFrom, mine) =>
    {
        var before = new AnswerSheet(drawnFrom);
        var saved = before.With(Merge.Of(before, before, mine).Changes);
        return Merge.Of(before, saved, mine) is { Changes.Count: 0, Conflicts.Count: 0 };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sheet_shows_the_last_value_and_only_what_holds_something()
    {
        var sheet = Sheet("a").With([new("i1", "text.achievements", new("b")), new("i1", "text.achievements", new("c")), new("i2", "mark.a1", new(""))]);

        Assert.Equal([new(_field, new("c"))], sheet.Values);
        Assert.Equal(AnswerValue.Empty, sheet[new("i9", "mark.a1")]);
    }

    static AnswerSheet Sheet(string text) => new(text.Length == 0 ? [] : [new(_field, new(text))]);

    static readonly ItemField[] _fields = [.. from item in new[] { "i1", "i2" } from field in new[] { "text.a", "mark.a1", "actual.n1.R6" } select new ItemField(item, field)];

    // Few fields and few values, so that all cases of the table meet.
    static Arbitrary<Dictionary<ItemField, AnswerValue>> Sheets =>
        Gen.Elements(_fields).Zip(Gen.Elements(new AnswerValue(""), new AnswerValue("a"), new AnswerValue("b"), new AnswerValue("b", true)))
            .ListOf().Select(list => list.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2)).ToArbitrary();
}
