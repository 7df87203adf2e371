using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReformFlow.Core.Plans;

/// <summary>A figure as printed; 確定 unless it is marked provisional (見込).</summary>
/// <remarks>In a file a final figure is a plain text and a provisional one an object.</remarks>
[JsonConverter(typeof(FigureJsonConverter))]
public sealed record Figure(string Text, bool Provisional = false, DateOnly? FinalOn = null);

sealed class FigureJsonConverter : JsonConverter<Figure>
{
    sealed record Written(string Text, bool Provisional = false, DateOnly? FinalOn = null);

    const string Form = "A figure is a text (\"98.6%\") or {\"text\": …, \"provisional\": true, \"finalOn\": \"2026-06-30\"}";

    public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"{Form}.");
        var given = JsonElement.ParseValue(ref reader);
        foreach (var field in given.EnumerateObject())
            if ((field.Name, field.Value.ValueKind) is not (("text", JsonValueKind.String) or ("provisional", JsonValueKind.True or JsonValueKind.False) or ("finalOn", JsonValueKind.String)))
                throw new JsonException($"{Form}; \"{field.Name}\": {field.Value.GetRawText()} does not belong to it.");
        if (!given.TryGetProperty("text", out _)) throw new JsonException($"{Form}; \"text\" is missing.");
        var written = given.Deserialize<Written>(options)!;
        return new(written.Text, written.Provisional, written.FinalOn);
    }

    public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options)
    {
        if (value is { Provisional: false, FinalOn: null }) writer.WriteStringValue(value.Text);
        else JsonSerializer.Serialize(writer, new Written(value.Text, value.Provisional, value.FinalOn), options);
    }
}
