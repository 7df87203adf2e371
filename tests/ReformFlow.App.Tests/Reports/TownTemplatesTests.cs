using System.Text;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Reports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;
using Office = ReformFlow.App.Tests.Fakes.Office;

namespace ReformFlow.App.Tests.Reports;

// Cases: what is proposed before and after a choice; a file that is good, broken, or called as a built-in one; a template that keeps a cycle from starting; one that is replaced while a cycle runs; an import with one.
public class TownTemplatesTests
{
    static readonly byte[] _own = Own("青葉の様式");

    [Fact]
    public async Task Cycle_keeps_the_template_with_which_it_was_started_and_the_next_is_proposed_with_it()
    {
        await using var office = new Office();
        await office.ImportAsync();
        Assert.Empty(await office.Get<TownTemplates>().StoreAsync(Office.Town, _own, Office.By, default));
        Assert.Equal("standard", TownTemplates.ProposedFor(await RegisterAsync(office), Plan.MainKey));
        await StartAsync(office, "青葉の様式");
        await office.Get<TownTemplates>().StoreAsync(Office.Town, Own("青葉の様式", "改めた様式"), Office.By, default);

        Assert.Equal("青葉の様式", TownTemplates.ProposedFor(await RegisterAsync(office), Plan.MainKey));
        Assert.Equal(BuiltInTemplates.Find("standard")!.Title, (await office.RunningAsync()).Template.Title);
        Assert.Equal("改めた様式", Assert.Single(TownTemplates.Of(await RegisterAsync(office)), t => t.IsOwn).Title);
        // The same file again is no news.
        var version = (await RegisterAsync(office)).Version;
        await office.Get<TownTemplates>().StoreAsync(Office.Town, Own("青葉の様式", "改めた様式"), Office.By, default);
        Assert.Equal(version, (await RegisterAsync(office)).Version);
    }

    [Theory]
    [InlineData("standard", "$.name"), InlineData("", "$.name"), InlineData("課/係", "$.name"), InlineData("..", "$.name"), InlineData(" 前の空白", "$.name"), InlineData("六十文字ある名前一六十文字ある名前一六十文字ある名前一六十文字ある名前一六十文字ある名前一六十文字ある名前一六十文字ある長", "$.name")]
    public void Name_that_can_t_be_chosen_is_refused(string name, string place) => Assert.Equal(place, Assert.Single(TownTemplates.Read(Own(name)).Problems).Place);

    [Fact]
    public void Name_may_have_sixty_characters() => Assert.Empty(TownTemplates.Read(Own(new('名', 60))).Problems);

    [Fact]
    public async Task Broken_file_is_refused_with_every_problem_and_nothing_is_stored()
    {
        await using var office = new Office();
        await office.ImportAsync();
        var files = office.Files.All.Count;
        var problems = await office.Get<TownTemplates>().StoreAsync(Office.Town, Encoding.UTF8.GetBytes("""{"format":"report-template/1","name":"x","pages":[]}"""), Office.By, default);
        Assert.True(problems.Count > 2);
        Assert.Equal(files, office.Files.All.Count);
        Assert.Empty((await RegisterAsync(office)).Templates);
    }

    [Fact]
    public async Task Template_whose_forms_could_not_be_filled_in_starts_nothing()
    {
        await using var office = new Office();
        await office.ImportAsync();
        var (key, problems) = await office.Get<StartCycle>().RunAsync(Office.Town, Choice(BuiltInTemplates.Find("standard")! with { Scales = [] }), Office.By, default);
        Assert.Null(key);
        Assert.Equal("template", Assert.Single(problems).Place);
    }

    [Fact]
    public async Task Import_takes_a_template_along_and_says_what_of_it_the_plan_has_nothing_for()
    {
        await using var office = new Office();
        var imported = await office.Get<ImportTown>().RunAsync(Encoding.UTF8.GetBytes(Office.Plan), Encoding.UTF8.GetBytes(Office.Organisation), null, Plan.MainKey, default, new("own.json", _own));
        Assert.Equal("青葉の様式", TownTemplates.ProposedFor(await RegisterAsync(office), Plan.MainKey));
        Assert.NotNull(await office.Get<TownTemplates>().FindAsync(Office.Town, await RegisterAsync(office), "青葉の様式", default));
        Assert.DoesNotContain(imported.Value!.Notices, n => n.Contains("選択肢", StringComparison.Ordinal));

        await office.Get<ImportTown>().RunAsync(Encoding.UTF8.GetBytes(Office.Plan), Encoding.UTF8.GetBytes(Office.Organisation), null, Plan.MainKey, default, new("nomi", null));
        Assert.Equal("nomi", TownTemplates.ProposedFor(await RegisterAsync(office), Plan.MainKey));
        var refused = ImportTown.Check(Encoding.UTF8.GetBytes(Office.Plan), Encoding.UTF8.GetBytes(Office.Organisation), null, Plan.MainKey, new("standard.json", Own("standard")));
        Assert.Equal("template $.name", Assert.Single(refused).Place);
    }

    static byte[] Own(string name, string? title = null) =>
        Encoding.UTF8.GetBytes(StrictJson.Write(BuiltInTemplates.Find("standard")! is var standard && title is not null ? standard with { Name = name, Title = title } : standard with { Name = name }));

    static CycleChoice Choice(ReportTemplate template) => new(Plan.MainKey, new(new FiscalYear(2025)), Office.Dates, false) { Template = template };

    static Task<OfficeHead> RegisterAsync(Office office) => office.Get<CycleFinder>().OfficeAsync(Office.Town, default);

    static async Task StartAsync(Office office, string template)
    {
        var found = await office.Get<TownTemplates>().FindAsync(Office.Town, await RegisterAsync(office), template, default);
        Assert.Empty((await office.Get<StartCycle>().RunAsync(Office.Town, Choice(found!), Office.By, default)).Problems);
    }
}
