using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReformFlow.Core.Json;

namespace ReformFlow.Core.Log;

/// <summary>What one act wrote into one stream: whole or absent, numbered, and chained to the append before it.</summary>
/// <param name="Stream">The stream's name within its partition.</param>
/// <param name="Version">1 for the first append of a stream, then one more each time.</param>
/// <param name="Previous">The hash of the append before it; empty for the first.</param>
/// <param name="At">The moment, UTC, to the millisecond.</param>
/// <param name="By">A person's number, <c>post:zeimu</c> until a name is given, or <c>system</c>.</param>
/// <param name="Events">The facts, at least one.</param>
public sealed record Append(string Stream, int Version, string Previous, DateTimeOffset At, string By, IReadOnlyList<Event> Events)
{
    /// <summary>The largest append that is taken, in bytes: what one row of Table Storage holds with room to spare.</summary>
    public const int MaxBytes = 900 * 1024;

    /// <summary>What the product itself writes is by <c>system</c>.</summary>
    public const string System = "system";

    /// <summary>The moment, UTC, to the millisecond: a head folded now is the head folded again from the bytes.</summary>
    [JsonConverter(typeof(MomentJsonConverter))]
    public DateTimeOffset At { get; init; } = new(At.UtcTicks - At.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    /// <summary>The append's line or row: canonical JSON in UTF-8, without a line feed.</summary>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaxBytes"/> or holds a text that is no Unicode.</exception>
    public byte[] ToBytes()
    {
        var bytes = CanonicalJson.Write(this);
        return bytes.Length <= MaxBytes ? bytes : throw new ArgumentException($"An append to {Stream} has {bytes.Length:N0} bytes; {MaxBytes:N0} are the most.");
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are no append, or hold a fact that this version does not know.</exception>
    public static Append FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<Append>(bytes, StrictJson.Options) is { Stream: not null, Version: > 0, Previous: not null, By: not null, Events.Count: > 0 } append && append.Events.All(e => e is not null)
            ? append
            : throw new JsonException("An append has a stream, a version from 1, the hash before it, who, and at least one fact.");

    /// <summary>The hash that the next append carries: SHA-256 of the bytes, in lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

sealed class MomentJsonConverter : JsonConverter<DateTimeOffset>
{
    const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String
        && DateTimeOffset.TryParseExact(reader.GetString(), Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new JsonException("A moment of the log is written like 2026-06-30T08:00:00.000Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
}
