using System.Text.Json;
using System.Text.Json.Serialization;
using ReformFlow.Core.Reports;
using ReformFlow.Core.Reports.Derivations;
using ReformFlow.Core.Reports.Pages;
using ReformFlow.Core.Reports.Sheets;
using ReformFlow.Core.Reports.Tables;
using ReformFlow.Core.Reports.Words;

namespace ReformFlow.Core.Tests.Reports;

/// <summary>The guide for those who describe a report names all that the code knows.</summary>
public class TemplateGuideTests
{
    static readonly string _guide = Guide();

    [Theory, InlineData(typeof(TemplatePage)), InlineData(typeof(SheetPart)), InlineData(typeof(Derivation)), InlineData(typeof(TableColumn))]
    public void Guide_names_every_kind_with_its_parameters(Type closedList) =>
        Assert.All(closedList.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>(), kind => Assert.Contains($"| `{kind.TypeDiscriminator}` |", _guide, StringComparison.Ordinal));

    [Theory, InlineData(typeof(CountColumnKind)), InlineData(typeof(ItemColumnKind)), InlineData(typeof(CoverRole)), InlineData(typeof(YearForm)), InlineData(typeof(AskedWhen))]
    public void Guide_names_every_choice(Type choices) =>
        Assert.All(Enum.GetNames(choices), name => Assert.Contains($"`{JsonNamingPolicy.CamelCase.ConvertName(name)}`", _guide, StringComparison.Ordinal));

    [Fact]
    public void Guide_names_every_placeholder() =>
        Assert.All(Pattern.AllKnown.Split('{', '}').Where((_, i) => i % 2 == 1), name => Assert.Contains($"{{{name}}}", _guide, StringComparison.Ordinal));

    static string Guide()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReformFlow.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "templates.md"));
    }
}
