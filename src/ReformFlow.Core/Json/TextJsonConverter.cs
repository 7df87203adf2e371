using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReformFlow.Core.Json;

// The framework writes half of a surrogate pair as U+FFFD without a word; what was given must not change on its way into the log.
sealed class TextJsonConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String
            ? reader.GetString()
            : throw new JsonException($"The JSON value is a {reader.TokenType}, not a text.");

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Whole(value));
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(Whole(value));

    static string Whole(string value)
    {
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
                throw new ArgumentException("A text holds half of a surrogate pair, which no file can hold.");
            rest = rest[length..];
        }
        return value;
    }
}
