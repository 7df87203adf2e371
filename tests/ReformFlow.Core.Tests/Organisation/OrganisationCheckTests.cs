using System.Text;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Tests.Organisation;

// Cases: the town's key, addresses and their domains, departments (keys, names), collectives, writers; each broken and whole.
public class OrganisationCheckTests
{
    static readonly OrganisationFile _file = Sample.Organisation();

    [Fact]
    public void Sample_has_no_problem() => Assert.Empty(OrganisationCheck.Problems(_file));

    [Theory]
    [InlineData("yama", true)]
    [InlineData("Yama", false)]
    [InlineData("desk", false)]
    [InlineData("", false)]
    public void Keys_can_stand_in_addresses(string key, bool isGood)
    {
        Assert.Equal(isGood ? [] : ["$.municipality.key"], Places(_file with { Municipality = new(key, "見本市") }));
        Assert.Equal(isGood ? [] : ["$.departments[0].key"], Places(_file with { Departments = [new(key, "総務課", "課長")], Collectives = [] }));
    }

    [Theory]
    [InlineData("zeimu@city.example.jp", true)]
    [InlineData("zeimu-1.a_b+c@CITY.example.JP", true)]
    [InlineData("zeimu", false)]
    [InlineData("@city.example.jp", false)]
    [InlineData("zeimu@", false)]
    [InlineData("a@b@city.example.jp", false)]
    [InlineData("a b@city.example.jp", false)]
    [InlineData("a@city.example.jp\r\nBcc: x@example.com", false)]
    [InlineData("<a@city.example.jp>", false)]
    [InlineData("a@city.example.jp,b@city.example.jp", false)]
    [InlineData("ｚｅｉｍｕ@city.example.jp", false)]
    [InlineData("税務@city.example.jp", false)]
    [InlineData("zeimu＠city.example.jp", false)]
    [InlineData("zeimu@other.example.jp", false)]
    [InlineData("zeimu@sub.city.example.jp", false)]
    public void Addresses_can_be_mailed_and_are_of_the_town(string address, bool isGood)
    {
        Assert.Equal(isGood ? [] : ["$.office.address"], Places(_file with { Office = _file.Office with { Address = address } }));
        Assert.Equal(isGood ? [] : ["$.departments[0].address"], Places(_file with { Departments = [_file.Departments[0] with { Address = address }, .. _file.Departments.Skip(1)] }));
        Assert.Equal(isGood ? [] : ["$.departments[0].superior.address"], Places(_file with { Departments = [_file.Departments[0] with { Superior = new("部長", address) }, .. _file.Departments.Skip(1)] }));
    }

    [Fact]
    public void Problem_of_an_address_says_what_is_wrong_with_it()
    {
        Assert.Equal("\"税務@city.example.jp\" is not a mail address. Give it as name@domain, in half-width letters.", Only(_file with { Office = _file.Office with { Address = "税務@city.example.jp" } }).Message);
        Assert.Equal("The domain of \"a@b.jp\" is not in $.mailDomains. Correct the address or add the domain there.", Only(_file with { Office = _file.Office with { Address = "a@b.jp" } }).Message);
        Assert.Empty(Places(_file with { MailDomains = [], Office = _file.Office with { Address = "a@b.jp" } }));
    }

    [Fact]
    public void There_is_a_department() => Assert.Equal(["$.departments"], Places(_file with { Departments = [], Collectives = [] }));

    [Fact]
    public void Key_of_a_department_stands_once() =>
        Assert.Equal(new Problem("$.departments[3].key", "The key \"somu\" stands twice. Give each department its own."), Only(With(new("somu", "総務二課", "課長"))));

    [Theory]
    [InlineData("税務課", null, "$.departments[3].name", "$.departments[1]")]
    [InlineData("課税課", null, "$.departments[3].name", "$.departments[1]")]
    [InlineData("新課", "税務課", "$.departments[3].printedAs", "$.departments[1]")]
    [InlineData("新課", "課税課", "$.departments[3].printedAs", "$.departments[1]")]
    [InlineData("新課", "新課", null, null)]
    [InlineData("新課", "旧課", null, null)]
    public void Printed_name_means_one_department(string name, string? printedAs, string? place, string? other)
    {
        var file = With(new("shin", name, "課長", PrintedAs: printedAs is null ? null : [printedAs]));

        Assert.Equal(place is null ? [] : [new(place, $"\"{(place.EndsWith("name", StringComparison.Ordinal) ? name : printedAs)}\" also means {other}. A printed name may mean one department only.")], OrganisationCheck.Problems(file));
    }

    [Fact]
    public void Collective_has_a_name_of_its_own_and_known_members()
    {
        Assert.Equal(["$.collectives[1].name"], Places(_file with { Collectives = [new("各課"), new("課税課")] }));
        Assert.Equal(["$.collectives[1].name"], Places(_file with { Collectives = [new("各課"), new("各課")] }));
        Assert.Equal(
            new Problem("$.collectives[0].members", "No department has the key \"nobody\". Correct it or add the department."),
            Only(_file with { Collectives = [new("各課", ["zeimu", "nobody"])] }));
    }

    [Fact]
    public void Writer_is_known_and_alone()
    {
        Assert.Empty(Places(_file with { Writers = [new("①", "zeimu"), new("②", "zeimu")] }));
        Assert.Equal(["$.writers[0].department"], Places(_file with { Writers = [new("①", "税務課")] }));
        Assert.Equal(
            new Problem("$.writers[1].item", "Item ① has a writer already; one department writes an item. Remove one of the two."),
            Only(_file with { Writers = [new("①", "zeimu"), new("①", "somu")] }));
    }

    [Fact]
    public void File_is_read_with_all_problems_of_shape_and_then_of_rules()
    {
        var good = OrganisationFile.Read(Encoding.UTF8.GetBytes(StrictJson.Write(_file)));
        Assert.True(good.IsGood, string.Join("\n", good.Problems));

        Assert.Equal(
            ["$.office.extension", "$.closures[0]", "$.departments[0].post"],
            OrganisationFile.Read("""
                {"format":"organisation/1","municipality":{"key":"desk","name":"見本市"},"office":{"name":"室","post":"長","address":"x","telephone":"1"},
                 "closures":[{"first":"2026-08-15","last":"2026-08-13"}],"departments":[{"key":"somu","name":"総務課"}]}
                """u8).Problems.Select(p => p.Place));
        Assert.Equal(["$.municipality.key"], OrganisationFile.Read(Encoding.UTF8.GetBytes(StrictJson.Write(_file with { Municipality = new("desk", "見本市") }))).Problems.Select(p => p.Place));
    }

    static OrganisationFile With(DepartmentEntry department) => _file with { Departments = [.. _file.Departments, department] };

    static IEnumerable<string> Places(OrganisationFile file) => OrganisationCheck.Problems(file).Select(p => p.Place);

    static Problem Only(OrganisationFile file) => Assert.Single(OrganisationCheck.Problems(file));
}
