using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

public class PresentNamesTests
{
    static readonly Municipality _before = Town(new("zeimu", "税務課", "長"), new("shimin", "市民課", "長", PrintedAs: ["市民窓口"]), new("somu", "総務課", "長"));
    static readonly Plan _plan = Sample.Plan(
        Sample.Item("1", leads: ["税務課"]) with { Key = "i1" },
        Sample.Item("2", leads: ["税務課", "各課"]) with { Key = "i2", SupportingDepartments = ["市民窓口", "税務課"] });

    [Fact]
    public void Renamed_departments_print_their_present_name_and_others_as_the_plan_does()
    {
        var plan = PresentNames.In(_plan, Writing(("i1", "zeimu"), ("i2", "zeimu")), [_before, Town(new("zeimu", "市税課", "長"), new("shimin", "市民課", "長"), new("somu", "総務課", "長"))], []);

        Assert.Equal(["市税課"], plan.Items[0].LeadDepartments);
        Assert.Equal(["市税課", "各課"], plan.Items[1].LeadDepartments);
        Assert.Equal(["市民窓口", "市税課"], plan.Items[1].SupportingDepartments);
    }

    [Fact]
    public void Each_item_of_a_split_prints_who_writes_it_now_and_support_prints_all()
    {
        var plan = PresentNames.In(_plan, Writing(("i1", "kazei"), ("i2", "noufu")),
            [_before, Town(new("shimin", "市民課", "長"), new("kazei", "課税課", "長") { Succeeds = [new("zeimu")] }, new("noufu", "納付課", "長") { Succeeds = [new("zeimu")] })],
            [new("zeimu", "kazei", ["i1"]), new("zeimu", "noufu", ["i2"])]);

        Assert.Equal(["課税課"], plan.Items[0].LeadDepartments);
        Assert.Equal(["納付課", "各課"], plan.Items[1].LeadDepartments);
        Assert.Equal(["市民窓口", "課税課", "納付課"], plan.Items[1].SupportingDepartments);
        Assert.Contains("課税課", plan.Departments);
    }

    [Fact]
    public void Successions_are_followed_over_several_years()
    {
        var second = Town(new DepartmentEntry("shuzei", "収税課", "長") { Succeeds = [new("zeimu")] });
        var third = Town(new DepartmentEntry("zaimu", "財務課", "長") { Succeeds = [new("shuzei")] });
        var plan = PresentNames.In(_plan, Writing(("i1", "zaimu")), [_before, second, third], [new("zeimu", "shuzei", ["i1"]), new("shuzei", "zaimu", ["i1"])]);

        Assert.Equal(["財務課"], plan.Items[0].LeadDepartments);
    }

    [Fact]
    public void A_cycle_that_adopted_nothing_prints_the_plan_as_it_is() => Assert.Same(_plan, PresentNames.In(_plan, Writing(), [_before], []));

    static Dictionary<string, string> Writing(params (string Item, string Department)[] writing) => writing.ToDictionary(w => w.Item, w => w.Department);

    static Municipality Town(params DepartmentEntry[] departments) => OrganisationImport.Part(Sample.Organisation() with { Departments = departments, Collectives = [] }, []).Municipality;
}
