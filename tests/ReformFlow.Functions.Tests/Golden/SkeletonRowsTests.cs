using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ReformFlow.Core.Log;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Tests.Golden;

namespace ReformFlow.Functions.Tests.Golden;

/// <summary>Rows that the skeleton wrote are still read, and its heads of shape 1 are folded again; how they were made stands in the README of the local edition's golden files.</summary>
public sealed class SkeletonRowsTests : IAsyncLifetime
{
    // An account of its own: other tests may use the same town's name.
    readonly Azurite _azurite = new();

    TableClient Table => _azurite.Storage.Log;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "skeleton-rows.jsonl")))
            await Table.AddEntityAsync(Row(line));
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    [Fact]
    public async Task Heads_of_the_skeleton_are_folded_again_and_put_back()
    {
        Assert.All(await ShapesAsync(), shape => Assert.Equal(1, shape));

        await GoldenHeads.CheckAsync(partition => new TableLog(Table).HeadsAsync(partition, default));

        Assert.All(await ShapesAsync(), shape => Assert.Equal(Head.CurrentShape, shape));
        await GoldenHeads.CheckAsync(partition => new TableLog(Table).HeadsAsync(partition, default));
    }

    [Fact]
    public async Task Streams_of_the_skeleton_are_read_and_go_on()
    {
        var log = new TableLog(Table);
        foreach (var partition in GoldenHeads.Partitions)
            foreach (var head in await log.HeadsAsync(partition, default))
            {
                var appends = await log.ReadAsync(new(partition, head.Stream), 1, default);
                Assert.Equal(head.Version, appends.Count);
            }

        var kankyou = StreamName.Request(GoldenHeads.Town, "r8-1", "kankyou");
        var before = await log.HeadAsync(kankyou, default);
        var append = new Append(kankyou.Name, before.Version + 1, before.Hash, new(2026, 11, 9, 1, 0, 0, TimeSpan.Zero), "system", [new StepDropped("mizuhono~r8-1~remind~kankyou~1~2026-11-12~-3", "test")]);
        Assert.True(await log.AppendAsync(kankyou.Partition, append, before.After(append, Append.HashOf(append.ToBytes())), default));
    }

    async Task<List<int?>> ShapesAsync()
    {
        var shapes = new List<int?>();
        await foreach (var row in Table.QueryAsync<TableEntity>())
            if (row.RowKey.StartsWith("h~", StringComparison.Ordinal)) shapes.Add(row.GetInt32("Shape"));
        Assert.Equal(16, shapes.Count);
        return shapes;
    }

    static TableEntity Row(string line)
    {
        var row = new TableEntity();
        foreach (var property in JsonDocument.Parse(line).RootElement.EnumerateObject())
            row[property.Name] = property.Value switch
            {
                { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                var coded when coded.TryGetProperty("binary", out var binary) => Encoding.UTF8.GetBytes(binary.GetString()!),
                var coded => Guid.Parse(coded.GetProperty("guid").GetString()!),
            };
        return row;
    }
}
