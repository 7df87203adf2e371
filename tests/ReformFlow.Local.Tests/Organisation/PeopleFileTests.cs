using ReformFlow.App.Ports;
using ReformFlow.Local.Organisation;
using ReformFlow.Tests.Organisation;

namespace ReformFlow.Local.Tests.Organisation;

/// <summary>What a file adds to the contract: its form, crashes, and what somebody wrote into it by hand.</summary>
public sealed class PeopleFileTests : PeopleContract, IDisposable
{
    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    protected override IPeople People => new PeopleFile(_data.Path);

    string JsonFile => _data.Of("yama", "people.json");

    [Fact]
    public async Task Question_about_a_town_leaves_no_trace()
    {
        Assert.Empty(await People.AllAsync("yama", default));
        Assert.False(Directory.Exists(_data.Of("yama")));
    }

    [Fact]
    public async Task File_is_readable_text()
    {
        await People.SaveAsync("yama", [Takasaki with { Name = "髙﨑 花子", Authenticator = null }, Post], default);

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
    public async Task Crash_before_the_rename_leaves_the_old()
    {
        await People.SaveAsync("yama", [Takasaki], default);
        File.WriteAllText($"{JsonFile}.new", "{ \"format\": \"peo");

        Assert.Equal([Takasaki], await People.AllAsync("yama", default));
        await People.SaveAsync("yama", [Post], default);

        Assert.Equal([Takasaki, Post], await People.AllAsync("yama", default));
        Assert.Equal([JsonFile], Directory.GetFiles(_data.Of("yama")));
    }
}
