using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Log;

namespace ReformFlow.App.Tests.Organisation;

public class ImportTownTests
{
    [Fact]
    public async Task Import_stores_a_plan_with_keys_and_an_organisation_without_addresses()
    {
        await using var office = new Office();
        var imported = await office.ImportAsync();
        Assert.Equal(new("aoba", "main", 3, 2), imported.Value);
        var stored = office.Files.All.Select(System.Text.Encoding.UTF8.GetString).ToList();
        Assert.Contains(stored, s => s.Contains("\"key\": \"i1\"", StringComparison.Ordinal));
        // People live apart: an address in a stored file could never be erased.
        Assert.DoesNotContain(stored, s => s.Contains("zeimu@aoba.example", StringComparison.Ordinal));
        Assert.Contains(await office.People.AllAsync("aoba", default), p => p.Address == "zeimu@aoba.example");
    }

    [Fact]
    public async Task Importing_the_same_files_again_appends_nothing()
    {
        await using var office = new Office();
        await office.ImportAsync();
        await office.ImportAsync();
        Assert.Single(await office.Log.ReadAsync(StreamName.Plan("aoba", "main"), 1, default));
        Assert.Single(await office.Log.ReadAsync(StreamName.Office("aoba"), 1, default));
    }

    [Fact]
    public async Task A_department_without_address_is_refused_naming_both_places_and_nothing_is_stored()
    {
        await using var office = new Office();
        var refused = await office.ImportAsync(organisation: Office.Organisation.Replace(",\"address\":\"zeimu@aoba.example\"", "", StringComparison.Ordinal));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal("organisation $.departments (key zeimu)", problem.Place);
        Assert.Contains("plan $.items[1]", problem.Message, StringComparison.Ordinal);
        Assert.Empty(office.Files.All);
        Assert.Empty(await office.People.AllAsync("aoba", default));
        Assert.Empty(await office.Log.HeadsAsync("aoba~office", default));
    }

    [Fact]
    public async Task Problems_of_all_files_come_at_once()
    {
        await using var office = new Office();
        var refused = await office.ImportAsync(
            Office.Plan.Replace("\"node\":\"1\"", "\"node\":\"9\"", StringComparison.Ordinal),
            Office.Organisation.Replace("\"extension\":\"12\"", "\"fax\":\"12\"", StringComparison.Ordinal),
            """{"format":"mail-texts/1","foot":"{nonsense}","mails":{}}""");
        Assert.Contains(refused.Problems, p => p.Place == "plan $.items[0].node");
        Assert.Contains(refused.Problems, p => p.Place == "organisation $.office.fax");
        Assert.Contains(refused.Problems, p => p.Place == "mail texts $.foot");
    }
}
