using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ReformFlow.Core.Plans;

/// <summary>A sum of money in yen, with the text that it was given in; 確定 unless it is marked provisional (見込).</summary>
/// <remarks>In a file an amount is a whole number of yen, or an object where it has more to say.</remarks>
[JsonConverter(typeof(AmountJsonConverter))]
public sealed partial record Amount(long Yen, string? Text = null, bool Provisional = false, DateOnly? FinalOn = null)
{
    /// <summary>The largest amount either way, in yen: a sum of 10,000 such still is a number.</summary>
    public const long Largest = 99_999_999_999_999;

    /// <summary>Reads an amount as people write it, in any width: 1,234千円, 12百万円, 1.5億円, △300円. Null where it has no unit or is no amount.</summary>
    /// <remarks>A number without a unit is refused: whether it means yen or thousands of yen, nobody else can know.</remarks>
    public static Amount? Parse(string text)
    {
        var narrow = string.Concat(text.Select(Narrow)).Replace(",", "", StringComparison.Ordinal).Trim();
        if (Written().Match(narrow) is not { Success: true } match) return null;
        if (!decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        // A longer number is no budget's, and would not fit.
        if (number > Largest) return null;
        var yen = number * match.Groups["unit"].Value switch { "千" => 1_000m, "万" => 10_000m, "百万" => 1_000_000m, "千万" => 10_000_000m, "億" => 100_000_000m, _ => 1m };
        if (yen != decimal.Truncate(yen) || yen > Largest) return null;
        return new((long)(match.Groups["sign"].Length > 0 ? -yen : yen), text);
    }

    /// <summary>Why a text can't be an amount, in the page's words; null where it can, or is empty.</summary>
    public static string? Refusal(string text) => text.Trim().Length == 0 || Parse(text) is not null ? null
        : "金額は、「1,200千円」「3百万円」「△500,000円」のように、数字と単位（円、千円、万円、百万円、億円）でご記入ください。1円未満の端数は付けられません。";

    static char Narrow(char c) => c switch { >= '！' and <= '～' => (char)(c - '！' + '!'), '　' => ' ', '−' or '－' => '-', _ => c };

    [GeneratedRegex(@"\A(?<sign>[△▲\-]?)\s*(?<number>[0-9]{1,15}(\.[0-9]{1,8})?)\s*(?<unit>千万|百万|千|万|億|)円\z")]
    private static partial Regex Written();
}

sealed class AmountJsonConverter : JsonConverter<Amount>
{
    sealed record Written(long Yen, string? Text = null, bool Provisional = false, DateOnly? FinalOn = null);

    const string Form = "An amount is a whole number of yen (1200000) or {\"yen\": 1200000, \"text\": \"1,200千円\", \"provisional\": true, \"finalOn\": \"2026-06-30\"}";

    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetInt64(out var yen) ? new(yen) : throw new JsonException($"{Form}.");
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"{Form}.");
        var given = JsonElement.ParseValue(ref reader);
        foreach (var field in given.EnumerateObject())
            if ((field.Name, field.Value.ValueKind) is not (("yen", JsonValueKind.Number) or ("text" or "finalOn", JsonValueKind.String) or ("provisional", JsonValueKind.True or JsonValueKind.False)))
                throw new JsonException($"{Form}; \"{field.Name}\": {field.Value.GetRawText()} does not belong to it.");
        if (!given.TryGetProperty("yen", out var number) || !number.TryGetInt64(out _)) throw new JsonException($"{Form}; \"yen\" is missing or no whole number.");
        var written = given.Deserialize<Written>(options)!;
        return new(written.Yen, written.Text, written.Provisional, written.FinalOn);
    }

    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options)
    {
        if (value is { Text: null, Provisional: false, FinalOn: null }) writer.WriteNumberValue(value.Yen);
        else JsonSerializer.Serialize(writer, new Written(value.Yen, value.Text, value.Provisional, value.FinalOn), options);
    }
}
