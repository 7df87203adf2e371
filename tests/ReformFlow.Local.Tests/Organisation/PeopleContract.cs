using ReformFlow.App.Ports;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Tests.Organisation;

/// <summary>What every store of people must do, whatever it keeps them in. The Azure tests link this file.</summary>
public abstract class PeopleContract
{
    protected static readonly Person Takasaki = new("p1", "zeimu@town.yama.example.jp", "髙﨑 𠮷子", "123", "sealed");
    protected static readonly Person Post = new("p2", "suido@town.yama.example.jp");

    // A town of its own for every test, so that a store need not be emptied.
    protected string Town { get; } = $"t{Guid.NewGuid():N}"[..12];

    /// <summary>The people under test.</summary>
    protected abstract IPeople People { get; }

    [Fact]
    public async Task Town_where_nothing_was_saved_has_nobody()
    {
        Assert.Empty(await People.AllAsync(Town, default));
        Assert.Null(await People.FindAsync(Town, "p1", default));
    }

    [Fact]
    public async Task People_are_read_as_they_were_saved_by_number()
    {
        await People.SaveAsync(Town, [Post, Takasaki], default);

        Assert.Equal([Takasaki, Post], await People.AllAsync(Town, default));
        Assert.Equal(Takasaki, await People.FindAsync(Town, "p1", default));
        Assert.Equal(Post, await People.FindAsync(Town, "p2", default));
        Assert.Null(await People.FindAsync(Town, "p3", default));
        Assert.Empty(await People.AllAsync($"{Town}x", default));
        Assert.Null(await People.FindAsync($"{Town}x", "p1", default));
    }

    [Fact]
    public async Task Save_corrects_one_and_leaves_the_others()
    {
        await People.SaveAsync(Town, [Takasaki, Post], default);

        await People.SaveAsync(Town, [Post with { Name = "水野", Address = "mizuno@town.yama.example.jp" }], default);

        Assert.Equal([Takasaki, new("p2", "mizuno@town.yama.example.jp", "水野")], await People.AllAsync(Town, default));
    }

    [Fact]
    public async Task Name_that_is_erased_is_gone()
    {
        await People.SaveAsync(Town, [Takasaki], default);

        await People.SaveAsync(Town, [new("p1", "post@town.yama.example.jp")], default);

        Assert.Equal(new("p1", "post@town.yama.example.jp"), await People.FindAsync(Town, "p1", default));
        Assert.Equal([new("p1", "post@town.yama.example.jp")], await People.AllAsync(Town, default));
    }

    [Fact]
    public async Task Last_of_two_under_one_number_is_saved()
    {
        await People.SaveAsync(Town, [Post, Post with { Name = "水野" }], default);

        Assert.Equal([Post with { Name = "水野" }], await People.AllAsync(Town, default));
    }

    [Fact]
    public async Task Saving_nobody_changes_nothing()
    {
        await People.SaveAsync(Town, [], default);

        Assert.Empty(await People.AllAsync(Town, default));
    }

    [Fact]
    public async Task Many_people_are_saved_in_one_call()
    {
        var all = Enumerable.Range(1, 250).Select(i => new Person($"p{i}", $"p{i}@town.yama.example.jp")).ToList();

        await People.SaveAsync(Town, all, default);

        Assert.Equal(all.OrderBy(p => p.Number, StringComparer.Ordinal), await People.AllAsync(Town, default));
    }

    [Fact]
    public async Task Saves_at_the_same_time_lose_nobody()
    {
        var people = People;

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => people.SaveAsync(Town, [new($"p{i}", $"p{i}@town.yama.example.jp")], default)));

        Assert.Equal(20, (await people.AllAsync(Town, default)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p/1")]
    [InlineData("p1' or '1' eq '1")]
    [InlineData("P1#?\\")]
    [InlineData("髙﨑")]
    public async Task Number_typed_by_hand_finds_nobody(string number)
    {
        await People.SaveAsync(Town, [Takasaki, Post], default);

        Assert.Null(await People.FindAsync(Town, number, default));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("yama/kawa")]
    public async Task Town_that_is_no_key_is_refused(string town)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => People.AllAsync(town, default));
        await Assert.ThrowsAsync<ArgumentException>(() => People.FindAsync(town, "p1", default));
        await Assert.ThrowsAsync<ArgumentException>(() => People.SaveAsync(town, [Post], default));
    }
}
