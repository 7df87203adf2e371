using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Tests.Organisation;

// Cases: rename, dissolution, merger, split by items or by writers, a part of a department that lives on, a post that changes hands, and all that is left open.
// In the old organisation zeimu has items 1 to 3, shimin item 4 and somu none.
public class AdoptionTests
{
    static readonly Plan _plan = Sample.Plan([.. new[] { "1", "2", "3", "4" }.Select(no => Sample.Item(no) with { Key = $"i{no}" })]);
    static readonly CycleSettings _settings = Sample.Cycle("r7") with { Requests = [new("zeimu", ["i1", "i2", "i3"]), new("shimin", ["i4"])] };

    static readonly DepartmentEntry _zeimu = new("zeimu", "税務課", "税務課長", "zeimu@city.example.jp");
    static readonly DepartmentEntry _shimin = new("shimin", "市民課", "市民課長", "shimin@city.example.jp");
    static readonly DepartmentEntry _somu = new("somu", "総務課", "総務課長", "somu@city.example.jp");
    static readonly Municipality _before = Town(_somu, _zeimu, _shimin);

    [Fact]
    public void Renamed_departments_pass_nothing_on()
    {
        var adopted = Good(_somu, _zeimu with { Name = "市税課" }, _shimin);
        Assert.Empty(adopted.Successions);
        Assert.Empty(adopted.Renewed);
    }

    [Fact]
    public void A_dissolved_department_passes_all_on_and_the_order_is_the_new_one()
    {
        var head = Adopted(new DepartmentEntry("shuzei", "収税課", "収税課長", "shuzei@city.example.jp") { Succeeds = [new("zeimu")] }, _shimin, _somu);

        Assert.Equal([new("zeimu", "shuzei", ["i1", "i2", "i3"])], head.Adoption!.Successions, Same);
        // Until its request has passed the department keeps its items, in its successor's place, and is asked for nothing.
        Assert.Equal(["zeimu: i1 i2 i3 passes on", "shimin: i4"], Requests(head));
        var passed = Sample.Fold(head, [("4/1 9:00", new RequestPassed("k", head.Adoption.Successions))]);
        Assert.Equal(["shuzei: i1 i2 i3", "shimin: i4"], Requests((CycleHead)passed));
    }

    [Fact]
    public void Merged_departments_pass_on_to_one_that_lives_on()
    {
        var head = Adopted(_somu, _shimin with { Succeeds = [new("zeimu")] });
        var passed = (CycleHead)Sample.Fold(head, [("4/1 9:00", new RequestPassed("k", head.Adoption!.Successions))]);
        Assert.Equal(["shimin: i4 i1 i2 i3"], Requests(passed));
    }

    [Fact]
    public void A_split_names_its_items()
    {
        var adopted = Good(_shimin, _somu,
            new("kazei", "課税課", "課税課長", "kazei@city.example.jp") { Succeeds = [new("zeimu", ["1", "3"])] },
            new("noufu", "納付課", "納付課長", "noufu@city.example.jp") { Succeeds = [new("zeimu")] });
        Assert.Equal([new("zeimu", "kazei", ["i1", "i3"]), new("zeimu", "noufu", ["i2"])], adopted.Successions, Same);
    }

