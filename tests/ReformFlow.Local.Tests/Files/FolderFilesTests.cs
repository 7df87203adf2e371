using ReformFlow.App.Ports;
using ReformFlow.Local.Files;
using ReformFlow.Tests.Files;

namespace ReformFlow.Local.Tests.Files;

/// <summary>What a folder adds to the contract: where files lie, crashes, and files that somebody altered.</summary>
public sealed class FolderFilesTests : FilesContract, IDisposable
{
    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    protected override IFiles Files => new FolderFiles(_data.Path);

    [Fact]
    public async Task File_lies_in_its_towns_folder()
    {
        await Files.StoreAsync("yama", Plan, default);

        Assert.Equal([_data.Of("yama", "files", PlanHash)], Directory.GetFiles(_data.Of("yama", "files")));
    }

    [Fact]
    public async Task File_that_is_stored_again_stays_as_it_is()
    {
        var hash = await Files.StoreAsync("yama", Plan, default);
        var written = DateTime.UnixEpoch;
        File.SetLastWriteTimeUtc(_data.Of("yama", "files", hash), written);

        Assert.Equal(hash, await Files.StoreAsync("yama", Plan, default));

        Assert.Equal(written, File.GetLastWriteTimeUtc(_data.Of("yama", "files", hash)));
    }

    [Fact]
    public async Task Altered_file_is_refused_until_it_is_stored_again()
    {
        var hash = await Files.StoreAsync("yama", Plan, default);
        File.AppendAllText(_data.Of("yama", "files", hash), " ");

        var refused = await Assert.ThrowsAsync<FileAlteredException>(() => Files.ReadAsync("yama", hash, default));
        await Files.StoreAsync("yama", Plan, default);

        Assert.Contains(_data.Of("yama", "files", hash), refused.Message);
        Assert.Contains("backup", refused.Message);
        Assert.Equal(Plan, await Files.ReadAsync("yama", hash, default));
    }

    [Fact]
    public async Task Crash_before_the_rename_leaves_no_file_and_no_obstacle()
    {
        Directory.CreateDirectory(_data.Of("yama", "files"));
        File.WriteAllBytes(_data.Of("yama", "files", $"{PlanHash}.new"), Plan[..5]);

        Assert.Null(await Files.ReadAsync("yama", PlanHash, default));
        await Files.StoreAsync("yama", Plan, default);

        Assert.Equal(Plan, await Files.ReadAsync("yama", PlanHash, default));
        Assert.Single(Directory.GetFiles(_data.Of("yama", "files")));
    }
}
