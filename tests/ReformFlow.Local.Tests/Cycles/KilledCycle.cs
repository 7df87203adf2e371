using System.Diagnostics;
using ReformFlow.App.Mail;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Mail;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>The sample city's cycle from start to publication on the real server, which is killed 25 times while clerks post.</summary>
public sealed class KilledCycle : IAsyncLifetime
{
    public const int Kills = 25;

    /// <summary>Seven virtual days in a second of idleness: the cycle's ten weeks take ten seconds, and a tick less than two hours.</summary>
    const double Speed = 7 * 86_400;

    const string NeverAnswers = "kankyou";

    static readonly TimeSpan _longestRun = TimeSpan.FromMinutes(3);
    static readonly DateOnly _startDay = new(2026, 6, 15);
    static readonly DateOnly _publicationDay = new(2026, 8, 27);

    readonly DataFolder _data = new();
    readonly SampleCity _city = new();
    readonly List<PostingClerk> _clerks = [];

    public int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("REFORMFLOW_SEED"), out var seed) ? seed : Random.Shared.Next();

    public Period Year { get; } = new(new FiscalYear(2025));

    public string Town => _city.Organisation.Municipality.Key;

    public IReadOnlyList<Append> Appends { get; private set; } = [];

    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];

    public CycleSettings Settings => Appends.SelectMany(a => a.Events).OfType<CycleStarted>().Single().Settings;

    internal IReadOnlyList<PostingClerk> Clerks => _clerks;

    public string Said { get; private set; } = "";

    /// <summary>How long the whole run took.</summary>
    public TimeSpan Elapsed { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var watch = Stopwatch.StartNew();
        var random = new Random(Seed);
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono");
        Assert.Equal(0, await CommandLine.RunAsync(["import", Path.Combine(sample, "plan.json"), Path.Combine(sample, "organisation.json"), "--data", _data.Path]));
        var begin = TokyoTime.At(_startDay, new(8, 30));
        var dates = CycleDates.Backwards(_publicationDay, new(_city.Organisation.Closures, YearlySpan.DefaultQuietDays));

        await using var server = new ServerProcess(_data.Path, $"{begin:yyyy-MM-dd'T'HH:mm:ssK}", Speed);
        using var stop = new CancellationTokenSource(_longestRun);
        server.Start();
        var people = Task.WhenAll(WorkAtTheDeskAsync(server, dates, stop.Token), WorkInTheDepartmentsAsync(server, dates, random, stop.Token));
        foreach (var (moment, isMailHour) in KillMoments(dates, random))
        {
            await KillAsync(server, moment, isMailHour, random, stop.Token);
            server.Start();
        }
        await UntilAsync(server, () => new Outbox(_data.Of("outbox")).Mails().Any(m => StepKey.KindOf(m.Key) == StepKind.NoticePublished), stop.Token);
        await people;
        await server.KillAsync();

        Said = server.Said;
        Mails = [.. new Outbox(_data.Of("outbox")).Mails()];
        Appends = WrittenLog.Read(_data.Path, Town, StreamName.CyclePartition(Town, Year.Key));
        Elapsed = watch.Elapsed;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var clerk in _clerks) clerk.Dispose();
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    // Half of the kills aim at the hours at which the product acts, the others at any moment while people write.
    static IEnumerable<(DateTimeOffset At, bool IsMailHour)> KillMoments(CycleDates dates, Random random)
    {
        var calendar = new BusinessCalendar([], YearlySpan.DefaultQuietDays);
        var nine = new TimeOnly(9, 0);
        DateTimeOffset[] acting =
        [
            TokyoTime.At(dates.RequestDay, nine), TokyoTime.At(calendar.Add(dates.DueDay, -3), nine), TokyoTime.At(calendar.Add(dates.DueDay, 1), nine),
            TokyoTime.At(calendar.Add(dates.DueDay, 3), nine), TokyoTime.EndOf(dates.LockDay), TokyoTime.At(dates.PublicationDay, new(10, 0)),
        ];
        var writing = (TokyoTime.At(dates.LockDay, nine) - acting[0]).TotalHours;
        return acting.Concat(acting).Select(at => (at, true)).Concat(Enumerable.Range(0, Kills - 2 * acting.Length).Select(_ => (acting[0].AddHours(random.NextDouble() * writing), false))).Order();
    }

    async Task KillAsync(ServerProcess server, DateTimeOffset moment, bool isMailHour, Random random, CancellationToken stop)
    {
        // One in five dies while it starts, reads its log and has not listened yet.
        if (random.Next(5) == 0) await Task.Delay(random.Next(100, 700), stop);
        else
        {
            await server.Listening.WaitAsync(stop);
            await UntilAsync(server, () => server.Reached >= moment.AddHours(-1), stop);
            if (isMailHour) await NextMailAsync(TimeSpan.FromMilliseconds(300), stop);
            else await Task.Delay(random.Next(150), stop);
        }
        if (server.HasEnded) throw new InvalidOperationException($"The server ended by itself: {server.Said}");
        await server.KillAsync();
    }

    // A mail that lies in the outbox has its claim and, for a moment, no outcome: the worst time to die.
    async Task NextMailAsync(TimeSpan patience, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var before = Count();
        while (watch.Elapsed < patience && Count() == before) await Task.Delay(1, stop);

        int Count() => Directory.Exists(_data.Of("outbox")) ? Directory.GetFiles(_data.Of("outbox"), "*.eml").Length : 0;
    }

    static async Task UntilAsync(ServerProcess server, Func<bool> reached, CancellationToken stop)
    {
        while (!reached())
        {
            if (stop.IsCancellationRequested) throw new TimeoutException($"The cycle came no further than {server.Reached:u}. {server.Said}");
            await Task.Delay(2, CancellationToken.None);
        }
    }

    async Task WorkAtTheDeskAsync(ServerProcess server, CycleDates dates, CancellationToken stop)
    {
        using var desk = new DeskWork(server, Town, Year);
        await desk.StartAsync(_publicationDay, stop);
        await UntilAsync(server, () => server.Reached > TokyoTime.EndOf(dates.LockDay).AddHours(9), stop);
        foreach (var clerk in _clerks) await desk.SettleAsync(clerk.Department, stop);
        await desk.CompileAndReleaseAsync(stop);
    }

    Task WorkInTheDepartmentsAsync(ServerProcess server, CycleDates dates, Random random, CancellationToken stop)
    {
        var first = TokyoTime.At(dates.RequestDay, new(12, 0));
        var hours = (TokyoTime.EndOf(dates.LockDay) - first).TotalHours;
        foreach (var department in _city.Organisation.Departments.Select(d => d.Key).Where(k => k != "gakkou"))
            _clerks.Add(new(department, server, new(_data.Of("outbox")), _city, Year, department == NeverAnswers ? null : first.AddHours(random.NextDouble() * 0.8 * hours), random.Next()));
        return Task.WhenAll(_clerks.Select(c => Task.Run(() => c.WorkAsync(() => server.Reached, TokyoTime.EndOf(dates.LockDay), stop), stop)));
    }
}
