using Azure.Data.Tables;
using ReformFlow.App.Ports;
using ReformFlow.Core.Organisation;
using ReformFlow.Functions.Organisation;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Tests.Organisation;

namespace ReformFlow.Functions.Tests.Organisation;

/// <summary>What a table adds to the contract: rows, and numbers that can be no row's key.</summary>
public sealed class TablePeopleTests(Azurite azurite) : PeopleContract
{
    readonly TableClient _table = azurite.Storage.People;

    protected override IPeople People => new TablePeople(_table);

    [Fact]
    public async Task Erased_name_leaves_no_column()
    {
        await People.SaveAsync(Town, [Takasaki], default);
        await People.SaveAsync(Town, [new("p1", "post@town.yama.example.jp")], default);

        var row = (await _table.GetEntityAsync<TableEntity>(Town, "p1")).Value;

        Assert.DoesNotContain(row.Keys, k => k is "Name" or "Extension");
    }

    [Theory]
    [InlineData("")]
    [InlineData("p/1")]
    [InlineData("p1\n")]
    [InlineData("P1")]
    public async Task Number_that_is_no_key_is_not_saved(string number)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => People.SaveAsync(Town, [Post, new Person(number, "a@b.jp")], default));

        Assert.Empty(await People.AllAsync(Town, default));
    }
}
