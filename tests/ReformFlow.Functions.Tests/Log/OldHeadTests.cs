using System.Text;
using Azure.Data.Tables;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Tests.Log;

namespace ReformFlow.Functions.Tests.Log;

/// <summary>Heads that another version of the product wrote: an older one's are folded again and put back, a newer one's are left.</summary>
public sealed class OldHeadTests(Azurite azurite) : TableLogTest(azurite)
{
    [Fact]
    public async Task Head_of_an_older_shape_is_folded_again_once()
    {
        await SubmittedAsync(shape: 0);

        var head = (RequestHead)await Log.HeadAsync(Tax);

        Assert.Equal((2, Head.CurrentShape), (head.Version, head.Shape));
        Assert.NotNull(head.SubmittedAt);
        Assert.Equal(Head.CurrentShape, await ShapeAsync());
        Network.Clear();
        Assert.NotNull(((RequestHead)await Log.HeadAsync(Tax)).SubmittedAt);
        Assert.Single(Network.Requests);
    }

    [Fact]
    public async Task Heads_of_an_older_shape_are_folded_again_together()
    {
        await SubmittedAsync(shape: 0);
        await Log.WriteAsync(StreamName.Request(Town, "r7", "suido"), new DraftSaved(3, 20));

        var heads = (await Log.HeadsAsync(Tax.Partition, default)).Cast<RequestHead>().ToList();

        Assert.Equal(["request~suido", "request~zeimu"], heads.Select(h => h.Stream));
        Assert.Equal(3, heads[0].Filled);
        Assert.NotNull(heads[1].SubmittedAt);
        Assert.Equal(Head.CurrentShape, await ShapeAsync());
    }

    [Fact]
    public async Task Head_of_a_newer_shape_is_folded_and_left_to_the_newer_version()
    {
        await SubmittedAsync(shape: Head.CurrentShape + 1);

        Assert.NotNull(((RequestHead)await Log.HeadAsync(Tax)).SubmittedAt);
        Assert.NotNull(((RequestHead)(await Log.HeadsAsync(Tax.Partition, default)).Single()).SubmittedAt);

        Assert.Equal(Head.CurrentShape + 1, await ShapeAsync());
        Network.Clear();
        Assert.NotNull(((RequestHead)await Log.HeadAsync(Tax)).SubmittedAt);
        Assert.Single(Network.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Head.CurrentShape + 1)]
    public async Task Append_after_a_head_of_another_shape_writes_one_of_this(int shape)
    {
        await SubmittedAsync(shape);

        Assert.True(await Log.WriteAsync(Tax, new Accepted(1)));

        Assert.Equal(Head.CurrentShape, await ShapeAsync());
        Assert.NotNull(((RequestHead)await Other.HeadAsync(Tax)).AcceptedAt);
    }

    [Fact]
    public async Task Append_in_the_midst_of_folding_is_not_overwritten()
    {
        await SubmittedAsync(shape: 0);
        Network.Leaving = request =>
        {
            if (request.Method == HttpMethod.Put) Other.WriteAsync(Tax, new Accepted(1)).GetAwaiter().GetResult();
            return null;
        };

        Assert.Equal(2, (await Log.HeadAsync(Tax)).Version);

        Assert.Equal(3, (await Other.HeadAsync(Tax)).Version);
        Assert.NotNull(((RequestHead)await Other.HeadAsync(Tax)).AcceptedAt);
    }

    [Fact]
    public async Task Head_that_does_not_follow_from_its_appends_is_named()
    {
        await SubmittedAsync(shape: 0);
        var row = await RowAsync();
        row["Hash"] = new string('0', 64);
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => Log.HeadAsync(Tax));

        Assert.Contains("h~request~zeimu", broken.Message);
    }

    async Task SubmittedAsync(int shape)
    {
        await Other.WriteAsync(Tax, new DraftSaved(20, 20));
        await Other.WriteAsync(Tax, new Submitted(1));
        var row = await RowAsync();
        row["Shape"] = shape;
        row["Bytes00"] = Encoding.UTF8.GetBytes("""{"kind":"request","notKnown":true}""");
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    async Task<TableEntity> RowAsync() => (await Table.GetEntityAsync<TableEntity>(Tax.Partition, "h~request~zeimu")).Value;

    async Task<int?> ShapeAsync() => (await RowAsync()).GetInt32("Shape");
}
