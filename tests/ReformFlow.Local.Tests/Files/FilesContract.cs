using System.Text;
using ReformFlow.App.Ports;

namespace ReformFlow.Tests.Files;

/// <summary>What every store of files must do, whatever it keeps them in. The Azure tests link this file.</summary>
public abstract class FilesContract
{
    protected static readonly byte[] Plan = Encoding.UTF8.GetBytes("行政改革推進計画");
    protected const string PlanHash = "b89719c676ece775d6ed83eec4846bac577587e0c2bd4d49bd85d9868443236f";

    // A town of its own for every test, so that a store need not be emptied.
    protected string Town { get; } = $"t{Guid.NewGuid():N}"[..12];

    /// <summary>The files under test.</summary>
    protected abstract IFiles Files { get; }

    [Fact]
    public async Task File_is_stored_under_its_hash_and_read_back()
    {
        Assert.Equal(PlanHash, await Files.StoreAsync(Town, Plan, default));
        Assert.Equal(Plan, await Files.ReadAsync(Town, PlanHash, default));
    }

    [Fact]
    public async Task Empty_file_is_stored_too()
    {
        var hash = await Files.StoreAsync(Town, Array.Empty<byte>(), default);

        Assert.Empty((await Files.ReadAsync(Town, hash, default))!);
    }

    [Fact]
    public async Task Large_file_comes_back_byte_for_byte()
    {
        var pdf = new byte[10 * 1024 * 1024];
        new Random(7).NextBytes(pdf);

        var hash = await Files.StoreAsync(Town, pdf, default);

        Assert.Equal(pdf, await Files.ReadAsync(Town, hash, default));
    }

    [Fact]
    public async Task File_that_is_stored_again_keeps_its_name_and_bytes()
    {
        await Files.StoreAsync(Town, Plan, default);

        Assert.Equal(PlanHash, await Files.StoreAsync(Town, Plan, default));
        Assert.Equal(Plan, await Files.ReadAsync(Town, PlanHash, default));
    }

    [Fact]
    public async Task One_file_stored_by_many_at_once_is_whole()
    {
        var files = Files;

        var hashes = await Task.WhenAll(Enumerable.Range(1, 20).Select(_ => files.StoreAsync(Town, Plan, default)));

        Assert.All(hashes, h => Assert.Equal(PlanHash, h));
        Assert.Equal(Plan, await files.ReadAsync(Town, PlanHash, default));
    }

    [Fact]
    public async Task File_of_another_town_is_not_there()
    {
        await Files.StoreAsync(Town, Plan, default);

        Assert.Null(await Files.ReadAsync($"{Town}x", PlanHash, default));
        Assert.Null(await Files.ReadAsync(Town, new string('0', 64), default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../people.json")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000A")]
    public async Task Hash_of_another_form_is_refused(string hash) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Files.ReadAsync(Town, hash, default));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("yama/..")]
    [InlineData("yama%2f..")]
    [InlineData("Yama")]
    public async Task Town_that_is_no_key_is_refused(string town)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Files.ReadAsync(town, PlanHash, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Files.StoreAsync(town, Plan, default));
    }
}