    [Fact]
    public void A_split_may_be_settled_by_the_writers()
    {
        var after = Town(_shimin, new("kazei", "課税課", "課税課長", "kazei@city.example.jp") { Succeeds = [new("zeimu")] }, new("noufu", "納付課", "納付課長", "noufu@city.example.jp") { Succeeds = [new("zeimu")] });
        var (adopted, problems) = Of(after with { Writers = [new("1", "kazei"), new("2", "noufu")] });

        Assert.Null(adopted);
        Assert.Contains("項目3（税務課）を、課税課、納付課のどれが引き継ぐか決まりません。", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_passes_on_where_the_department_lives_on()
    {
        var head = Adopted(_somu with { Succeeds = [new("zeimu", ["2"])] }, _zeimu, _shimin);
        var passed = (CycleHead)Sample.Fold(head, [("4/1 9:00", new RequestPassed("k", head.Adoption!.Successions))]);
        Assert.Equal(["somu: i2", "zeimu: i1 i3", "shimin: i4"], Requests(passed));
    }

    [Fact]
    public void Every_item_without_a_department_is_told_at_once()
    {
        var (adopted, problems) = Of(Town(_somu, new("shuzei", "収税課", "収税課長", "shuzei@city.example.jp") { Succeeds = [new("zeimu", ["1"])] }));

        Assert.Null(adopted);
        Assert.Equal(["税務課（項目2）", "税務課（項目3）", "市民課（項目4）"], problems.Select(p => p.Message.Split('の')[0]));
        Assert.All(problems, p => Assert.Contains("succeeds", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_that_claim_one_item_are_refused()
    {
        var (_, problems) = Of(Town(_shimin, _somu with { Succeeds = [new("zeimu", ["1"])] }, new("shuzei", "収税課", "収税課長", "shuzei@city.example.jp") { Succeeds = [new("zeimu", ["1", "2", "3"])] }));
        Assert.Contains("重なっています", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_successor_without_an_address_is_refused()
    {
        var (_, problems) = Of(Town(_shimin, new("shuzei", "収税課", "収税課長") { Succeeds = [new("zeimu")] }));
        Assert.Contains("宛先がありません", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Mailbox.Section, "new@city.example.jp", false)]
    [InlineData(Mailbox.Personal, "new@city.example.jp", true)]
    [InlineData(Mailbox.Personal, "zeimu@city.example.jp", false)]
    public void Only_a_personal_mailbox_of_another_person_gets_a_new_link(Mailbox mailbox, string address, bool isRenewed) =>
        Assert.Equal(isRenewed ? ["zeimu"] : [], Good(_somu, _zeimu with { Address = address, Mailbox = mailbox }, _shimin).Renewed);

    [Fact]
    public void What_rests_in_a_successor_s_name_goes_on_to_the_successor_s_successor()
    {
        var first = Adopted(new DepartmentEntry("shuzei", "収税課", "収税課長", "shuzei@city.example.jp") { Succeeds = [new("zeimu")] }, _shimin);
        var (second, problems) = Adoption.Of(first, _plan, Town(new("shuzei", "収税課", "収税課長", "shuzei@city.example.jp"), _shimin),
            Town(new("zaimu", "財務課", "財務課長", "zaimu@city.example.jp") { Succeeds = [new("shuzei")] }, _shimin), "third");

        Assert.Empty(problems);
        Assert.Equal([new("zeimu", "zaimu", ["i1", "i2", "i3"])], second!.Successions, Same);
    }

    [Fact]
    public void A_part_of_a_department_stands_in_the_file_as_key_and_numbers()
    {
        var file = Sample.Utf8("""
            {"format":"organisation/1","municipality":{"key":"yama","name":"見本市"},"office":{"name":"室","post":"長","address":"a@b.example","telephone":"1","extension":"2"},
             "departments":[{"key":"shuzei","name":"収税課","post":"長","mailbox":"personal","succeeds":["zeimu",{"department":"somu","items":["1","2"]}]},{"key":"somu","name":"総務課","post":"長"}]}
            """);
        var reading = OrganisationFile.Read(file);

        Assert.True(reading.IsGood, string.Join("\n", reading.Problems));
        var stored = OrganisationImport.Part(reading.Value!, []).Municipality;
        var read = System.Text.Json.JsonSerializer.Deserialize<Municipality>(StrictJson.Write(stored), StrictJson.Options)!;
        Assert.Equal(["zeimu", "somu 1 2"], read.Department("shuzei").Succeeds.Select(s => string.Join(' ', [s.Department, .. s.Items ?? []])));
        Assert.Equal(Mailbox.Personal, read.Department("shuzei").Mailbox);
    }

    [Theory]
    [InlineData("""["shuzei"]""", "succeed itself")]
    [InlineData("""["somu"]""", "still there")]
    [InlineData("""[{"department":"somu","items":["1"]}]""", null)]
    [InlineData("""["Zeimu!"]""", "can't stand in an address")]
    [InlineData("""[{"department":"somu"}]""", "one of the two is missing")]
    public void Successions_of_a_file_make_sense(string succeeds, string? problem)
    {
        var reading = OrganisationFile.Read(Sample.Utf8($$$"""
            {"format":"organisation/1","municipality":{"key":"yama","name":"見本市"},"office":{"name":"室","post":"長","address":"a@b.example","telephone":"1","extension":"2"},
             "departments":[{"key":"shuzei","name":"収税課","post":"長","succeeds":{{{succeeds}}}},{"key":"somu","name":"総務課","post":"長"}]}
            """));
        if (problem is null) Assert.True(reading.IsGood, string.Join("\n", reading.Problems));
        else Assert.Contains(problem, Assert.Single(reading.Problems).Message, StringComparison.Ordinal);
    }

    static IEnumerable<string> Requests(CycleHead head) => head.Settings!.Requests.Select(r => $"{r.Department}: {string.Join(' ', r.Items)}{(r.PassesOn ? " passes on" : "")}");

    static bool Same(Succession a, Succession b) => (a.From, a.To) == (b.From, b.To) && a.Items.SequenceEqual(b.Items);

    static CycleHead Adopted(params DepartmentEntry[] departments) => Sample.Started(_settings, ("5/25 10:00", Good(departments)));

    static OrganisationAdopted Good(params DepartmentEntry[] departments)
    {
        var (adopted, problems) = Of(Town(departments));
        Assert.Empty(problems);
        return adopted!;
    }

    static (OrganisationAdopted? Adopted, IReadOnlyList<Problem> Problems) Of(Municipality after) => Adoption.Of(Sample.Started(_settings), _plan, _before, after, "second");

    static Municipality Town(params DepartmentEntry[] departments)
    {
        var people = OrganisationImport.Part(Sample.Organisation() with { Departments = [_zeimu, _shimin, _somu] }, []).People;
        return OrganisationImport.Part(Sample.Organisation() with { Departments = departments, Collectives = [] }, people).Municipality;
    }
}
