using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.App.Web;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Demo;

namespace ReformFlow.Local.Tests.Memory;

/// <summary>Three departments of the sample city and their cycle, with every port in memory.</summary>
sealed class MemoryTown
{
    public const string Town = "mizuhono", Cycle = "r7";

    public static readonly IReadOnlyList<string> Departments = ["zeimu", "kanzai", "kankyou"];
    public static readonly DateOnly StartDay = new(2026, 6, 15), PublicationDay = new(2026, 8, 27);
    public static readonly CycleDates Dates = CycleDates.Backwards(PublicationDay, new([], YearlySpan.DefaultQuietDays));

    static readonly (byte[] Plan, byte[] Organisation) _sample = Sample();

    readonly MemoryFiles _files = new();
    readonly MemoryPeople _people = new();

    public static string Partition => StreamName.CyclePartition(Town, Cycle);

    /// <summary>The hour at which the requests leave.</summary>
    public static DateTimeOffset RequestsLeaveAt => TokyoTime.At(Dates.RequestDay, new(9, 0));

    public MemoryLog Log { get; } = new();
    public Postbox Postbox { get; } = new();
    public SetTime Time { get; } = new(TokyoTime.At(StartDay, new(10, 0)));

    /// <summary>The town with its cycle started, in its own log or in another.</summary>
    /// <param name="whole">All departments of the city, for what three of them would not show.</param>
    public static async Task<MemoryTown> StartedAsync(ILog? log = null, bool whole = false)
    {
        var town = new MemoryTown();
        var (plan, organisation) = whole ? Whole() : _sample;
        await using var desk = town.Worker("desk", log);
        var reading = await desk.GetRequiredService<ImportTown>().RunAsync(plan, organisation, null, Plan.MainKey, default);
        Assert.True(reading.IsGood, string.Join(" ", reading.Problems));
        var (_, problems) = await desk.GetRequiredService<StartCycle>().RunAsync(Town, new(Plan.MainKey, new(new FiscalYear(2025)), Dates, PublishAutomatically: false), "office", default);
        Assert.Empty(problems);
        return town;
    }

    /// <summary>A process that works for the town, as of now.</summary>
    public ServiceProvider Worker(string name, ILog? log = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging();
        AddTo(services, name, log);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Adds the product around this town to a process of whatever kind.</summary>
    public void AddTo(IServiceCollection services, string name, ILog? log = null)
    {
        services.AddReformFlow();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(log ?? Log);
        services.AddSingleton<IFiles>(_files);
        services.AddSingleton<IPeople>(_people);
        services.AddSingleton<IMailSender>(Postbox);
        services.AddSingleton<IReportPrinter, NoPrinter>();
        services.AddSingleton<IDoorbell, NoDoorbell>();
        services.AddSingleton(new WorkerIdentity(name, Time.Now));
        services.AddSingleton(new SiteSettings("http://forms.example.jp", "http://localhost:5081", "http://forms.example.jp", new byte[32]));
    }

    /// <summary>Appends a fact of the people's to a department's request, if the fact makes sense there.</summary>
    public Task WriteAsync(string department, Func<Core.Requests.RequestHead, Event?> fact, ILog? log = null) =>
        new Streams(log ?? Log, Time).ChangeAsync<Core.Requests.RequestHead>(StreamOf(department), $"post:{department}", head => fact(head) is { } known ? [known] : [], default);

    /// <summary>The facts of a department's request.</summary>
    public IReadOnlyList<Event> FactsOf(string department) => [.. Log.All(Partition).Where(a => a.Stream == StreamOf(department).Name).SelectMany(a => a.Events)];

    public static StreamName StreamOf(string department) => StreamName.Request(Town, Cycle, department);

    static (byte[] Plan, byte[] Organisation) Whole() => new SampleCity() is var city ? (city.PlanBytes, city.OrganisationBytes) : default;

    // The whole city would show nothing more and take three times as long.
    static (byte[] Plan, byte[] Organisation) Sample()
    {
        var city = new SampleCity();
        var names = city.Organisation.Departments.Where(d => Departments.Contains(d.Key)).Select(d => d.Name).ToList();
        var items = city.Plan.Items.Where(i => i.LeadDepartments is [var only] && names.Contains(only)).ToList();
        var organisation = city.Organisation with { Writers = [.. city.Organisation.Writers.Where(w => items.Any(i => i.No == w.Item))] };
        return (Encoding.UTF8.GetBytes(StrictJson.Write(city.Plan with { Items = items })), Encoding.UTF8.GetBytes(StrictJson.Write(organisation)));
    }
}
