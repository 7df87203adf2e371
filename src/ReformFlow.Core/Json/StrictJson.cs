using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ReformFlow.Core.Json;

/// <summary>Reads a JSON file that a person wrote and names every unknown, missing or ill-shaped field at once, by its path.</summary>
public static class StrictJson
{
    /// <summary>How every file and fact of the product is written: camelCase, texts unescaped, absent instead of null.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Reads <paramref name="utf8"/> (UTF-8, a byte order mark is allowed) as a <typeparamref name="T"/> whose <c>format</c> field says <paramref name="format"/>.</summary>
    public static Reading<T> Read<T>(ReadOnlySpan<byte> utf8, string format) where T : class
    {
        var problems = new List<Problem>();
        JsonDocument document;
        try
        {
            // Bytes that are no UTF-8 are refused here rather than turned into question marks.
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8).TrimStart('\uFEFF');
            document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return new(null, [new("$", $"This is no JSON file in UTF-8: {e.Message} Correct it in an editor that checks JSON.")]);
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var said)
                || said.ValueKind != JsonValueKind.String || said.GetString() != format)
                return new(null, [new("$.format", $"Expected a file of the form \"{format}\"; give it the field \"format\": \"{format}\" or choose the right file.")]);
            Check(root, typeof(T), "$", problems);
            return problems.Count > 0 ? new(null, problems) : new(root.Deserialize<T>(Options), []);
        }
    }

    /// <summary>Writes a value as the indented, readable JSON of the product's files.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, _indented);

    static readonly JsonSerializerOptions _indented = new(Options) { WriteIndented = true, IndentSize = 1 };

    static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        AllowOutOfOrderMetadataProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    static void Check(JsonElement element, Type type, string path, List<Problem> problems)
    {
        var info = Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when Expect(element, JsonValueKind.Object, "an object { … }", path, problems):
                CheckObject(element, info, path, problems);
                break;
            case JsonTypeInfoKind.Enumerable when Expect(element, JsonValueKind.Array, "a list [ … ]", path, problems):
                var index = 0;
                foreach (var entry in element.EnumerateArray()) Check(entry, info.ElementType!, $"{path}[{index++}]", problems);
                break;
            case JsonTypeInfoKind.Dictionary when Expect(element, JsonValueKind.Object, "an object { … }", path, problems):
                foreach (var entry in element.EnumerateObject())
                {
                    var inner = $"{path}[\"{entry.Name}\"]";
                    CheckValue(JsonSerializer.SerializeToElement(entry.Name), info.KeyType!, inner, problems);
                    if (entry.Value.ValueKind != JsonValueKind.Null) Check(entry.Value, info.ElementType!, inner, problems);
                }
                break;
            case JsonTypeInfoKind.None:
                CheckValue(element, type, path, problems);
                break;
        }
    }

    static void CheckObject(JsonElement element, JsonTypeInfo info, string path, List<Problem> problems)
    {
        foreach (var given in element.EnumerateObject())
        {
            var property = info.Properties.FirstOrDefault(p => p.Name == given.Name);
            if (property is null)
                problems.Add(new($"{path}.{given.Name}", $"Unknown field. Known here: {string.Join(", ", info.Properties.Select(p => p.Name))}."));
            else if (given.Value.ValueKind != JsonValueKind.Null)
                Check(given.Value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, $"{path}.{given.Name}", problems);
            else if (property.IsRequired || !property.IsSetNullable)
                problems.Add(new($"{path}.{given.Name}", "null is not a value here. Give the value, or leave the field out if it is optional."));
        }

        foreach (var missing in info.Properties.Where(p => p.IsRequired && !element.TryGetProperty(p.Name, out _)))
            problems.Add(new($"{path}.{missing.Name}", "This field is missing. Add it."));
    }

    static bool Expect(JsonElement element, JsonValueKind kind, string words, string path, List<Problem> problems)
    {
        if (element.ValueKind == kind) return true;
        problems.Add(new(path, $"Expected {words}, found {Found(element)}."));
        return false;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a converter dislikes is a problem of this value, named by its path.")]
    static void CheckValue(JsonElement element, Type type, string path, List<Problem> problems)
    {
        if (type == typeof(string) && element.ValueKind == JsonValueKind.String) return;
        try
        {
            element.Deserialize(type, Options);
        }
        catch (Exception e)
        {
            // A converter of ours says what it wants; the framework's own sentence speaks of .NET types and byte positions.
            var own = e is JsonException { InnerException: null } && !e.Message.StartsWith("The JSON value", StringComparison.Ordinal) ? $" {e.Message.Split(" Path:")[0]}" : "";
            problems.Add(new(path, $"{Found(element)} does not fit; expected {Words(type)}.{own}"));
        }
    }

    static string Found(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text \"{Short(element.GetString()!)}\"",
        _ => element.GetRawText(),
    };

    static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";

    static string Words(Type type) => type switch
    {
        _ when type == typeof(string) => "a text in quotes",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(DateOnly) => "a day like \"2026-06-30\"",
        _ when type == typeof(TimeOnly) => "a time like \"17:00\"",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
        _ => $"a {type.Name}",
    };
}
