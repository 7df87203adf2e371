using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Web;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports.Document;

namespace ReformFlow.App.Tests.Fakes;

/// <summary>The product in memory: a small fictional town, a clock that tests move, mails and prints that tests read.</summary>
sealed partial class Office : TimeProvider, IReportPrinter, IDoorbell, IAsyncDisposable
{
    public const string Town = "aoba", Cycle = "r7";

    readonly ServiceProvider _services;

    /// <param name="more">Other ports than those in memory.</param>
    public Office(Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging().AddReformFlow();
        services.AddSingleton<ILog>(Log).AddSingleton<IFiles>(Files).AddSingleton<IPeople>(People).AddSingleton<IMailSender>(Postbox).AddSingleton<IReportPrinter>(this).AddSingleton<IDoorbell>(this);
        services.AddSingleton<TimeProvider>(this).AddSingleton(new WorkerIdentity("test", DateTimeOffset.MinValue));
        services.AddSingleton(new SiteSettings("http://forms.example", "http://desk.example", "http://public.example", new byte[32]));
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public MemoryLog Log { get; } = new();
    public DateTimeOffset Now { get; set; } = TokyoTime.At(new(2026, 6, 1), new(8, 0));
    public MemoryFiles Files { get; } = new();
    public MemoryPeople People { get; } = new();
    public Postbox Postbox { get; } = new();
    public List<string> Rings { get; } = [];
    public byte[]? Pdf { get; set; } = [.. "%PDF-1.7 %%EOF"u8];

    /// <summary>What prints in the place of <see cref="Pdf"/>; null for that.</summary>
    public Func<Task<byte[]?>>? Printing { get; set; }

    /// <summary>Request 8 June, due 29 June, lock 13 July, publication 3 August 2026: all of them business days.</summary>
    public static CycleDates Dates { get; } = new(new(2026, 6, 8), new(2026, 6, 29), new(2026, 7, 13), new(2026, 8, 3));

    public const string Plan = """
        {"format":"reform-plan/1","municipality":{"name":"青葉市"},"plan":{"title":"青葉市行政改革計画","firstYear":"R6","lastYear":"R10"},
         "levels":["方針"],"nodes":[{"id":"1","level":0,"title":"窓口"}],"departments":["税務課","市民課"],
         "items":[
          {"no":"1","node":"1","title":"窓口の短縮","leadDepartments":["市民課"],
           "indicators":[{"name":"待ち時間","targets":{"R7":"10分"},"actuals":{"R6":"14分"}}],
           "answers":{"R6":{"ratings":{"status":"遅れ"},"texts":{"achievements":"番号札を入れた。","nextSteps":"受付を増やす。"}}}},
          {"no":"2","node":"1","title":"収納率の向上","leadDepartments":["税務課"]},
          {"no":"3","node":"1","title":"督促の電子化","leadDepartments":["税務課"],"closedMark":"達成"}]}
        """;

    public const string Organisation = """
        {"format":"organisation/1","municipality":{"key":"aoba","name":"青葉市"},
         "office":{"name":"行革推進室","post":"室長","address":"gyokaku@aoba.example","telephone":"000-0000","extension":"12","members":[{"name":"青木","address":"aoki@aoba.example"}]},
         "departments":[
          {"key":"zeimu","name":"税務課","post":"税務課長","address":"zeimu@aoba.example"},
          {"key":"shimin","name":"市民課","post":"市民課長","address":"shimin@aoba.example"}]}
        """;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<Core.Json.Reading<ImportTown.Imported>> ImportAsync(string plan = Plan, string organisation = Organisation, string? texts = null) =>
        Get<ImportTown>().RunAsync(Bytes(plan), Bytes(organisation), texts is null ? null : Bytes(texts), Core.Plans.Plan.MainKey, default);

    /// <summary>Imports, starts the cycle and gives it as it stands.</summary>
    public async Task<RunningCycle> StartAsync(bool publishAutomatically = false, string organisation = Organisation)
    {
        await ImportAsync(organisation: organisation);
        var (_, problems) = await Get<StartCycle>().RunAsync(Town, new(Core.Plans.Plan.MainKey, new(new FiscalYear(2025)), Dates, publishAutomatically), "post:office", default);
        Assert.Empty(problems);
        return await RunningAsync();
    }

    public async Task<RunningCycle> RunningAsync() => (await Get<CycleFinder>().FindAsync(Town, Cycle, default))!;

    /// <summary>Fills in and hands in all that a department owes.</summary>
    public async Task SubmitAsync(string department)
    {
        var cycle = await RunningAsync();
        foreach (var item in cycle.ItemsOf(department))
            Assert.True((await Get<SaveAnswers>().RunAsync(cycle, department, item, 0, Sample.Full(cycle, item), $"post:{department}", default)).Saved);
        Assert.Equal(SubmitOutcome.Submitted, await Get<SubmitAnswers>().RunAsync(await RunningAsync(), department, (await RunningAsync()).Requests[department].Version, $"post:{department}", default));
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public Task<byte[]?> PrintAsync(ReportDocument document, CancellationToken cancellation) => Printing?.Invoke() ?? Task.FromResult(Pdf);

    public Task RingAsync(Place place, CancellationToken cancellation)
    {
        Rings.Add($"{place.Town}/{place.Cycle}/{place.Department}");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
