using System.Collections.Concurrent;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Tests.Fakes;

/// <summary>Files in memory.</summary>
sealed class MemoryFiles : IFiles
{
    readonly ConcurrentDictionary<string, byte[]> _files = new();

    /// <summary>Everything that was stored.</summary>
    public IReadOnlyCollection<byte[]> All => [.. _files.Values];

    public Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = Append.HashOf(bytes.Span);
        _files[$"{town}/{hash}"] = bytes.ToArray();
        return Task.FromResult(hash);
    }

    public Task<byte[]?> ReadAsync(string town, string hash, CancellationToken cancellation) => Task.FromResult(_files.GetValueOrDefault($"{town}/{hash}"));
}

/// <summary>People in memory.</summary>
sealed class MemoryPeople : IPeople
{
    readonly ConcurrentDictionary<string, Person> _people = new();

    public Task<IReadOnlyList<Person>> AllAsync(string town, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Person>>([.. _people.Values]);

    public Task<Person?> FindAsync(string town, string number, CancellationToken cancellation) => Task.FromResult(_people.GetValueOrDefault(number));

    public Task SaveAsync(string town, IReadOnlyList<Person> people, CancellationToken cancellation)
    {
        foreach (var person in people) _people[person.Number] = person;
        return Task.CompletedTask;
    }
}

/// <summary>A machine without a browser.</summary>
sealed class NoPrinter : IReportPrinter
{
    public Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);
}

/// <summary>A bell that nobody hears.</summary>
sealed class NoDoorbell : IDoorbell
{
    public Task RingAsync(Place place, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>A mail server that a test can put into trouble.</summary>
sealed class Postbox : IMailSender
{
    readonly ConcurrentQueue<OutgoingMail> _sent = new();

    /// <summary>What goes wrong with a mail; null for nothing.</summary>
    public Func<OutgoingMail, Exception?> Trouble { get; set; } = _ => null;

    /// <summary>Mails that were handed over, in order.</summary>
    public IReadOnlyList<OutgoingMail> Sent => [.. _sent];

    public IEnumerable<OutgoingMail> OfKind(StepKind kind) => _sent.Where(m => StepKey.KindOf(m.Key) == kind);

    /// <summary>Mails beyond the first of each key.</summary>
    public int Doubled => _sent.Count - _sent.DistinctBy(m => m.Key).Count();

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        await Task.Yield();
        if (Trouble(mail) is { } trouble) throw trouble;
        _sent.Enqueue(mail);
    }
}

/// <summary>A clock that stands where a test puts it.</summary>
sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
