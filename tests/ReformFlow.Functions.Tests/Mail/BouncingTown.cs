using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Functions.Log;
using ReformFlow.Functions.Storage;
using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>A town whose requests have left, with its log in memory or in a table of its own.</summary>
sealed class BouncingTown : IAsyncDisposable
{
    readonly MemoryTown _town;
    readonly ServiceProvider _worker;

    BouncingTown(MemoryTown town, SpoiledLog log)
    {
        (_town, Log) = (town, log);
        _worker = town.Worker("worker", log);
        Streams = new(log, town.Time);
    }

    public static async Task<BouncingTown> StartedAsync(Azurite? azurite)
    {
        var log = new SpoiledLog(azurite is null ? new MemoryLog() : await TableAsync(azurite));
        var town = await MemoryTown.StartedAsync(log);
        town.Time.Now = MemoryTown.RequestsLeaveAt;
        return new(town, log);
    }

    // Towns of this name lie in the account's own table too.
    static async Task<TableLog> TableAsync(Azurite azurite)
    {
        var table = new TableServiceClient(azurite.Connection).GetTableClient($"log{Guid.NewGuid():N}");
        await table.CreateAsync();
        return new(table);
    }

    public SpoiledLog Log { get; }
    public Streams Streams { get; }
    public SetTime Time => _town.Time;
    public Performer Performer => _worker.GetRequiredService<Performer>();
    public IReadOnlyList<OutgoingMail> Sent => _town.Postbox.Sent;

    /// <summary>When the first reminder would leave.</summary>
    public static DateTimeOffset Reminder => FromDueDay(-3);

    /// <summary>When the last reminder would leave.</summary>
    public static DateTimeOffset LastReminder => FromDueDay(3);

    /// <summary>Adds the product around this town to a process of whatever kind.</summary>
    public void AddTo(IServiceCollection services, string name) => _town.AddTo(services, name, Log);

    static DateTimeOffset FromDueDay(int days) => TokyoTime.At(new BusinessCalendar([], YearlySpan.DefaultQuietDays).Add(MemoryTown.Dates.DueDay, days), new(9, 0));

    public ValueTask DisposeAsync() => _worker.DisposeAsync();
}

/// <summary>A log whose storage is away for some streams.</summary>
sealed class SpoiledLog(ILog log) : ILog
{
    public Func<string, bool> IsAway { get; set; } = _ => false;

    public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation) => log.ReadAsync(stream, fromVersion, cancellation);

    public Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation) =>
        IsAway(append.Stream) ? throw new StorageAwayException($"Appending to {append.Stream}", new IOException("No route.")) : log.AppendAsync(partition, append, head, cancellation);

    public Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation) => log.HeadAsync(stream, cancellation);

    public Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation) => log.HeadsAsync(partition, cancellation);
}

/// <summary>The lines that the product logged.</summary>
sealed class LoggedLines : ILoggerProvider
{
    readonly List<(string? Name, string Words)> _lines = [];

    public void Clear()
    {
        lock (_lines) _lines.Clear();
    }

    /// <summary>The lines with this event name; all for null.</summary>
    public IReadOnlyList<string> Of(string? name)
    {
        lock (_lines) return [.. _lines.Where(l => name is null || l.Name == name).Select(l => l.Words)];
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose() { }

    sealed class Writer(LoggedLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines._lines) lines._lines.Add((eventId.Name, $"{formatter(state, exception)}{exception}"));
        }
    }
}
