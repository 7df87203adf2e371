using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReformFlow.Core.Calendar;

/// <summary>Reads and writes a fiscal year in the short era form, as value and as property name.</summary>
/// <remarks>Other text throws a JsonException that names the text and the form expected.</remarks>
public sealed class FiscalYearJsonConverter : JsonConverter<FiscalYear>
{
    /// <summary>Reads the short era form from a string.</summary>
    public override FiscalYear Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String
            ? FromText(reader.GetString())
            : throw new JsonException($"A JSON {reader.TokenType} is not a fiscal year; expected a string with {FiscalYear.ExpectedForm}.");

    /// <summary>Reads the short era form from a property name.</summary>
    public override FiscalYear ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString());

    /// <summary>Writes the short era form as a string.</summary>
    public override void Write(Utf8JsonWriter writer, FiscalYear value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ToText(value));

    /// <summary>Writes the short era form as a property name.</summary>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, FiscalYear value, JsonSerializerOptions options) =>
        writer.WritePropertyName(ToText(value));

    static FiscalYear FromText(string? text) =>
        FiscalYear.TryParse(text, out var year)
            ? year
            : throw new JsonException($"\"{text}\" is not a fiscal year; expected {FiscalYear.ExpectedForm}.");

    // What could not be read back is not written: a forgotten year (zero) shows where it was forgotten.
    static string ToText(FiscalYear year) =>
        FiscalYear.TryParse(year.ToString(), out _)
            ? year.ToString()
            : throw new JsonException(
                $"Fiscal year {year.Year} has no short era form and is not written; expected {FiscalYear.ExpectedForm}.");
}
