using ReformFlow.Core.Organisation;
using ReformFlow.Local.Organisation;

namespace ReformFlow.Local.Tests.Organisation;

public sealed class PeopleFileTests : IDisposable
{
    static readonly Person _takasaki = new("p1", "zeimu@town.yama.example.jp", "髙﨑 𠮷子", "123");
    static readonly Person _post = new("p2", "suido@town.yama.example.jp");

    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    PeopleFile People => new(_data.Path);

    string JsonFile => _data.Of("yama", "people.json");

    [Fact]
    public async Task Town_without_a_file_has_nobody()
    {
        Assert.Empty(await People.AllAsync("yama", default));
        Assert.False(Directory.Exists(_data.Of("yama")));
    }

    [Fact]
    public async Task People_are_read_as_they_were_saved_by_number()
    {
        await People.SaveAsync("yama", [_post, _takasaki], default);

        Assert.Equal([_takasaki, _post], await People.AllAsync("yama", default));
        Assert.Empty(await People.AllAsync("kawa", default));
    }

    [Fact]
    public async Task Save_corrects_one_and_leaves_the_others()
    {
        await People.SaveAsync("yama", [_takasaki, _post], default);

        await People.SaveAsync("yama", [_post with { Name = "水野", Address = "mizuno@town.yama.example.jp" }], default);

        Assert.Equal([_takasaki, new("p2", "mizuno@town.yama.example.jp", "水野")], await People.AllAsync("yama", default));
    }

    [Fact]
    public async Task File_is_readable_text()
    {
        await People.SaveAsync("yama", [_takasaki with { Name = "髙﨑 花子" }, _post], default);

        Assert.Equal("""
            {
             "format": "people/1",
             "people": [
              {
               "number": "p1",
               "address": "zeimu@town.yama.example.jp",
               "name": "髙﨑 花子",
               "extension": "123"
              },
              {
               "number": "p2",
               "address": "suido@town.yama.example.jp"
              }
             ]
            }

            """, File.ReadAllText(JsonFile), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Saves_at_the_same_time_lose_nobody()
    {
        var people = People;

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => people.SaveAsync("yama", [new($"p{i}", $"p{i}@town.yama.example.jp")], default)));

        Assert.Equal(20, (await people.AllAsync("yama", default)).Count);
    }

    [Fact]
    public async Task Crash_before_the_rename_leaves_the_old()
    {
        await People.SaveAsync("yama", [_takasaki], default);
        File.WriteAllText($"{JsonFile}.new", "{ \"format\": \"peo");

        Assert.Equal([_takasaki], await People.AllAsync("yama", default));
        await People.SaveAsync("yama", [_post], default);

        Assert.Equal([_takasaki, _post], await People.AllAsync("yama", default));
        Assert.Equal([JsonFile], Directory.GetFiles(_data.Of("yama")));
    }

    [Theory]
    [InlineData("{ \"format\": \"peo", "no JSON")]
    [InlineData("""{ "format": "people/2", "people": [] }""", "people/1")]
    [InlineData("""{ "format": "people/1", "people": [{ "number": "p1", "adress": "a@b.jp" }] }""", "$.people[0].adress")]
    [InlineData("""{ "format": "people/1", "people": [{ "number": "p1" }] }""", "$.people[0].address")]
    [InlineData("""{ "format": "people/1", "people": [{ "number": "p1", "address": "a@b.jp" }, { "number": "p1", "address": "c@d.jp" }] }""", "twice")]
    public async Task File_that_can_not_be_read_is_named_and_not_overwritten(string text, string reason)
    {
        Directory.CreateDirectory(_data.Of("yama"));
        File.WriteAllText(JsonFile, text);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => People.AllAsync("yama", default));
        await Assert.ThrowsAsync<InvalidDataException>(() => People.SaveAsync("yama", [_post], default));

        Assert.Contains(JsonFile, refused.Message);
        Assert.Contains(reason, refused.Message);
        Assert.Equal(text, File.ReadAllText(JsonFile));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("yama/kawa")]
    public async Task Town_that_is_no_key_is_refused(string town)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => People.AllAsync(town, default));
        await Assert.ThrowsAsync<ArgumentException>(() => People.SaveAsync(town, [_post], default));
    }
}
