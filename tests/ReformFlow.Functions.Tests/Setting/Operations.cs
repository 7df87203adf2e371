using System.Text.RegularExpressions;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>Storage operations by kind, as they are billed.</summary>
public sealed partial record Operations(IReadOnlyDictionary<string, int> ByKind)
{
    public const string PointRead = "log: point read", Query = "log: query page", Transaction = "transaction", People = "people: point read", PeopleQuery = "people: query page",
        FileRead = "file: read", FileWrite = "file: write", Other = "other";

    public int this[string kind] => ByKind.GetValueOrDefault(kind);

    public int Total => ByKind.Values.Sum();

    /// <summary>Reads lines such as <c>127.0.0.1 - - [...] "GET /devstoreaccount1/log(PartitionKey='..',RowKey='..') HTTP/1.1" 200 -</c>.</summary>
    public static Operations Of(IEnumerable<string> accessLog) => new(accessLog
        .Select(line => AccessLine().Match(line))
        .Where(m => m.Success && !m.Groups["path"].Value.StartsWith("mark-", StringComparison.Ordinal))
        .CountBy(m => KindOf(m.Groups["verb"].Value, m.Groups["path"].Value))
        .ToDictionary(kind => kind.Key, kind => kind.Value));

    public override string ToString() => string.Join(", ", ByKind.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key} {k.Value}"));

    static string KindOf(string verb, string path) => (verb, path) switch
    {
        ("GET", _) when path.StartsWith("log(PartitionKey", StringComparison.Ordinal) => PointRead,
        ("GET", _) when path.StartsWith("log()", StringComparison.Ordinal) => Query,
        ("POST", "$batch") => Transaction,
        ("GET", _) when path.StartsWith("people(PartitionKey", StringComparison.Ordinal) => People,
        ("GET", _) when path.StartsWith("people()", StringComparison.Ordinal) => PeopleQuery,
        ("GET", _) when path.StartsWith("files/", StringComparison.Ordinal) => FileRead,
        ("PUT", _) when path.StartsWith("files/", StringComparison.Ordinal) => FileWrite,
        _ => $"{Other}: {verb} {path}",
    };

    [GeneratedRegex("""
        "(?<verb>[A-Z]+) /devstoreaccount1/(?<path>\S*) HTTP/1\.1" \d+
        """)]
    private static partial Regex AccessLine();
}
