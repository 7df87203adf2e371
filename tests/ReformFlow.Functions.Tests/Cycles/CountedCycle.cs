using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Access;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Publication;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Reports;
using ReformFlow.Functions.Storage;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Cycles;

/// <summary>
/// A whole cycle of a town on Table and Blob Storage, phase by phase, each with the storage operations that it took.
/// Places are tended as the orchestrations tend them: look, perform what is due, look again, wait for the time or the bell.
/// </summary>
sealed class CountedCycle : IDoorbell, IAsyncDisposable
{
    const string Cycle = "r7";

    static readonly CycleDates _dates = new(new(2026, 6, 8), new(2026, 6, 29), new(2026, 7, 13), new(2026, 8, 3));

    readonly Azurite _azurite;
    readonly ServiceProvider _services;
    readonly SetTime _time = new(TokyoTime.At(new(2026, 6, 1), new(8, 0)));
    readonly Dictionary<Place, DateTimeOffset?> _wakes = [];
    readonly HashSet<Place> _rung = [];
    readonly Dictionary<string, Operations> _phases = [];
    readonly string _town = $"t{Guid.NewGuid():N}"[..12];
    readonly IReadOnlyList<string> _departments;

    CountedCycle(Azurite azurite, int departments)
    {
        (_azurite, _departments) = (azurite, [.. Enumerable.Range(1, departments).Select(i => $"d{i:D4}")]);
        var services = new ServiceCollection().AddLogging().AddReformFlow().AddStorage(azurite.Storage);
        services.AddSingleton<TimeProvider>(_time).AddSingleton<IMailSender>(Postbox).AddSingleton<IReportPrinter, NoPrinter>().AddSingleton<IDoorbell>(this);
        services.AddSingleton(new WorkerIdentity("worker", DateTimeOffset.MinValue)).AddSingleton(new SiteSettings("http://forms.example.jp", "http://desk.example.jp", "http://forms.example.jp", new byte[32]));
        _services = services.BuildServiceProvider();
    }

    public int Departments => _departments.Count;

    /// <summary>What each phase of the cycle took.</summary>
    public IReadOnlyDictionary<string, Operations> Phases => _phases;

    public Operations All => Operations.Sum(_phases.Values);

    public Postbox Postbox { get; } = new();

    /// <summary>Lives through a cycle in which every fifth department answers after the reminder before the due day.</summary>
    public static async Task<CountedCycle> RunAsync(Azurite azurite, int departments)
    {
        var cycle = new CountedCycle(azurite, departments);
        var late = cycle._departments.Where((_, i) => i % 5 == 0).ToList();
        await cycle.CountAsync("start", cycle.StartAsync);
        await cycle.CountAsync("request", () => cycle.LiveUntilAsync(_dates.RequestDay, 12));
        await cycle.CountAsync("answers and receipt", () => cycle.AnswerAsync(cycle._departments.Except(late)));
        await cycle.CountAsync("reminder", () => cycle.LiveUntilAsync(_dates.DueDay.AddDays(-4), 12));
        await cycle.CountAsync("answers and receipt", () => cycle.AnswerAsync(late));
        await cycle.CountAsync("lock", () => cycle.LiveUntilAsync(_dates.LockDay.AddDays(1), 12));
        await cycle.CountAsync("acceptance", cycle.AcceptAllAsync);
        await cycle.CountAsync("compile and release", cycle.ReleaseAsync);
        await cycle.CountAsync("publication", () => cycle.LiveUntilAsync(_dates.PublicationDay, 12));
        return cycle;
    }

    public async Task<CycleHead> HeadAsync() => (CycleHead)await Get<ILog>().HeadAsync(StreamName.Cycle(_town, Cycle), default);

