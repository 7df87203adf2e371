using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Mail;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Rehearsals;

/// <summary>A mail as a rehearsal saw it leave.</summary>
/// <param name="Address">Empty where a hand brings it.</param>
public sealed record RehearsedMail(string Key, DateTimeOffset At, string To, string Address, string Subject, string Body)
{
    /// <summary>What the mail is for.</summary>
    public StepKind Kind => StepKey.KindOf(Key)!.Value;
}

/// <summary>What somebody does in a rehearsal: facts of one act, at their moment.</summary>
public sealed record RehearsedAct(DateTimeOffset At, StreamName Stream, string By, IReadOnlyList<Event> Events);

/// <summary>
/// Plays a town's cycles to their end before they begin: the same policies, steps and mails as in earnest, on a log that is forgotten, a clock that waits for nobody and a mail server that sends nothing.
/// </summary>
public sealed class Rehearsal : IAsyncDisposable
{
    // Longer than any cycle lives; a plan's last figure may become final years after it.
    static readonly TimeSpan _horizon = TimeSpan.FromDays(3 * 366);

    readonly string _town;
    readonly StageClock _clock;
    readonly MemoryLog _log = new();
    readonly StageMail _mail = new();
    readonly StageBell _bell = new();
    readonly ServiceProvider _services;
    readonly List<RehearsedMail> _byHand = [];

    Rehearsal(string town, DateTimeOffset from, IFiles? files, IPeople? people, OwnClosures closures)
    {
        (_town, _clock) = (town, new(from));
        var services = new ServiceCollection().AddLogging().AddReformFlow();
        services.AddSingleton<ILog>(_log).AddSingleton<IMailSender>(_mail).AddSingleton<IDoorbell>(_bell).AddSingleton<IReportPrinter, NoPrinter>();
        services.AddSingleton<IFiles>(new StageFiles(files)).AddSingleton<IPeople>(new StagePeople(people)).AddSingleton<TimeProvider>(_clock);
        services.AddSingleton(new WorkerIdentity("rehearsal", DateTimeOffset.MinValue)).AddSingleton(closures);
        // Links of a rehearsal have the shape of links and open nothing.
        services.AddSingleton(new SiteSettings("https://example.invalid", "https://example.invalid", "https://example.invalid", new byte[32]));
        _services = services.BuildServiceProvider();
    }

    /// <summary>The mails in the order in which they left.</summary>
    public IReadOnlyList<RehearsedMail> Mails =>
        [.. _mail.Sent.Select(m => new RehearsedMail(m.Key, m.At, m.ToName, m.ToAddress, m.Subject, m.Body)).Concat(_byHand).OrderBy(m => m.At)];

    /// <summary>A use case of the rehearsed town.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A town of which nothing is known yet: to be imported into.</summary>
    /// <param name="from">The moment at which the rehearsal begins.</param>
    public static Rehearsal Of(string town, DateTimeOffset from) => new(town, from, null, null, OwnClosures.None);

    /// <summary>A town as it stands: its organisation, plans, texts and people, and its cycles where they are wanted.</summary>
    /// <param name="withCycles">True where open cycles are played on; false where only what an office has registered is taken.</param>
    public static async Task<Rehearsal> OfAsync(string town, DateTimeOffset from, ILog log, IFiles files, IPeople people, OwnClosures closures, bool withCycles, CancellationToken cancellation)
    {
        var rehearsal = new Rehearsal(town, from, files, people, closures);
        await rehearsal._log.CopyAsync(log, StreamName.Office(town), cancellation);
        var office = await rehearsal.Get<CycleFinder>().OfficeAsync(town, cancellation);
        foreach (var plan in office.Plans) await rehearsal._log.CopyAsync(log, StreamName.Plan(town, plan.Key), cancellation);
        foreach (var cycle in withCycles ? office.OpenCycles() : [])
            foreach (var head in await log.HeadsAsync(StreamName.CyclePartition(town, cycle.Key), cancellation))
                await rehearsal._log.CopyAsync(log, new(StreamName.CyclePartition(town, cycle.Key), head.Stream), cancellation);
        return rehearsal;
    }

    /// <summary>Plays until nothing can become due any more.</summary>
    /// <param name="acts">What people do meanwhile; null where nobody does anything, and what is to be handed over by hand is handed over at once.</param>
    public async Task RunAsync(IReadOnlyList<RehearsedAct>? acts, CancellationToken cancellation)
    {
        var coming = new Queue<RehearsedAct>((acts ?? []).OrderBy(a => a.At));
        var end = _clock.Now + _horizon;
        var lookAt = new Dictionary<Place, DateTimeOffset?>();
        await LookAtAllAsync(lookAt, cancellation);
        while (true)
        {
            await TendAsync(lookAt, byHand: acts is null, cancellation);
            var next = Outlooks.Earlier(lookAt.Values.Min(), coming.TryPeek(out var act) ? act.At : null);
            if (next is not { } moment || moment > end) return;
            if (moment > _clock.Now) _clock.Now = moment;
            if (act is null || act.At > _clock.Now) continue;
            await Get<Streams>().ChangeAsync<Head>(coming.Dequeue().Stream, act.By, _ => act.Events, cancellation);
            await LookAtAllAsync(lookAt, cancellation);
        }
    }

    async Task TendAsync(Dictionary<Place, DateTimeOffset?> lookAt, bool byHand, CancellationToken cancellation)
    {
        while (lookAt.Where(p => p.Value <= _clock.Now).Select(p => p.Key).FirstOrDefault() is { } place)
        {
            // As in earnest: whatever is left to do now is done in this one go.
            var again = await Get<Performer>().TendAsync(place, cancellation);
            lookAt[place] = again > _clock.Now ? again : null;
            if (byHand && await HandOverAsync(place, cancellation)) lookAt[place] = _clock.Now;
            foreach (var rung in _bell.TakeRung()) lookAt[rung] = _clock.Now;
            // A request's facts concern its cycle.
            if (place.Department is not null) lookAt[place with { Department = null }] = _clock.Now;
        }
    }

    async Task<bool> HandOverAsync(Place place, CancellationToken cancellation)
    {
        var finder = Get<CycleFinder>();
        if (place.Department is not { } department || await finder.StartedAsync(place.Town, place.Cycle, cancellation) is not { } cycle) return false;
        var others = await finder.OthersAsync(place.Town, place.Cycle, department, cancellation);
        var head = await finder.RequestAsync(cycle, department, cancellation);
        if (RequestPolicy.Next(cycle.Settings, head, others, _clock.Now).Due.OfType<HandStep>().FirstOrDefault() is not { } step) return false;
        var also = RequestPolicy.IsChase(step) ? RequestPolicy.ToList(others, step.Key, _clock.Now, head.Person).ToList() : [];
        var written = await Get<MailWriter>().WriteAsync(cycle, department, head, step, also, cancellation);
        _byHand.Add(new(step.Key, _clock.Now, written.Post, "", written.Text.Subject, written.Text.Body));
        await Get<Streams>().ChangeAsync<RequestHead>(cycle.StreamOf(department), Append.System, _ => [new StepClaimed(step.Key, "rehearsal"), RequestRules.Sent(step, department, "")], cancellation);
        return true;
    }

    async Task LookAtAllAsync(Dictionary<Place, DateTimeOffset?> lookAt, CancellationToken cancellation)
    {
        _bell.TakeRung();
        foreach (var cycle in await Get<CycleFinder>().AllAsync(_town, cancellation))
        {
            lookAt[cycle.Place] = _clock.Now;
            foreach (var department in cycle.Requests.Keys) lookAt[cycle.PlaceOf(department)] = _clock.Now;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
