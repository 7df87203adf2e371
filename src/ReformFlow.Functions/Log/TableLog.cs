using Azure;
using Azure.Data.Tables;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.Core.Log;
using ReformFlow.Functions.Storage;

namespace ReformFlow.Functions.Log;

/// <summary>The log in a table: a row for each append and one for each stream's head, written in one transaction.</summary>
/// <remarks>
/// Nobody overwrites: the append's row must be new and the head's row as it was seen, else nothing is written. What was seen is
/// remembered, so that an append after a read is one call and a large head is downloaded only when it has changed.
/// </remarks>
public sealed class TableLog(TableClient table) : ILog
{
    /// <summary>From this size on a head is kept in memory, and only its mark is asked for. A request's head stays below, a cycle's of a hundred departments does not.</summary>
    const int LargeHead = 16 * 1024;

    // A few hundred bytes each, and a parsed head for the few that are large.
    readonly RecentHeads _recent = new(capacity: 10_000);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">Somebody altered the rows.</exception>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        return [.. (await ChainAsync(stream, fromVersion, cancellation)).Select(r => r.Append)];
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The head had to be folded again, and somebody altered the rows.</exception>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation)
    {
        if (_recent.Find(stream) is { Head: { } kept } before && (await SeeAsync(stream, cancellation)).Row == before.Row)
        {
            _recent.Remember(stream, before);
            return kept;
        }
        if (await HeadRowAsync(stream, columns: null, cancellation) is not { } row)
        {
            _recent.Remember(stream, Standing.Nothing);
            return Head.Empty(stream.Name);
        }
        if (LogRows.HeadOf(row) is not { } head) return await FoldAgainAsync(row, cancellation);
        _recent.Remember(stream, Standing.Of(row) with { Head = LogRows.SizeOf(row) >= LargeHead ? head : null });
        return head;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A head had to be folded again, and somebody altered the rows.</exception>
    /// <exception cref="IOException">The storage is away.</exception>
    public async Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation)
    {
        _ = StreamName.TownOf(partition);
        var rows = await RowsAsync(partition, "h~", "i", cancellation);
        var heads = new Head[rows.Count];
        // A new version of the product may find every head in an older shape; each is folded once and put back.
        await Parallel.ForAsync(0, rows.Count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (i, stop) =>
            heads[i] = LogRows.HeadOf(rows[i]) ?? await FoldAgainAsync(rows[i], stop));
        return heads;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The append does not follow the stream's last: the chain is broken.</exception>
    /// <exception cref="InvalidDataException">Somebody altered the rows.</exception>
    /// <exception cref="IOException">The storage is away; whether the append arrived is known to whoever reads the stream again.</exception>
    public async Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation)
    {
        _ = StreamName.TownOf(partition);
        var kept = KeptAppend.Of(append);
        kept.CheckHead(head);
        var stream = new StreamName(partition, append.Stream);
        cancellation.ThrowIfCancellationRequested();
        var seen = _recent.Find(stream);
        if (seen is null || seen.Version != append.Version - 1 || seen.Hash != append.Previous) seen = await SeeAsync(stream, cancellation);
        if (seen.Version != append.Version - 1) return false;
        if (seen.Hash != append.Previous) throw new InvalidOperationException($"{append.Stream} version {append.Version} does not follow version {seen.Version} of {stream}: the chain is broken.");
        return await WriteAsync(stream, kept, head, seen.Row);
    }

    // Once it is on its way nobody can call it back, so its writer waits to hear what became of it.
    async Task<bool> WriteAsync(StreamName stream, KeptAppend append, Head head, ETag seen)
    {
        var (writing, json) = (Guid.NewGuid(), LogRows.Json(head));
        var headRow = LogRows.OfHead(stream.Partition, head, json);
        TableTransactionAction[] both =
        [
            new(TableTransactionActionType.Add, LogRows.OfAppend(stream.Partition, append, writing)),
            append.Append.Version == 1 ? new(TableTransactionActionType.Add, headRow) : new(TableTransactionActionType.UpdateReplace, headRow, seen),
        ];
        return await StorageTrouble.SayAsync($"Appending to {stream}", async () =>
        {
            try
            {
                var written = await table.SubmitTransactionAsync(both, CancellationToken.None);
                if (written.Value[1].Headers.ETag is { } mark) _recent.Remember(stream, new(mark, head.Version, head.Hash, json.Length >= LargeHead ? head : null));
                else _recent.Forget(stream);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode is "EntityAlreadyExists" or "UpdateConditionNotSatisfied" or "ResourceNotFound")
            {
                _recent.Forget(stream);
                return await IsOursAsync(stream, append.Append.Version, writing);
            }
            catch
            {
                _recent.Forget(stream);
                throw;
            }
        }, CancellationToken.None);
    }

    // The SDK tries again when an answer got lost on the way: then it was this very writer who was faster.
    async Task<bool> IsOursAsync(StreamName stream, int version, Guid writing)
    {
        var key = LogRows.AppendKey(stream.Name, version);
        if (await FindAsync(stream.Partition, key, [LogRows.Writing], CancellationToken.None) is not { } winner) return false;
        if (winner.GetGuid(LogRows.Writing) == writing) return true;
        // Both were written together. A head that was lost would let its writers try for ever.
        return (await SeeAsync(stream, CancellationToken.None)).Version >= version ? false : throw LogRows.Broken(stream.Partition, key, "the head of its stream is older.");
    }

    // The appends of a stream from a version on, each with its hash, and each following the one before it.
    async Task<IReadOnlyList<(Append Append, string Hash)>> ChainAsync(StreamName stream, int fromVersion, CancellationToken cancellation)
    {
        _ = (StreamName.TownOf(stream.Partition), Head.Empty(stream.Name));
        var (first, end) = LogRows.AppendKeys(stream.Name, fromVersion);
        var chain = new List<(Append Append, string Hash)>();
        foreach (var row in await RowsAsync(stream.Partition, first, end, cancellation))
        {
            var link = LogRows.AppendOf(row);
            if (link.Append.Version != fromVersion + chain.Count || chain.Count > 0 && link.Append.Previous != chain[^1].Hash)
                throw LogRows.Broken(stream.Partition, row.RowKey, "it does not follow the row before it. A row was altered, lost or put in.");
            chain.Add(link);
        }
        return chain;
    }

    /// <summary>Folds a head again that another version of the product wrote, and puts it back unless that version is the newer one or the row can't hold it.</summary>
    async Task<Head> FoldAgainAsync(TableEntity row, CancellationToken cancellation)
    {
        var (stream, before) = (new StreamName(row.PartitionKey, LogRows.StreamOf(row)), Standing.Of(row));
        var head = Head.Empty(stream.Name);
        foreach (var (append, hash) in (await ChainAsync(stream, 1, cancellation)).Take(before.Version)) head = head.After(append, hash);
        if (head.Hash != before.Hash) throw LogRows.Broken(row.PartitionKey, row.RowKey, $"the head does not follow from the appends up to version {before.Version}.");
        var isPutBack = LogRows.IsOlder(row);
        var mark = isPutBack ? await PutBackAsync(stream, head, before.Row, cancellation) : before.Row;
        // What the row does not hold would be folded at every read.
        _recent.Remember(stream, before with { Row = mark, Head = isPutBack && LogRows.Json(head).Length < LargeHead ? null : head });
        return head;
    }

    // Where somebody appended meanwhile and wrote a newer head, that one stays.
    Task<ETag> PutBackAsync(StreamName stream, Head head, ETag seen, CancellationToken cancellation) => StorageTrouble.SayAsync($"Folding {stream} again", async () =>
    {
        try
        {
            return (await table.UpdateEntityAsync(LogRows.OfHead(stream.Partition, head, LogRows.Json(head)), seen, TableUpdateMode.Replace, cancellation)).Headers.ETag ?? seen;
        }
        catch (RequestFailedException e) when (e.ErrorCode is "UpdateConditionNotSatisfied" or "ResourceNotFound")
        {
            return seen;
        }
    }, cancellation);

    /// <summary>How the stream stands now, without its head.</summary>
    async Task<Standing> SeeAsync(StreamName stream, CancellationToken cancellation) =>
        await HeadRowAsync(stream, [LogRows.Version, LogRows.Hash], cancellation) is { } row ? Standing.Of(row) : Standing.Nothing;

    Task<TableEntity?> HeadRowAsync(StreamName stream, IEnumerable<string>? columns, CancellationToken cancellation)
    {
        _ = (StreamName.TownOf(stream.Partition), Head.Empty(stream.Name));
        return StorageTrouble.SayAsync($"Reading {stream}", () => FindAsync(stream.Partition, LogRows.HeadKey(stream.Name), columns, cancellation), cancellation);
    }

    async Task<TableEntity?> FindAsync(string partition, string key, IEnumerable<string>? columns, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, columns, cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The rows of a partition from one key on and before another, page by page.</summary>
    Task<List<TableEntity>> RowsAsync(string partition, string first, string end, CancellationToken cancellation) => StorageTrouble.SayAsync($"Reading {partition}", async () =>
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}"), cancellationToken: cancellation))
            rows.Add(row);
        return rows;
    }, cancellation);
}
