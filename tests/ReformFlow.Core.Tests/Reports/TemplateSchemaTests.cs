using System.Text.Json.Nodes;
using ReformFlow.Core.Reports;

namespace ReformFlow.Core.Tests.Reports;

public class TemplateSchemaTests
{
    [Fact]
    public void The_committed_schema_is_that_of_the_types()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReformFlow.sln"))) folder = folder.Parent!;
        var path = Path.Combine(folder.FullName, "docs", "schema", "report-template-1.schema.json");
        var committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        var now = TemplateSchema.Json();
        if (committed == now) return;
        var renewed = Path.Combine(AppContext.BaseDirectory, "report-template-1.schema.json");
        File.WriteAllText(renewed, now);
        Assert.Fail($"The types have changed. Copy {renewed} to {path} and commit it with them.");
    }

    [Fact]
    public void The_schema_refuses_unknown_fields_and_names_the_form()
    {
        var schema = JsonNode.Parse(TemplateSchema.Json())!;
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(ReportTemplate.FormatName, schema["properties"]!["format"]!["const"]!.GetValue<string>());
    }
}
