using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.App.Web;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;

namespace ReformFlow.Functions.Tests.Setting;

/// <summary>A fictional town with as many departments as asked for, one item each, every port in memory.</summary>
sealed class SizedTown(int size)
{
    public const string Town = "aoba", Cycle = "r7";

    /// <summary>Request 8 June, due 29 June, lock 13 July, publication 3 August 2026: all of them business days.</summary>
    public static readonly CycleDates Dates = new(new(2026, 6, 8), new(2026, 6, 29), new(2026, 7, 13), new(2026, 8, 3));

    public MemoryLog Log { get; } = new();
    public MemoryFiles Files { get; } = new();
    public MemoryPeople People { get; } = new();
    public Postbox Postbox { get; } = new();
    public IReadOnlyList<string> Departments { get; } = [.. Enumerable.Range(1, size).Select(i => $"d{i:000}")];

    /// <summary>A moment of 2026 in local time.</summary>
    public static DateTimeOffset At(int month, int day, int hour = 0, int minute = 0) => TokyoTime.At(new(2026, month, day), new(hour, minute));

    /// <summary>A process that works for the town.</summary>
    public ServiceProvider Process(string name, TimeProvider time, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging();
        AddTo(services, name, time);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Adds the product and the town's ports.</summary>
    public void AddTo(IServiceCollection services, string name, TimeProvider time)
    {
        services.AddReformFlow();
        services.AddSingleton(time);
        services.AddSingleton<ILog>(Log).AddSingleton<IFiles>(Files).AddSingleton<IPeople>(People).AddSingleton<IMailSender>(Postbox);
        services.AddSingleton<IReportPrinter, NoPrinter>().AddSingleton<IDoorbell, NoDoorbell>();
        services.AddSingleton(new WorkerIdentity(name, time.GetUtcNow()));
        services.AddSingleton(new SiteSettings("https://forms.example.jp", "https://forms.example.jp", "https://forms.example.jp", new byte[32]));
    }

    /// <summary>Imports the town and starts its cycle, which publishes by itself.</summary>
    public async Task StartAsync(ServiceProvider process)
    {
        var reading = await process.GetRequiredService<ImportTown>().RunAsync(Bytes(PlanFile()), Bytes(OrganisationFile()), null, Plan.MainKey, default);
        Assert.True(reading.IsGood, string.Join(" ", reading.Problems));
        var (_, problems) = await process.GetRequiredService<StartCycle>().RunAsync(Town, new(Plan.MainKey, new(new FiscalYear(2025)), Dates, PublishAutomatically: true), "post:office", default);
        Assert.Empty(problems);
    }

    /// <summary>Fills in what a department owes and hands it in.</summary>
    public static async Task SubmitAsync(ServiceProvider process, string department)
    {
        var cycle = (await process.GetRequiredService<CycleFinder>().StartedAsync(Town, Cycle, default))!;
        foreach (var item in cycle.ItemsOf(department))
            Assert.True((await process.GetRequiredService<SaveAnswers>().RunAsync(cycle, department, item, 0, Sample.Full(cycle, item), $"post:{department}", default)).Saved);
        var head = await process.GetRequiredService<CycleFinder>().RequestAsync(cycle, department, default);
        Assert.Equal(SubmitOutcome.Submitted, await process.GetRequiredService<SubmitAnswers>().RunAsync(cycle, department, head.Version, $"post:{department}", default));
    }

    /// <summary>The facts of each stream of the cycle in their order, each written as one line without what differs from run to run.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> FactsAsync(ILog log)
    {
        var partition = StreamName.CyclePartition(Town, Cycle);
        var facts = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var head in await log.HeadsAsync(partition, default))
            facts[head.Stream] = [.. from append in await log.ReadAsync(new(partition, head.Stream), 1, default)
                                     from fact in append.Events
                                     select $"{append.By}: {Encoding.UTF8.GetString(CanonicalJson.Write(Told(fact)))}"];
        return facts;

        // Two runs differ in who claimed and when, and so in the hashes of their heads.
        static Event Told(Event fact) => fact switch
        {
            StepClaimed claim => claim with { Worker = "" },
            EditionCompiled compiled => compiled with { Heads = new Dictionary<string, string>() },
            _ => fact,
        };
    }

    string PlanFile() => $$"""
        {"format":"reform-plan/1","municipality":{"name":"青葉市"},"plan":{"title":"青葉市行政改革計画","firstYear":"R6","lastYear":"R10"},
         "levels":["方針"],"nodes":[{"id":"1","level":0,"title":"全庁"}],"departments":[{{List(i => $"\"第{i}課\"")}}],
         "items":[{{List(i => $$"""{"no":"{{i}}","node":"1","title":"取組{{i}}","leadDepartments":["第{{i}}課"]}""")}}]}
        """;

    string OrganisationFile() => $$"""
        {"format":"organisation/1","municipality":{"key":"{{Town}}","name":"青葉市"},
         "office":{"name":"行革推進室","post":"室長","address":"gyokaku@aoba.example","telephone":"000-0000","extension":"12","members":[{"name":"青木","address":"aoki@aoba.example"}]},
         "departments":[{{List(i => $$"""{"key":"d{{i:000}}","name":"第{{i}}課","post":"第{{i}}課長","address":"d{{i:000}}@aoba.example"}""")}}]}
        """;

    string List(Func<int, string> one) => string.Join(',', Enumerable.Range(1, size).Select(one));

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
