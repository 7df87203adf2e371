using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using ReformFlow.App.Commands;
using ReformFlow.App.Web;
using ReformFlow.Local.Configuration;
using ReformFlow.Local.Cycles;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Commands;

/// <summary><c>serve</c>: runs the local edition on a data folder until it is stopped.</summary>
static class ServeCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder.", Required = true };
        var port = new Option<int?>("--port") { Description = "The port of forms, desk and reports; 5080 unless told." };
        var address = new Option<string?>("--form-address") { Description = "The address that mails print, such as https://kaikaku.example.jp." };
        var everyInterface = new Option<bool>("--every-interface") { Description = "Serve to the network, not to this machine alone." };
        var clock = new Option<string?>("--clock") { Description = "Begin with a virtual clock at this moment, such as 2026-06-01T08:00+09:00." };
        var speed = new Option<double>("--clock-speed") { Description = "Virtual seconds in a second of idleness.", DefaultValueFactory = _ => 86_400 };
        var browser = new Option<string?>("--browser") { Description = "The browser that prints reports; else one is looked for." };
        var command = new Command("serve", "Runs the local edition on a data folder until it is stopped.") { data, port, address, everyInterface, clock, speed, browser };
        command.SetAction(async (parsed, cancellation) =>
        {
            DateTimeOffset? start = null;
            if (parsed.GetValue(clock) is { } text)
            {
                if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return Verbs.Refuse($"\"{text}\" is no moment.");
                start = moment;
            }
            var folder = parsed.GetValue(data)!;
            var reading = SettingsReader.Read(folder);
            if (reading is { IsGood: false }) return Verbs.Refuse(SettingsReader.PathIn(folder), reading.Problems, "started");
            var settled = SettingsReader.Options(folder, reading?.Value);
            var options = settled with
            {
                Port = parsed.GetValue(port) ?? settled.Port,
                FormAddress = parsed.GetValue(address)?.TrimEnd('/') ?? settled.FormAddress,
                EveryInterface = parsed.GetValue(everyInterface),
                ClockStart = start,
                ClockSpeed = parsed.GetValue(speed),
                Browser = parsed.GetValue(browser) ?? settled.Browser,
            };
            await using var server = LocalServer.Build(options);
            await server.StartAsync(cancellation);
            Console.WriteLine($"Forms and reports: http://localhost:{options.Port}/");
            var towns = server.Services.GetRequiredService<Towns>().All().ToList();
            foreach (var town in towns) Console.WriteLine($"Desk of {town}: {server.Services.GetRequiredService<SiteSettings>().DeskAddress}/{town}/desk");
            foreach (var unknown in options.Towns.Where(t => !towns.Contains(t.Key)))
                Console.WriteLine($"Nothing was imported yet for {unknown.Key}, which {SettingsFile.FileName} names.");
            if (towns.Count == 0) Console.WriteLine($"Nothing was imported into {folder} yet: stop, and run reformflow import first.");
            Console.WriteLine("Ctrl+C ends.");
            server.Lifetime.ApplicationStopping.Register(() => Systemd.Notify(Systemd.Stopping));
            Systemd.Notify(Systemd.Ready);
            await server.WaitForShutdownAsync(cancellation);
            return 0;
        });
        return command;
    }
}
