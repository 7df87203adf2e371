using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ReformFlow.Core.Json;

/// <summary>Canonical JSON (RFC 8785): one value, one sequence of bytes, so that a hash names it.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical UTF-8 bytes of a value, as <see cref="StrictJson.Options"/> serialises it.</summary>
    /// <exception cref="ArgumentException">A text holds a lone surrogate or a number is not finite; neither has a canonical form.</exception>
    public static byte[] Write<T>(T value) => Write(JsonSerializer.SerializeToElement(value, _options));

    /// <summary>The canonical UTF-8 bytes of a parsed value.</summary>
    public static byte[] Write(JsonElement element)
    {
        var text = new StringBuilder();
        Append(element, text);
        return _strictUtf8.GetBytes(text.ToString());
    }

    static readonly JsonSerializerOptions _options = new(StrictJson.Options) { Converters = { new TextJsonConverter() } };
    static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);
    static readonly SearchValues<char> _special = SearchValues.Create("\"\\" + new string([.. Enumerable.Range(0, 0x20).Select(c => (char)c)]));

    static void Append(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var first = true;
                foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (!first) text.Append(',');
                    first = false;
                    AppendString(property.Name, text);
                    text.Append(':');
                    Append(property.Value, text);
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var index = 0;
                foreach (var entry in element.EnumerateArray())
                {
                    if (index++ > 0) text.Append(',');
                    Append(entry, text);
                }
                text.Append(']');
                break;
            case JsonValueKind.String:
                AppendString(element.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element.GetDouble()));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    // RFC 8785 §3.2.2.2: only the quote, the backslash and control characters are escaped, the latter in the shortest way.
    static void AppendString(string value, StringBuilder text)
    {
        text.Append('"');
        if (!value.AsSpan().ContainsAny(_special)) text.Append(value);
        else foreach (var c in value)
            text = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }

    // RFC 8785 §3.2.2.3 asks for ECMAScript's shortest form: plain digits from 1e-6 up to 1e21, an exponent beyond.
    static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException("A number that is not finite has no canonical form.");
        if (value == 0) return "0";
        // The digits and the exponent come from one shortest form: rounding may carry into the next power of ten.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = (shortest[0] + ".").IndexOf('.');
        var all = shortest[0].Replace(".", "");
        var significant = all.TrimStart('0');
        var digits = significant.TrimEnd('0');
        var exponent = point - (all.Length - significant.Length) + (shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0);
        var sign = value < 0 ? "-" : "";
        return sign + exponent switch
        {
            > 21 or <= -6 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent - 1 >= 0 ? "+" : "-")}{Math.Abs(exponent - 1)}",
            <= 0 => "0." + new string('0', -exponent) + digits,
            _ when digits.Length <= exponent => digits.PadRight(exponent, '0'),
            _ => $"{digits[..exponent]}.{digits[exponent..]}",
        };
    }
}
