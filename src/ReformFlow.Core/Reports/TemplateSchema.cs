using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Reports;

/// <summary>The JSON Schema of <c>report-template/1</c>, drawn from the types, for editors that help while writing a template.</summary>
/// <remarks>Rules between fields are those of <see cref="TemplateCheck"/>; a schema can't say them.</remarks>
public static class TemplateSchema
{
    /// <summary>The schema as indented JSON with a line feed at its end.</summary>
    public static string Json()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Narrow };
        var schema = StrictJson.Options.GetJsonSchemaAsNode(typeof(ReportTemplate), options).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", ReportTemplate.FormatName);
        schema["properties"]!["format"] = new JsonObject { ["const"] = ReportTemplate.FormatName };
        return schema.ToJsonString(_indented) + "\n";
    }

    static readonly JsonSerializerOptions _indented = new(StrictJson.Options) { WriteIndented = true, IndentSize = 2, NewLine = "\n" };

    // The reader refuses unknown fields and a null that stands for nothing; so does the schema.
    static JsonNode Narrow(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema) return node;
        // Of a closed set of kinds each says for itself which fields it knows, and a type that occurs again where it occurred first.
        if (context.TypeInfo.Kind == System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Object && schema["anyOf"] is null && schema["$ref"] is null) schema["additionalProperties"] = false;
        if (context.PropertyInfo is { Name: "name" } && context.PropertyInfo.DeclaringType == typeof(TemplateField)) schema["pattern"] = TemplateCheck.FieldNames;
        if (context.PropertyInfo is { } property && Usual(property) is { } usual) schema["default"] = usual;
        return schema;
    }

    // What a parameter is where a template does not tell it; lists are empty, and what may be either is not.
    static JsonNode? Usual(JsonPropertyInfo property)
    {
        if (property.DeclaringType.IsAbstract || property.Get is null || StrictJson.IsRequired(property)) return null;
        var bare = MendedJson.Filled(property.DeclaringType).Deserialize(property.DeclaringType, StrictJson.Options);
        return property.Get(bare!) is string or int or Enum ? JsonSerializer.SerializeToNode(property.Get(bare!), StrictJson.Options) : null;
    }
}
