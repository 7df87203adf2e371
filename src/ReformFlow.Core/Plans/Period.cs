using System.Text.Json;
using System.Text.Json.Serialization;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Plans;

/// <summary>What a report reports on: a whole fiscal year or a half of it.</summary>
public enum PeriodPart { Annual, FirstHalf, SecondHalf }

/// <summary>A reporting period, written <c>R7</c>, <c>R7/firstHalf</c> or <c>R7/secondHalf</c> in files.</summary>
[JsonConverter(typeof(PeriodJsonConverter))]
public readonly record struct Period(FiscalYear Year, PeriodPart Part = PeriodPart.Annual)
{
    /// <summary>The cycle's key for this period: <c>r7</c>, <c>r7-1</c>, <c>r7-2</c>.</summary>
    public string Key => Part == PeriodPart.Annual ? Year.Key : $"{Year.Key}-{(int)Part}";

    /// <summary>The same part of the year before.</summary>
    public Period Previous => this with { Year = Year.Previous };

    /// <summary>True where it is of an earlier year, or the first half of a year whose second half the other is.</summary>
    public bool IsBefore(Period other) => Year < other.Year || Year == other.Year && (Part, other.Part) == (PeriodPart.FirstHalf, PeriodPart.SecondHalf);

    /// <summary>Reads the form that files use; false for anything else.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        var parts = (text ?? "").Split('/');
        period = default;
        if (!FiscalYear.TryParse(parts[0], out var year)) return false;
        PeriodPart? part = parts.Length switch
        {
            1 => PeriodPart.Annual,
            2 when parts[1] == "firstHalf" => PeriodPart.FirstHalf,
            2 when parts[1] == "secondHalf" => PeriodPart.SecondHalf,
            _ => null,
        };
        if (part is null) return false;
        period = new(year, part.Value);
        return true;
    }

    public override string ToString() => Part switch
    {
        PeriodPart.FirstHalf => $"{Year}/firstHalf",
        PeriodPart.SecondHalf => $"{Year}/secondHalf",
        _ => Year.ToString(),
    };
}

sealed class PeriodJsonConverter : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());
    public override Period ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());
    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    public override void WriteAsPropertyName(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString());

    static Period Parse(string? text) => Period.TryParse(text, out var period)
        ? period
        : throw new JsonException($"A period is written R7, R7/firstHalf or R7/secondHalf, not \"{text}\".");
}
