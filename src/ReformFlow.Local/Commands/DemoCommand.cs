using System.CommandLine;
using System.Diagnostics;
using ReformFlow.App.Commands;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Mail;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary><c>demo</c>: the real server on a virtual clock, and a sample city's cycle driven through it.</summary>
static class DemoCommand
{
    /// <summary>Tells a folder that a demo made from one that holds somebody's data.</summary>
    const string Marker = "this-is-a-demo";

    public static Command Create()
    {
        var exit = new Option<bool>("--exit") { Description = "End once the report is published, instead of serving on." };
        var data = new Option<string>("--data") { Description = "The folder that the demo makes anew.", DefaultValueFactory = _ => Path.Combine("data", "demo") };
        var port = new Option<int>("--port") { Description = "The port of forms, desk and reports.", DefaultValueFactory = _ => 5080 };
        var command = new Command("demo", "Runs a sample city's whole cycle through the real server, in under a minute.") { exit, data, port };
        command.SetAction((parsed, cancellation) => RunAsync(new(parsed.GetValue(data)!, parsed.GetValue(port), ClockStart: DemoCycle.Begin, ClockSpeed: 10 * 86_400), parsed.GetValue(exit), cancellation));
        return command;
    }

    static async Task<int> RunAsync(ServerOptions options, bool exit, CancellationToken cancellation)
    {
        if (Directory.Exists(options.Data) && Directory.EnumerateFileSystemEntries(options.Data).Any())
        {
            if (!File.Exists(Path.Combine(options.Data, Marker))) return Verbs.Refuse($"{options.Data} holds something that is no demo. Name another folder with --data.");
            Directory.Delete(options.Data, recursive: true);
        }
        Directory.CreateDirectory(options.Data);
        await File.WriteAllTextAsync(Path.Combine(options.Data, Marker), "reformflow demo deletes this folder when it runs again.\n", cancellation);

        var watch = Stopwatch.StartNew();
        var city = new SampleCity();
        await using var server = LocalServer.Build(options);
        var reading = await server.Services.GetRequiredService<ImportTown>().RunAsync(city.PlanBytes, city.OrganisationBytes, null, Plan.MainKey, cancellation);
        if (!reading.IsGood) return Verbs.Refuse("the sample city", reading.Problems);
        await server.StartAsync(cancellation);

        Console.WriteLine($"{city.Organisation.Municipality.Name}: {reading.Value!.Items} items, {reading.Value.Departments} departments; a year's cycle on a virtual clock.\n");
        using var http = new HttpClient { BaseAddress = new($"http://localhost:{options.Port}") };
        var cycle = new DemoCycle(
            http, (VirtualClock)server.Services.GetRequiredService<TimeProvider>(), server.Services.GetRequiredService<Outbox>(), city,
            new(Console.Out, !Console.IsOutputRedirected), $"http://localhost:{options.Port}", () => SigninCommand.AddressOf(options.Data, city.Organisation.Municipality.Key, city.Organisation.Office.Address)!);
        await cycle.RunAsync(cancellation);

        Console.WriteLine($"\nPublished after {watch.Elapsed.TotalSeconds:0} s.");
        foreach (var (what, address) in cycle.Addresses()) Console.WriteLine($"{what + ":",-13} {address}");
        if (exit)
        {
            // The worker ends before the journal under it.
            await server.StopAsync(cancellation);
            return 0;
        }
        Console.WriteLine("Serving on; Ctrl+C ends.");
        await server.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
