using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ReformFlow.App.Ports;
using ReformFlow.Functions.Files;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Tests.Files;

namespace ReformFlow.Functions.Tests.Files;

/// <summary>What blobs add to the contract: where they lie, who may see them, and blobs that somebody altered.</summary>
public sealed class BlobFilesTests(Azurite azurite) : FilesContract
{
    readonly BlobContainerClient _container = azurite.Storage.Files;

    protected override IFiles Files => new BlobFiles(_container);

    [Fact]
    public async Task File_lies_below_its_town_and_is_private()
    {
        await Files.StoreAsync(Town, Plan, default);

        var names = new List<string>();
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = Town })) names.Add(blob.Name);
        Assert.Equal([$"{Town}/{PlanHash}"], names);
        Assert.Equal(PublicAccessType.None, (await _container.GetAccessPolicyAsync()).Value.BlobPublicAccess);
    }

    [Fact]
    public async Task File_that_is_stored_again_stays_as_it_is()
    {
        await Files.StoreAsync(Town, Plan, default);
        var before = (await _container.GetBlobClient($"{Town}/{PlanHash}").GetPropertiesAsync()).Value;

        await Files.StoreAsync(Town, Plan, default);

        Assert.Equal(before.ETag, (await _container.GetBlobClient($"{Town}/{PlanHash}").GetPropertiesAsync()).Value.ETag);
    }

    [Fact]
    public async Task Altered_file_is_refused()
    {
        await Files.StoreAsync(Town, Plan, default);
        await _container.GetBlobClient($"{Town}/{PlanHash}").UploadAsync(new BinaryData(Encoding.UTF8.GetBytes("計画")), overwrite: true);

        var refused = await Assert.ThrowsAsync<FileAlteredException>(() => Files.ReadAsync(Town, PlanHash, default));

        Assert.Contains($"files/{Town}/{PlanHash}", refused.Message);
    }
}
