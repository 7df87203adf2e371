using System.Collections.Concurrent;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Rehearsals;

/// <summary>A clock that stands where the rehearsal puts it.</summary>
sealed class StageClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Reads the town's files; what a rehearsal stores is forgotten with it.</summary>
sealed class StageFiles(IFiles? town) : IFiles
{
    readonly ConcurrentDictionary<string, byte[]> _stored = new();

    public Task<string> StoreAsync(string town, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = FileName.Of(bytes.Span);
        _stored[$"{town}/{hash}"] = bytes.ToArray();
        return Task.FromResult(hash);
    }

    public async Task<byte[]?> ReadAsync(string of, string hash, CancellationToken cancellation) =>
        _stored.GetValueOrDefault($"{of}/{hash}") ?? (town is null ? null : await town.ReadAsync(of, hash, cancellation));
}

/// <summary>Reads the town's people; whom a rehearsal adds is forgotten with it.</summary>
sealed class StagePeople(IPeople? town) : IPeople
{
    readonly ConcurrentDictionary<string, Person> _saved = new();

    public async Task<IReadOnlyList<Person>> AllAsync(string of, CancellationToken cancellation) =>
        [.. (town is null ? [] : await town.AllAsync(of, cancellation)).Where(p => !_saved.ContainsKey(p.Number)), .. _saved.Values];

    public async Task<Person?> FindAsync(string of, string number, CancellationToken cancellation) =>
        _saved.GetValueOrDefault(number) ?? (town is null ? null : await town.FindAsync(of, number, cancellation));

    public Task SaveAsync(string of, IReadOnlyList<Person> people, CancellationToken cancellation)
    {
        foreach (var person in people) _saved[person.Number] = person;
        return Task.CompletedTask;
    }
}

/// <summary>Takes every mail and sends none.</summary>
sealed class StageMail : IMailSender
{
    public List<OutgoingMail> Sent { get; } = [];

    public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        Sent.Add(mail);
        return Task.CompletedTask;
    }
}

/// <summary>Remembers what was rung for.</summary>
sealed class StageBell : IDoorbell
{
    readonly HashSet<Place> _rung = [];

    public Task RingAsync(Place place, CancellationToken cancellation)
    {
        _rung.Add(place);
        return Task.CompletedTask;
    }

    public IReadOnlyList<Place> TakeRung()
    {
        Place[] rung = [.. _rung];
        _rung.Clear();
        return rung;
    }
}

/// <summary>Nobody looks at a rehearsal's report.</summary>
sealed class NoPrinter : IReportPrinter
{
    public Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);
}
