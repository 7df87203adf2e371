using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ReformFlow.App.Log;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;

namespace ReformFlow.Functions.Log;

/// <summary>The rows of the log's table: <c>h~request~zeimu</c> is a head, <c>r~request~zeimu~0000000007</c> an append.</summary>
static class LogRows
{
    public const string Version = "Version", Hash = "Hash", Shape = "Shape", Writing = "Writing";

    /// <summary>Of what remains of a mebibyte beside keys and marks; a larger head is folded again whenever it is read.</summary>
    const int MaxHeadBytes = 960 * 1024;

    /// <summary>A binary column holds 64 KiB.</summary>
    const int ColumnBytes = 64 * 1024;

    public static string HeadKey(string stream) => $"h~{stream}";

    public static string AppendKey(string stream, int version) => string.Create(CultureInfo.InvariantCulture, $"r~{stream}~{version:D10}");

    /// <summary>The keys of a stream's appends from a version on, and the first key that is none of them: a colon follows the digits.</summary>
    public static (string First, string End) AppendKeys(string stream, int fromVersion) => (AppendKey(stream, fromVersion), $"r~{stream}~:");

    /// <summary>The name of the stream whose head this row is.</summary>
    public static string StreamOf(TableEntity head) => head.RowKey["h~".Length..];

    /// <param name="writing">Names this one try to write, so that its writer knows the row again.</param>
    public static TableEntity OfAppend(string partition, KeptAppend append, Guid writing)
    {
        var row = new TableEntity(partition, AppendKey(append.Append.Stream, append.Append.Version)) { [Writing] = writing };
        Put(row, append.Bytes);
        return row;
    }

    public static TableEntity OfHead(string partition, Head head, byte[] json)
    {
        var row = new TableEntity(partition, HeadKey(head.Stream)) { [Version] = head.Version, [Hash] = head.Hash, [Shape] = head.Shape };
        if (json.Length <= MaxHeadBytes) Put(row, json);
        return row;
    }

    /// <summary>How many bytes of JSON the row holds.</summary>
    public static int SizeOf(TableEntity head) => Columns(head).Sum(c => c.Length);

    public static byte[] Json(Head head) => JsonSerializer.SerializeToUtf8Bytes(head, StrictJson.Options);

    /// <summary>The head that the row holds; null where it has another shape, or was too large to be kept.</summary>
    public static Head? HeadOf(TableEntity row) => row.GetInt32(Shape) == Head.CurrentShape && Bytes(row) is { Length: > 0 } json
        ? JsonSerializer.Deserialize<Head>(json, StrictJson.Options)
        : null;

    /// <summary>The append that the row holds, and its hash.</summary>
    /// <exception cref="InvalidDataException">Somebody altered the row, or a newer version of the product wrote it.</exception>
    public static (Append Append, string Hash) AppendOf(TableEntity row)
    {
        var bytes = Bytes(row);
        try
        {
            var append = Append.FromBytes(bytes);
            if (AppendKey(append.Stream, append.Version) == row.RowKey) return (append, Append.HashOf(bytes));
        }
        catch (JsonException e)
        {
            throw Broken(row.PartitionKey, row.RowKey, $"it is no append that this version can read. {e.Message}", e);
        }
        throw Broken(row.PartitionKey, row.RowKey, "it holds another append than its key says.");
    }

    public static InvalidDataException Broken(string partition, string row, string reason, Exception? cause = null) =>
        new($"The row {row} of {partition} is broken: {reason} Restore the table's partition from the backup; a row written by a newer ReformFlow needs that version.", cause);

    static void Put(TableEntity row, byte[] bytes)
    {
        for (var (column, start) = (0, 0); start < bytes.Length; column++, start += ColumnBytes)
            row[Column(column)] = bytes[start..Math.Min(start + ColumnBytes, bytes.Length)];
    }

    static byte[] Bytes(TableEntity row)
    {
        var bytes = new byte[Columns(row).Sum(c => c.Length)];
        var end = 0;
        foreach (var column in Columns(row))
        {
            column.CopyTo(bytes, end);
            end += column.Length;
        }
        return bytes;
    }

    static IEnumerable<byte[]> Columns(TableEntity row)
    {
        for (var number = 0; row.TryGetValue(Column(number), out var value) && value is byte[] bytes; number++) yield return bytes;
    }

    static string Column(int number) => string.Create(CultureInfo.InvariantCulture, $"Bytes{number:D2}");
}
