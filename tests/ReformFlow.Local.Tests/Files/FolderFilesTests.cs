using System.Text;
using ReformFlow.Local.Files;

namespace ReformFlow.Local.Tests.Files;

public sealed class FolderFilesTests : IDisposable
{
    static readonly byte[] _plan = Encoding.UTF8.GetBytes("行政改革推進計画");
    const string PlanHash = "b89719c676ece775d6ed83eec4846bac577587e0c2bd4d49bd85d9868443236f";

    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    FolderFiles Files => new(_data.Path);

    [Fact]
    public async Task File_is_stored_under_its_hash_and_read_back()
    {
        var hash = await Files.StoreAsync("yama", _plan, default);

        Assert.Equal(PlanHash, hash);
        Assert.Equal(_plan, await Files.ReadAsync("yama", hash, default));
        Assert.Equal([_data.Of("yama", "files", hash)], Directory.GetFiles(_data.Of("yama", "files")));
    }

    [Fact]
    public async Task Empty_file_is_stored_too()
    {
        var hash = await Files.StoreAsync("yama", Array.Empty<byte>(), default);

        Assert.Empty((await Files.ReadAsync("yama", hash, default))!);
    }

    [Fact]
    public async Task File_that_is_stored_again_stays_as_it_is()
    {
        var hash = await Files.StoreAsync("yama", _plan, default);
        var written = DateTime.UnixEpoch;
        File.SetLastWriteTimeUtc(_data.Of("yama", "files", hash), written);

        Assert.Equal(hash, await Files.StoreAsync("yama", _plan, default));

        Assert.Equal(written, File.GetLastWriteTimeUtc(_data.Of("yama", "files", hash)));
    }

    [Fact]
    public async Task One_file_stored_by_many_at_once_is_whole()
    {
        var files = Files;

        await Task.WhenAll(Enumerable.Range(1, 20).Select(_ => files.StoreAsync("yama", _plan, default)));

        Assert.Equal(_plan, await files.ReadAsync("yama", PlanHash, default));
    }

    [Fact]
    public async Task File_of_another_town_is_not_there()
    {
        await Files.StoreAsync("yama", _plan, default);

        Assert.Null(await Files.ReadAsync("kawa", PlanHash, default));
        Assert.Null(await Files.ReadAsync("yama", new string('0', 64), default));
    }

    [Fact]
    public async Task Altered_file_is_refused_until_it_is_stored_again()
    {
        var hash = await Files.StoreAsync("yama", _plan, default);
        File.AppendAllText(_data.Of("yama", "files", hash), " ");

        var refused = await Assert.ThrowsAsync<FileAlteredException>(() => Files.ReadAsync("yama", hash, default));
        await Files.StoreAsync("yama", _plan, default);

        Assert.Contains(_data.Of("yama", "files", hash), refused.Message);
        Assert.Contains("backup", refused.Message);
        Assert.Equal(_plan, await Files.ReadAsync("yama", hash, default));
    }

    [Fact]
    public async Task Crash_before_the_rename_leaves_no_file_and_no_obstacle()
    {
        Directory.CreateDirectory(_data.Of("yama", "files"));
        File.WriteAllBytes(_data.Of("yama", "files", $"{PlanHash}.new"), _plan[..5]);

        Assert.Null(await Files.ReadAsync("yama", PlanHash, default));
        await Files.StoreAsync("yama", _plan, default);

        Assert.Equal(_plan, await Files.ReadAsync("yama", PlanHash, default));
        Assert.Single(Directory.GetFiles(_data.Of("yama", "files")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../people.json")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000A")]
    public async Task Hash_of_another_form_is_refused(string hash) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Files.ReadAsync("yama", hash, default));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("yama/..")]
    [InlineData("Yama")]
    public async Task Town_that_is_no_key_is_refused(string town)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Files.ReadAsync(town, PlanHash, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Files.StoreAsync(town, _plan, default));
    }
}