    public Task RingAsync(Place place, CancellationToken cancellation)
    {
        _rung.Add(place);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    async Task CountAsync(string phase, Func<Task> work) =>
        _phases[phase] = Operations.Sum([_phases.GetValueOrDefault(phase) ?? Operations.None, await _azurite.CountAsync(work)]);

    async Task StartAsync()
    {
        var reading = await Get<ImportTown>().RunAsync(PlanOf(_departments), OrganisationOf(_town, _departments), null, Plan.MainKey, default);
        Assert.True(reading.IsGood, string.Join(" ", reading.Problems));
        var (_, problems) = await Get<StartCycle>().RunAsync(_town, new(Plan.MainKey, new(new FiscalYear(2025)), _dates, PublishAutomatically: false), "post:office", default);
        Assert.Empty(problems);
        // The cycle's orchestration starts one for each request, and each asks what is due.
        foreach (var department in _departments) _rung.Add(new(_town, Cycle, department));
        await AnswerBellsAsync();
    }

    async Task AnswerAsync(IEnumerable<string> departments)
    {
        foreach (var department in departments)
        {
            var link = FormLink.Code(Get<SiteSettings>().Key.Span, new(_town, Cycle, department), 1);
            var visit = await ViewAsync(department, link);
            foreach (var item in visit.Cycle.ItemsOf(department))
            {
                visit = await ViewAsync(department, link);
                var version = visit.Head.Version;
                visit = await VisitAsync(department, link);
                Assert.True((await Get<SaveAnswers>().RunAsync(visit.Cycle, department, item, version, Filled(visit.Cycle, item), visit.By, default)).Saved);
                visit = await ViewAsync(department, link);
            }
            // The page that shows all answers, the button on it, and the receipt.
            var seen = (await ViewAsync(department, link)).Head.Version;
            visit = await VisitAsync(department, link);
            Assert.Equal(SubmitOutcome.Submitted, await Get<SubmitAnswers>().RunAsync(visit.Cycle, department, seen, visit.By, default));
            await VisitAsync(department, link);
            await AnswerBellsAsync();
        }
    }

    async Task<FormVisit> VisitAsync(string department, string link) => (await Get<FormVisits>().OpenAsync(_town, Cycle, department, link, default)).Visit!;

    // A page of the form shows answers, which are read from the stream.
    async Task<FormVisit> ViewAsync(string department, string link)
    {
        var visit = await VisitAsync(department, link);
        await Get<Streams>().ReadAsync(visit.Cycle.StreamOf(department), default);
        return visit;
    }

    // The desk's page of the request, the button on it, and the page again.
    async Task AcceptAllAsync()
    {
        foreach (var department in _departments)
        {
            await DeskPageAsync(department);
            Assert.Null(await Get<OfficeDecisions>().AcceptAsync((await Get<CycleFinder>().StartedAsync(_town, Cycle, default))!, department, "post:office", default));
            await DeskPageAsync(department);
            await AnswerBellsAsync();
        }
    }

    async Task DeskPageAsync(string department)
    {
        var started = (await Get<CycleFinder>().StartedAsync(_town, Cycle, default))!;
        await Get<CycleFinder>().RequestAsync(started, department, default);
        await Get<Streams>().ReadAsync(started.StreamOf(department), default);
    }

    async Task ReleaseAsync()
    {
        var number = await Get<CompileEdition>().RunAsync((await Get<CycleFinder>().FindAsync(_town, Cycle, default))!, "post:office", default);
        Assert.Null(await Get<ReleaseEdition>().RunAsync((await Get<CycleFinder>().FindAsync(_town, Cycle, default))!, number, "post:office", default));
        await AnswerBellsAsync();
    }

    async Task LiveUntilAsync(DateOnly day, int hour)
    {
        var end = TokyoTime.At(day, new(hour, 0));
        while (_wakes.Where(w => w.Value <= end).OrderBy(w => w.Value).ThenBy(w => w.Key.Department, StringComparer.Ordinal).Select(w => w.Key).FirstOrDefault() is { } place)
        {
            if (_wakes[place] > _time.Now) _time.Now = _wakes[place]!.Value;
            await TendAsync(place);
            await AnswerBellsAsync();
        }
        _time.Now = end;
    }

    async Task AnswerBellsAsync()
    {
        while (_rung.FirstOrDefault() is { } place)
        {
            _rung.Remove(place);
            await TendAsync(place);
        }
    }

    async Task TendAsync(Place place)
    {
        var performer = Get<Performer>();
        while (true)
        {
            var outlook = await performer.LookAsync(place, default);
            _wakes[place] = outlook.LookAgainAt;
            if (outlook.Due.Count == 0) return;
            foreach (var key in outlook.Due) Assert.Null(await performer.PerformAsync(place, key, default));
        }
    }

    static Dictionary<string, AnswerValue> Filled(StartedCycle cycle, PlanItem item) => FormFields.Of(cycle.Template, cycle.Plan, item, cycle.Settings.Period)
        .Where(f => FormFields.IsRequired(f, item.Key!, new()))
        .ToDictionary(f => f.Name, f => new AnswerValue(f.Template.Kind == FieldKind.Choice ? f.Choices[0].Symbol : $"{f.Label}の内容"));

    // Two items for each department.
    static byte[] PlanOf(IReadOnlyList<string> departments)
    {
        var names = string.Join(",", departments.Select(d => $"\"{d}課\""));
        var items = departments.SelectMany((d, i) => new[] { 2 * i + 1, 2 * i + 2 }
            .Select(no => string.Create(CultureInfo.InvariantCulture, $$"""{"no":"{{no}}","node":"1","title":"推進項目{{no}}","leadDepartments":["{{d}}課"]}""")));
        return Encoding.UTF8.GetBytes($$"""
            {"format":"reform-plan/1","municipality":{"name":"青葉市"},"plan":{"title":"青葉市行政改革計画","firstYear":"R6","lastYear":"R10"},
             "levels":["方針"],"nodes":[{"id":"1","level":0,"title":"窓口"}],"departments":[{{names}}],"items":[{{string.Join(",", items)}}]}
            """);
    }

    static byte[] OrganisationOf(string town, IReadOnlyList<string> departments)
    {
        var posts = departments.Select(d => $$"""{"key":"{{d}}","name":"{{d}}課","post":"{{d}}課長","address":"{{d}}@aoba.example.jp"}""");
        return Encoding.UTF8.GetBytes($$"""
            {"format":"organisation/1","municipality":{"key":"{{town}}","name":"青葉市"},
             "office":{"name":"行革推進室","post":"室長","address":"gyokaku@aoba.example.jp","telephone":"000-0000","extension":"12","members":[{"name":"青木","address":"aoki@aoba.example.jp"}]},
             "departments":[{{string.Join(",", posts)}}]}
            """);
    }
}
