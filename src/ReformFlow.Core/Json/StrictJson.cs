using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Json;

/// <summary>Reads a JSON file that a person wrote and names every unknown, missing or ill-shaped field at once, by its path.</summary>
public static class StrictJson
{
    /// <summary>How every file and fact of the product is written: camelCase, texts unescaped, absent instead of null.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Reads <paramref name="utf8"/> (UTF-8, a byte order mark is allowed) as a <typeparamref name="T"/> whose <c>format</c> field says <paramref name="format"/>.</summary>
    public static Reading<T> Read<T>(ReadOnlySpan<byte> utf8, string format) where T : class => Attempt<T>(utf8, format).Read();

    /// <summary>The same, as far as the file can be read: for rules that go on beside errors of shape.</summary>
    public static Attempt<T> Attempt<T>(ReadOnlySpan<byte> utf8, string format) where T : class
    {
        var problems = new List<Problem>();
        JsonDocument document;
        try
        {
            // Bytes that are no UTF-8 are refused here rather than turned into question marks.
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8).TrimStart('\uFEFF');
            document = JsonDocument.Parse(text);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return new(null, [new("$", $"This is no JSON file in UTF-8: {e.Message} Correct it in an editor that checks JSON.")], Gaps.None);
        }

        using (document)
        {
            var root = document.RootElement;
            if (!IsUnicode(root, "$", problems)) return new(null, problems, Gaps.None);
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var said)
                || said.ValueKind != JsonValueKind.String || said.GetString() != format)
                return new(null, [new("$.format", $"Expected a file of the form \"{format}\"; give it the field \"format\": \"{format}\" or choose the right file.")], Gaps.None);
            Check(root, typeof(T), null, "$", problems);
            return problems.Count > 0 ? Mended<T>(root, problems) : new(root.Deserialize<T>(Options), [], Gaps.None);
        }
    }

    static Attempt<T> Mended<T>(JsonElement root, List<Problem> problems) where T : class
    {
        var (mended, gaps) = MendedJson.Of(root, typeof(T), problems);
        try
        {
            return new(mended.Deserialize<T>(Options), problems, Gaps.At(gaps));
        }
        // Values that refuse each other are found beside other errors only once those are mended.
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return new(null, problems, Gaps.None);
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

    static void Check(JsonElement element, Type type, NullabilityInfo? nulls, string path, List<Problem> problems)
    {
        var info = Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when Expect(element, JsonValueKind.Object, "an object { … }", path, problems):
                if (info.PolymorphismOptions is not { } kinds) CheckObject(element, info, null, path, problems);
                else if (KindOf(element, kinds, path, problems) is { } kind) CheckObject(element, Options.GetTypeInfo(kind), kinds.TypeDiscriminatorPropertyName, path, problems);
                break;
            case JsonTypeInfoKind.Enumerable when Expect(element, JsonValueKind.Array, "a list [ … ]", path, problems):
                var index = 0;
                foreach (var entry in element.EnumerateArray()) CheckEntry(entry, info, nulls, $"{path}[{index++}]", problems);
                break;
            case JsonTypeInfoKind.Dictionary when Expect(element, JsonValueKind.Object, "an object { … }", path, problems):
                var keys = new HashSet<object>();
                foreach (var entry in element.EnumerateObject())
                {
                    var inner = $"{path}[\"{entry.Name}\"]";
                    // R5 and r5 are one year: the later would silently take the place of the earlier.
                    if (CheckValue(JsonSerializer.SerializeToElement(entry.Name), info.KeyType!, inner, problems) is { } key && !keys.Add(key))
                        problems.Add(new(inner, Twice));
                    CheckEntry(entry.Value, info, nulls, inner, problems);
                }
                break;
            case JsonTypeInfoKind.None when type == typeof(JsonElement):
                CheckUntyped(element, path, problems);
                break;
            case JsonTypeInfoKind.None:
                CheckValue(element, type, path, problems);
                break;
        }
    }

    static void CheckEntry(JsonElement entry, JsonTypeInfo collection, NullabilityInfo? nulls, string path, List<Problem> problems)
    {
        var type = collection.ElementType!;
        var own = nulls?.GenericTypeArguments.LastOrDefault() ?? nulls?.ElementType;
        if (entry.ValueKind != JsonValueKind.Null) Check(entry, Nullable.GetUnderlyingType(type) ?? type, own, path, problems);
        else if (own?.ReadState != NullabilityState.Nullable) problems.Add(new(path, "null is not a value here. Give the value, or leave the entry out."));
    }

    // An object of a closed set of kinds says in one field which of them it is.
    static Type? KindOf(JsonElement element, JsonPolymorphismOptions kinds, string path, List<Problem> problems)
    {
        var name = kinds.TypeDiscriminatorPropertyName;
        var said = element.TryGetProperty(name, out var given) ? given : (JsonElement?)null;
        var known = kinds.DerivedTypes.FirstOrDefault(d => said?.ValueKind == JsonValueKind.String && (string?)d.TypeDiscriminator == said.Value.GetString());
        if (known.DerivedType is null)
            problems.Add(new($"{path}.{name}", $"Expected one of {string.Join(", ", kinds.DerivedTypes.Select(d => d.TypeDiscriminator))}, found {(said is { } value ? Found(value) : "nothing")}."));
        return known.DerivedType;
    }

    static void CheckObject(JsonElement element, JsonTypeInfo info, string? kindName, string path, List<Problem> problems)
    {
        var before = problems.Count;
        var seen = new HashSet<string>();
        var known = InFiles(info).ToList();
        foreach (var given in element.EnumerateObject())
        {
            var inner = $"{path}.{given.Name}";
            if (!seen.Add(given.Name)) problems.Add(new(inner, Twice));
            var property = known.FirstOrDefault(p => p.Name == given.Name);
            if (given.Name == kindName) continue;
            if (property is null)
                problems.Add(new(inner, $"Unknown field. Known here: {string.Join(", ", known.Select(p => p.Name))}.{(Spelling.Meant(given.Name, known.Select(p => p.Name)) is { } meant ? $" Perhaps \"{meant}\" is meant." : "")}"));
            else if (given.Value.ValueKind != JsonValueKind.Null)
                Check(given.Value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, NullsOf(property), inner, problems);
            else if (IsRequired(property) || !property.IsSetNullable)
                problems.Add(new(inner, "null is not a value here. Give the value, or leave the field out if it is optional."));
        }

        foreach (var missing in known.Where(p => IsRequired(p) && !element.TryGetProperty(p.Name, out _)))
            problems.Add(new($"{path}.{missing.Name}", "This field is missing. Add it."));
        // Some values refuse each other, as a last day before the first does: the type's own constructor says so.
        if (problems.Count == before) CheckValue(element, info.Type, path, problems);
    }

    // What stands in a part that the product keeps without reading it has no form, but still only one meaning.
    static void CheckUntyped(JsonElement element, string path, List<Problem> problems)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var entry in element.EnumerateArray()) CheckUntyped(entry, $"{path}[{index++}]", problems);
        }
        if (element.ValueKind != JsonValueKind.Object) return;
        var seen = new HashSet<string>();
        foreach (var entry in element.EnumerateObject())
        {
            var inner = $"{path}[\"{entry.Name}\"]";
            if (!seen.Add(entry.Name)) problems.Add(new(inner, Twice));
            CheckUntyped(entry.Value, inner, problems);
        }
    }

    // An escape such as \ud800 is well-formed JSON and still no text: names and texts that hold one can't even be read.
    static bool IsUnicode(JsonElement element, string path, List<Problem> problems)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.String) _ = element.GetString();
            else if (element.ValueKind == JsonValueKind.Array)
            {
                var index = 0;
                foreach (var entry in element.EnumerateArray()) IsUnicode(entry, $"{path}[{index++}]", problems);
            }
            else if (element.ValueKind == JsonValueKind.Object)
                foreach (var entry in element.EnumerateObject()) IsUnicode(entry.Value, $"{path}.{entry.Name}", problems);
        }
        catch (InvalidOperationException)
        {
            problems.Add(new(path, "A text or name here holds half of a character (an escape from \\ud800 to \\udfff without its other half). Type the character again."));
        }
        return problems.Count == 0;
    }

    const string Twice = "This name stands here twice, perhaps in another spelling. Keep one of the two.";

    /// <summary>The properties that a file holds: not those that the type computes for itself.</summary>
    internal static IEnumerable<JsonPropertyInfo> InFiles(JsonTypeInfo info) => info.Properties.Where(p => p.Get is not null || p.Set is not null);

    // A record's parameter without a default is required, but nullable ones are left out of files when they are null.
    internal static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false };

    static NullabilityInfo? NullsOf(JsonPropertyInfo property) =>
        property.AttributeProvider is PropertyInfo reflected ? new NullabilityInfoContext().Create(reflected) : null;

    static bool Expect(JsonElement element, JsonValueKind kind, string words, string path, List<Problem> problems)
    {
        if (element.ValueKind == kind) return true;
        problems.Add(new(path, $"Expected {words}, found {Found(element)}."));
        return false;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a converter or constructor dislikes is a problem of this value, named by its path.")]
    static object? CheckValue(JsonElement element, Type type, string path, List<Problem> problems)
    {
        try
        {
            // The framework's converter takes any case and, with a comma, two names for one.
            var isWord = !type.IsEnum || element.ValueKind != JsonValueKind.String || Names(type).Contains(element.GetString());
            if (isWord && element.Deserialize(type, Options) is { } value) return value;
            problems.Add(new(path, $"Expected {Words(type)}, found {Found(element)}."));
        }
        catch (Exception e)
        {
            // Converters and constructors of ours say what they want; the framework's own sentence speaks of .NET types and byte positions.
            var own = e switch
            {
                ArgumentException => e.Message.Split(" (Parameter ")[0],
                JsonException { InnerException: null } when !e.Message.StartsWith("The JSON value", StringComparison.Ordinal) => e.Message.Split(" Path:")[0],
                _ => $"Expected {Words(type)}, found {Found(element)}.",
            };
            problems.Add(new(path, own));
        }
        return null;
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
        _ when type == typeof(FiscalYear) => "a fiscal year like \"R7\"",
        _ when type == typeof(Period) => "a period like \"R7\" or \"R7/firstHalf\"",
        _ when type == typeof(DateOnly) => "a day like \"2026-06-30\"",
        _ when type == typeof(TimeOnly) => "a time like \"17:00\"",
        { IsEnum: true } => $"one of {string.Join(", ", Names(type))}",
        _ => $"a {type.Name}",
    };

    static IEnumerable<string> Names(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);
}
