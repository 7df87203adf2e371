using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ReformFlow.App.Ports;
using ReformFlow.Core.Json;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Organisation;

/// <summary>The town's stored files as what they mean; parsed once, since a file never changes.</summary>
public sealed class Archive(IFiles files)
{
    readonly ConcurrentDictionary<string, object> _parsed = new();

    /// <summary>The organisation that was stored under this hash.</summary>
    public Task<Municipality> MunicipalityAsync(string town, string hash, CancellationToken cancellation) =>
        Parsed(town, hash, bytes => JsonSerializer.Deserialize<Municipality>(bytes, StrictJson.Options)!, cancellation);

    /// <summary>The version of a plan that was stored under this hash; all its keys are given.</summary>
    public Task<Plan> PlanAsync(string town, string hash, CancellationToken cancellation) => Parsed(town, hash, bytes => Good(PlanFile.Read(bytes)), cancellation);

    /// <summary>The report template that was stored under this hash; it was checked before that, and a rule that came later must not end a running cycle.</summary>
    public Task<ReportTemplate> TemplateAsync(string town, string hash, CancellationToken cancellation) =>
        Parsed(town, hash, bytes => Good(StrictJson.Read<ReportTemplate>(bytes, ReportTemplate.FormatName)), cancellation);

    /// <summary>The office's own texts in a report that were stored under this hash; they were checked against the cycle's template before that.</summary>
    public Task<OfficeTexts> OfficeTextsAsync(string town, string hash, CancellationToken cancellation) =>
        Parsed(town, hash, bytes => Good(StrictJson.Read<OfficeTexts>(bytes, OfficeTexts.FormatName)), cancellation);

    /// <summary>The mail texts that were stored under this hash.</summary>
    public Task<MailTexts> MailTextsAsync(string town, string hash, CancellationToken cancellation) => Parsed(town, hash, bytes => Good(MailTexts.Read(bytes)), cancellation);

    /// <summary>Stores a value as readable JSON in the order in which it was written, and returns its hash.</summary>
    public Task<string> StoreJsonAsync<T>(string town, T value, CancellationToken cancellation) => files.StoreAsync(town, Encoding.UTF8.GetBytes(StrictJson.Write(value)), cancellation);

    /// <summary>Stores bytes and returns their hash.</summary>
    public Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => files.StoreAsync(town, bytes, cancellation);

    /// <summary>The bytes stored under this hash, or null.</summary>
    public Task<byte[]?> ReadAsync(string town, string hash, CancellationToken cancellation) => files.ReadAsync(town, hash, cancellation);

    async Task<T> Parsed<T>(string town, string hash, Func<byte[], T> parse, CancellationToken cancellation) where T : class
    {
        if (_parsed.TryGetValue($"{town}/{hash}", out var known)) return (T)known;
        var bytes = await files.ReadAsync(town, hash, cancellation)
            ?? throw new InvalidOperationException($"The log of {town} names the file {hash}, which is not stored. Restore it from the backup.");
        return (T)_parsed.GetOrAdd($"{town}/{hash}", parse(bytes));
    }

    static T Good<T>(Reading<T> reading) where T : class => reading.Value
        ?? throw new InvalidOperationException($"A stored file can't be read by this version: {string.Join(" ", reading.Problems)}");
}
