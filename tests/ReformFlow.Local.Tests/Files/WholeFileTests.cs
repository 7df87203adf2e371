using ReformFlow.Local.Files;

namespace ReformFlow.Local.Tests.Files;

public sealed class WholeFileTests : IDisposable
{
    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Replace_writes_a_new_file_and_overwrites_an_old_one()
    {
        WholeFile.Replace(_data.Of("a.json"), "a longer text"u8);
        WholeFile.Replace(_data.Of("a.json"), "short"u8);

        Assert.Equal("short", File.ReadAllText(_data.Of("a.json")));
        Assert.Equal([_data.Of("a.json")], Directory.GetFiles(_data.Path));
    }

    // A folder of the target's name makes the rename itself fail, after everything before it was done.
    [Fact]
    public void Replace_that_fails_at_the_rename_leaves_the_old()
    {
        Directory.CreateDirectory(_data.Of("a.json"));

        Assert.ThrowsAny<Exception>(() => WholeFile.Replace(_data.Of("a.json"), "new"u8));

        Assert.True(Directory.Exists(_data.Of("a.json")));
        Assert.Equal("new", File.ReadAllText(_data.Of("a.json.new")));
    }

    [Fact]
    public void Folder_that_is_not_there_can_not_be_flushed()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no flush of a folder.");
        DurableFolder.Flush(_data.Path);

        var refused = Assert.Throws<IOException>(() => DurableFolder.Flush(_data.Of("none")));

        Assert.Contains(_data.Of("none"), refused.Message);
    }

    [Fact]
    public void Folder_is_made_with_all_that_lead_to_it()
    {
        DurableFolder.Create(_data.Path, _data.Of("yama", "journal"));
        DurableFolder.Create(_data.Path, _data.Of("yama", "journal"));

        Assert.True(Directory.Exists(_data.Of("yama", "journal")));
    }
}
