using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Json;

/// <summary>A file with errors of shape in a form that can be read: unknown fields are left out, and so are values of a wrong kind where they may be; what is needed is filled with nothing.</summary>
/// <remarks>Every entry of a list stays at its place, so that paths in what remains are those of the file.</remarks>
sealed class MendedJson
{
    readonly HashSet<string> _wrong;
    readonly List<string> _gaps = [];

    MendedJson(IEnumerable<Problem> problems) => _wrong = [.. problems.Select(p => p.Place)];

    /// <summary>The mended file, and the paths of all that is not what the file says.</summary>
    public static (JsonNode? Node, IReadOnlyList<string> Gaps) Of(JsonElement root, Type type, IEnumerable<Problem> problems)
    {
        var mended = new MendedJson(problems);
        return (mended.Node(root, type, "$"), mended._gaps);
    }

    JsonNode? Node(JsonElement element, Type type, string path)
    {
        if (_wrong.Contains(path)) return Gap(type, path);
        var info = StrictJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object when info.PolymorphismOptions is { } kinds => OfKind(element, info, kinds.TypeDiscriminatorPropertyName, path),
            JsonTypeInfoKind.Object => Object(element, info, null, path),
            JsonTypeInfoKind.Enumerable => new JsonArray([.. element.EnumerateArray().Select((entry, i) => entry.ValueKind == JsonValueKind.Null && !_wrong.Contains($"{path}[{i}]") ? null : Node(entry, ElementOf(info), $"{path}[{i}]"))]),
            JsonTypeInfoKind.Dictionary => Dictionary(element, info, path),
            _ => JsonSerializer.SerializeToNode(element, StrictJson.Options),
        };
    }

    JsonNode? OfKind(JsonElement element, JsonTypeInfo info, string kindName, string path)
    {
        // What an entry of an unknown kind holds can't be known.
        if (_wrong.Contains($"{path}.{kindName}")) return Gap(info.Type, path);
        var kind = info.PolymorphismOptions!.DerivedTypes.First(d => (string?)d.TypeDiscriminator == element.GetProperty(kindName).GetString());
        return Object(element, StrictJson.Options.GetTypeInfo(kind.DerivedType), (kindName, (string)kind.TypeDiscriminator!), path);
    }

    JsonObject Object(JsonElement element, JsonTypeInfo info, (string Name, string Value)? kind, string path)
    {
        JsonObject mended = kind is { } own ? new() { [own.Name] = own.Value } : [];
        var absent = StrictJson.InFiles(info).Where(p => !element.TryGetProperty(p.Name, out _)).Select(p => p.Name).ToList();
        // A name that was misspelt stands for one that is not there.
        var misspelt = element.EnumerateObject().Where(g => g.Name != kind?.Name && StrictJson.InFiles(info).All(p => p.Name != g.Name)).Select(g => Spelling.Meant(g.Name, absent)).ToHashSet();
        foreach (var property in StrictJson.InFiles(info))
        {
            var inner = $"{path}.{property.Name}";
            if (_wrong.Contains(inner) || misspelt.Contains(property.Name))
            {
                var filled = Gap(property.PropertyType, inner);
                if (StrictJson.IsRequired(property)) mended[property.Name] = filled;
            }
            else if (element.TryGetProperty(property.Name, out var given))
                mended[property.Name] = given.ValueKind == JsonValueKind.Null ? null : Node(given, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, inner);
        }
        return mended;
    }

    JsonObject Dictionary(JsonElement element, JsonTypeInfo info, string path)
    {
        var mended = new JsonObject();
        foreach (var entry in element.EnumerateObject())
        {
            var inner = $"{path}[\"{entry.Name}\"]";
            if (_wrong.Contains(inner)) _gaps.Add(inner);
            else mended[entry.Name] = entry.Value.ValueKind == JsonValueKind.Null ? null : Node(entry.Value, ElementOf(info), inner);
        }
        return mended;
    }

    static Type ElementOf(JsonTypeInfo info) => Nullable.GetUnderlyingType(info.ElementType!) ?? info.ElementType!;

    JsonNode? Gap(Type type, string path)
    {
        _gaps.Add(path);
        return Filled(Nullable.GetUnderlyingType(type) ?? type);
    }

    /// <summary>A value of a type that says as little as it can.</summary>
    internal static JsonNode? Filled(Type type)
    {
        var info = StrictJson.Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when info.PolymorphismOptions is { } kinds:
                var filled = (JsonObject)Filled(kinds.DerivedTypes[0].DerivedType)!;
                filled.Insert(0, kinds.TypeDiscriminatorPropertyName, (string)kinds.DerivedTypes[0].TypeDiscriminator!);
                return filled;
            case JsonTypeInfoKind.Object:
                return new JsonObject(StrictJson.InFiles(info).Where(StrictJson.IsRequired).Select(p => KeyValuePair.Create(p.Name, Filled(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))));
            case JsonTypeInfoKind.Enumerable: return new JsonArray();
            case JsonTypeInfoKind.Dictionary: return new JsonObject();
            default:
                return type switch
                {
                    _ when type == typeof(bool) => false,
                    _ when type == typeof(int) || type == typeof(Amount) => 0,
                    _ when type == typeof(FiscalYear) || type == typeof(Period) => "R1",
                    _ when type == typeof(DateOnly) => "2000-01-01",
                    _ when type == typeof(TimeOnly) => "00:00",
                    { IsEnum: true } => JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0]),
                    _ => "",
                };
        }
    }
}
