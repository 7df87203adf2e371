using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Reports;

/// <summary>The published JSON Schema, judged by a validator that others wrote.</summary>
public sealed class TemplateSchemaTests
{
    static readonly string _schema = Path.Combine(AppContext.BaseDirectory, "schema", "report-template-1.schema.json");

    static IReadOnlyList<string> BuiltIn => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "templates"), "*.json").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Built_in_templates_are_valid() => Assert.All(await Judges.OfTemplatesAsync(_schema, BuiltIn), verdict => Assert.Equal("valid", verdict));

    [Theory]
    [InlineData("\"kind\": \"cover\"", "\"kind\": \"poem\"", "/pages/0")]
    [InlineData("\"kind\": \"cover\"", "\"kind\": \"cover\", \"colour\": \"red\"", "/pages/0")]
    [InlineData("\"format\": \"report-template/1\"", "\"format\": \"report-template/2\"", "/format")]
    [InlineData("\"name\": \"text.effects\"", "\"name\": \"effects\"", "/fields/7/name")]
    public async Task Template_with_a_mistake_is_not(string right, string wrong, string place)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        var standard = await File.ReadAllTextAsync(BuiltIn.Single(t => Path.GetFileName(t) == "standard.json"));
        Assert.Contains(right, standard, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, standard.Replace(right, wrong, StringComparison.Ordinal));
        try
        {
            Assert.StartsWith($"invalid {place}", Assert.Single(await Judges.OfTemplatesAsync(_schema, file)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
