using System.Text;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Tests.Organisation;

public class OrganisationImportTests
{
    [Fact]
    public void First_import_numbers_people_as_they_come()
    {
        var (town, people) = OrganisationImport.Part(Sample.Organisation(), []);

        Assert.Equal(["p1", "p2", "p3", "p4"], people.Select(p => p.Number));
        Assert.Equal(["gyokaku@city.example.jp", "somu@city.example.jp", "zeimu@city.example.jp", "shiminbu@city.example.jp"], people.Select(p => p.Address));
        Assert.Equal("p1", town.Office.Person);
        Assert.Equal([("somu", "p2", null), ("zeimu", "p3", "p4"), ("shimin", null, null)], town.Departments.Select(d => (d.Key, d.Person, d.SuperiorPerson)));
    }

    [Fact]
    public void Known_addresses_keep_their_numbers_and_names_and_new_ones_count_on()
    {
        Person[] known = [new("p7", "ZEIMU@city.example.jp", "見本花子", "123"), new("p3", "gone@city.example.jp")];
        var (town, people) = OrganisationImport.Part(Sample.Organisation(), known);

        Assert.Equal("p7", town.Department("zeimu").Person);
        Assert.Equal("p8", town.Office.Person);
        Assert.Equal(known, people.Take(2));
        Assert.Equal(people.Count, people.DistinctBy(p => p.Number).Count());
    }

    [Fact]
    public void Mailbox_that_several_posts_share_has_one_number()
    {
        var file = Sample.Organisation();
        var shared = file with { Departments = [file.Departments[0], file.Departments[1] with { Address = "SOMU@CITY.example.jp" }] };
        var (town, people) = OrganisationImport.Part(shared, []);

        Assert.Equal(town.Department("somu").Person, town.Department("zeimu").Person);
        Assert.Equal(3, people.Count);
    }

    [Fact]
    public void Importing_again_changes_nothing()
    {
        var (town, people) = OrganisationImport.Part(Sample.Organisation(), []);
        var (again, same) = OrganisationImport.Part(Sample.Organisation(), people);

        Assert.Equal(people, same);
        Assert.Equal(CanonicalJson.Write(town), CanonicalJson.Write(again));
    }

    [Fact]
    public void What_is_stored_names_nobody()
    {
        var stored = Encoding.UTF8.GetString(CanonicalJson.Write(Sample.Town()));

        Assert.DoesNotContain("@", stored, StringComparison.Ordinal);
        Assert.Contains("\"mailDomains\":[\"city.example.jp\"]", stored, StringComparison.Ordinal);
    }

    [Fact]
    public void Town_finds_departments_by_key_and_by_printed_name()
    {
        var town = Sample.Town();

        Assert.Equal("zeimu", town.Printed("課税課")!.Key);
        Assert.Equal("zeimu", town.Printed("税務課")!.Key);
        Assert.Null(town.Printed("各課"));
        Assert.True(town.IsCollective("各課"));
        Assert.False(town.IsCollective("税務課"));
        Assert.Equal("post:zeimu", town.Department("zeimu").By);
        Assert.Equal("Municipality yama has no department nobody.", Assert.Throws<KeyNotFoundException>(() => town.Department("nobody")).Message);
    }
}
