using Azure.Data.Tables;
using ReformFlow.Core.Log;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Log;

/// <summary>A log of a town of the test's own, over a network that the test sees and spoils.</summary>
public abstract class TableLogTest
{
    private protected TableLogTest(Azurite azurite)
    {
        Azurite = azurite;
        Table = azurite.Storage.Log;
        Town = $"t{Guid.NewGuid():N}"[..12];
        Tax = StreamName.Request(Town, "r7", "zeimu");
        Log = new(azurite.LogOver(Network));
    }

    private protected Azurite Azurite { get; }
    private protected TableClient Table { get; }
    private protected Network Network { get; } = new();
    private protected string Town { get; }
    private protected StreamName Tax { get; }

    /// <summary>The log under test.</summary>
    private protected TableLog Log { get; }

    /// <summary>The log of another process.</summary>
    private protected TableLog Other => new(Table);

    private protected async Task<List<TableEntity>> RowsAsync(string partition)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"))) rows.Add(row);
        return rows;
    }
}
