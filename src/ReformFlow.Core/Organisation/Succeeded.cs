using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReformFlow.Core.Organisation;

/// <summary>A department whose requests another one takes over, in part where items are named.</summary>
/// <remarks>In a file the whole department is a plain text and a part of it an object.</remarks>
/// <param name="Department">The key that it had before.</param>
/// <param name="Items">Numbers of the items as printed; null for all that nobody else takes.</param>
[JsonConverter(typeof(SucceededJsonConverter))]
public sealed record Succeeded(string Department, IReadOnlyList<string>? Items = null);

sealed class SucceededJsonConverter : JsonConverter<Succeeded>
{
    sealed record Written(string Department, IReadOnlyList<string> Items);

    const string Form = "A department that is succeeded is a key (\"zeimu\") or {\"department\": \"zeimu\", \"items\": [\"1\", \"2\"]}";

    public override Succeeded Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"{Form}.");
        var given = JsonElement.ParseValue(ref reader);
        foreach (var field in given.EnumerateObject())
            if ((field.Name, field.Value.ValueKind) is not (("department", JsonValueKind.String) or ("items", JsonValueKind.Array)))
                throw new JsonException($"{Form}; \"{field.Name}\": {field.Value.GetRawText()} does not belong to it.");
        if (!given.TryGetProperty("department", out _) || !given.TryGetProperty("items", out var items)) throw new JsonException($"{Form}; one of the two is missing.");
        if (items.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.String)) throw new JsonException($"{Form}; numbers of items are texts.");
        var written = given.Deserialize<Written>(options)!;
        return new(written.Department, written.Items);
    }

    public override void Write(Utf8JsonWriter writer, Succeeded value, JsonSerializerOptions options)
    {
        if (value.Items is null) writer.WriteStringValue(value.Department);
        else JsonSerializer.Serialize(writer, new Written(value.Department, value.Items), options);
    }
}

/// <summary>Whose mailbox a department's address is.</summary>
public enum Mailbox
{
    /// <summary>The section's own: a form link lives on in it when posts change hands.</summary>
    Section,

    /// <summary>The post holder's: whoever takes over the post is sent a new link, and the old one ends.</summary>
    Personal,
}
